/// Small questions about bytes of UTF-8 text.
extension UInt8 {
    var isSpaceOrTab: Bool { self == 0x20 || self == 0x09 }
    var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var isAlphanumeric: Bool { isDigit || isLetter }
    var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    var isPunctuation: Bool {
        (0x21...0x2F).contains(self) || (0x3A...0x40).contains(self) || (0x5B...0x60).contains(self)
            || (0x7B...0x7E).contains(self)
    }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        var start = startIndex
        var end = endIndex
        while start < end, self[start].isWhitespace { start += 1 }
        while end > start, self[end - 1].isWhitespace { end -= 1 }
        return self[start..<end]
    }

    func hasPrefix(_ prefix: StaticString, at position: Int? = nil) -> Bool {
        let start = position ?? startIndex
        guard endIndex - start >= prefix.utf8CodeUnitCount else { return false }
        for offset in 0..<prefix.utf8CodeUnitCount where self[start + offset] != prefix.utf8Start[offset] {
            return false
        }
        return true
    }

    /// The first place of `needle` at or after `start`.
    func firstRange(of needle: some RandomAccessCollection<UInt8>, from start: Int) -> Range<Int>? {
        guard let first = needle.first, endIndex - start >= needle.count else { return nil }
        var position = start
        while position <= endIndex - needle.count {
            if self[position] == first, self[position..<position + needle.count].elementsEqual(needle) {
                return position..<position + needle.count
            }
            position += 1
        }
        return nil
    }
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
    /// The number of Unicode code points.
    var codePointCount: Int { reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}
