/// A Markdown text, read: GitHub's Markdown as a tree of values, what stands in it, and what is wrong with it.
///
/// Reading never fails; time is linear in the size of the text.
package struct MarkdownDocument: Sendable {
    let tree: Tree
    let source: SourceLines
    let titleNode: NodeID
    /// Every id that the HTML holds, without `RenderOptions.idPrefix`.
    package internal(set) var anchors: [String]
    /// Ids that the caller gave to blocks, see `mark`.
    var marks: [NodeID: String] = [:]
    /// Sorted by place.
    package let issues: [MarkdownIssue]

    /// Reads a body; front matter has been taken off by the caller.
    package init(_ source: String, options: MarkdownOptions = MarkdownOptions()) {
        let bytes = Array(source.utf8)
        var parser = DocumentParser(source: bytes, options: options)
        parser.parse()
        tree = parser.tree
        anchors = parser.anchors.all
        self.source = parser.lines
        titleNode = parser.tree.titleNode()
        issues = parser.issues.sorted {
            ($0.line, $0.column ?? 0, $0.kind.rawValue) < ($1.line, $1.column ?? 0, $1.kind.rawValue)
        }
    }

    /// The version of libcmark that reads here: `0.30.2`.
    package static var parserVersion: String { CommonMark.version }

    /// The document as HTML.
    package func html(_ options: RenderOptions = RenderOptions()) -> String {
        var renderer = HTMLRenderer(document: self, options: options)
        return renderer.render()
    }
}

extension Tree {
    /// The first heading, if nothing but comments stands before it, or if it is of the first level: above it may stand
    /// badges, or the way back.
    func titleNode() -> NodeID {
        var isFirst = true
        for id in children(of: Tree.root) {
            switch self[id].kind {
            case .heading: return isFirst || self[id].number == 1 ? id : .none
            case .htmlBlock where htmlTitle(of: id) != nil: return id
            case .htmlBlock where bytes[self[id].text.range].trimmed.isOnlyComments: continue
            default: isFirst = false
            }
        }
        return .none
    }

    /// The text of a block of raw HTML that is a heading of the first level and nothing else: `<h1 align="center">Web</h1>`.
    func htmlTitle(of id: NodeID) -> String? {
        guard self[id].kind == .htmlBlock else { return nil }
        let block = bytes[self[id].text.range]
        var text: [UInt8] = []
        var (isInside, isBehind) = (false, false)
        for piece in HTMLScanner.pieces(of: block) {
            switch piece {
            case .startTag(let tag) where tag.name == "h1" && !isInside && !isBehind: isInside = true
            case .endTag("h1", _) where isInside: (isInside, isBehind) = (false, true)
            case .startTag(let tag):
                guard isInside, ["a", "b", "strong", "em", "i", "code", "span", "br"].contains(tag.name) else {
                    return nil
                }
                if tag.name == "br" { text.append(0x20) }
            case .endTag: guard isInside else { return nil }
            case .text(let range):
                if isInside { text += block[range] } else if !block[range].allSatisfy(\.isWhitespace) { return nil }
            case .comment: continue
            case .other: return nil
            }
        }
        let words = String(decoding: CharacterReferences.decode(text), as: UTF8.self).split(
            whereSeparator: \.isWhitespace
        )
        return isBehind && !words.isEmpty ? words.joined(separator: " ") : nil
    }
}

extension ArraySlice<UInt8> {
    /// Whether this piece of raw HTML says nothing.
    var isOnlyComments: Bool {
        HTMLScanner.pieces(of: self).allSatisfy { piece in
            switch piece {
            case .comment: true
            case .text(let range): self[range].allSatisfy(\.isWhitespace)
            default: false
            }
        }
    }
}
