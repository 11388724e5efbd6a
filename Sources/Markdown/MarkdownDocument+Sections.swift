/// A heading and all that stands below it up to the next heading.
package struct MarkdownSection: Sendable, Equatable {
    /// The heading's anchor; empty for what stands before the first heading.
    package var anchor: String
    package var title: String
    /// A line for each paragraph, heading, cell and line of code.
    package var text: String
    /// The code blocks among it, a blank line between two.
    package var code: String
}

extension MarkdownDocument {
    /// The text cut at its headings, whatever their level; the page's title begins no section.
    package var sections: [MarkdownSection] {
        var sections = [MarkdownSection(anchor: "", title: "", text: "", code: "")]
        for id in tree.children(of: Tree.root) {
            if tree[id].kind == .heading {
                guard id != titleNode else { continue }
                let title = tree.plainText(below: id)
                sections.append(MarkdownSection(anchor: tree.string(tree[id].extra), title: title, text: "", code: ""))
                continue
            }
            let last = sections.count - 1
            append(tree.plainText(ofBlock: id), to: &sections[last].text, with: "\n")
            for block in tree.codeBlocks(in: id) { append(block, to: &sections[last].code, with: "\n\n") }
        }
        return sections.filter { !$0.title.isEmpty || !$0.text.isEmpty }
    }

    private func append(_ text: String, to whole: inout String, with separator: String) {
        guard !text.isEmpty else { return }
        if !whole.isEmpty { whole += separator }
        whole += text
    }
}

extension Tree {
    fileprivate func codeBlocks(in root: NodeID) -> [String] {
        var result: [String] = []
        var current = root
        while current != .none {
            if self[current].kind == .codeBlock { result.append(string(self[current].extra)) }
            current = following(current, within: root)
        }
        return result
    }
}
