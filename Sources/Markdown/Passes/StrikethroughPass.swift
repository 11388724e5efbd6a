/// `~~text~~` and `~text~`. Both ends stand in one run of inlines; the flanking rules are those of emphasis.
struct StrikethroughPass {
    var tree: Tree

    private struct Opener {
        var node: NodeID
        var length: Int
    }

    mutating func run() {
        let count = tree.nodes.count
        var parents: [NodeID] = []
        for index in 0..<count where tree.nodes[index].kind == .text {
            if tree.place(of: 0x7E, in: tree.nodes[index].text.range) != nil, parents.last != tree.nodes[index].parent {
                parents.append(tree.nodes[index].parent)
            }
        }
        var seen: Set<NodeID> = []
        for parent in parents where seen.insert(parent).inserted { strike(below: parent) }
    }

    private mutating func strike(below parent: NodeID) {
        var openers: [Opener] = []
        var counts = [0, 0, 0]
        var current = tree[parent].firstChild
        while current != .none {
            guard tree[current].kind == .text, let (run, rest) = nextRun(in: current) else {
                current = tree[current].next
                continue
            }
            let length = run.count
            let (canOpen, canClose) = flanks(run, in: current)
            let mark = tree.cut(current, at: run, as: text(run, line: tree[current].line))
            let marker = tree[mark].previous
            current = rest ? mark : tree[mark].next
            if canClose, counts[length] > 0 {
                while let opener = openers.popLast() {
                    counts[opener.length] -= 1
                    if opener.length == length {
                        wrap(from: opener.node, to: marker)
                        break
                    }
                }
            } else if canOpen {
                openers.append(Opener(node: marker, length: length))
                counts[length] += 1
            }
        }
    }

    private func text(_ range: Range<Int>, line: Int32) -> Node {
        var node = Node(kind: .text, line: line)
        node.text = Slice(start: Int32(range.lowerBound), count: Int32(range.count))
        return node
    }

    private mutating func wrap(from opener: NodeID, to closer: NodeID) {
        let first = tree[opener].next
        let last = tree[closer].previous
        guard first != closer else { return }
        let struck = tree.insert(Node(kind: .strikethrough, line: tree[opener].line), before: opener)
        tree.move(from: first, through: last, to: struck)
        tree.remove(opener)
        tree.remove(closer)
    }

    /// The next run of one or two tildes without a backslash.
    private func nextRun(in id: NodeID) -> (Range<Int>, hasRest: Bool)? {
        let range = tree[id].text.range
        var position = range.lowerBound
        while position < range.upperBound {
            guard tree.bytes[position] == 0x7E, !tree.escapedPlaces.contains(Int32(position)) else {
                position += 1
                continue
            }
            var end = position
            while end < range.upperBound, tree.bytes[end] == 0x7E, !tree.escapedPlaces.contains(Int32(end)) { end += 1 }
            if end - position <= 2 { return (position..<end, true) }
            position = end
        }
        return nil
    }

    private func flanks(_ run: Range<Int>, in id: NodeID) -> (canOpen: Bool, canClose: Bool) {
        let range = tree[id].text.range
        let before =
            run.lowerBound > range.lowerBound
            ? CharacterClass.last(of: tree.bytes[range.lowerBound..<run.lowerBound])
            : neighbour(tree[id].previous, true)
        let after =
            run.upperBound < range.upperBound
            ? CharacterClass.first(of: tree.bytes[run.upperBound..<range.upperBound]) : neighbour(tree[id].next, false)
        let left = after != .space && (after != .punctuation || before != .other)
        let right = before != .space && (before != .punctuation || after != .other)
        return (left, right)
    }

    private func neighbour(_ id: NodeID, _ isBefore: Bool) -> CharacterClass {
        guard id != .none else { return tree.isInlineParent(id) ? .punctuation : .space }
        switch tree[id].kind {
        case .softBreak, .lineBreak: return .space
        case .text where !tree[id].text.isEmpty:
            let text = tree.bytes[tree[id].text.range]
            return isBefore ? CharacterClass.last(of: text) : CharacterClass.first(of: text)
        case .text: return neighbour(isBefore ? tree[id].previous : tree[id].next, isBefore)
        default: return .punctuation
        }
    }
}

extension Tree {
    func isInlineParent(_ id: NodeID) -> Bool { id != .none && self[id].kind.isInline }
}
