/// Links between nodes are changed here and nowhere else.
extension Tree {
    mutating func append(_ node: Node, to parent: NodeID) -> NodeID {
        let id = NodeID(nodes.count)
        nodes.append(node)
        attach(id, to: parent)
        return id
    }

    /// Adds a node that stands nowhere yet at the end of `parent`.
    mutating func attach(_ id: NodeID, to parent: NodeID) {
        let last = self[parent].lastChild
        self[id].parent = parent
        self[id].previous = last
        self[id].next = .none
        if last == .none { self[parent].firstChild = id } else { self[last].next = id }
        self[parent].lastChild = id
    }

    mutating func insert(_ node: Node, before sibling: NodeID) -> NodeID {
        let id = NodeID(nodes.count)
        nodes.append(node)
        let previous = self[sibling].previous
        let parent = self[sibling].parent
        self[id].parent = parent
        self[id].previous = previous
        self[id].next = sibling
        self[sibling].previous = id
        if previous == .none { self[parent].firstChild = id } else { self[previous].next = id }
        return id
    }

    mutating func insert(_ node: Node, after sibling: NodeID) -> NodeID {
        let next = self[sibling].next
        return next == .none ? append(node, to: self[sibling].parent) : insert(node, before: next)
    }

    /// Takes a node with all below it out of its place; it can be attached elsewhere.
    mutating func detach(_ id: NodeID) {
        let node = self[id]
        if node.previous != .none {
            self[node.previous].next = node.next
        } else if node.parent != .none {
            self[node.parent].firstChild = node.next
        }
        if node.next != .none {
            self[node.next].previous = node.previous
        } else if node.parent != .none {
            self[node.parent].lastChild = node.previous
        }
        self[id].parent = .none
        self[id].previous = .none
        self[id].next = .none
    }

    /// Takes a node out for good, with all below it.
    mutating func remove(_ id: NodeID) {
        detach(id)
        var current = id
        while current != .none {
            self[current].kind = .removed
            current = following(current, within: id)
        }
    }

    mutating func removeChildren(of id: NodeID) {
        while self[id].firstChild != .none { remove(self[id].firstChild) }
    }

    /// Moves `first` and all its later siblings up to and with `last` to the end of `parent`.
    mutating func move(from first: NodeID, through last: NodeID, to parent: NodeID) {
        var current = first
        while current != .none {
            let next = self[current].next
            let isLast = current == last
            detach(current)
            attach(current, to: parent)
            current = isLast ? .none : next
        }
    }
}
