/// Turns the items of `FootnoteDefinitions` into notes at the end of the document, numbered by their first reference.
struct FootnotePass {
    let definitions: FootnoteDefinitions
    var tree: Tree
    var issues: [MarkdownIssue] = []
    private var notes: [[UInt8]: NodeID] = [:]
    private var order: [NodeID] = []

    init(tree: Tree, definitions: FootnoteDefinitions) {
        self.tree = tree
        self.definitions = definitions
    }

    mutating func run() {
        collect()
        refer()
        place()
    }

    private mutating func collect() {
        var labels = definitions.labels
        guard !labels.isEmpty else { return }
        for index in tree.nodes.indices where tree.nodes[index].kind == .item {
            let item = NodeID(index)
            guard let label = labels.removeValue(forKey: tree[item].line) else { continue }
            dropEmptyMark(item)
            let list = tree[item].parent
            tree.detach(item)
            if tree[list].firstChild == .none { tree.remove(list) }
            let key = Self.key(label)
            if notes[key] == nil {
                notes[key] = item
                tree[item].kind = .footnoteDefinition
                tree[item].flags = []
                tree[item].text = tree.store(label)
            } else {
                tree.remove(item)
            }
        }
    }

    private mutating func dropEmptyMark(_ item: NodeID) {
        let paragraph = tree[item].firstChild
        guard paragraph != .none, tree[paragraph].kind == .paragraph else { return }
        let text = tree[paragraph].firstChild
        guard text != .none, tree[text].kind == .text, tree.bytes[tree[text].text.range].first == 0x02 else { return }
        tree[text].text.start += 1
        tree[text].text.count -= 1
        guard tree[text].text.isEmpty else { return }
        let next = tree[text].next
        tree.remove(text)
        if next != .none, tree[next].kind == .softBreak { tree.remove(next) }
        if tree[paragraph].firstChild == .none { tree.remove(paragraph) }
    }

    private static func key(_ label: some Collection<UInt8>) -> [UInt8] { label.map(\.lowercased) }

    /// First the references of the document's own text; then those that stand in notes, as the notes come.
    private mutating func refer() {
        refer(below: Tree.root)
        var index = 0
        while index < order.count {
            refer(below: order[index])
            index += 1
        }
    }

    private mutating func refer(below root: NodeID) {
        var current = tree.following(root, within: root)
        while current != .none {
            let isPicture = tree[current].kind == .image
            let next =
                isPicture
                ? tree.followingSkippingChildren(current, within: root) : tree.following(current, within: root)
            if tree[current].kind == .text { split(current) }
            current = next
        }
    }

    private mutating func split(_ id: NodeID) {
        var node = id
        var position = tree[id].text.range.lowerBound
        let end = tree[id].text.range.upperBound
        while let place = tree.place(of: 0x5B, in: position..<end), place + 3 < end {
            position = place
            guard tree.bytes[position + 1] == 0x5E,
                !tree.escapedPlaces.contains(Int32(position))
            else {
                position += 1
                continue
            }
            let close =
                tree.bytes[(position + 2)..<end].firstIndex { $0 == 0x5D || $0 == 0x5B || $0.isWhitespace } ?? end
            guard close < end, tree.bytes[close] == 0x5D, close > position + 2 else {
                position = close
                continue
            }
            let label = Array(tree.bytes[(position + 2)..<close])
            guard let note = notes[Self.key(label)] else {
                if Self.isSetOfLetters(label) {
                    position = close + 1
                    continue
                }
                let detail = String(decoding: label, as: UTF8.self)
                issues.append(
                    MarkdownIssue(kind: .undefinedFootnote, line: Int(tree[id].line), length: 0, detail: detail)
                )
                position = close + 1
                continue
            }
            node = tree.cut(node, at: position..<close + 1, as: reference(to: note, line: tree[id].line))
            position = close + 1
        }
    }

    /// `[^a-z]`, `[^0-9_]`, `[^,]`: what a regular expression leaves out, and no note's name.
    private static func isSetOfLetters(_ label: [UInt8]) -> Bool {
        !label.contains(where: \.isAlphanumeric) || label.contains(UInt8(ascii: "\\"))
            || label.count >= 3
                && label.indices.dropFirst().dropLast().contains { index in
                    label[index] == UInt8(ascii: "-") && (index == 1 || index + 2 == label.count)
                        && label[index - 1].isAlphanumeric && label[index + 1].isAlphanumeric
                        && label[index - 1] < label[index + 1]
                }
    }

    private mutating func reference(to note: NodeID, line: Int32) -> Node {
        if tree[note].number == 0 {
            order.append(note)
            tree[note].number = Int32(order.count)
        }
        var reference = Node(kind: .footnoteReference, line: line)
        reference.number = tree[note].number
        reference.text = tree[note].text
        return reference
    }

    private mutating func place() {
        for (label, note) in notes where tree[note].number == 0 {
            let detail = String(decoding: label, as: UTF8.self)
            issues.append(MarkdownIssue(kind: .unusedFootnote, line: Int(tree[note].line), length: 0, detail: detail))
            tree.remove(note)
        }
        guard !order.isEmpty else { return }
        let section = tree.append(Node(kind: .footnotes), to: Tree.root)
        for note in order { tree.attach(note, to: section) }
    }
}

extension Tree {
    /// Replaces a stretch of a text node (`range` in the store) by `node`. Returns what is left of the text behind it;
    /// it may be empty.
    mutating func cut(_ id: NodeID, at range: Range<Int>, as node: Node) -> NodeID {
        let end = self[id].text.range.upperBound
        self[id].text.count = Int32(range.lowerBound) - self[id].text.start
        let middle = insert(node, after: id)
        var rest = Node(kind: .text, line: self[id].line)
        rest.text = Slice(start: Int32(range.upperBound), count: Int32(end - range.upperBound))
        return insert(rest, after: middle)
    }
}
