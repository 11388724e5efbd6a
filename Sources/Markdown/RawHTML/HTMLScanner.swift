/// One piece of raw HTML. Ranges are into the bytes that were scanned.
enum HTMLPiece: Sendable {
    case text(Range<Int>)
    case startTag(HTMLTag)
    case endTag(name: String, Range<Int>)
    case comment(isClosed: Bool, Range<Int>)
    /// Declarations, processing instructions, CDATA, and what only looks like a tag.
    case other(Range<Int>)
}

struct HTMLTag: Sendable {
    struct Attribute: Sendable {
        var name: String
        /// As written, character references and all; nil for an attribute without a value.
        var value: [UInt8]?
    }

    /// In lower case.
    var name: String
    var attributes: [Attribute]
    var range: Range<Int>
}

/// Cuts raw HTML into pieces. Forgiving and linear; nothing of it is trusted by whoever writes the pieces out.
struct HTMLScanner {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var pieces: [HTMLPiece] = []
    /// No `-->` and no `>` stands behind this place: they need not be looked for again.
    private var noCommentEnd = false

    static func pieces(of bytes: ArraySlice<UInt8>) -> [HTMLPiece] {
        var scanner = HTMLScanner(bytes: bytes)
        scanner.scan()
        return scanner.pieces
    }

    private init(bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    private mutating func scan() {
        var textStart = position
        while position < bytes.endIndex {
            guard bytes[position] == 0x3C, position + 1 < bytes.endIndex else {
                position += 1
                continue
            }
            let start = position
            guard let piece = markup() else {
                position = start + 1
                continue
            }
            if textStart < start { pieces.append(.text(textStart..<start)) }
            pieces.append(piece)
            textStart = position
        }
        if textStart < bytes.endIndex { pieces.append(.text(textStart..<bytes.endIndex)) }
    }

    /// The markup at a `<`; nil where it is only a sign.
    private mutating func markup() -> HTMLPiece? {
        let start = position
        switch bytes[position + 1] {
        case 0x21 where bytes.hasPrefix("<!--", at: position):
            let isClosed = skip(past: "-->", from: position + 2)
            return .comment(isClosed: isClosed, start..<position)
        case 0x21 where bytes.hasPrefix("<![CDATA[", at: position):
            _ = skip(past: "]]>", from: position)
            return .other(start..<position)
        case 0x3F:
            _ = skip(past: "?>", from: position)
            return .other(start..<position)
        case 0x21 where position + 2 < bytes.endIndex && bytes[position + 2].isLetter:
            _ = skip(past: ">", from: position)
            return .other(start..<position)
        case 0x2F: return endTag()
        case let byte where byte.isLetter: return startTag()
        default: return nil
        }
    }

    private mutating func skip(past end: StaticString, from start: Int) -> Bool {
        position = start
        while position < bytes.endIndex {
            if bytes.hasPrefix(end, at: position) {
                position += end.utf8CodeUnitCount
                return true
            }
            position += 1
        }
        return false
    }

    private mutating func name() -> String {
        let start = position
        while position < bytes.endIndex, bytes[position].isAlphanumeric || bytes[position] == 0x2D { position += 1 }
        return String(decoding: bytes[start..<position].map(\.lowercased), as: UTF8.self)
    }

    private mutating func skipSpace() {
        while position < bytes.endIndex, bytes[position].isWhitespace { position += 1 }
    }

    private mutating func endTag() -> HTMLPiece? {
        let start = position
        position += 2
        guard position < bytes.endIndex, bytes[position].isLetter else { return nil }
        let name = name()
        skipSpace()
        guard position < bytes.endIndex, bytes[position] == 0x3E else { return nil }
        position += 1
        return .endTag(name: name, start..<position)
    }

    private mutating func startTag() -> HTMLPiece? {
        let start = position
        position += 1
        var tag = HTMLTag(name: name(), attributes: [], range: start..<start)
        while position < bytes.endIndex {
            skipSpace()
            guard position < bytes.endIndex else { return nil }
            let byte = bytes[position]
            if byte == 0x3E {
                position += 1
                tag.range = start..<position
                return .startTag(tag)
            }
            if byte == 0x2F {
                position += 1
                continue
            }
            guard byte != 0x3C, let attribute = attribute() else { return nil }
            tag.attributes.append(attribute)
        }
        return nil
    }

    private mutating func attribute() -> HTMLTag.Attribute? {
        let start = position
        while position < bytes.endIndex, !bytes[position].isWhitespace,
            ![0x3D, 0x3E, 0x2F, 0x3C, 0x22, 0x27].contains(bytes[position])
        {
            position += 1
        }
        guard position > start else { return nil }
        let name = String(decoding: bytes[start..<position].map(\.lowercased), as: UTF8.self)
        skipSpace()
        guard position < bytes.endIndex, bytes[position] == 0x3D else {
            return HTMLTag.Attribute(name: name, value: nil)
        }
        position += 1
        skipSpace()
        guard position < bytes.endIndex else { return nil }
        let quote = bytes[position]
        if quote == 0x22 || quote == 0x27 {
            let valueStart = position + 1
            guard let end = bytes[valueStart...].firstIndex(of: quote) else {
                position = bytes.endIndex
                return nil
            }
            position = end + 1
            return HTMLTag.Attribute(name: name, value: Array(bytes[valueStart..<end]))
        }
        let valueStart = position
        while position < bytes.endIndex, !bytes[position].isWhitespace, bytes[position] != 0x3E { position += 1 }
        return HTMLTag.Attribute(name: name, value: Array(bytes[valueStart..<position]))
    }
}
