internal import Markdown

/// A cell of a table's row.
struct PlanCell {
    /// As Markdown; a `\|` in it is a `|`.
    let text: String
    let line: Int
    /// Where its text begins, from 1.
    let column: Int

    /// What it holds as code, and where that begins; `nil` where it is anything else.
    var code: (text: String, column: Int)? {
        codeSpan(text).map { ($0, column + text.utf8.prefix { $0 == UInt8(ascii: "`") }.count) }
    }

    /// What is to be run by a shell: its code, or all that it holds, to the letter, where that calls something; `nil`
    /// where it is words.
    var command: (text: String, column: Int)? {
        if let code { return code }
        guard !text.utf8.contains(UInt8(ascii: "`")) else { return nil }
        // All of it in bold is no more than a command.
        for mark in ["**", "__"] where text.hasPrefix(mark) && text.hasSuffix(mark) && text.utf8.count > 4 {
            let inside = String(text.dropFirst(2).dropLast(2))
            if !inside.contains(mark), CommandWords.isCommand(line: inside) { return (inside, column + 2) }
        }
        return CommandWords.isCommand(line: text) ? (text, column) : nil
    }

    /// Its text without marks, or its code, and where that begins.
    func plain(keepsAddresses: Bool = false) -> (text: String, column: Int) {
        code ?? (plainText(ofInline: text, keepsAddresses: keepsAddresses), column)
    }
}

/// The cells of a table's row.
func tableCells(_ line: PlanLine) -> [PlanCell] {
    let (bar, backslash) = (UInt8(ascii: "|"), UInt8(ascii: "\\"))
    var cells: [PlanCell] = []
    var cell: [UInt8] = []
    var isEscaped = false
    let body = line.text.utf8
    var start = body.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? body.endIndex
    if start < body.endIndex, body[start] == bar { start = body.index(after: start) }
    func add(from start: String.Index, isLast: Bool) {
        let text = String(decoding: cell, as: UTF8.self).trimmed
        if isLast, text.isEmpty { return }
        let first = body[start...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? body.endIndex
        let column = line.cut + line.text[..<first].unicodeScalars.count + 1
        cells.append(PlanCell(text: text, line: line.number, column: column))
    }
    for index in body[start...].indices {
        let byte = body[index]
        if byte == bar, !isEscaped {
            add(from: start, isLast: false)
            start = body.index(after: index)
            cell.removeAll(keepingCapacity: true)
            continue
        }
        if byte == bar { cell.removeLast() }
        cell.append(byte)
        isEscaped = byte == backslash && !isEscaped
    }
    add(from: start, isLast: true)
    return cells
}

/// A table of Markdown: its columns by name, its rows as Markdown.
struct PlanTable {
    let columns: [String]
    let rows: [(cells: [PlanCell], line: Int)]
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
            let columns = tableCells(header).map { plainText(ofInline: $0.text).lowercased() }
            tables.append(
                PlanTable(
                    columns: columns,
                    rows: body.map { (tableCells($0), $0.number) },
                    firstLine: header.number,
                    lastLine: body.last?.number ?? lines[index + 1].number
                )
            )
            index = body.endIndex
        }
        return tables
    }

    /// The cells of a row that stand in none of some columns, each with its column's name: `Env: prod1`.
    ///
    /// - Parameter known: The names of each column that is read; of several that the table has the first is.
    func unknownCells(_ row: (cells: [PlanCell], line: Int), besides known: [[String]]) -> [String] {
        let read = Set(known.compactMap { column($0) })
        return row.cells.indices.compactMap { index in
            guard columns.indices.contains(index), !read.contains(index), !row.cells[index].text.isEmpty else {
                return nil
            }
            let isNumber = ["", "#", "no", "no.", "nr", "nr."].contains(columns[index])
            return isNumber ? nil : "\(columns[index].capitalizedFirst): \(row.cells[index].text)"
        }
    }

    /// What is left of lines once the table is read: those around it, and for each row what it says in columns that nobody
    /// knows, behind its first cell.
    func rest(of lines: some Sequence<PlanLine>, besides known: [[String]]) -> [PlanLine] {
        lines.filter { !holds($0) }
            + rows.compactMap { row in
                let cells = unknownCells(row, besides: known)
                guard !cells.isEmpty else { return nil }
                let head = row.cells.first { !$0.text.isEmpty }?.text ?? ""
                return PlanLine(number: row.line, text: "- \(head): \(cells.joined(separator: "; "))", kind: .text)
            }
    }

    func holds(_ line: PlanLine) -> Bool { (firstLine...lastLine).contains(line.number) }

    func column(_ names: [String]) -> Int? { names.lazy.compactMap { columns.firstIndex(of: $0) }.first }

    /// A row's cell in the first of the columns that the table has, where something stands in it.
    func cell(_ row: (cells: [PlanCell], line: Int), _ names: [String]) -> PlanCell? {
        guard let index = column(names), row.cells.indices.contains(index), !row.cells[index].text.isEmpty else {
            return nil
        }
        return row.cells[index]
    }
}
