/// A parsed document: a flat array of nodes that point to one another by index, and one store for all their text.
/// Index 0 is the document. Nothing here recurses, so no depth of nesting can exhaust the stack.
struct Tree: Sendable {
    var nodes: [Node] = [Node(kind: .document, line: 1)]
    var bytes: [UInt8] = []
    /// Places in `bytes` of characters that had a backslash and so mean nothing but themselves.
    var escapedPlaces: Set<Int32> = []

    static let root: NodeID = 0

    subscript(id: NodeID) -> Node {
        _read { yield nodes[Int(id)] }
        _modify { yield &nodes[Int(id)] }
    }

    /// The node that follows `id` in reading order within `root`, children first.
    func following(_ id: NodeID, within root: NodeID = Tree.root) -> NodeID {
        let child = self[id].firstChild
        return child == .none ? followingSkippingChildren(id, within: root) : child
    }

    func followingSkippingChildren(_ id: NodeID, within root: NodeID = Tree.root) -> NodeID {
        var current = id
        while current != root && current != .none {
            let next = self[current].next
            if next != .none { return next }
            current = self[current].parent
        }
        return .none
    }

    func children(of id: NodeID) -> ChildSequence { ChildSequence(tree: self, next: self[id].firstChild) }

    func string(_ slice: Slice) -> String { String(decoding: bytes[slice.range], as: UTF8.self) }

    /// The first place of a byte in a stretch of the store.
    func place(of byte: UInt8, in range: Range<Int>) -> Int? {
        // Unsafe: for `firstPlace`, which reads eight bytes at a time.
        bytes.withUnsafeBufferPointer { bytes in
            UnsafeBufferPointer(rebasing: bytes[range]).firstPlace(of: byte).map { $0 + range.lowerBound }
        }
    }

    mutating func store(_ text: some Collection<UInt8>) -> Slice {
        let slice = Slice(start: Int32(bytes.count), count: Int32(text.count))
        bytes.append(contentsOf: text)
        return slice
    }
}

struct ChildSequence: Sequence, IteratorProtocol {
    let tree: Tree
    private var upcoming: NodeID

    init(tree: Tree, next: NodeID) {
        self.tree = tree
        upcoming = next
    }

    mutating func next() -> NodeID? {
        guard upcoming != .none else { return nil }
        defer { upcoming = tree[upcoming].next }
        return upcoming
    }
}
