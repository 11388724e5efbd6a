internal import Documents

/// What a link in a source leads to.
package enum LinkTarget: Sendable, Equatable {
    /// Another place of the web, or an address with a scheme.
    case external
    /// A place in the same document.
    case fragment(String)
    case document(DocumentReference, fragment: String?)
    /// A file that is there and no document.
    case file(path: String)
    /// Nothing is there; the path that was looked for.
    case missing(path: String)
    /// The path leaves the content folder.
    case outside
}

extension Catalog {
    /// What a link leads to, read as a path relative to the source in which it stands.
    package func target(of destination: String, from source: String) -> LinkTarget {
        if Self.isExternal(destination) { return .external }
        // By bytes: a `#` before a variation selector (as GitHub's anchors of emoji have) is no character of its own.
        let bytes = destination.utf8
        let hash = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
        let fragment = hash == bytes.endIndex ? nil : Self.decoded(destination[bytes.index(after: hash)...])
        if hash == bytes.startIndex, let fragment { return .fragment(fragment) }
        let path = destination[..<(bytes[..<hash].firstIndex(of: UInt8(ascii: "?")) ?? hash)]
        guard let resolved = Self.resolve(Self.decoded(path), from: source) else { return .outside }
        if let document = document(at: resolved) { return .document(document, fragment: fragment) }
        return allPaths.contains(resolved) ? .file(path: resolved) : .missing(path: resolved)
    }

    /// The names of what stands for a folder, the first that is there.
    package static let folderDocuments = [
        "deployment-plan.yaml", "deployment-plan.yml", "deployment-plan.md", "README.md", "index.md", "readme.md",
    ]

    /// The document of a source's path, or the one that stands for a folder.
    package func document(at path: String) -> DocumentReference? {
        if let document = documents[path] { return document }
        let folder = path.isEmpty || path.hasSuffix("/") ? path : path + "/"
        if let document = Self.folderDocuments.lazy.compactMap({ documents[folder + $0] }).first { return document }
        let kind = folder.dropLast()
        return hasIndex(String(kind)) ? .index(String(kind)) : nil
    }

    /// Whether there is a page that lists what is of a kind.
    private func hasIndex(_ kind: String) -> Bool {
        switch kind {
        case "releases": !releases.isEmpty || indexTexts[kind] != nil
        case "patterns": !patterns.isEmpty || indexTexts[kind] != nil
        case "checklists": !checklists.isEmpty || indexTexts[kind] != nil
        case "guides": !guides.isEmpty || indexTexts[kind] != nil
        case "incidents": !incidents.isEmpty || indexTexts[kind] != nil
        default: false
        }
    }

    /// A scheme, or an address of another host.
    package static func isExternal(_ destination: String) -> Bool {
        if destination.hasPrefix("//") { return true }
        var isFirst = true
        for byte in destination.utf8 {
            switch byte {
            case 0x61...0x7A, 0x41...0x5A: break
            case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): if isFirst { return false }
            case UInt8(ascii: ":"): return !isFirst
            default: return false
            }
            isFirst = false
        }
        return false
    }

    /// Whether a text that need be no link is the path of a file: `../../guides/how.md`, `reports/load.html`.
    package static func isPath(_ text: String) -> Bool {
        guard !isExternal(text), !text.contains(where: \.isWhitespace) else { return false }
        if text.hasPrefix("./") || text.hasPrefix("../") { return true }
        let parts = text.prefix { $0 != "#" && $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        // A first part with a dot is a host without its scheme.
        guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
        return !first.contains(".") && last.dropFirst().contains(".")
    }

    /// A relative path against the folder of a source; one that begins with `/` counts from the content folder.
    static func resolve(_ path: String, from source: String) -> String? {
        // By bytes: links are resolved by the ten thousand, and looking for characters takes many times as long.
        let slash = UInt8(ascii: "/")
        var parts = path.utf8.first == slash ? [] : source.utf8.split(separator: slash).dropLast().map(Substring.init)
        for part in path.utf8.split(separator: slash).map(Substring.init) {
            switch part {
            case ".": continue
            case "..": if parts.popLast() == nil { return nil }
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }

    /// With `%20` and the like as what they stand for.
    package static func decoded(_ text: some StringProtocol) -> String {
        guard text.contains("%") else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
