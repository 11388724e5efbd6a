/// A cursor over code that writes what it passes. Everything that is passed is written once, so nothing can be lost.
struct TokenWriter {
    let bytes: [UInt8]
    private(set) var position = 0
    private var plainStart = 0
    private var writer: HTMLWriter

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        writer = HTMLWriter(capacity: bytes.count * 2)
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// The byte at the cursor, or `offset` behind it; 0 beyond the ends.
    func peek(_ offset: Int = 0) -> UInt8 {
        let place = position + offset
        return place >= 0 && place < bytes.count ? bytes[place] : 0
    }

    /// Passes up to `end` as plain text.
    mutating func skip(to end: Int) { position = wholeCharacters(to: max(end, position)) }

    /// Passes up to `end` as one token.
    mutating func take(_ kind: TokenKind, to end: Int) {
        let end = wholeCharacters(to: end)
        guard end > position else { return }
        flush()
        writer.markup("<span class=\"hl-")
        writer.text(kind.rawValue)
        writer.markup("\">")
        writer.text(bytes[position..<end])
        writer.markup("</span>")
        position = end
        plainStart = end
    }

    /// No token ends inside a character.
    private func wholeCharacters(to end: Int) -> Int {
        var end = min(end, bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }

    private mutating func flush() {
        if plainStart < position { writer.text(bytes[plainStart..<position]) }
        plainStart = position
    }

    mutating func finish() -> String {
        skip(to: bytes.count)
        flush()
        return writer.string
    }

    // MARK: Places

    func endOfLine(from start: Int? = nil) -> Int {
        var end = start ?? position
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        return end
    }

    func end(from start: Int, while isPart: (UInt8) -> Bool) -> Int {
        var end = start
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        return end
    }

    func hasPrefix(_ prefix: [UInt8]) -> Bool {
        position + prefix.count <= bytes.count && bytes[position..<position + prefix.count].elementsEqual(prefix)
    }

    /// The end of a string that opens at the cursor with `quote`; of one without an end, that of its line or the code.
    func endOfString(_ quote: UInt8, escape: UInt8? = 0x5C, spansLines: Bool) -> Int {
        var end = position + 1
        while end < bytes.count {
            if bytes[end] == escape, end + 1 < bytes.count {
                end += 2
                continue
            }
            if bytes[end] == quote { return end + 1 }
            if bytes[end] == 0x0A, !spansLines { return end }
            end += 1
        }
        return bytes.count
    }

    /// `<version>` or `%{name}` at the cursor.
    func endOfPlaceholder() -> Int? {
        let isPercent = peek() == 0x25 && peek(1) == 0x7B
        guard isPercent || (peek() == 0x3C && peek(1).isLetter) else { return nil }
        let end = end(from: position + (isPercent ? 2 : 1)) {
            $0.isAlphanumeric || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E
        }
        guard end < bytes.count, end - position < 64, bytes[end] == (isPercent ? 0x7D : 0x3E) else { return nil }
        return end + 1
    }

    func word(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension UInt8 {
    var isWordByte: Bool { isAlphanumeric || self == 0x5F || self >= 0x80 }
}
