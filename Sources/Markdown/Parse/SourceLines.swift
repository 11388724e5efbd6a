/// The lines of a source by number, as cmark counts them (`\n`, `\r` and `\r\n` end a line).
struct SourceLines: Sendable {
    let bytes: [UInt8]
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        // Unsafe: for `firstPlace`, which reads eight bytes at a time.
        bytes.withUnsafeBufferPointer { bytes in
            var position = 0
            while let end = bytes.firstPlace(of: 0x0A, or: 0x0D, from: position) {
                position = end + 1
                if bytes[end] == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
                starts.append(position)
            }
        }
        self.starts = starts
    }

    var count: Int { starts.count }

    /// The range of line `number` (1-based) without its end; empty where there is no such line.
    func range(_ number: Int) -> Range<Int> {
        guard number >= 1, number <= starts.count else { return 0..<0 }
        let start = starts[number - 1]
        var end = number < starts.count ? starts[number] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }
}

/// Finds where things stand in their lines. Repeated questions about one line go on behind the last answer, and the
/// whole search is bounded, so that many questions about one huge line stay linear.
struct PlaceFinder {
    let lines: SourceLines
    private var line = 0
    private var position = 0
    private var column = 1
    private var budget: Int

    init(lines: SourceLines) {
        self.lines = lines
        budget = 1_000_000 + 8 * lines.bytes.count
    }

    /// The column of `text` in `line`, 1-based, in code points.
    mutating func column(of text: some RandomAccessCollection<UInt8>, line number: Int) -> Int? {
        guard !text.isEmpty else { return nil }
        let range = lines.range(number)
        if number != line {
            line = number
            position = range.lowerBound
            column = 1
        }
        guard budget > 0, let found = lines.bytes[range].firstRange(of: text, from: position) else {
            budget -= range.upperBound - position
            return nil
        }
        budget -= found.upperBound - position
        let start = column + lines.bytes[position..<found.lowerBound].codePointCount
        column = start + lines.bytes[found].codePointCount
        position = found.upperBound
        return start
    }
}
