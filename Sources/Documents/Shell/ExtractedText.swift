/// A text that was taken out of another one: quotes and escapes are gone, and each byte still knows where it stood.
struct ExtractedText: Sendable {
    private(set) var bytes: [UInt8]
    /// Where each byte stood; `nil` where the text is the whole of its source.
    private var offsets: [Int]?

    /// The whole of a source.
    init(whole bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Nothing yet.
    init() {
        bytes = []
        offsets = []
    }

    /// A stretch of another text, as it stands there.
    init(_ range: Range<Int>, of source: ExtractedText) {
        self.init()
        append(range, of: source)
    }

    /// Where a byte stood in the source; behind the last one for an offset at the end.
    func offset(_ index: Int) -> Int {
        guard let offsets else { return index }
        if index < offsets.count { return offsets[index] }
        return offsets.last.map { $0 + 1 } ?? 0
    }

    /// Where a stretch stood in the source.
    func range(_ range: Range<Int>) -> Range<Int> {
        guard !range.isEmpty else { return offset(range.lowerBound)..<offset(range.lowerBound) }
        let start = offset(range.lowerBound)
        return start..<max(start, offset(range.upperBound - 1) + 1)
    }

    mutating func append(_ byte: UInt8, at offset: Int) {
        bytes.append(byte)
        offsets?.append(offset)
    }

    mutating func append(_ range: Range<Int>, of source: ExtractedText) {
        bytes += source.bytes[range]
        offsets? += range.map(source.offset)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
}
