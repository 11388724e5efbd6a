/// Ids for blocks that have none of their own, or one more for those that have.
extension MarkdownDocument {
    /// A place in the text that is to be linked to.
    package struct Mark: Sendable, Equatable {
        /// From 1: a line of the block.
        package var line: Int
        package var id: String

        package init(line: Int, id: String) {
            self.line = line
            self.id = id
        }
    }

    /// Gives the block at each line (heading, item of a list, row of a table, paragraph or code) an id in the HTML,
    /// with a link to it. An id that the document has already gets a number; of two marks for one block the first holds.
    /// The text stays as it is.
    package mutating func mark(_ wanted: [Mark]) {
        guard !wanted.isEmpty else { return }
        let blocks = markable()
        var taken = Set(anchors)
        var numbers: [String: Int] = [:]
        for mark in wanted {
            guard let block = Self.block(at: mark.line, in: blocks), marks[block.id] == nil else { continue }
            var id = mark.id
            while taken.contains(id) {
                let number = (numbers[mark.id] ?? 0) + 1
                numbers[mark.id] = number
                id = "\(mark.id)-\(number)"
            }
            taken.insert(id)
            marks[block.id] = id
            anchors.append(id)
        }
    }

    private struct Block {
        var id: NodeID
        var line: Int
        var endLine: Int
    }

    /// Blocks in the order of their lines; of those that begin in one line the outermost alone.
    private func markable() -> [Block] {
        var blocks: [Block] = []
        var current = Tree.root
        while current != .none {
            let node = tree[current]
            switch node.kind {
            // The title is shown by the page, not by the text.
            case _ where current == titleNode: break
            case .heading, .item, .tableRow, .paragraph, .codeBlock:
                let line = Int(node.line)
                if line > blocks.last?.line ?? 0 {
                    blocks.append(Block(id: current, line: line, endLine: max(line, Int(node.endLine))))
                }
            default: break
            }
            current =
                node.kind.holdsInlinesOnly || node.kind == .footnotes
                ? tree.followingSkippingChildren(current) : tree.following(current)
        }
        return blocks
    }

    /// The block that begins at the line, else the last one above that reaches to it.
    private static func block(at line: Int, in blocks: [Block]) -> Block? {
        var low = 0
        var high = blocks.count
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].line <= line { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let block = blocks[low - 1]
        return block.line == line || block.endLine >= line ? block : nil
    }
}
