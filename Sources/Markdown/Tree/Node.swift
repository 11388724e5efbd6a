/// What a node of the tree is. Blocks first, inlines after them.
enum NodeKind: UInt8, Sendable {
    case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
    case table, tableRow, tableCell, alert, footnotes, footnoteDefinition, tableOfContents
    case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, strikethrough, link, image
    case footnoteReference
    /// Taken out of the tree; no other node points to it.
    case removed

    var isInline: Bool { rawValue >= NodeKind.text.rawValue && self != .removed }
}

/// The index of a node in its tree; `none` where there is no such node.
typealias NodeID = Int32

extension NodeID {
    static let none: NodeID = -1
}

/// A run of bytes in the tree's store of text.
struct Slice: Sendable, Equatable {
    var start: Int32 = 0
    var count: Int32 = 0

    var isEmpty: Bool { count == 0 }
    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

struct NodeFlags: OptionSet, Sendable {
    let rawValue: UInt8

    static let ordered = NodeFlags(rawValue: 1)
    static let tight = NodeFlags(rawValue: 2)
    static let task = NodeFlags(rawValue: 4)
    static let checked = NodeFlags(rawValue: 8)
    static let header = NodeFlags(rawValue: 16)
    static let autolink = NodeFlags(rawValue: 32)
    static let setext = NodeFlags(rawValue: 64)
    static let fenced = NodeFlags(rawValue: 128)
}

/// One node of the flat tree.
struct Node: Sendable {
    var kind: NodeKind
    var flags: NodeFlags = []
    /// The heading's level, the list's first number, the cell's alignment, the alert's kind, the footnote's number.
    var number: Int32 = 0
    var parent: NodeID = .none
    var firstChild: NodeID = .none
    var lastChild: NodeID = .none
    var next: NodeID = .none
    var previous: NodeID = .none
    /// The literal text; of links and images the destination; of fences the info string.
    var text = Slice()
    /// Of links and images the title; of fences the code; of headings and items the anchor.
    var extra = Slice()
    /// 1-based, in the source that the caller handed in.
    var line: Int32 = 0
    var endLine: Int32 = 0
    /// Of paragraphs and headings: where the text begins in its line, 1-based, in bytes.
    var column: Int32 = 0
}
