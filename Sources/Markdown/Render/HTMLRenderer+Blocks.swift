extension HTMLRenderer {
    func isTight(_ paragraph: Node) -> Bool {
        let parent = tree[paragraph.parent]
        if parent.kind == .item { return tree[parent.parent].flags.contains(.tight) }
        return options.inline && document.isSingleParagraph
    }

    mutating func enterParagraph(_ id: NodeID, _ node: Node) {
        if !isTight(node) {
            writer.freshLine()
            writer.markup("<p")
            writeMark(id)
            writer.markup(">")
        } else if let mark = mark(of: id) {
            writeTarget(mark)
        }
        let parent = tree[node.parent]
        if parent.flags.contains(.task), parent.kind == .item, parent.firstChild == id { writeCheckbox(parent) }
    }

    mutating func leaveParagraph(_ id: NodeID, _ node: Node) {
        let parent = tree[node.parent]
        if parent.kind == .footnoteDefinition, parent.lastChild == id {
            writer.markup(" ")
            writeBackLinks(parent)
        }
        if let mark = mark(of: id) { writeMarkLink(mark, below: id) }
        if parent.kind == .item, parent.firstChild == id {
            if let mark = mark(of: node.parent) {
                writeMarkLink(mark, below: id)
            } else if parent.flags.contains(.task), !parent.extra.isEmpty {
                writeItemLink(parent, below: id)
            }
        }
        if !isTight(node) { writer.markup("</p>\n") }
    }

    private mutating func writeCheckbox(_ item: Node) {
        let isChecked = item.flags.contains(.checked)
        writer.markup("<input type=\"checkbox\"")
        if isChecked { writer.markup(" checked=\"\"") }
        writer.markup(" disabled=\"\"")
        if !item.extra.isEmpty {
            if isChecked {
                writer.markup(" aria-label=\"Completed task\"")
            } else {
                writer.markup(" aria-label=\"Incomplete task\"")
            }
        }
        writer.markup(" /> ")
    }

    mutating func enterBlock(_ id: NodeID, _ node: Node) {
        if node.kind != .document { writer.freshLine() }
        switch node.kind {
        case .blockQuote: writer.markup("<blockquote>\n")
        case .list: enterList(node)
        case .item:
            writer.markup("<li")
            if node.flags.contains(.task), !node.extra.isEmpty {
                writeID(tree.bytes[node.extra.range])
                writer.markup(" class=\"task-list-item\">")
                if let mark = mark(of: id) { writeTarget(mark) }
            } else {
                writeMark(id)
                writer.markup(">")
            }
        case .heading: enterHeading(id, node)
        case .codeBlock: writeCode(id, node)
        case .thematicBreak: writer.markup("<hr />\n")
        case .table, .tableRow, .tableCell: enterTablePart(id, node)
        case .alert: enterAlert(node)
        case .tableOfContents: writeTableOfContents()
        case .footnotes: writer.markup("<section class=\"footnotes\" data-footnotes>\n<ol>\n")
        case .footnoteDefinition:
            writer.markup("<li id=\"")
            writeFootnoteID("fn-", node)
            writer.markup("\">\n")
        default: break
        }
    }

    mutating func leaveBlock(_ id: NodeID, _ node: Node) {
        switch node.kind {
        case .blockQuote:
            writer.freshLine()
            writer.markup("</blockquote>\n")
        case .list:
            if node.flags.contains(.ordered) { writer.markup("</ol>\n") } else { writer.markup("</ul>\n") }
        case .item: writer.markup("</li>\n")
        case .heading: leaveHeading(id, node)
        case .table, .tableRow, .tableCell: leaveTablePart(id, node)
        case .alert: writer.markup("</div>\n")
        case .footnotes: writer.markup("</ol>\n</section>\n")
        case .footnoteDefinition:
            if node.lastChild == .none || tree[node.lastChild].kind != .paragraph {
                writeBackLinks(node)
                writer.freshLine()
            }
            writer.markup("</li>\n")
        default: break
        }
    }

    private mutating func enterList(_ node: Node) {
        guard node.flags.contains(.ordered) else {
            writer.markup("<ul>\n")
            return
        }
        writer.markup("<ol")
        if node.number != 1 {
            writer.markup(" start=\"")
            writer.number(Int(node.number))
            writer.markup("\"")
        }
        writer.markup(">\n")
    }

    func level(of heading: Node) -> Int { min(6, max(1, Int(heading.number) + options.headingShift)) }

    private mutating func enterHeading(_ id: NodeID, _ node: Node) {
        writer.markup("<h")
        writer.number(level(of: node))
        if !node.extra.isEmpty { writeID(tree.bytes[node.extra.range]) } else { writeMark(id) }
        writer.markup(">")
        if !node.extra.isEmpty, let mark = mark(of: id) { writeTarget(mark) }
    }

    private mutating func leaveHeading(_ id: NodeID, _ node: Node) {
        if let mark = mark(of: id) {
            writeMarkLink(mark, below: id)
        } else if options.headingLinks, !node.extra.isEmpty {
            writer.markup(" <a class=\"anchor\" href=\"#")
            writer.address(idPrefix + tree.bytes[node.extra.range])
            writer.markup("\" aria-label=\"Link to this section: ")
            writer.text(tree.plainBytes(below: id).trimmed)
            writer.markup("\"><span aria-hidden=\"true\">¶</span></a>")
        }
        writer.markup("</h")
        writer.number(level(of: node))
        writer.markup(">\n")
    }

    mutating func writeID(_ id: some Collection<UInt8>) {
        writer.markup(" id=\"")
        writer.text(idPrefix)
        writer.text(id)
        writer.markup("\"")
    }

    private mutating func writeCode(_ id: NodeID, _ node: Node) {
        let info = tree.bytes[node.text.range]
        let language = info.prefix { !$0.isWhitespace }
        if language.isEmpty {
            writer.markup("<pre")
            writeMark(id)
            writer.markup("><code>")
        } else {
            writer.markup("<pre")
            writeMark(id)
            writer.markup("><code class=\"language-")
            writer.text(language)
            writer.markup("\">")
        }
        let code = tree.bytes[node.extra.range]
        if let highlight = options.highlight,
            let html = highlight(
                String(decoding: info, as: UTF8.self),
                String(decoding: code, as: UTF8.self)
            )
        {
            writer.verbatim(html.utf8)
        } else {
            writer.text(code)
        }
        writer.markup("</code></pre>\n")
    }
}
