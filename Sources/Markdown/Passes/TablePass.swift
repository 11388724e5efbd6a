/// Paragraphs that hold a delimiter row become tables.
///
/// To cmark a table is a paragraph, and its inlines may cross cells. So rows are split in the source, and each cell is
/// read again as a paragraph of its own in one second parse; the reference definitions follow behind the cells where
/// one of them may use one. Cells of plain words are not parsed at all.
struct TablePass {
    static let columnLimit = 1_000
    /// Cells that rows leave out and the table adds, all in all: beyond it rows stay short.
    static let paddingLimit = 100_000

    let lines: SourceLines
    var tree: Tree
    var issues: [MarkdownIssue] = []
    var cells = CellReader()
    private var padding = 0

    init(tree: Tree, lines: SourceLines) {
        self.tree = tree
        self.lines = lines
    }

    static func mayApply(to source: [UInt8]) -> Bool {
        // Unsafe: every document is looked through here, and an array's checks would double the time.
        source.withUnsafeBufferPointer { bytes in
            bytes.contains(0x7C) || bytes.indices.contains { bytes[$0] == 0x3A && isByDash(bytes, $0) }
        }
    }

    private static func isByDash(_ bytes: UnsafeBufferPointer<UInt8>, _ position: Int) -> Bool {
        (position > 0 && bytes[position - 1] == 0x2D) || (position + 1 < bytes.count && bytes[position + 1] == 0x2D)
    }

    mutating func run() {
        for id in tree.nodes.indices {
            let node = tree.nodes[id]
            if node.kind == .paragraph, node.endLine > node.line {
                convert(NodeID(id), through: Int(node.endLine), underlined: false)
            } else if node.kind == .heading, node.firstChild != .none {
                let line = lines[Int(node.line)].dropFirst(Int(node.column) - 1)
                if line.first != 0x23, let end = underline(after: Int(node.line)) {
                    convert(NodeID(id), through: end, underlined: true)
                }
            }
        }
        cells.graft(into: &tree, lines: lines)
    }

    /// A Setext heading's last line. cmark does not say where it is.
    private func underline(after first: Int) -> Int? {
        var number = first + 1
        while number <= lines.count {
            let line = content(number, firstLine: 0, column: 0).trimmed
            guard let mark = line.first else { return nil }
            if mark == 0x2D || mark == 0x3D, line.allSatisfy({ $0 == mark }) {
                return number > first + 2 ? number : nil
            }
            number += 1
        }
        return nil
    }

    /// A line of a paragraph without what its quotes and items put before it.
    private func content(_ number: Int, firstLine: Int, column: Int) -> ArraySlice<UInt8> {
        let line = lines[number]
        if number == firstLine { return line.dropFirst(max(0, column - 1)) }
        return line.drop { $0.isSpaceOrTab || $0 == 0x3E }
    }

    private mutating func convert(_ id: NodeID, through end: Int, underlined: Bool) {
        let node = tree[id]
        let first = Int(node.line)
        guard first + 1 <= end else { return }
        func content(_ number: Int) -> ArraySlice<UInt8> {
            self.content(number, firstLine: first, column: Int(node.column))
        }
        for number in first + 1...end {
            let line = content(number)
            guard let mark = line.first, mark == 0x7C || mark == 0x2D || mark == 0x3A,
                let alignments = TableRow.alignments(line, limit: Self.columnLimit)
            else { continue }
            let header = TableRow.cells(content(number - 1), limit: Self.columnLimit)
            guard header.cells.count == alignments.count, !underlined || number < end else { continue }
            if header.isCut { reportWidth(line: number - 1) }
            var last = underlined ? end - 1 : end
            var endsWithRule = underlined
            if underlined, content(end).trimmed.first == 0x3D {
                last = end
                endsWithRule = false
            }
            let anchor = insertLead(id, from: first, to: number - 2, column: Int(node.column))
            let table = tree.insert(Node(kind: .table, line: Int32(number - 1)), after: anchor)
            addRow(header.cells, to: table, line: number - 1, alignments: alignments, isHeader: true)
            if number + 1 <= last {
                for row in number + 1...last {
                    let cells = TableRow.cells(content(row), limit: alignments.count).cells
                    addRow(cells, to: table, line: row, alignments: alignments, isHeader: false)
                }
            }
            if endsWithRule { _ = tree.insert(Node(kind: .thematicBreak, line: Int32(end)), after: table) }
            tree.remove(id)
            return
        }
    }

    /// What stands in the paragraph above the table stays a paragraph. Returns the node that the table follows.
    private mutating func insertLead(_ id: NodeID, from first: Int, to last: Int, column: Int) -> NodeID {
        guard last >= first else { return id }
        var text: [UInt8] = []
        for number in first...last {
            text += content(number, firstLine: first, column: column)
            text.append(0x0A)
        }
        let lead = tree.insert(Node(kind: .paragraph, line: Int32(first)), after: id)
        cells.add(text, to: lead, line: first, isLead: true)
        return lead
    }

    private mutating func addRow(
        _ ranges: [Range<Int>],
        to table: NodeID,
        line: Int,
        alignments: [TableRow.Alignment],
        isHeader: Bool
    ) {
        var row = Node(kind: .tableRow, line: Int32(line))
        if isHeader { row.flags.insert(.header) }
        let rowID = tree.append(row, to: table)
        for (column, alignment) in alignments.enumerated() {
            if column >= ranges.count {
                guard padding < Self.paddingLimit else { return }
                padding += 1
            }
            var cell = Node(kind: .tableCell, line: Int32(line))
            cell.number = alignment.rawValue
            let id = tree.append(cell, to: rowID)
            guard column < ranges.count, !ranges[column].isEmpty else { continue }
            let text = TableRow.unescaped(lines.bytes[ranges[column]])
            if CellReader.isPlain(text) {
                var words = Node(kind: .text, line: Int32(line))
                words.text = tree.store(text)
                _ = tree.append(words, to: id)
            } else {
                cells.add(text, to: id, line: line, isLead: false)
            }
        }
    }

    private mutating func reportWidth(line: Int) {
        issues.append(
            MarkdownIssue(
                kind: .tableTooWide,
                line: line,
                length: 0,
                detail: "only the first \(Self.columnLimit) columns are shown"
            )
        )
    }
}
