/// What stands in a document. Each list is put together when asked for: keep it where it is needed twice.
extension MarkdownDocument {
    package var headings: [Heading] { nodes { $0 == .heading }.map(heading) }

    /// The first heading, see `Tree.titleNode`.
    package var title: Heading? { titleNode == .none ? nil : heading(titleNode) }

    package var isSingleParagraph: Bool {
        let first = tree[Tree.root].firstChild
        return first != .none && tree[first].kind == .paragraph && tree[first].next == .none
    }

    /// The text of the whole, one line a block.
    package var plainText: String { tree.plainText() }

    package var taskItems: [TaskItem] {
        nodes { $0 == .item }.filter { tree[$0].flags.contains(.task) }.map { id in
            let node = tree[id]
            return TaskItem(
                text: node.firstChild == .none ? "" : tree.plainText(below: node.firstChild),
                anchor: tree.string(node.extra),
                isChecked: node.flags.contains(.checked),
                line: Int(node.line)
            )
        }
    }

    package var codeBlocks: [CodeBlock] {
        nodes { $0 == .codeBlock }.map { id in
            let node = tree[id]
            return CodeBlock(info: tree.string(node.text), text: tree.string(node.extra), line: Int(node.line))
        }
    }

    package var codeSpans: [CodeSpan] {
        var finder = PlaceFinder(lines: source)
        return nodes { $0 == .code }.map { id in
            let node = tree[id]
            let column = finder.column(of: tree.bytes[node.text.range], line: Int(node.line))
            return CodeSpan(text: tree.string(node.text), line: Int(node.line), column: column)
        }
    }

    /// Links, pictures and addresses in reading order, those in raw HTML included.
    package var links: [Link] {
        var finder = PlaceFinder(lines: source)
        var links: [Link] = []
        var current = Tree.root
        while current != .none {
            let node = tree[current]
            if node.kind == .link || node.kind == .image {
                links.append(link(current, node, &finder))
            } else if node.kind == .htmlInline || node.kind == .htmlBlock {
                links += rawLinks(node, &finder)
            }
            current = tree.following(current)
        }
        return links
    }

    private func nodes(where isWanted: (NodeKind) -> Bool) -> [NodeID] {
        var result: [NodeID] = []
        var current = Tree.root
        while current != .none {
            if isWanted(tree[current].kind) { result.append(current) }
            current = tree.following(current)
        }
        return result
    }

    private func heading(_ id: NodeID) -> Heading {
        let node = tree[id]
        // GitHub gives headings in HTML no anchors.
        if let title = tree.htmlTitle(of: id) {
            return Heading(level: 1, text: title, anchor: "", line: Int(node.line))
        }
        return Heading(
            level: Int(node.number),
            text: tree.plainText(below: id),
            anchor: tree.string(node.extra),
            line: Int(node.line)
        )
    }

    private func link(_ id: NodeID, _ node: Node, _ finder: inout PlaceFinder) -> Link {
        let destination = tree.bytes[node.text.range]
        let text = tree.plainText(below: id)
        let destinationText = String(decoding: destination, as: UTF8.self)
        var kind = Link.Kind.link
        if node.kind == .image {
            kind = .image
        } else if node.flags.contains(.autolink) || destinationText == text || destinationText == "mailto:" + text {
            kind = .autolink
        }
        let written = kind == .autolink ? Array(text.utf8) : Array(destination)
        return Link(
            kind: kind,
            destination: destinationText,
            title: tree.string(node.extra),
            text: text,
            line: Int(node.line),
            column: finder.column(of: written, line: Int(node.line)),
            length: written.codePointCount
        )
    }

    private func rawLinks(_ node: Node, _ finder: inout PlaceFinder) -> [Link] {
        var links: [Link] = []
        let bytes = tree.bytes[node.text.range]
        var line = Int(node.line)
        var counted = bytes.startIndex
        for case .startTag(let tag) in HTMLScanner.pieces(of: bytes) where tag.name == "a" || tag.name == "img" {
            line += bytes[counted..<tag.range.lowerBound].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            counted = tag.range.lowerBound
            let wanted = tag.name == "a" ? "href" : "src"
            guard let value = tag.attributes.first(where: { $0.name == wanted })?.value else { continue }
            let words = tag.attributes.first { $0.name == "alt" }?.value ?? []
            links.append(
                Link(
                    kind: tag.name == "a" ? .link : .image,
                    destination: String(decoding: CharacterReferences.decode(value), as: UTF8.self),
                    title: "",
                    text: String(decoding: words, as: UTF8.self),
                    line: line,
                    column: finder.column(of: value, line: line),
                    length: value.codePointCount
                )
            )
        }
        return links
    }
}
