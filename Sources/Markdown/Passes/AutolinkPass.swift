/// Addresses that stand in the text as they are become links, as on GitHub.
struct AutolinkPass {
    var tree: Tree

    static func mayApply(to source: [UInt8]) -> Bool {
        // Unsafe: for `firstPlace`, which reads eight bytes at a time.
        source.withUnsafeBufferPointer { bytes in
            var position = 0
            while let place = bytes.firstPlace(of: 0x40, or: 0x3A, or: 0x2E, from: position) {
                if bytes[place] == 0x40 || bytes[place...].hasPrefix("://") { return true }
                if bytes[place] == 0x2E, place >= 3, bytes[(place - 3)...].hasPrefix("www") { return true }
                position = place + 1
            }
            return false
        }
    }

    mutating func run() {
        var current = Tree.root
        while current != .none {
            let node = tree[current]
            if node.kind == .link || node.kind == .image || node.kind == .codeBlock {
                current = tree.followingSkippingChildren(current)
                continue
            }
            let next = tree.following(current)
            if node.kind == .text { split(current) }
            current = next
        }
    }

    private mutating func split(_ id: NodeID) {
        let range = tree[id].text.range
        let follows = tree[id].previous == .none || tree[tree[id].previous].kind != .code
        // Unsafe: a part of the store is looked through without a copy of it; the scanner does not outlive this.
        let found = tree.bytes.withUnsafeBufferPointer { bytes in
            var scanner = AutolinkScanner(
                bytes: UnsafeBufferPointer(rebasing: bytes[range]),
                offset: range.lowerBound,
                escaped: tree.escapedPlaces,
                startsWord: follows
            )
            return scanner.scan()
        }
        var node = id
        for link in found { node = insert(link, into: node) }
    }

    private mutating func insert(_ found: AutolinkScanner.Match, into text: NodeID) -> NodeID {
        var link = Node(kind: .link, line: tree[text].line)
        link.flags = [.autolink]
        let words = Slice(start: Int32(found.range.lowerBound), count: Int32(found.range.count))
        let address = Array(tree.bytes[found.range])
        switch found.kind {
        case .address: link.text = words
        case .www: link.text = tree.store(Array("http://".utf8) + address)
        case .mail: link.text = tree.store(Array("mailto:".utf8) + address)
        }
        let rest = tree.cut(text, at: found.range, as: link)
        var label = Node(kind: .text, line: link.line)
        label.text = words
        _ = tree.append(label, to: tree[rest].previous)
        return rest
    }
}
