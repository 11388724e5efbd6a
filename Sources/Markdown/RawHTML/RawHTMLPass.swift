/// Looks through a document's raw HTML once, for its ids and for what is wrong with it.
struct RawHTMLPass {
    let tree: Tree
    var anchors: AnchorSet
    var issues: [MarkdownIssue] = []
    private var stack = RawHTMLStack()

    init(tree: Tree, anchors: AnchorSet) {
        self.tree = tree
        self.anchors = anchors
    }

    mutating func run() {
        var walk = TreeWalk(tree: tree)
        while let event = walk.next() {
            switch event {
            case .enter(let id):
                let node = tree[id]
                if node.kind == .image { walk.skipChildren(of: id) }
                if node.kind == .htmlBlock || node.kind == .htmlInline { look(at: node) }
            case .leave(let id):
                if !stack.isEmpty { _ = stack.close(id) }
            }
        }
    }

    private mutating func look(at node: Node) {
        let bytes = tree.rawHTML(of: node)
        for action in stack.actions(for: bytes, in: node.parent) {
            switch action {
            case .open(let tag): look(at: tag, node, bytes)
            case .refused(let range, _): report(.rawHTML, range, node, bytes)
            case .strayEnd(let range): report(.strayEndTag, range, node, bytes)
            case .comment(isClosed: false, let range): report(.unclosedComment, range, node, bytes)
            case .close, .text, .comment: break
            }
        }
    }

    private mutating func look(at tag: HTMLTag, _ node: Node, _ bytes: ArraySlice<UInt8>) {
        let allowed = HTMLAllowList.attributes(of: tag.name) ?? []
        var hasID = false
        for attribute in tag.attributes where allowed.contains(attribute.name) {
            let value = CharacterReferences.decode(attribute.value ?? [])
            switch attribute.name {
            case "id", "name":
                defer { hasID = true }
                if !value.isEmpty, !hasID { _ = anchors.claimIfFree(String(decoding: value, as: UTF8.self)) }
            case "href" where LinkSafety.isUnsafe(value), "src" where LinkSafety.isUnsafe(value, isPicture: true):
                report(.unsafeLink, tag.range, node, bytes)
            default: break
            }
        }
        if tag.name == "img", !tag.attributes.contains(where: { $0.name == "alt" }) {
            report(.imageWithoutText, tag.range, node, bytes)
        }
    }

    private mutating func report(
        _ kind: MarkdownIssue.Kind,
        _ range: Range<Int>,
        _ node: Node,
        _ bytes: ArraySlice<UInt8>
    ) {
        let before = bytes[bytes.startIndex..<range.lowerBound].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        let words = bytes[range].prefix { $0 != 0x0A }.prefix(80)
        issues.append(
            MarkdownIssue(
                kind: kind,
                line: Int(node.line) + before,
                length: 0,
                detail: String(decoding: words, as: UTF8.self)
            )
        )
    }
}

extension Tree {
    /// A node's raw HTML, of a block without the white space at its ends.
    func rawHTML(of node: Node) -> ArraySlice<UInt8> {
        let bytes = bytes[node.text.range]
        return node.kind == .htmlBlock ? bytes.trimmed : bytes
    }
}
