/// Goes through a tree in reading order: in at each node, and out again behind all below it.
struct TreeWalk {
    enum Event {
        case enter(NodeID)
        case leave(NodeID)
    }

    let tree: Tree
    private var upcoming: Event?

    init(tree: Tree) {
        self.tree = tree
        upcoming = .enter(Tree.root)
    }

    mutating func next() -> Event? {
        guard let event = upcoming else { return nil }
        switch event {
        case .enter(let id):
            let child = tree[id].firstChild
            upcoming = child == .none ? .leave(id) : .enter(child)
        case .leave(let id):
            let node = tree[id]
            if id == Tree.root {
                upcoming = nil
            } else if node.next != .none {
                upcoming = .enter(node.next)
            } else {
                upcoming = .leave(node.parent)
            }
        }
        return event
    }

    /// Goes on behind the node just entered, without what is below it.
    mutating func skipChildren(of id: NodeID) { upcoming = .leave(id) }
}
