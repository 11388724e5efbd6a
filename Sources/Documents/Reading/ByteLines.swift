internal import Diagnostics

/// A file's lines, to tell where byte offsets of it are.
package struct ByteLines: Sendable {
    private let bytes: [UInt8]
    /// Where each line begins.
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        starts = [0] + bytes.indices.lazy.filter { bytes[$0] == 0x0A }.map { $0 + 1 }
    }

    /// Where a stretch is, as far as it lies in its first line.
    func span(of range: Range<Int>) -> SourceSpan {
        let start = min(range.lowerBound, bytes.count)
        let line = lineNumber(of: start)
        let lineStart = starts[line]
        let marked = bytes[start..<max(start, min(range.upperBound, bytes.count))].prefix { $0 != 0x0A && $0 != 0x0D }
        // A byte order mark is no column.
        let isMarked = line == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
        let column = bytes[lineStart..<start].count { $0 & 0xC0 != 0x80 } - (isMarked ? 1 : 0)
        return SourceSpan(line: line + 1, column: column + 1, length: marked.count { $0 & 0xC0 != 0x80 })
    }

    /// From 0.
    private func lineNumber(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
