/// Links that lose their target, and pictures without a text.
struct LinkCheck {
    private(set) var issues: [MarkdownIssue] = []

    init(tree: Tree, lines: SourceLines) {
        var finder: PlaceFinder?
        for (index, node) in tree.nodes.enumerated() where node.kind == .link || node.kind == .image {
            let destination = tree.bytes[node.text.range]
            var kind: MarkdownIssue.Kind?
            if LinkSafety.isUnsafe(destination, isPicture: node.kind == .image) {
                kind = .unsafeLink
            } else if node.kind == .image, tree.plainBytes(below: NodeID(index)).trimmed.isEmpty {
                kind = .imageWithoutText
            }
            guard let kind else { continue }
            if finder == nil { finder = PlaceFinder(lines: lines) }
            let column = finder?.column(of: destination, line: Int(node.line))
            issues.append(
                MarkdownIssue(
                    kind: kind,
                    line: Int(node.line),
                    column: column,
                    length: column == nil ? 0 : destination.codePointCount,
                    detail: String(decoding: destination.prefix(200), as: UTF8.self)
                )
            )
        }
    }
}

extension Tree {
    /// The ids that notes and their references get.
    func footnoteAnchors() -> [String] {
        var anchors: [String] = []
        var uses: [Int32: Int] = [:]
        guard nodes.contains(where: { $0.kind == .footnotes }) else { return [] }
        var current = Tree.root
        while current != .none {
            let node = self[current]
            if node.kind == .footnoteDefinition { anchors.append("fn-\(footnoteName(node))") }
            if node.kind == .footnoteReference {
                let use = (uses[node.number] ?? 0) + 1
                uses[node.number] = use
                anchors.append("fnref-\(footnoteName(node))" + (use > 1 ? "-\(use)" : ""))
            }
            current = following(current)
        }
        return anchors
    }

    private func footnoteName(_ node: Node) -> String {
        var writer = HTMLWriter()
        writer.address(bytes[node.text.range])
        return writer.string
    }
}
