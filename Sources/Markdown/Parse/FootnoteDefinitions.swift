/// Footnote definitions, made readable for a parser that does not know them.
///
/// To cmark `[^1]: note` is a link definition. Each such line is rewritten as a list item of the same indentation, so
/// that what belongs to the note (lines that are indented by four) becomes the item's content, and remembered by its
/// number; `FootnotePass` turns the items into notes. Lines stay where they are. Code and raw HTML are left alone: a
/// line in them ends neither, rewritten or not, so the parse of the rewritten text shows which these are, and only a
/// document that shows footnotes in its code is parsed once more.
struct FootnoteDefinitions {
    private struct Candidate {
        var line: Int
        /// Where the bracket stands, and where the note's text begins.
        var start: Int
        var content: Int
        var label: [UInt8]
    }

    private var candidates: [Candidate] = []
    /// Whether `[^` stands anywhere.
    let mayBeReferred: Bool

    /// Labels as written, by line.
    var labels: [Int32: [UInt8]] {
        Dictionary(candidates.map { (Int32($0.line), $0.label) }, uniquingKeysWith: { first, _ in first })
    }

    /// Stands for the content of a note whose first line is empty.
    static let emptyMark: UInt8 = 0x02

    init(in lines: SourceLines) {
        mayBeReferred = Self.mayHold(lines.bytes)
        guard mayBeReferred else { return }
        for number in 1...lines.count {
            guard let found = Self.definition(lines[number]) else { continue }
            let label = Array(lines.bytes[found.label])
            candidates.append(Candidate(line: number, start: found.start, content: found.content, label: label))
        }
    }

    var isEmpty: Bool { candidates.isEmpty }

    /// Takes out what stands in code or raw HTML of the tree that came of the rewritten text. False where nothing did.
    mutating func removeVerbatim(in tree: Tree) -> Bool {
        guard let last = candidates.last?.line else { return false }
        var isVerbatim = [Bool](repeating: false, count: last + 1)
        for node in tree.nodes where node.kind == .codeBlock || node.kind == .htmlBlock {
            let end = min(Int(max(node.line, node.endLine)), last)
            guard node.line >= 1, Int(node.line) <= end else { continue }
            for line in Int(node.line)...end { isVerbatim[line] = true }
        }
        let count = candidates.count
        candidates.removeAll { isVerbatim[$0.line] }
        return candidates.count < count
    }

    /// The text with each definition as an item.
    func rewritten(_ lines: SourceLines) -> [UInt8] {
        let source = lines.bytes
        let marker = Self.marker(for: lines)
        var result: [UInt8] = []
        result.reserveCapacity(source.count + candidates.count * 4)
        var position = 0
        for candidate in candidates {
            let number = candidate.line
            result += source[position..<candidate.start]
            position = candidate.content
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
        return result
    }

    private static func mayHold(_ source: [UInt8]) -> Bool {
        // Unsafe: for `firstPlace`, which reads eight bytes at a time.
        source.withUnsafeBufferPointer { bytes in
            var position = 0
            while let bracket = bytes.firstPlace(of: 0x5B, from: position) {
                if bracket + 4 < bytes.count, bytes[bracket + 1] == 0x5E { return true }
                position = bracket + 1
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
