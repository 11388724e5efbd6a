extension Tree {
    /// The words below a node as a reader sees them; breaks become a space. Pictures count only where asked for.
    func plainBytes(below root: NodeID, includingPictures: Bool = true) -> [UInt8] {
        var result: [UInt8] = []
        var current = self[root].firstChild
        while current != .none {
            switch self[current].kind {
            case .text, .code: result += bytes[self[current].text.range]
            case .softBreak, .lineBreak: result.append(UInt8(ascii: " "))
            case .image where !includingPictures:
                current = followingSkippingChildren(current, within: root)
                continue
            default: break
            }
            current = following(current, within: root)
        }
        return result
    }

    func plainText(below root: NodeID, includingPictures: Bool = true) -> String {
        String(decoding: plainBytes(below: root, includingPictures: includingPictures).trimmed, as: UTF8.self)
    }

    /// The text of the whole: one line for each paragraph, heading, cell row and line of code.
    func plainText() -> String { plainText(ofBlock: Tree.root) }

    /// The same of one block with all below it.
    func plainText(ofBlock root: NodeID) -> String {
        var result: [UInt8] = []
        var current = root
        while current != .none {
            let node = self[current]
            switch node.kind {
            case .paragraph, .heading, .tableCell:
                if !result.isEmpty { result.append(UInt8(ascii: "\n")) }
                result += plainBytes(below: current).trimmed
                current = followingSkippingChildren(current, within: root)
                continue
            case .codeBlock:
                if !result.isEmpty { result.append(UInt8(ascii: "\n")) }
                result += Array(bytes[node.extra.range]).trimmed
            default: break
            }
            current = following(current, within: root)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
