extension HTMLRenderer {
    mutating func enterAlert(_ node: Node) {
        let kind = AlertKind(rawValue: node.number) ?? .note
        writer.markup("<div class=\"markdown-alert markdown-alert-")
        writer.text(kind.name)
        writer.markup("\">\n<p class=\"markdown-alert-title\">")
        writer.text(kind.title)
        writer.markup("</p>\n")
    }

    /// The headings as lists in lists, without the title.
    mutating func writeTableOfContents() {
        let entries = tree.nodes.indices.map { NodeID($0) }
            .filter { tree[$0].kind == .heading && $0 != document.titleNode && !tree[$0].extra.isEmpty }
        guard !entries.isEmpty else { return }
        writer.markup("<nav class=\"toc\" aria-label=\"Contents\">\n")
        var levels: [Int32] = []
        for id in entries {
            let heading = tree[id]
            if levels.last.map({ heading.number > $0 }) ?? true {
                levels.append(heading.number)
                writer.markup("<ul>\n<li>")
            } else {
                while levels.count > 1, let last = levels.last, heading.number < last {
                    levels.removeLast()
                    writer.markup("</li>\n</ul>\n")
                }
                writer.markup("</li>\n<li>")
            }
            writer.markup("<a href=\"#")
            writer.address(idPrefix + tree.bytes[heading.extra.range])
            writer.markup("\">")
            writer.text(tree.plainBytes(below: id).trimmed)
            writer.markup("</a>")
        }
        for _ in levels { writer.markup("</li>\n</ul>\n") }
        writer.markup("</nav>\n")
    }

    /// `fn-note` or `fnref-note-2`, safe in an id and in a fragment alike.
    mutating func writeFootnoteID(_ kind: StaticString, _ node: Node, use: Int = 1) {
        writer.text(idPrefix)
        writer.markup(kind)
        writer.address(tree.bytes[node.text.range])
        if use > 1 {
            writer.markup("-")
            writer.number(use)
        }
    }

    mutating func writeFootnoteReference(_ id: NodeID, _ node: Node) {
        let use = (footnoteUses[node.number] ?? 0) + 1
        footnoteUses[node.number] = use
        writer.markup("<sup class=\"footnote-ref\"><a href=\"#")
        writeFootnoteID("fn-", node)
        writer.markup("\" id=\"")
        writeFootnoteID("fnref-", node, use: use)
        writer.markup("\" data-footnote-ref>")
        writer.number(Int(node.number))
        writer.markup("</a></sup>")
    }

    mutating func writeBackLinks(_ node: Node) {
        for use in 1...max(1, footnoteUses[node.number] ?? 1) {
            if use > 1 { writer.markup(" ") }
            writer.markup("<a href=\"#")
            writeFootnoteID("fnref-", node, use: use)
            writer.markup("\" class=\"footnote-backref\" data-footnote-backref aria-label=\"Back to content\">↩")
            if use > 1 {
                writer.markup("<sup class=\"footnote-ref\">")
                writer.number(use)
                writer.markup("</sup>")
            }
            writer.markup("</a>")
        }
    }
}
