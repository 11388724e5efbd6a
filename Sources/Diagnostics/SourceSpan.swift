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
package struct SourceSpan: Sendable, Hashable, Comparable {
    package var start: SourcePosition
    package var end: SourcePosition

    package init(_ start: SourcePosition, _ end: SourcePosition) {
        self.start = start
        self.end = max(start, end)
    }

    /// A stretch of one line; `length` in code points.
    package init(line: Int, column: Int, length: Int = 0) {
        start = SourcePosition(line: line, column: column)
        end = SourcePosition(line: line, column: column + length)
    }

    /// The first place of a file: where something is said about the file as a whole.
    package static let fileStart = SourceSpan(line: 1, column: 1)

    package static func < (left: SourceSpan, right: SourceSpan) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }
}
