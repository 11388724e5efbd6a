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

/// A table of Markdown: its columns by name, its rows as Markdown.
struct PlanTable {
    let columns: [String]
    let rows: [(cells: [String], line: Int)]
    private let firstLine: Int
    private let lastLine: Int

    /// The tables among the lines, in order.
    static func all(in lines: ArraySlice<PlanLine>) -> [PlanTable] {
        var tables: [PlanTable] = []
        var index = lines.startIndex
        while index + 1 < lines.endIndex {
            let header = lines[index]
            guard header.kind == .text, header.text.utf8.contains(UInt8(ascii: "|")), lines[index + 1].kind == .text,
                isDelimiterRow(lines[index + 1].text)
            else {
                index += 1
                continue
            }
            let body = lines[(index + 2)...].prefix { $0.kind == .text && $0.text.utf8.contains(UInt8(ascii: "|")) }
            let columns = tableCells(header.text).map { plainText(ofInline: $0).lowercased() }
            tables.append(
                PlanTable(
                    columns: columns,
                    rows: body.map { (tableCells($0.text), $0.number) },
                    firstLine: header.number,
                    lastLine: body.last?.number ?? lines[index + 1].number
                )
            )
            index = body.endIndex
        }
        return tables
    }

    /// The cells of a row that stand in none of some columns, each with its column's name: `Env: prod1`.
    func unknownCells(_ row: (cells: [String], line: Int), besides known: [String]) -> [String] {
        zip(columns, row.cells).compactMap { column, cell in
            let isNumber = ["", "#", "no", "no.", "nr", "nr."].contains(column)
            return known.contains(column) || isNumber || cell.isEmpty ? nil : "\(column.capitalizedFirst): \(cell)"
        }
    }

    /// What a table says in columns that nobody knows, as lines below the row's first cell; empty where it says nothing.
    func unknownLines(besides known: [String]) -> [PlanLine] {
        rows.flatMap { row -> [PlanLine] in
            let cells = unknownCells(row, besides: known)
            guard !cells.isEmpty else { return [] }
            let head = row.cells.first { !$0.isEmpty } ?? ""
            return [PlanLine(number: row.line, text: "- \(head): \(cells.joined(separator: "; "))", kind: .text)]
        }
    }

    func holds(_ line: PlanLine) -> Bool { (firstLine...lastLine).contains(line.number) }

    func column(_ names: [String]) -> Int? { names.lazy.compactMap { columns.firstIndex(of: $0) }.first }

    /// A row's cell in the first of the columns that the table has.
    func cell(_ row: (cells: [String], line: Int), _ names: [String]) -> (text: String, line: Int)? {
        guard let index = column(names), row.cells.indices.contains(index) else { return nil }
        return (row.cells[index], row.line)
    }
}
