/// Rows of texts in columns for a terminal: wide characters counted, nothing in a cell obeyed.
package struct TextTable {
    private var rows: [[DisplayText]]
    private static let gap = 2

    package init(_ columns: [String]) { rows = [columns.map { DisplayText($0.uppercased()) }] }

    /// A text of several lines is one line.
    package mutating func add(_ cells: [String]) {
        rows.append(cells.map { DisplayText(DisplayText.line($0)) })
    }

    /// The lines, the column names first; nothing after the last cell.
    package var text: String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].width : 0 }.max() ?? 0
        }
        return rows.map { row in
            let last = row.lastIndex { $0.width > 0 } ?? 0
            let cells = row.prefix(last + 1).enumerated().map { column, cell in
                let padding = column == last ? 0 : widths[column] + Self.gap - cell.width
                return cell.text + String(repeating: " ", count: padding)
            }
            return cells.joined() + "\n"
        }.joined()
    }
}

extension DisplayText {
    fileprivate var width: Int { cells.reduce(0) { $0 + $1.width } }
    fileprivate var text: String { cells.map(\.text).joined() }
}
