internal import Markdown

/// A piece of a text that was compared with another one.
package struct WordRun: Sendable, Equatable {
    package enum Kind: String, Sendable { case same, removed, added }

    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// What became of a text, word by word; spaces and each other character are words of their own.
///
/// Lines are compared first and then the words of lines that differ, each within a bound on the work: texts that
/// have hardly anything in common are shown as taken out and put in whole.
package func wordRuns(from old: String, to new: String) -> [WordRun] {
    let comparison = TextComparison(old: ComparedText(old), new: ComparedText(new))
    let all = Stretch(isSame: old == new, old: 0..<old.utf8.count, new: 0..<new.utf8.count)
    // Most texts are one line, of which only the words can tell more.
    let lines = comparison.isOfLines ? comparison.stretches(.lines, all) : [all]
    return comparison.runs(
        lines.flatMap { lines in
            lines.isSame ? [lines] : comparison.readable(comparison.stretches(.words, lines), of: lines)
        }
    )
}

/// Two texts; stretches are of their bytes.
private struct TextComparison {
    let old: ComparedText
    let new: ComparedText

    /// Whether one of them has an end of line.
    var isOfLines: Bool { old.bytes.mayHoldNewline || new.bytes.mayHoldNewline }

    /// What became of a part that differs.
    func stretches(_ grain: Grain, _ part: Stretch) -> [Stretch] {
        let oldEnds = old.ends(of: grain, in: part.old)
        let newEnds = new.ends(of: grain, in: part.new)
        var numbers = PieceNumbers(pieces: oldEnds.count + newEnds.count)
        func numbered(_ text: ComparedText, _ start: Int, _ ends: [Int]) -> [Int32] {
            var start = start
            return ends.map { end in
                defer { start = end }
                return numbers.number(of: text.bytes, start..<end)
            }
        }
        func range(_ pieces: Range<Int>, _ start: Int, _ ends: [Int]) -> Range<Int> {
            func place(_ index: Int) -> Int { index == 0 ? start : ends[index - 1] }
            return place(pieces.lowerBound)..<place(pieces.upperBound)
        }
        let (oldStart, newStart) = (part.old.lowerBound, part.new.lowerBound)
        return Stretch.all(from: numbered(old, oldStart, oldEnds), to: numbered(new, newStart, newEnds)).map { pieces in
            Stretch(
                isSame: pieces.isSame,
                old: range(pieces.old, oldStart, oldEnds),
                new: range(pieces.new, newStart, newEnds)
            )
        }
    }

    /// Texts of which less than a third stayed are easier to read one after the other than interleaved.
    func readable(_ stretches: [Stretch], of part: Stretch) -> [Stretch] {
        var (same, removed, added) = (0, 0, 0)
        for stretch in stretches {
            if stretch.isSame {
                same += new.inkCount(stretch.new)
            } else {
                removed += old.inkCount(stretch.old)
                added += new.inkCount(stretch.new)
            }
        }
        return same * 3 < same + max(removed, added) ? [part] : stretches
    }

    /// A single space between two changes belongs to both, so that a phrase is not torn to words.
    func runs(_ stretches: [Stretch]) -> [WordRun] {
        var whole: [Stretch] = []
        for (index, stretch) in stretches.enumerated() {
            guard let last = whole.last else {
                whole.append(stretch)
                continue
            }
            let isBetween =
                stretch.isSame && !last.isSame && !last.old.isEmpty && !last.new.isEmpty
                && index + 1 < stretches.count && new.isSpace(stretch.new)
            if isBetween || stretch.isSame == last.isSame {
                whole[whole.count - 1].old = last.old.lowerBound..<stretch.old.upperBound
                whole[whole.count - 1].new = last.new.lowerBound..<stretch.new.upperBound
            } else {
                whole.append(stretch)
            }
        }
        return whole.flatMap { stretch in
            let runs =
                stretch.isSame
                ? [WordRun(.same, new.text(stretch.new))]
                : [WordRun(.removed, old.text(stretch.old)), WordRun(.added, new.text(stretch.new))]
            return runs.filter { !$0.text.isEmpty }
        }
    }
}

private enum Grain { case lines, words }

/// Numbers of lines or words, told from others by their bytes: a table of their hashes, as a dictionary of slices takes
/// longer than all the rest of a comparison.
private struct PieceNumbers {
    private var bytes: [UInt8] = []
    /// The pieces by number, as ranges of `bytes`.
    private var pieces: [Range<Int>] = []
    /// By hash: the number of a piece, or -1. At most half of them are taken.
    private var slots: [Int32]
    /// Another one each time the program runs, so that no text can be written of which all pieces have one hash.
    private static let seed = UInt64.random(in: .min ... .max)

    /// - Parameter pieces: How many there are at most.
    init(pieces: Int) {
        var size = 16
        while size < 2 * pieces { size *= 2 }
        slots = Array(repeating: -1, count: size)
    }

    mutating func number(of text: [UInt8], _ range: Range<Int>) -> Int32 {
        var hash = Self.seed
        // As FNV-1a has it, but for the seed.
        for index in range { hash = (hash ^ UInt64(text[index])) &* 0x100_0000_01B3 }
        var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & (slots.count - 1)
        while slots[slot] >= 0 {
            if holds(pieces[Int(slots[slot])], text, range) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(pieces.count)
        pieces.append(bytes.count..<bytes.count + range.count)
        bytes += text[range]
        return slots[slot]
    }

    private func holds(_ piece: Range<Int>, _ text: [UInt8], _ range: Range<Int>) -> Bool {
        guard piece.count == range.count else { return false }
        for offset in 0..<range.count where bytes[piece.lowerBound + offset] != text[range.lowerBound + offset] {
            return false
        }
        return true
    }
}

private struct ComparedText {
    private let text: String
    let bytes: [UInt8]

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func isSpace(_ range: Range<Int>) -> Bool { range.count == 1 && bytes[range.lowerBound] == 0x20 }

    /// How many bytes of a stretch are neither spaces nor line feeds.
    func inkCount(_ range: Range<Int>) -> Int { bytes[range].count { $0 != 0x20 && $0 != 0x0A } }

    /// Where the pieces of a stretch end.
    func ends(of grain: Grain, in range: Range<Int>) -> [Int] {
        var ends: [Int] = []
        var isInWord = false
        var index = range.lowerBound
        while index < range.upperBound {
            let (kind, next) = character(at: index)
            switch grain {
            case .lines: if kind == .newline { ends.append(next) }
            case .words:
                if index > range.lowerBound, !(isInWord && kind == .partOfWord) { ends.append(index) }
                isInWord = kind == .partOfWord
            }
            index = next
        }
        if range.lowerBound < index, ends.last != index { ends.append(index) }
        return ends
    }

    /// What a character is, and where the next one begins. Two of ASCII in a row are told by their bytes alone.
    private func character(at index: Int) -> (CharacterKind, next: Int) {
        let byte = bytes[index]
        guard byte < 0x80, byte != 0x0D, index + 1 == bytes.count || bytes[index + 1] < 0x80 else {
            let place = text.utf8.index(text.startIndex, offsetBy: index)
            return (CharacterKind(text[place]), text.utf8.distance(from: text.startIndex, to: text.index(after: place)))
        }
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return (.partOfWord, index + 1)
        case 0x0A...0x0C: return (.newline, index + 1)
        default: return (.other, index + 1)
        }
    }
}

private enum CharacterKind {
    case partOfWord, newline, other

    init(_ character: Character) {
        if character.isLetter || character.isNumber || character == "_" || character == "-" || character == "." {
            self = .partOfWord
        } else {
            self = character.isNewline ? .newline : .other
        }
    }
}
