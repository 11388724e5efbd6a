/// What stands below one heading.
struct HeadedLines {
    let line: PlanLine
    /// The heading's text, as Markdown.
    let title: String
    let lines: ArraySlice<PlanLine>

    func column(of text: String) -> Int { line.column(of: text) }
}

/// Lines cut at the headings of a level (and of those above it).
func sections(_ lines: ArraySlice<PlanLine>, level: Int) -> (before: ArraySlice<PlanLine>?, sections: [HeadedLines]) {
    var starts: [(index: Int, title: String)] = []
    for index in lines.indices {
        if case .heading(let found, let title) = lines[index].kind, found <= level { starts.append((index, title)) }
    }
    guard let first = starts.first else { return (lines, []) }
    let ends = starts.dropFirst().map(\.index) + [lines.endIndex]
    let found = zip(starts, ends).map { start, end in
        HeadedLines(line: lines[start.index], title: start.title, lines: lines[(start.index + 1)..<end])
    }
    return (lines[lines.startIndex..<first.index], found)
}
