/// Finds the places of a page that an address can name: its ids, as they stand in its HTML.
///
/// Looked at is what stands in `<main>`, where there is one: the rest is the theme's. An id that only ties a label to
/// something, or that a skip link leads to, is no place to link to.
struct AnchorScanner {
    private let bytes: [UInt8]
    private var position = 0
    private var anchors: [String] = []
    /// Ids that other attributes name.
    private var labels: Set<String> = []
    private var hasMain = false
    private var isInMain = false

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Each once, in the order of the page.
    static func anchors(in html: [UInt8]) -> [String] {
        var scanner = AnchorScanner(html)
        scanner.scan()
        var seen = scanner.labels
        return scanner.anchors.filter { seen.insert($0).inserted }
    }

    private mutating func scan() {
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = start + 1
            if peek == UInt8(ascii: "!"), bytes[position...].starts(with: "!--".utf8) {
                position = bytes[position...].firstRange(of: "-->".utf8)?.upperBound ?? bytes.count
            } else {
                readTag()
            }
        }
    }

    private mutating func readTag() {
        let isEnd = peek == UInt8(ascii: "/")
        if isEnd { position += 1 }
        guard let first = peek, first.isLetter else { return }
        // The end of anything else tells nothing.
        if isEnd, first | 0x20 != UInt8(ascii: "m") { return }
        let name = word { !$0.isBlank && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
        let isMain = holds(name, "main")
        if isMain, isEnd { isInMain = false }
        let isLink = holds(name, "a")
        while let attribute = readAttribute(), !isEnd { take(attribute.name, attribute.value, ofLink: isLink) }
        if isMain, !isEnd {
            if !hasMain { anchors = [] }
            hasMain = true
            isInMain = true
        }
    }

    /// What other attributes name labels by.
    private static let labelling: [StaticString] = [
        "for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "headers",
    ]

    private mutating func take(_ attribute: Range<Int>, _ value: Range<Int>, ofLink isLink: Bool) {
        guard !value.isEmpty else { return }
        if holds(attribute, "id") || isLink && holds(attribute, "name") {
            if isInMain || !hasMain { anchors.append(text(value)) }
        } else if Self.labelling.contains(where: { holds(attribute, $0) }) {
            for label in bytes[value].split(whereSeparator: \.isBlank) { labels.insert(text(label.indices)) }
        }
    }

    /// The next attribute of the tag; `nil` where it ends, which is passed.
    private mutating func readAttribute() -> (name: Range<Int>, value: Range<Int>)? {
        while let byte = peek, byte.isBlank || byte == UInt8(ascii: "/") { position += 1 }
        guard let byte = peek, byte != UInt8(ascii: ">") else {
            position = min(position + 1, bytes.count)
            return nil
        }
        position += 1
        let start = position - 1
        _ = word { !$0.isBlank && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        let name = start..<position
        while let byte = peek, byte.isBlank { position += 1 }
        guard peek == UInt8(ascii: "=") else { return (name, position..<position) }
        position += 1
        while let byte = peek, byte.isBlank { position += 1 }
        guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return (name, word { !$0.isBlank && $0 != UInt8(ascii: ">") })
        }
        position += 1
        let value = word { $0 != quote }
        position = min(position + 1, bytes.count)
        return (name, value)
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func word(_ belongs: (UInt8) -> Bool) -> Range<Int> {
        let start = position
        while position < bytes.count, belongs(bytes[position]) { position += 1 }
        return start..<position
    }

    /// Whether a name stands in a range, whatever the case of its letters.
    private func holds(_ range: Range<Int>, _ name: StaticString) -> Bool {
        guard range.count == name.utf8CodeUnitCount else { return false }
        // Unsafe: there is no other way to the bytes of a static string.
        return name.withUTF8Buffer { name in
            name.indices.allSatisfy { index in
                let byte = bytes[range.lowerBound + index]
                return byte == name[index] || byte | 0x20 == name[index]
            }
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self).resolvingReferences
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
}

extension String {
    /// With the references that writers of HTML escape by (`&amp;`, `&#39;`, `&#x27;`) as what they stand for.
    fileprivate var resolvingReferences: String {
        guard utf8.contains(UInt8(ascii: "&")) else { return self }
        var result = ""
        var rest = self[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(12).firstIndex(of: ";"),
                let character = Self.character(rest[rest.index(after: start)..<end])
            else {
                result.append(rest.removeFirst())
                continue
            }
            result.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(_ reference: Substring) -> Character? {
        switch reference {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard reference.hasPrefix("#") else { return nil }
            let isHex = reference.lowercased().hasPrefix("#x")
            let code = UInt32(reference.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10)
            return code.flatMap(Unicode.Scalar.init).map(Character.init)
        }
    }
}
