/// Writes a tree as HTML. One walk, no recursion; what needs state across nodes is a field here.
struct HTMLRenderer {
    let tree: Tree
    let document: MarkdownDocument
    let options: RenderOptions
    let idPrefix: [UInt8]
    var writer: HTMLWriter
    var rawHTML = RawHTMLStack()
    /// Raw ids written so far, and those that are the document's own: each id stands in a page once.
    var rawIDs: Set<[UInt8]> = []
    var ownIDs: Set<[UInt8]>?
    var linkDepth = 0
    var tableCount = 0
    /// For each link that is being written whether it has a target.
    var links: [Bool] = []
    /// Nodes to leave out.
    var omitted: NodeID = .none
    var footnoteUses: [Int32: Int] = [:]

    init(document: MarkdownDocument, options: RenderOptions) {
        tree = document.tree
        self.document = document
        self.options = options
        idPrefix = Array(options.idPrefix.utf8)
        writer = HTMLWriter(capacity: document.source.bytes.count * 3 / 2 + 64)
        if options.omitsTitle { omitted = document.titleNode }
    }

    mutating func render() -> String {
        var walk = TreeWalk(tree: tree)
        while let event = walk.next() {
            switch event {
            case .enter(let id):
                if id == omitted || !enter(id, tree[id]) {
                    walk.skipChildren(of: id)
                    if id == omitted || skipsLeaving(tree[id].kind) { _ = walk.next() }
                }
            case .leave(let id):
                if !rawHTML.isEmpty { closeRawTags(of: id) }
                leave(id, tree[id])
            }
        }
        return writer.string
    }

    /// Kinds whose `enter` writes all of them when it returns false.
    private func skipsLeaving(_ kind: NodeKind) -> Bool { kind == .link || kind == .image || kind == .code }

    /// Writes what stands before a node's children; false where they are not to be visited.
    private mutating func enter(_ id: NodeID, _ node: Node) -> Bool {
        switch node.kind {
        case .text: writer.text(tree.bytes[node.text.range])
        case .softBreak: writer.markup("\n")
        case .lineBreak: writer.markup("<br />\n")
        case .code: enterCode(node)
        case .emphasis: writer.markup("<em>")
        case .strong: writer.markup("<strong>")
        case .strikethrough: writer.markup("<del>")
        case .link: enterLink(id, node)
        case .image:
            writeImage(id, node)
            return false
        case .htmlInline, .htmlBlock: writeRawHTML(node)
        case .footnoteReference: writeFootnoteReference(id, node)
        case .paragraph: enterParagraph(id, node)
        default: enterBlock(id, node)
        }
        return true
    }

    private mutating func leave(_ id: NodeID, _ node: Node) {
        switch node.kind {
        case .text, .softBreak, .lineBreak, .code, .image, .htmlInline, .htmlBlock, .footnoteReference: break
        case .emphasis: writer.markup("</em>")
        case .strong: writer.markup("</strong>")
        case .strikethrough: writer.markup("</del>")
        case .link: leaveLink(id)
        case .paragraph: leaveParagraph(id, node)
        default: leaveBlock(id, node)
        }
    }
}
