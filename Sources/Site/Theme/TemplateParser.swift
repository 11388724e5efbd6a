/// Reads a template. What can't be read is a problem at its place; the rest is read on.
struct TemplateParser {
    private(set) var nodes: [TemplateNode] = []
    private(set) var problems: [TemplateProblem] = []

    private let template: String
    private let bytes: [UInt8]
    private var tokens: [Token] = []

    /// - Parameter template: Its name, for problems.
    init(_ text: [UInt8], template: String) {
        self.template = template
        bytes = text
        scan()
        stripStandaloneLines()
        nest()
    }

    private enum Kind {
        case variable, unescaped, section, inverted, end, partial, parent, block, comment

        /// Whether a tag that has a line for itself takes the line with it.
        var canStandAlone: Bool { self != .variable && self != .unescaped }
    }

    private struct Token {
        /// `nil` for text.
        var kind: Kind?
        var range: Range<Int>
        var tag = TemplateTag(name: "", line: 0, column: 0)
        var indentation: [UInt8] = []
    }

    // MARK: Tags

    private mutating func scan() {
        var position = 0
        var line = 1
        var lineStart = 0
        while let open = find("{{", from: position) {
            if open > position { tokens.append(Token(range: position..<open)) }
            countLines(in: position..<open, &line, &lineStart)
            let column = String(decoding: bytes[lineStart..<open], as: UTF8.self).unicodeScalars.count + 1
            let isTriple = bytes.count > open + 2 && bytes[open + 2] == UInt8(ascii: "{")
            guard let close = find(isTriple ? "}}}" : "}}", from: open + 2) else {
                report("a tag is not closed: `}}` is missing", line, column)
                position = bytes.count
                break
            }
            let end = close + (isTriple ? 3 : 2)
            addTag(open..<end, inside: (open + (isTriple ? 3 : 2))..<close, isTriple, line, column)
            countLines(in: open..<end, &line, &lineStart)
            position = end
        }
        if position < bytes.count { tokens.append(Token(range: position..<bytes.count)) }
    }

    private mutating func addTag(
        _ range: Range<Int>,
        inside: Range<Int>,
        _ isTriple: Bool,
        _ line: Int,
        _ column: Int
    ) {
        var inside = inside
        var kind = isTriple ? Kind.unescaped : .variable
        if !isTriple, let sigil = inside.first.map({ bytes[$0] }), let marked = Self.kinds[sigil] {
            kind = marked
            inside = inside.dropFirst()
        }
        let words = bytes[inside].split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        let name = String(decoding: words.first ?? [], as: UTF8.self)
        if kind != .comment, words.count != 1 || !name.utf8.allSatisfy(Self.isPartOfName) {
            let text = String(decoding: bytes[range], as: UTF8.self)
            report("`\(text.prefix(40))` is no tag: a name has letters, digits, `_`, `-`, `.` and `/`", line, column)
            return
        }
        tokens.append(
            Token(kind: kind, range: range, tag: TemplateTag(name: name, line: line, column: column))
        )
    }

    private static let kinds: [UInt8: Kind] = [
        UInt8(ascii: "#"): .section, UInt8(ascii: "^"): .inverted, UInt8(ascii: "/"): .end,
        UInt8(ascii: ">"): .partial, UInt8(ascii: "<"): .parent, UInt8(ascii: "$"): .block,
        UInt8(ascii: "&"): .unescaped, UInt8(ascii: "!"): .comment,
    ]

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }

    private func find(_ word: String, from start: Int) -> Int? {
        let word = Array(word.utf8)
        var index = start
        while index + word.count <= bytes.count {
            if bytes[index] == word[0], bytes[index..<index + word.count].elementsEqual(word) { return index }
            index += 1
        }
        return nil
    }

    private func countLines(in range: Range<Int>, _ line: inout Int, _ lineStart: inout Int) {
        for index in range where bytes[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
    }

    // MARK: Lines that only a tag stands on

    private mutating func stripStandaloneLines() {
        var cuts = [(start: Int, end: Int)](repeating: (0, 0), count: tokens.count)
        for (index, token) in tokens.enumerated() where token.kind?.canStandAlone == true {
            guard let before = blanksBefore(index), let after = blanksAfter(index) else { continue }
            tokens[index].indentation = Array(bytes[before..<token.range.lowerBound])
            if index > 0 { cuts[index - 1].end = token.range.lowerBound - before }
            if index + 1 < tokens.count { cuts[index + 1].start = after - token.range.upperBound }
        }
        for (index, cut) in cuts.enumerated() where tokens[index].kind == nil {
            let range = tokens[index].range
            let start = min(range.upperBound, range.lowerBound + cut.start)
            tokens[index].range = start..<max(start, range.upperBound - cut.end)
        }
    }

    /// Where the line's blanks before a tag begin; `nil` where something else stands there.
    private func blanksBefore(_ index: Int) -> Int? {
        var position = tokens[index].range.lowerBound
        while position > 0, bytes[position - 1] == 0x20 || bytes[position - 1] == 0x09 { position -= 1 }
        return position == 0 || bytes[position - 1] == 0x0A ? position : nil
    }

    /// Behind the end of a tag's line; `nil` where something else stands behind the tag.
    private func blanksAfter(_ index: Int) -> Int? {
        var position = tokens[index].range.upperBound
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0D: position += 1
            case 0x0A: return position + 1
            default: return nil
            }
        }
        return position
    }

    // MARK: Nesting

    private struct Open {
        let token: Token
        var nodes: [TemplateNode] = []
    }

    private mutating func nest() {
        var open: [Open] = []
        func add(_ node: TemplateNode, to nodes: inout [TemplateNode]) {
            if open.isEmpty { nodes.append(node) } else { open[open.count - 1].nodes.append(node) }
        }
        for token in tokens {
            switch token.kind {
            case nil: if !token.range.isEmpty { add(.text(Array(bytes[token.range])), to: &nodes) }
            case .comment: break
            case .variable: add(.variable(token.tag, isEscaped: true), to: &nodes)
            case .unescaped: add(.variable(token.tag, isEscaped: false), to: &nodes)
            case .partial: add(.partial(token.tag, indentation: token.indentation), to: &nodes)
            case .section, .inverted, .parent, .block: open.append(Open(token: token))
            case .end:
                guard let last = open.last, last.token.tag.name == token.tag.name else {
                    report("`{{/\(token.tag.name)}}` closes what is not open", token.tag.line, token.tag.column)
                    continue
                }
                open.removeLast()
                add(closed(last), to: &nodes)
            }
        }
        for left in open {
            report("`\(left.token.tag.name)` is not closed", left.token.tag.line, left.token.tag.column)
        }
    }

    private mutating func closed(_ open: Open) -> TemplateNode {
        let tag = open.token.tag
        switch open.token.kind {
        case .parent:
            let blocks = open.nodes.compactMap { node -> TemplateBlock? in
                if case .block(let block) = node { return block }
                if case .text(let text) = node, text.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }) {
                    return nil
                }
                report("only blocks can stand in `{{< \(tag.name)}}`", tag.line, tag.column)
                return nil
            }
            return .parent(tag, blocks: blocks)
        case .block: return .block(TemplateBlock(tag: tag, nodes: open.nodes))
        default: return .section(tag, open.nodes, isInverted: open.token.kind == .inverted)
        }
    }

    private mutating func report(_ message: String, _ line: Int, _ column: Int) {
        let place = TemplatePlace(template: template, line: line, column: column)
        problems.append(TemplateProblem(place: place, message: message, includer: nil))
    }
}
