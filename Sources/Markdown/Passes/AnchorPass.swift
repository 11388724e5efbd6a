/// Gives headings and tasks their ids. Headings come first: theirs are GitHub's and must not depend on anything else.
struct AnchorPass {
    var tree: Tree
    var anchors = AnchorSet()
    var issues: [MarkdownIssue] = []

    init(tree: Tree) { self.tree = tree }

    mutating func run(options: MarkdownOptions) {
        var headings: [NodeID] = []
        var tasks: [NodeID] = []
        var current = Tree.root
        while current != .none {
            if tree[current].kind == .heading { headings.append(current) }
            if tree[current].flags.contains(.task), tree[current].kind == .item { tasks.append(current) }
            current =
                tree[current].kind.holdsInlinesOnly
                ? tree.followingSkippingChildren(current) : tree.following(current)
        }
        if options.headingAnchors { nameHeadings(headings) }
        if options.taskAnchors { for task in tasks { name(task) } }
    }

    private mutating func nameHeadings(_ headings: [NodeID]) {
        var level: Int32 = 0
        for heading in headings {
            let node = tree[heading]
            let text = tree.plainBytes(below: heading, includingPictures: false).trimmed
            let wanted = String(decoding: slugBytes(text), as: UTF8.self)
            let anchor = anchors.claim(wanted.isEmpty ? "section" : wanted)
            if anchor != wanted, !wanted.isEmpty { report(.duplicateHeading, node.line, text) }
            if level > 0, node.number > level + 1 { report(.headingLevelSkipped, node.line, text) }
            level = node.number
            tree[heading].extra = tree.store(anchor.utf8)
        }
    }

    private mutating func report(_ kind: MarkdownIssue.Kind, _ line: Int32, _ text: some Collection<UInt8>) {
        issues.append(
            MarkdownIssue(kind: kind, line: Int(line), length: 0, detail: String(decoding: text, as: UTF8.self))
        )
    }

    private mutating func name(_ item: NodeID) {
        let paragraph = tree[item].firstChild
        guard paragraph != .none else { return }
        let own = takeOwnName(from: paragraph)
        let slug = own ?? slugBytes(tree.plainBytes(below: paragraph).trimmed)
        let wanted = "item-" + String(decoding: slug.isEmpty ? Array("task".utf8) : slug, as: UTF8.self)
        let anchor = anchors.claim(wanted)
        if let own, anchor != wanted { report(.duplicateTask, tree[item].line, own) }
        tree[item].extra = tree.store(anchor.utf8)
    }

    /// `Back up the ledger {#backup}`: takes the braces off the text.
    private mutating func takeOwnName(from paragraph: NodeID) -> [UInt8]? {
        let last = tree[paragraph].lastChild
        guard last != .none, tree[last].kind == .text else { return nil }
        let text = tree.bytes[tree[last].text.range]
        guard text.last == 0x7D, let open = text.lastIndex(of: 0x7B), text.hasPrefix("{#", at: open) else { return nil }
        let name = Array(text[open + 2..<text.endIndex - 1])
        guard !name.isEmpty, name.allSatisfy({ $0.isAlphanumeric || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }) else {
            return nil
        }
        var end = open
        while end > text.startIndex, text[end - 1].isWhitespace { end -= 1 }
        tree[last].text.count = Int32(end - text.startIndex)
        return name
    }
}

extension NodeKind {
    /// Blocks below which no further block stands.
    var holdsInlinesOnly: Bool { self == .paragraph || self == .heading || self == .tableCell }
}
