internal import Diagnostics

/// A path of the site that cannot leave it: relative, with `/`, without `.` and `..`.
///
/// Two paths are equal when their bytes are, and sort by bytes. `String` would compare by Unicode's equivalence,
/// and so take two files of most file systems for one.
struct SitePath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The names that Rollbook keeps for itself at the top of the output.
    static let manifest = ".rollbook-manifest"
    static let staging = ".rollbook-staging"

    let text: String

    /// - Throws: `OutputError.invalidPath` where the path is absolute, empty or reserved, or would leave the output.
    init(_ text: String) throws(OutputError) {
        if let problem = SitePath.problem(text) { throw OutputError.invalidPath(text, problem) }
        self.text = text
    }

    /// For a part of a path that has been looked at.
    private init(known text: String) { self.text = text }

    /// The folder that the path is in; nil where that is the output itself.
    var folder: SitePath? {
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return SitePath(known: String(text[..<slash]))
    }

    /// The folders above the path, the nearest first.
    var folders: [SitePath] {
        var found: [SitePath] = []
        var next = folder
        while let folder = next {
            found.append(folder)
            next = folder.folder
        }
        return found
    }

    /// How many folders the path is in.
    var depth: Int { text.utf8.count { $0 == UInt8(ascii: "/") } }

    /// The same for all paths that some file system would take for this one: without regard to case, and to
    /// whether an accent is a character of its own (`String` compares so).
    var folded: String {
        text.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) } ? text : text.lowercased()
    }

    var description: String { text }

    static func == (left: SitePath, right: SitePath) -> Bool {
        left.text.utf8.count == right.text.utf8.count && left.text.orderOfBytes(right.text) == 0
    }

    static func < (left: SitePath, right: SitePath) -> Bool { left.text.orderOfBytes(right.text) < 0 }

    func hash(into hasher: inout Hasher) {
        // Unsafe: the hasher takes bytes at once only as raw memory, here the text's own.
        let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }

    private static func problem(_ text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.utf8.first == UInt8(ascii: "/") { return "it is absolute" }
        if text.utf8.contains(0) { return "it holds a NUL" }
        // The bytes of the name so far, and whether all of them are dots.
        var length = 0
        var isDots = true
        func problemOfName() -> String? {
            if length == 0 { return "a name in it is empty" }
            if isDots, length <= 2 { return "it holds '.' or '..'" }
            return length > 255 ? "a name in it is longer than 255 bytes" : nil
        }
        for byte in text.utf8 {
            if byte == UInt8(ascii: "/") {
                if let problem = problemOfName() { return problem }
                (length, isDots) = (0, true)
            } else {
                length += 1
                isDots = isDots && byte == UInt8(ascii: ".")
            }
        }
        if let problem = problemOfName() { return problem }
        if text.utf8.first == UInt8(ascii: "."), let top = text.split(separator: "/").first, isReserved(String(top)) {
            return "Rollbook keeps that name for itself"
        }
        return nil
    }

    /// Whether a name at the top of the output is one of Rollbook's own, on any file system.
    static func isReserved(_ name: String) -> Bool {
        let folded = name.lowercased()
        return folded == manifest || folded == staging
    }
}
