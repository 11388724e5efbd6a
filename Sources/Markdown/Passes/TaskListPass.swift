/// Items that begin with `[ ] ` or `[x] ` are tasks.
enum TaskListPass {
    static func run(on tree: inout Tree) {
        for id in tree.nodes.indices where tree.nodes[id].kind == .item {
            let paragraph = tree.nodes[id].firstChild
            guard paragraph != .none, tree[paragraph].kind == .paragraph else { continue }
            let first = tree[paragraph].firstChild
            guard first != .none, tree[first].kind == .text else { continue }
            let text = tree.bytes[tree[first].text.range]
            guard text.count >= 4, text.hasPrefix("["), !tree.escapedPlaces.contains(tree[first].text.start) else {
                continue
            }
            let mark = text[text.startIndex + 1] | 0x20
            guard mark == 0x20 || mark == 0x78, text[text.startIndex + 2] == 0x5D,
                text[text.startIndex + 3].isSpaceOrTab
            else { continue }
            let rest = text.dropFirst(3).drop { $0.isSpaceOrTab }
            guard !rest.isEmpty || tree[first].next != .none else { continue }
            tree.nodes[id].flags.insert(.task)
            if mark == 0x78 { tree.nodes[id].flags.insert(.checked) }
            let taken = Int32(text.count - rest.count)
            tree[first].text.start += taken
            tree[first].text.count -= taken
        }
    }
}
