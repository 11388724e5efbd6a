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
    var runs: [WordRun] = []
    for part in differences(pieces(of: old, at: .lines), pieces(of: new, at: .lines)) {
        switch part {
        case .same(let lines): runs.append(WordRun(.same, lines.joined()))
        case .changed(let removed, let added):
            runs += readable(differences(words(of: removed), words(of: added)).flatMap(\.runs))
        }
    }
    return joined(runs)
}

/// Texts of which less than a third stayed are easier to read one after the other than interleaved.
private func readable(_ runs: [WordRun]) -> [WordRun] {
    func length(_ kind: WordRun.Kind) -> Int {
        runs.reduce(0) { $0 + ($1.kind == kind ? $1.text.utf8.count { $0 != 0x20 && $0 != 0x0A } : 0) }
    }
    let same = length(.same)
    guard same * 3 < same + max(length(.removed), length(.added)) else { return runs }
    func text(without kind: WordRun.Kind) -> String { runs.filter { $0.kind != kind }.map(\.text).joined() }
    return [WordRun(.removed, text(without: .added)), WordRun(.added, text(without: .removed))]
}

private func words(of lines: ArraySlice<Substring>) -> [Substring] { lines.flatMap { pieces(of: $0, at: .words) } }

extension Difference<Substring> {
    fileprivate var runs: [WordRun] {
        switch self {
        case .same(let words): [WordRun(.same, words.joined())]
        case .changed(let removed, let added): [WordRun(.removed, removed.joined()), WordRun(.added, added.joined())]
        }
    }
}

/// Without empty runs; a single space between two changes belongs to both, so that a phrase is not torn to words.
private func joined(_ runs: [WordRun]) -> [WordRun] {
    var result: [WordRun] = []
    var removed = ""
    var added = ""
    func flushed() -> [WordRun] {
        [WordRun(.removed, removed), WordRun(.added, added)].filter { !$0.text.isEmpty }
    }
    for (index, run) in runs.enumerated() {
        switch run.kind {
        case .removed: removed += run.text
        case .added: added += run.text
        case .same:
            let isBetween = !(removed.isEmpty || added.isEmpty) && runs.indices.contains(index + 1)
            if run.text == " ", isBetween {
                removed += run.text
                added += run.text
                continue
            }
            result += flushed()
            (removed, added) = ("", "")
            if run.text.isEmpty { continue }
            if let last = result.last, last.kind == .same {
                result[result.count - 1] = WordRun(.same, last.text + run.text)
            } else {
                result.append(run)
            }
        }
    }
    return result + flushed()
}

private enum Grain { case lines, words }

private func pieces(of text: some StringProtocol, at grain: Grain) -> [Substring] {
    let text = Substring(text)
    var pieces: [Substring] = []
    var start = text.startIndex
    var isInWord = false
    func end(at index: String.Index) {
        if start < index { pieces.append(text[start..<index]) }
        start = index
    }
    var index = start
    while index < text.endIndex {
        let (kind, next) = text.kindOfCharacter(at: index)
        switch grain {
        case .lines: if kind == .newline { end(at: next) }
        case .words:
            if !(isInWord && kind == .partOfWord) { end(at: index) }
            isInWord = kind == .partOfWord
        }
        index = next
    }
    end(at: index)
    return pieces
}

private enum CharacterKind { case partOfWord, newline, other }

extension Substring {
    /// What a character is, and where the next one begins. Two of ASCII in a row are told by their bytes alone.
    fileprivate func kindOfCharacter(at index: Index) -> (CharacterKind, next: Index) {
        let byte = utf8[index]
        let next = utf8.index(after: index)
        guard byte < 0x80, byte != 0x0D, next == endIndex || utf8[next] < 0x80 else {
            return (CharacterKind(self[index]), self.index(after: index))
        }
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return (.partOfWord, next)
        case 0x0A...0x0C: return (.newline, next)
        default: return (.other, next)
        }
    }
}

extension CharacterKind {
    fileprivate init(_ character: Character) {
        if character.isLetter || character.isNumber || character == "_" || character == "-" || character == "." {
            self = .partOfWord
        } else {
            self = character.isNewline ? .newline : .other
        }
    }
}
