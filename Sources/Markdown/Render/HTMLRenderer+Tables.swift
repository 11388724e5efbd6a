extension HTMLRenderer {
    mutating func enterTablePart(_ id: NodeID, _ node: Node) {
        switch node.kind {
        case .table:
            if options.wrapsTables {
                writer.markup("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table\">\n")
            }
            writer.markup("<table>\n")
        case .tableRow:
            if node.flags.contains(.header) {
                writer.markup("<thead>\n")
            } else if tree[node.previous].flags.contains(.header) {
                writer.markup("<tbody>\n")
            }
            writer.markup("<tr>\n")
        default:
            if tree[node.parent].flags.contains(.header) { writer.markup("<th") } else { writer.markup("<td") }
            switch node.number {
            case 1: writer.markup(" align=\"left\">")
            case 2: writer.markup(" align=\"center\">")
            case 3: writer.markup(" align=\"right\">")
            default: writer.markup(">")
            }
        }
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
            if tree[node.parent].flags.contains(.header) {
                writer.markup("</th>\n")
            } else {
                writer.markup("</td>\n")
            }
        }
    }
}
