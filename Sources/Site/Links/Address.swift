internal import Diagnostics

/// A place of the site: the path from its root, which ends in `/` for a page of its own folder.
package struct Address: Sendable, Hashable, Comparable {
    /// `releases/payments-2.4.0/`, `404.html`, or empty for home.
    package let path: String

    init(_ path: String) { self.path = path }

    /// The file that the page stands in.
    package var file: String { path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path }

    /// The way to the site's root from a page here: `../../`.
    var rootPath: String {
        String(
            repeating: "../",
            count: path.split(separator: "/").count - (path.hasSuffix("/") || path.isEmpty ? 0 : 1)
        )
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.path.precedesInBytes(right.path)
    }
}

/// How links are written: relative to the page, and for `--offline` down to the file.
struct LinkWriter: Sendable {
    /// Where the linking page stands.
    let page: Address
    let isOffline: Bool
    /// For the one page whose links do not depend on where it is shown: what stands before each.
    var absolutePrefix: String?

    /// The link to a place of the site, with an anchor in it.
    func link(to target: Address, fragment: String? = nil) -> String {
        let suffix = fragment.map { "#" + Self.encoded($0, keeping: "") } ?? ""
        if target == page, let fragment, absolutePrefix == nil { return "#" + Self.encoded(fragment, keeping: "") }
        var path = target.path
        if isOffline { path = target.file }
        if let absolutePrefix { return absolutePrefix + Self.encoded(path) + suffix }
        let relative = Self.encoded(Self.relative(from: page.path, to: path))
        return (relative.isEmpty ? "./" : relative) + suffix
    }

    /// The shortest way from one path to another.
    static func relative(from page: String, to target: String) -> String {
        let slash = UInt8(ascii: "/")
        // The folders that both lie in: up to the last slash of what is equal.
        var shared = 0
        for (index, (here, there)) in zip(page.utf8, target.utf8).enumerated() {
            guard here == there else { break }
            if here == slash { shared = index + 1 }
        }
        let up = String(repeating: "../", count: page.utf8.dropFirst(shared).count { $0 == slash })
        let rest = target[target.utf8.index(target.startIndex, offsetBy: shared)...]
        // A name with a colon would be read as a scheme.
        let isScheme = up.isEmpty && rest.utf8.prefix { $0 != slash }.contains(UInt8(ascii: ":"))
        return isScheme ? "./" + rest : up + rest
    }

    /// By byte: letters, digits, and what may stand in a path as it is.
    private static let unreserved: [Bool] = {
        let marks = Array("-._~!$&'()*+,;=:@".utf8)
        return (UInt8.min...UInt8.max).map { byte in
            switch byte {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
            default: marks.contains(byte)
            }
        }
    }()

    /// With all but unreserved characters and `/` as `%XX` (RFC 3986).
    static func encoded(_ text: String, keeping kept: String = "/") -> String {
        func isPlain(_ byte: UInt8) -> Bool {
            unreserved[Int(byte)] || (byte >= 0x80 ? kept.isEmpty : kept.utf8.contains(byte))
        }
        if text.utf8.allSatisfy(isPlain) { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isPlain(byte) {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
