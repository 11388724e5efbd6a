/// Ids that the caller gave to blocks, and links to them.
extension HTMLRenderer {
    func mark(of id: NodeID) -> String? { document.marks.isEmpty ? nil : document.marks[id] }

    /// The id as an attribute of the element that is open.
    mutating func writeMark(_ id: NodeID) {
        if let mark = mark(of: id) { writeID(mark.utf8) }
    }

    /// The id as an element of its own, where the block's has another.
    mutating func writeTarget(_ mark: String) {
        writer.markup("<span")
        writeID(mark.utf8)
        writer.markup("></span>")
    }

    /// The visible link to a marked block, with the block's words for those who hear it.
    mutating func writeMarkLink(_ mark: String, below id: NodeID) {
        writeBlockLink(to: Array(mark.utf8), "step", below: id)
    }

    /// The visible link to an item of a checklist.
    mutating func writeItemLink(_ item: Node, below id: NodeID) {
        writeBlockLink(to: Array(tree.bytes[item.extra.range]), "item", below: id)
    }

    private mutating func writeBlockLink(to anchor: [UInt8], _ kind: StaticString, below id: NodeID) {
        guard options.headingLinks, linkDepth == 0 else { return }
        writer.markup(" <a class=\"anchor\" href=\"#")
        writer.address(idPrefix + anchor)
        writer.markup("\" aria-label=\"Link to this ")
        writer.markup(kind)
        writer.markup(": ")
        writer.text(tree.plainBytes(below: id).trimmed.prefix(200))
        writer.markup("\"><span aria-hidden=\"true\">¶</span></a>")
    }
}
