/// GitHub's alerts.
enum AlertKind: Int32, CaseIterable, Sendable {
    case note, tip, important, warning, caution

    var name: String { "\(self)" }
    var title: String { name.prefix(1).uppercased() + name.dropFirst() }
}

/// Quotes that begin with `[!NOTE]` and the like become alerts. Text on the marker's line belongs to the alert.
enum AlertPass {
    static func run(on tree: inout Tree) {
        for index in tree.nodes.indices where tree.nodes[index].kind == .blockQuote {
            let paragraph = tree.nodes[index].firstChild
            guard paragraph != .none, tree[paragraph].kind == .paragraph else { continue }
            let text = tree[paragraph].firstChild
            guard text != .none, tree[text].kind == .text,
                let (kind, length) = marker(tree.bytes[tree[text].text.range])
            else { continue }
            tree.nodes[index].kind = .alert
            tree.nodes[index].number = kind.rawValue
            tree[text].text.start += Int32(length)
            tree[text].text.count -= Int32(length)
            guard tree[text].text.isEmpty else { continue }
            let next = tree[text].next
            tree.remove(text)
            if next != .none, tree[next].kind == .softBreak || tree[next].kind == .lineBreak { tree.remove(next) }
            if tree[paragraph].firstChild == .none { tree.remove(paragraph) }
        }
    }

    private static func marker(_ text: ArraySlice<UInt8>) -> (AlertKind, length: Int)? {
        guard text.hasPrefix("[!"), let end = text.prefix(14).firstIndex(of: 0x5D) else { return nil }
        let word = String(decoding: text[(text.startIndex + 2)..<end].map(\.lowercased), as: UTF8.self)
        guard let kind = AlertKind.allCases.first(where: { $0.name == word }) else { return nil }
        let rest = text[(end + 1)...].drop { $0.isSpaceOrTab }
        return (kind, text.count - rest.count)
    }
}
