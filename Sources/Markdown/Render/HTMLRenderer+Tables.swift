extension HTMLRenderer {
    mutating func enterTablePart(_ id: NodeID, _ node: Node) {
        switch node.kind {
        case .table:
            if options.wrapsTables {
                // Regions of one page have names of their own.
                tableCount += 1
                writer.markup("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table ")
                writer.number(tableCount)
                writer.markup("\">\n")
            }
            writer.markup("<table>\n")
        case .tableRow:
            if node.flags.contains(.header) {
                writer.markup("<thead>\n")
            } else if tree[node.previous].flags.contains(.header) {
                writer.markup("<tbody>\n")
            }
            writer.markup("<tr")
            writeMark(id)
            writer.markup(">\n")
        default:
            writer.markup(isHeading(node) ? "<th" : "<td")
            // `align` is what GitHub writes and the standard has dropped; on a page a class does the same.
            switch node.number {
            case 1: writer.markup(options.wrapsTables ? " class=\"align-left\">" : " align=\"left\">")
            case 2: writer.markup(options.wrapsTables ? " class=\"align-center\">" : " align=\"center\">")
            case 3: writer.markup(options.wrapsTables ? " class=\"align-right\">" : " align=\"right\">")
            default: writer.markup(">")
            }
        }
    }

    /// A heading without words heads nothing: on a page it is an empty cell.
    private func isHeading(_ node: Node) -> Bool {
        tree[node.parent].flags.contains(.header) && (!options.wrapsTables || node.firstChild != .none)
    }

    mutating func leaveTablePart(_ id: NodeID, _ node: Node) {
        switch node.kind {
        case .table:
            writer.markup("</table>\n")
            if options.wrapsTables { writer.markup("</div>\n") }
        case .tableRow:
            writer.markup("</tr>\n")
            if node.flags.contains(.header) {
                writer.markup("</thead>\n")
            } else if node.next == .none {
                writer.markup("</tbody>\n")
            }
        default:
            writer.markup(isHeading(node) ? "</th>\n" : "</td>\n")
        }
    }
}
