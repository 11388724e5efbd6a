/// A line of a source with a stretch of it marked below, cut to a width.
struct LinePicture {
    let line: String
    /// In columns, what stands before the marks.
    let indent: Int
    /// In columns, at least 1.
    let length: Int

    private static let ellipsis = "\u{2026}"

    /// - Parameters:
    ///   - span: Columns in code points; a span that ends in a later line is marked to the end of this one.
    ///   - limit: In columns of a terminal; where the line has more, a window around the marks is shown.
    init(_ source: some StringProtocol, span: SourceSpan, limit: Int) {
        let text = DisplayText(source)
        let start = min(Int(span.start.column) - 1, text.cells.count)
        let isOneLine = span.end.line == span.start.line
        let end = isOneLine ? min(max(Int(span.end.column) - 1, start), text.cells.count) : text.cells.count
        var window = text.cells.startIndex..<text.cells.endIndex
        if Self.width(text.cells[...]) > limit {
            window = Self.window(around: start..<end, in: text.cells, limit: max(4, limit - 2))
        }
        let isCutBefore = window.lowerBound > 0
        let isCutBehind = window.upperBound < text.cells.count
        var line = text.cells[window].map(\.text).joined()
        // Isolated, so that letters from right to left turn neither the number before them nor the marks.
        if text.isRightToLeft { line = "\u{2066}\(line)\u{2069}" }
        self.line = (isCutBefore ? Self.ellipsis : "") + line + (isCutBehind ? Self.ellipsis : "")
        indent = Self.width(text.cells[window.lowerBound..<max(window.lowerBound, start)]) + (isCutBefore ? 1 : 0)
        length = max(1, Self.width(text.cells[start..<max(start, min(end, window.upperBound))]))
    }

    private static func width(_ cells: ArraySlice<DisplayText.Cell>) -> Int { cells.reduce(0) { $0 + $1.width } }

    /// The cells to show: those that are marked first, then what stands before and behind them.
    private static func window(around marked: Range<Int>, in cells: [DisplayText.Cell], limit: Int) -> Range<Int> {
        var lower = min(marked.lowerBound, max(0, cells.count - 1))
        var upper = lower
        var width = 0
        // A fourth of the room is for what stands before.
        while lower > 0, width + cells[lower - 1].width <= limit / 4 {
            lower -= 1
            width += cells[lower].width
        }
        while upper < cells.count, width + cells[upper].width <= limit {
            width += cells[upper].width
            upper += 1
        }
        while lower > 0, width + cells[lower - 1].width <= limit {
            lower -= 1
            width += cells[lower].width
        }
        // No mark without what it belongs to.
        while lower > 0, lower < cells.count, cells[lower].width == 0 { lower -= 1 }
        while upper < cells.count, cells[upper].width == 0 { upper += 1 }
        return lower..<max(lower, upper)
    }
}
