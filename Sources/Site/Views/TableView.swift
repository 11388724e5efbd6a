/// A table of a plan's part: alternatives, roles, step results.
package struct TableView: TabledObject {
    var caption: String
    var columns: [TextView]
    var rows: [RowView]

    /// - Parameter rows: Cells as markup; a row may have an id, by which it is linked to.
    init?(_ caption: String, _ columns: [String], _ rows: [RowView]) {
        guard !rows.isEmpty else { return nil }
        // A column in which nothing stands only takes room.
        let kept = columns.indices.filter { index in
            rows.contains { $0.cells.indices.contains(index) && !$0.cells[index].html.isEmpty }
        }
        self.caption = caption
        self.columns = kept.map { TextView(text: columns[$0]) }
        self.rows = rows.map { row in
            var row = row
            row.cells = kept.compactMap { index in
                guard row.cells.indices.contains(index) else { return nil }
                var cell = row.cells[index]
                cell.column = columns[index]
                return cell
            }
            if let id = row.id, let name = row.name, let first = row.cells.firstIndex(where: { !$0.html.isEmpty }) {
                let address = "#" + LinkWriter.encoded(id, keeping: "")
                row.cells[first].anchor = LinkView("Link to \(name)", address)
            }
            return row
        }
    }

    static let members = MemberTable<TableView>(
        "table",
        [
            .text("caption", "What the table shows") { $0.caption },
            .list("columns", "The columns' names") { $0.columns },
            .list("rows", "The rows") { $0.rows },
        ]
    )
}

package struct RowView: TabledObject {
    var id: String?
    /// What the row is about, for the link to it.
    var name: String?
    var cells: [CellView]

    init(id: String? = nil, name: String? = nil, _ cells: [String?]) {
        self.id = id
        self.name = name
        self.cells = cells.map { CellView(column: "", html: $0 ?? "") }
    }

    static let members = MemberTable<RowView>(
        "row",
        [
            .text("id", "The row's anchor") { $0.id },
            .list("cells", "The cells, a column each") { $0.cells },
        ]
    )
}

package struct CellView: TabledObject {
    var column: String
    var html: String
    var anchor: LinkView?

    static let members = MemberTable<CellView>(
        "cell",
        [
            .text("column", "The column's name") { $0.column },
            .html("html", "What stands in the cell") { $0.html },
            .object("anchor", "The link to the row, in its first cell") { $0.anchor },
        ]
    )
}
