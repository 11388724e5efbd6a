internal import CCmark

/// Debian's libcmark, and the one file that knows it: text in, our own tree out, the C tree freed before returning.
enum CommonMark {
    /// The library's version: `0.30.2`.
    static var version: String { cmark_version_string().map { String(cString: $0) } ?? "" }

    /// Reads `source` and appends its blocks to `parent`. Masked characters are put back on the way.
    /// Returns the lines at which something was nested too deep.
    static func parse(
        _ source: [UInt8],
        mask: EscapeMask?,
        nestingLimit: Int,
        into tree: inout Tree
    ) -> [Int] {
        let document = source.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) {
                rollbook_parse($0.baseAddress, $0.count)
            }
        }
        defer { rollbook_release() }
        guard let document else { return [] }
        var copier = TreeCopier(tree: tree, mask: mask, nestingLimit: nestingLimit)
        tree = Tree()  // the copier holds the only reference to the arrays
        copier.reserve(for: source.count)
        copier.copy(below: document)
        tree = copier.tree
        return copier.flattenedLines
    }
}

private struct TreeCopier {
    var tree: Tree
    let mask: EscapeMask?
    let nestingLimit: Int
    var flattenedLines: [Int] = []

    /// Room for what a text of this size is likely to need: growing means copying.
    mutating func reserve(for count: Int) {
        tree.bytes.reserveCapacity(tree.bytes.count + count + count / 16)
        tree.nodes.reserveCapacity(tree.nodes.count + count / 20)
    }

    /// Walks the C tree without recursion. `parents` holds, for each C node on the way down, where its children go.
    mutating func copy(below document: OpaquePointer) {
        var parents: [NodeID] = [Tree.root]
        var depth = 0
        var node = cmark_node_first_child(document)
        while let current = node {
            let parent = parents[parents.count - 1]
            let type = cmark_node_get_type(current)
            let child = cmark_node_first_child(current)
            var target = parent
            if depth >= nestingLimit, child != nil, isContainer(type) {
                if flattenedLines.last != line(current) { flattenedLines.append(line(current)) }
            } else {
                target = add(current, type, to: parent)
            }
            if let child {
                parents.append(target)
                depth += target == parent ? 0 : 1
                node = child
                continue
            }
            var climber: OpaquePointer? = current
            while let here = climber {
                if let next = cmark_node_next(here) {
                    climber = next
                    break
                }
                climber = cmark_node_parent(here)
                if climber == document {
                    climber = nil
                    break
                }
                let closed = parents.removeLast()
                if closed != parents[parents.count - 1] { depth -= 1 }
            }
            node = climber
        }
    }

    /// Leaf blocks keep their place at any depth; everything that can hold its like does not.
    private func isContainer(_ type: cmark_node_type) -> Bool {
        type != CMARK_NODE_PARAGRAPH && type != CMARK_NODE_HEADING
    }

    private func line(_ node: OpaquePointer) -> Int { Int(cmark_node_get_start_line(node)) }

    private mutating func add(_ source: OpaquePointer, _ type: cmark_node_type, to parent: NodeID) -> NodeID {
        if type == CMARK_NODE_TEXT { return addText(source, to: parent) }
        var node = Node(kind: kind(of: type))
        node.line = cmark_node_get_start_line(source)
        switch type {
        case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_EMPH, CMARK_NODE_STRONG: break
        case CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
            node.text = store(cmark_node_get_literal(source), restoringBackslashes: true)
        case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
            node.text = store(cmark_node_get_url(source))
            node.extra = store(cmark_node_get_title(source))
        case CMARK_NODE_LIST:
            if cmark_node_get_list_type(source) == CMARK_ORDERED_LIST { node.flags.insert(.ordered) }
            if cmark_node_get_list_tight(source) != 0 { node.flags.insert(.tight) }
            node.number = cmark_node_get_list_start(source)
            node.endLine = cmark_node_get_end_line(source)
        case CMARK_NODE_CODE_BLOCK:
            node.text = store(cmark_node_get_fence_info(source))
            node.extra = store(cmark_node_get_literal(source), restoringBackslashes: true)
            node.endLine = cmark_node_get_end_line(source)
        case CMARK_NODE_HTML_BLOCK:
            node.text = store(cmark_node_get_literal(source), restoringBackslashes: true)
            node.endLine = cmark_node_get_end_line(source)
        case CMARK_NODE_HEADING:
            node.number = cmark_node_get_heading_level(source)
            node.endLine = cmark_node_get_end_line(source)
            node.column = cmark_node_get_start_column(source)
        default:
            node.endLine = cmark_node_get_end_line(source)
            node.column = cmark_node_get_start_column(source)
        }
        return tree.append(node, to: parent)
    }

    /// Texts that touch become one node.
    private mutating func addText(_ source: OpaquePointer, to parent: NodeID) -> NodeID {
        let text = store(cmark_node_get_literal(source))
        let last = tree[parent].lastChild
        if last != .none, tree[last].kind == .text, Int(tree[last].text.start + tree[last].text.count) == text.start {
            tree[last].text.count += text.count
            return last
        }
        var node = Node(kind: .text)
        node.line = cmark_node_get_start_line(source)
        node.text = text
        return tree.append(node, to: parent)
    }

    private mutating func store(_ text: UnsafePointer<CChar>?, restoringBackslashes: Bool = false) -> Slice {
        guard let text, text.pointee != 0 else { return Slice(start: Int32(tree.bytes.count), count: 0) }
        let start = tree.bytes.count
        let count = strlen(text)
        text.withMemoryRebound(to: UInt8.self, capacity: count) {
            let bytes = UnsafeBufferPointer(start: $0, count: count)
            if let mask {
                mask.restore(bytes, withBackslash: restoringBackslashes, into: &tree)
            } else {
                tree.bytes.append(contentsOf: bytes)
            }
        }
        return Slice(start: Int32(start), count: Int32(tree.bytes.count - start))
    }

    private func kind(of type: cmark_node_type) -> NodeKind {
        switch type {
        case CMARK_NODE_BLOCK_QUOTE: .blockQuote
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HTML_BLOCK: .htmlBlock
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_HTML_INLINE: .htmlInline
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default: .paragraph
        }
    }
}
