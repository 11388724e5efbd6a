/// cmark gives a paragraph behind link definitions the line of the first definition. This gives it its own.
enum DefinitionLines {
    static func correct(_ tree: inout Tree, lines: SourceLines) {
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            guard node.kind == .paragraph, node.endLine > node.line else { continue }
            var taken: Int32 = 0
            while node.line + taken < node.endLine, isDefinition(lines[Int(node.line + taken)]) { taken += 1 }
            // What looks like a definition and is none (`[a]: b c`) still stands in the text.
            let shown = lines[Int(node.line + taken)].first { !$0.isSpaceOrTab && $0 != 0x3E }
            guard taken > 0, shown == 0x5B || !tree.beginsWithBracket(NodeID(index)) else { continue }
            tree.nodes[index].column = 1
            var current = NodeID(index)
            while current != .none {
                tree[current].line = min(tree[current].line + taken, node.endLine)
                current = tree.following(current, within: NodeID(index))
            }
        }
    }

    /// Looks at the line alone, which is right for every definition on one line.
    private static func isDefinition(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.drop { $0.isSpaceOrTab || $0 == 0x3E }
        guard text.first == 0x5B, let end = text.firstIndex(of: 0x5D), end > text.startIndex + 1,
            end + 1 < text.endIndex, text[end + 1] == 0x3A
        else { return false }
        return text[(end + 2)...].contains { !$0.isWhitespace }
    }
}

extension Tree {
    fileprivate func beginsWithBracket(_ paragraph: NodeID) -> Bool {
        let first = self[paragraph].firstChild
        return first != .none && self[first].kind == .text && bytes[self[first].text.range].first == 0x5B
    }

    /// The lines that became no block: cmark took the reference definitions out, so these are they.
    func definitionText(_ lines: SourceLines) -> [UInt8] {
        var isBlock = [Bool](repeating: false, count: lines.count + 2)
        for node in nodes {
            switch node.kind {
            case .paragraph, .heading, .codeBlock, .htmlBlock, .removed:
                let text = bytes[node.text.range]
                let last =
                    node.kind == .htmlBlock
                    ? node.line + text.reduce(into: Int32(0)) { $0 += $1 == 0x0A ? 1 : 0 } : node.endLine
                guard node.line >= 1, last >= node.line, Int(node.line) <= lines.count else { continue }
                for line in Int(node.line)...min(Int(last), lines.count) { isBlock[line] = true }
            default: break
            }
        }
        var result: [UInt8] = []
        for number in 1...lines.count {
            let text = lines[number].drop { $0.isSpaceOrTab || $0 == 0x3E }
            if !isBlock[number], !text.isEmpty { result += text }
            if result.last != 0x0A || isBlock[number] { result.append(0x0A) }
        }
        return result
    }
}
