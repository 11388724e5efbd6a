/// A place in a source file. Lines and columns start at 1; columns count Unicode code points.
package struct SourcePosition: Sendable, Hashable, Comparable {
    package var line: Int32
    package var column: Int32

    package init(line: Int, column: Int) {
        self.line = Int32(clamping: max(1, line))
        self.column = Int32(clamping: max(1, column))
    }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A stretch of a source file, from `start` up to but not including `end`.
///
/// Kept in 12 bytes, since every value of every plan has one: lines and columns up to 2^24, as many as a file of the
/// largest size that is read can have.
package struct SourceSpan: Sendable, Hashable, Comparable {
    // Line and column of the start, line and column of the end: 24 bits each, one behind the other.
    private let high: UInt32
    private let middle: UInt32
    private let low: UInt32

    package init(_ start: SourcePosition, _ end: SourcePosition) {
        let end = max(start, end)
        let (startLine, startColumn) = (Self.bits(start.line), Self.bits(start.column))
        let (endLine, endColumn) = (Self.bits(end.line), Self.bits(end.column))
        high = startLine << 8 | startColumn >> 16
        middle = startColumn << 16 | endLine >> 8
        low = endLine << 24 | endColumn
    }

    private static func bits(_ number: Int32) -> UInt32 { min(UInt32(number), 0xFF_FFFF) }

    package var start: SourcePosition {
        SourcePosition(line: Int(high >> 8), column: Int((high & 0xFF) << 16 | middle >> 16))
    }

    package var end: SourcePosition {
        SourcePosition(line: Int((middle & 0xFFFF) << 8 | low >> 24), column: Int(low & 0xFF_FFFF))
    }

    /// A stretch of one line; `length` in code points.
    package init(line: Int, column: Int, length: Int = 0) {
        self.init(SourcePosition(line: line, column: column), SourcePosition(line: line, column: column + length))
    }

    /// The first place of a file: where something is said about the file as a whole.
    package static let fileStart = SourceSpan(line: 1, column: 1)

    package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
        (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
    }
}
