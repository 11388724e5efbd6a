// Unsafe: eight bytes are read at once, which an array does not offer.

/// Search for single bytes, eight at a time: most text is none of what is looked for, and passes by quickly.
extension UnsafeBufferPointer<UInt8> {
    /// The first place of the byte at or after `start`.
    func firstPlace(of byte: UInt8, from start: Int = 0) -> Int? {
        firstPlace(from: start) { $0.marks(byte) }
    }

    func firstPlace(of first: UInt8, or second: UInt8, from start: Int = 0) -> Int? {
        firstPlace(from: start) { $0.marks(first) | $0.marks(second) }
    }

    func firstPlace(of first: UInt8, or second: UInt8, or third: UInt8, from start: Int = 0) -> Int? {
        firstPlace(from: start) { $0.marks(first) | $0.marks(second) | $0.marks(third) }
    }

    /// The first control character (below 0x20) at or after `start`.
    func firstControl(from start: Int = 0) -> Int? { firstPlace(from: start) { $0.controlMarks } }

    /// The first character that HTML must escape, at or after `start`.
    func firstMarkup(from start: Int = 0) -> Int? {
        // `<` and `>` differ in one bit.
        firstPlace(from: start) { $0.marks(0x26) | ($0 | 0x0202_0202_0202_0202).marks(0x3E) | $0.marks(0x22) }
    }

    /// `marks` sets the highest bit of each byte that is looked for. Bits above the lowest may be wrong.
    @inline(__always)
    private func firstPlace(from start: Int, _ marks: (UInt64) -> UInt64) -> Int? {
        guard let base = UnsafeRawPointer(baseAddress), start < count else { return nil }
        var position = start
        while position + 8 <= count {
            let eight = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let found = marks(eight)
            if found != 0 { return position + found.trailingZeroBitCount / 8 }
            position += 8
        }
        var rest: UInt64 = 0
        for offset in 0..<count - position { rest |= UInt64(self[position + offset]) << UInt64(8 * offset) }
        let found = marks(rest).trailingZeroBitCount / 8
        return position + found < count ? position + found : nil
    }
}

extension UInt64 {
    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
    private static var highs: UInt64 { 0x8080_8080_8080_8080 }

    @inline(__always)
    fileprivate func marks(_ byte: UInt8) -> UInt64 {
        let difference = self ^ (UInt64(byte) &* Self.ones)
        return (difference &- Self.ones) & ~difference & Self.highs
    }

    @inline(__always)
    fileprivate var controlMarks: UInt64 { (self &- 0x2020_2020_2020_2020) & ~self & Self.highs }
}
