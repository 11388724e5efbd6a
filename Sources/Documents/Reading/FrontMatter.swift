internal import Diagnostics

/// A Markdown file in two: the YAML between `---` lines at its top, and the body. TOML between `+++` lines is no part of
/// the body either, and is not read.
struct FrontMatter {
    /// The YAML, without the lines of dashes; `nil` where there is none.
    var yaml: ArraySlice<UInt8>?
    let body: ArraySlice<UInt8>
    /// The body's first line in the file, from 1.
    let bodyLine: Int
    /// A `---` opens it and none closes it: all is body.
    let isOpen: Bool
    /// What stands at the top is TOML.
    var isTOML = false

    init(_ bytes: ArraySlice<UInt8>) {
        var lines = LineScanner(bytes)
        guard let first = lines.next(), Self.isFence(first, "---") else {
            let toml = Self.toml(bytes)
            (yaml, body, bodyLine, isOpen) = (nil, toml?.body ?? bytes, toml?.line ?? 1, false)
            isTOML = toml != nil
            return
        }
        let start = lines.position
        var line = 1
        while true {
            let before = lines.position
            guard let next = lines.next() else { break }
            line += 1
            if Self.isFence(next, "---") || Self.isFence(next, "...") {
                (yaml, body, bodyLine, isOpen) = (bytes[start..<before], bytes[lines.position...], line + 1, false)
                return
            }
        }
        // A document may also begin with a rule; only something like a key makes it an open front matter.
        let looksLikeKeys = bytes[start...].prefix { $0 != 0x0A }.contains(UInt8(ascii: ":"))
        (yaml, body, bodyLine, isOpen) = (nil, bytes, 1, looksLikeKeys)
    }

    /// What stands below the lines of `+++`, where keys and values stand between them.
    private static func toml(_ bytes: ArraySlice<UInt8>) -> (body: ArraySlice<UInt8>, line: Int)? {
        var lines = LineScanner(bytes)
        guard let first = lines.next(), isFence(first, "+++") else { return nil }
        var line = 1
        var hasKeys = false
        while let next = lines.next() {
            line += 1
            if isFence(next, "+++") { return hasKeys ? (bytes[lines.position...], line + 1) : nil }
            hasKeys = hasKeys || next.contains(UInt8(ascii: "="))
        }
        return nil
    }

    private static func isFence(_ line: ArraySlice<UInt8>, _ fence: String) -> Bool {
        var rest = line
        while let last = rest.last, [0x20, 0x09, 0x0D].contains(last) { rest = rest.dropLast() }
        return rest.elementsEqual(fence.utf8)
    }
}

/// Lines of bytes, without their newline.
struct LineScanner: IteratorProtocol {
    private let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    mutating func next() -> ArraySlice<UInt8>? {
        guard position < bytes.endIndex else { return nil }
        let rest = bytes[position...]
        guard let end = rest.firstIndex(of: 0x0A) else {
            position = bytes.endIndex
            return rest
        }
        position = end + 1
        return rest[..<end]
    }
}
