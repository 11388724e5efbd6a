/// Footnote definitions, made readable for a parser that does not know them.
///
/// To cmark `[^1]: note` is a link definition. Each such line is rewritten as a list item of the same indentation, so
/// that what belongs to the note (lines that are indented by four) becomes the item's content, and remembered by its
/// number; `FootnotePass` turns the items into notes. Lines stay where they are. Code and raw HTML are left alone,
/// which takes a parse to know: only documents that hold such a line pay for it.
struct FootnoteDefinitions {
    /// Labels as written, by line.
    private(set) var labels: [Int32: [UInt8]] = [:]

    /// Stands for the content of a note whose first line is empty.
    static let emptyMark: UInt8 = 0x02

    init(rewriting source: inout [UInt8]) {
        guard Self.mayHold(source) else { return }
        let lines = SourceLines(source)
        let candidates = (1...lines.count).compactMap { number in
            Self.definition(lines[number]).map { (number, $0) }
        }
        guard !candidates.isEmpty else { return }
        let verbatim = Self.verbatimLines(source, count: lines.count)
        let marker = Self.marker(for: lines)
        var result: [UInt8] = []
        result.reserveCapacity(source.count + candidates.count * 4)
        var position = 0
        for (number, definition) in candidates where !verbatim[number] {
            labels[Int32(number)] = Array(source[definition.label])
            result += source[position..<definition.start]
            position = definition.content
            if position < lines.range(number).upperBound {
                result += marker
            } else if lines[number + 1].allSatisfy(\.isWhitespace) || !lines[number - 1].allSatisfy(\.isWhitespace) {
                // An item must not begin with two empty lines, nor an empty one stand behind a paragraph.
                result += marker
                result.append(Self.emptyMark)
            } else {
                // The one marker behind which nothing stands and whose content still begins at four.
                result += "01)".utf8
            }
        }
        result += source[position...]
        source = result
    }

    private static func mayHold(_ source: [UInt8]) -> Bool {
        source.withUnsafeBufferPointer { bytes in
            var position = 0
            while position + 4 < bytes.count {
                if bytes[position] == 0x5B, bytes[position + 1] == 0x5E { return true }
                position += 1
            }
            return false
        }
    }

    private static func definition(_ line: ArraySlice<UInt8>) -> (start: Int, label: Range<Int>, content: Int)? {
        let rest = line.drop { $0.isSpaceOrTab || $0 == 0x3E }
        guard rest.hasPrefix("[^"), let end = rest.firstIndex(of: 0x5D), end > rest.startIndex + 2,
            end + 1 < rest.endIndex, rest[end + 1] == 0x3A
        else { return nil }
        let label = rest[(rest.startIndex + 2)..<end]
        guard !label.contains(where: { $0.isWhitespace || $0 == 0x5B }) else { return nil }
        let content = rest[(end + 2)...].drop { $0.isSpaceOrTab }
        return (rest.startIndex, label.startIndex..<label.endIndex, content.startIndex)
    }

    private static func verbatimLines(_ source: [UInt8], count: Int) -> [Bool] {
        var tree = Tree()
        _ = CommonMark.parse(source, mask: nil, nestingLimit: 200, into: &tree)
        var isVerbatim = [Bool](repeating: false, count: count + 2)
        for node in tree.nodes where node.kind == .codeBlock || node.kind == .htmlBlock {
            guard node.line <= count else { continue }
            let last = max(node.line, min(node.endLine, Int32(count)))
            for line in node.line...last { isVerbatim[Int(line)] = true }
        }
        return isVerbatim
    }

    /// A marker four wide of a kind of list that the document does not hold, so that no list runs into a note.
    private static func marker(for lines: SourceLines) -> [UInt8] {
        var used: Set<UInt8> = []
        for number in 1...lines.count {
            let text = lines[number].drop { $0.isSpaceOrTab || $0 == 0x3E }
            if text.count > 1, text[text.startIndex + 1].isSpaceOrTab { used.insert(text[text.startIndex]) }
        }
        let free = ([0x2B, 0x2A, 0x2D] as [UInt8]).first { !used.contains($0) }
        return free.map { [$0, 0x20, 0x20, 0x20] } ?? Array("1)  ".utf8)
    }
}
