/// Reads the inlines of many table cells in one parse and hangs them under their cells.
struct CellReader {
    private struct Entry {
        var target: NodeID
        var line: Int32
        var isLead: Bool
    }

    /// Before a cell's text: nothing that begins so is anything but a paragraph. Taken off again.
    private static let guardBytes: [UInt8] = [0x01, 0x20]

    private var source: [UInt8] = []
    private var entries: [Int32: Entry] = [:]
    private var nextLine: Int32 = 1
    private var needsDefinitions = false

    /// Whether text is the same read as Markdown.
    static func isPlain(_ text: [UInt8]) -> Bool {
        !text.contains { byte in
            switch byte {
            case 0x2A, 0x5F, 0x5B, 0x5D, 0x60, 0x3C, 0x26, 0x5C, 0x21, 0x00: true
            default: false
            }
        }
    }

    mutating func add(_ text: [UInt8], to target: NodeID, line: Int, isLead: Bool) {
        entries[nextLine] = Entry(target: target, line: Int32(line), isLead: isLead)
        if !isLead { source += Self.guardBytes }
        source += text
        if source.last != 0x0A { source.append(0x0A) }
        source.append(0x0A)
        nextLine += 1 + text.reduce(isLead ? 0 : 1) { $0 + ($1 == 0x0A ? 1 : 0) }
        if !needsDefinitions { needsDefinitions = Self.mayUseDefinition(text) }
    }

    private static func mayUseDefinition(_ text: [UInt8]) -> Bool {
        for (position, byte) in text.enumerated() where byte == 0x5D {
            if position + 1 == text.count || text[position + 1] != 0x28 { return true }
        }
        return false
    }

    mutating func graft(into tree: inout Tree, lines: SourceLines) {
        guard !entries.isEmpty else { return }
        let cellLines = nextLine
        if needsDefinitions { source += tree.definitionText(lines) }
        let mask = EscapeMask(masking: &source)
        var other = Tree()
        _ = CommonMark.parse(source, mask: mask, nestingLimit: 200, into: &other)
        let firstForeign = other.children(of: Tree.root).first { other[$0].line >= cellLines }
        let end = firstForeign.map { Int($0) } ?? other.nodes.count
        let offset = NodeID(tree.nodes.count - 1)
        let byteOffset = Int32(tree.bytes.count)
        let tops = Array(other.children(of: Tree.root).prefix { Int($0) < end })
        tree.bytes += other.bytes
        for place in other.escapedPlaces { tree.escapedPlaces.insert(place + byteOffset) }
        for var node in other.nodes[1..<end] {
            node.shift(nodes: offset, bytes: byteOffset)
            tree.nodes.append(node)
        }
        for top in tops { hang(top + offset, into: &tree) }
    }

    private func hang(_ paragraph: NodeID, into tree: inout Tree) {
        let start = tree[paragraph].line
        tree[paragraph].parent = .none
        tree[paragraph].next = .none
        tree[paragraph].previous = .none
        guard let entry = entries[start], tree[paragraph].kind == .paragraph else {
            tree.remove(paragraph)
            return
        }
        var current = paragraph
        while current != .none {
            tree[current].line += entry.line - start
            current = tree.following(current, within: paragraph)
        }
        let first = tree[paragraph].firstChild
        if !entry.isLead, first != .none, tree[first].kind == .text {
            tree[first].text.start += 2
            tree[first].text.count -= 2
            if tree[first].text.count <= 0 { tree.remove(first) }
        }
        if tree[paragraph].firstChild != .none {
            tree.move(from: tree[paragraph].firstChild, through: tree[paragraph].lastChild, to: entry.target)
        }
        tree.remove(paragraph)
    }
}

extension Node {
    /// For a node that moves to another tree: where its own tree's nodes and bytes begin there.
    mutating func shift(nodes offset: NodeID, bytes: Int32) {
        if parent != .none { parent += offset }
        if firstChild != .none { firstChild += offset }
        if lastChild != .none { lastChild += offset }
        if next != .none { next += offset }
        if previous != .none { previous += offset }
        text.start += bytes
        extra.start += bytes
    }
}
