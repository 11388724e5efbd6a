/// A paragraph that is only `[TOC]` or `[[_TOC_]]` becomes the list of the document's headings; the first one only.
enum TableOfContentsPass {
    static func run(on tree: inout Tree) {
        for index in tree.nodes.indices where tree.nodes[index].kind == .paragraph {
            let id = NodeID(index)
            guard tree[id].firstChild != .none, isMarker(id, tree) else { continue }
            tree.removeChildren(of: id)
            tree[id].kind = .tableOfContents
            return
        }
    }

    private static func isMarker(_ id: NodeID, _ tree: Tree) -> Bool {
        let first = tree[id].firstChild
        guard tree[first].kind == .text, tree[first].text.count <= 6 else { return false }
        var text: [UInt8] = []
        var current = tree.following(id, within: id)
        while current != .none {
            switch tree[current].kind {
            case .text: text += tree.bytes[tree[current].text.range]
            case .emphasis: text.append(0x5F)
            default: return false
            }
            if text.count > 9 { return false }
            current = tree.following(current, within: id)
        }
        let lower = text.map(\.lowercased)
        return lower.elementsEqual("[toc]".utf8) || lower.elementsEqual("[[_toc]]".utf8)
    }
}
