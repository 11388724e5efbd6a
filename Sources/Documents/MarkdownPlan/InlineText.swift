internal import Markdown

/// The plain text of a line of Markdown: the inverse of how the plan's writer escapes one.
///
/// Backslashes before punctuation go, links leave their text, code spans their code, emphasis its words.
///
/// - Parameter keepsAddresses: The addresses of links stand behind their texts: what was written by hand may be nowhere else.
func plainText(ofInline source: some StringProtocol, keepsAddresses: Bool = false) -> String {
    func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["): true
        default: false
        }
    }
    guard source.utf8.contains(where: isMark) else { return String(source) }
    var result = ""
    var emphasis = Emphasis()
    var rest = Substring(source)
    var previous: Character?
    var search = LinkSearch()
    while let character = rest.popFirst() {
        switch character {
        case "\\":
            if let next = rest.first, next.isASCII, next.isPunctuation || next.isSymbol {
                rest.removeFirst(); result.append(next)
            } else {
                result.append(character)
            }
        case "`":
            let (mark, code) = takeCode(behindFirst: &rest)
            result += code ?? mark
        case "*":
            let count = 1 + rest.prefix { $0 == "*" }.count
            rest = rest.dropFirst(count - 1)
            emphasis.add(count, at: result.utf8.count, between: previous, rest.first)
            result += String(repeating: "*", count: count)
        case "[":
            if let link = search.linkParts(rest) {
                let text = plainText(ofInline: link.text)
                result += text
                if keepsAddresses, text != link.target { result += text.isEmpty ? link.target : " \(link.target)" }
                rest = link.rest
            } else {
                result.append(character)
            }
        default: result.append(character)
        }
        // What stands before, as the source has it, where only its kind is asked for.
        previous = character
    }
    return emphasis.removingMarks(from: result)
}

/// Which stars mark emphasis and which are signs: the delimiter runs of CommonMark 0.30, 6.2, for `*`.
private struct Emphasis {
    private struct Run {
        /// In the bytes of the text.
        let start: Int
        let length: Int
        /// How many mark nothing as yet; the others are taken away.
        var left: Int
        let opens: Bool
        let closes: Bool
    }

    private var runs: [Run] = []

    mutating func add(_ count: Int, at start: Int, between previous: Character?, _ next: Character?) {
        func isBlank(_ character: Character?) -> Bool { character.map(\.isWhitespace) ?? true }
        func isSign(_ character: Character?) -> Bool { character.map { $0.isPunctuation || $0.isSymbol } ?? false }
        let opens = !isBlank(next) && (!isSign(next) || isBlank(previous) || isSign(previous))
        let closes = !isBlank(previous) && (!isSign(previous) || isBlank(next) || isSign(next))
        runs.append(Run(start: start, length: count, left: count, opens: opens, closes: closes))
    }

    func removingMarks(from text: String) -> String {
        guard runs.contains(where: \.opens), runs.contains(where: \.closes) else { return text }
        var runs = runs
        var openers: [Int] = []
        // By the closer's kind: no run before this one pairs with it, which keeps the time in proportion to the text.
        var bottoms = [Int](repeating: 0, count: 6)
        for index in runs.indices {
            let kind = runs[index].length % 3 + (runs[index].opens ? 3 : 0)
            while runs[index].closes, runs[index].left > 0 {
                let place = openers.indices.reversed().lazy.prefix { openers[$0] >= bottoms[kind] }
                    .first { Self.match(runs[openers[$0]], runs[index]) }
                guard let place else {
                    bottoms[kind] = index
                    break
                }
                let opener = openers[place]
                let count = min(2, runs[opener].left, runs[index].left)
                runs[opener].left -= count
                runs[index].left -= count
                openers.removeSubrange((runs[opener].left > 0 ? place + 1 : place)...)
            }
            if runs[index].opens, runs[index].left > 0 { openers.append(index) }
        }
        var bytes: [UInt8] = []
        var end = 0
        let source = Array(text.utf8)
        for run in runs {
            bytes += source[end..<run.start + run.left]
            end = run.start + run.length
        }
        return String(decoding: bytes + source[end...], as: UTF8.self)
    }

    /// The rule of three: a run that may do both pairs with none where their lengths add up to a multiple of it.
    private static func match(_ opener: Run, _ closer: Run) -> Bool {
        guard opener.closes || closer.opens else { return true }
        return (opener.length + closer.length) % 3 != 0 || opener.length % 3 == 0 && closer.length % 3 == 0
    }
}

/// The content of a text that is one code span, else `nil`.
func codeSpan(_ source: String) -> String? {
    let mark = UInt8(ascii: "`")
    let bytes = source.utf8
    let length = bytes.prefix { $0 == mark }.count
    guard length > 0, bytes.count > 2 * length, bytes.suffix(length).allSatisfy({ $0 == mark }) else { return nil }
    let inside = Substring(bytes.dropFirst(length).dropLast(length))
    return inside.hasPart(String(repeating: "`", count: length)) ? nil : unpadded(inside)
}

/// The content of all code spans, in order.
func codeSpans(_ source: String) -> [String] {
    var spans: [String] = []
    var rest = Substring(source)
    while let start = rest.firstIndex(of: "`") {
        rest = rest[rest.index(after: start)...]
        if let code = takeCode(behindFirst: &rest).code, !code.isEmpty { spans.append(code) }
    }
    return spans
}

/// Takes a code span off the front, of which the first backtick is gone: its content, or the backticks alone where none
/// close it.
private func takeCode(behindFirst rest: inout Substring) -> (mark: String, code: String?) {
    let mark = "`" + rest.prefix { $0 == "`" }
    let inside = rest.dropFirst(mark.count - 1)
    guard let end = inside.partRange(mark) else {
        rest = inside
        return (mark, nil)
    }
    rest = inside[end.upperBound...]
    return (mark, unpadded(inside[..<end.lowerBound]))
}

/// The target of a text that is one link, else `nil`.
func linkTarget(_ source: String) -> String? {
    guard source.first == "[", let link = linkParts(source.dropFirst()), link.rest.trimmed.isEmpty else { return nil }
    return link.target
}

/// The text of a text that is one link, else `nil`.
func linkText(_ source: String) -> String? {
    guard source.first == "[", let link = linkParts(source.dropFirst()), link.rest.trimmed.isEmpty else { return nil }
    return String(link.text)
}

/// A text without its only link, or without the brackets that hold nothing but that, and the link as plain text; all of the
/// text where it has none or several.
func withoutLink(_ source: Substring) -> (text: Substring, link: String?) {
    let starts = source.indices.filter { source[$0] == "[" }
    guard starts.count == 1, let start = starts.first,
        let link = linkParts(source[source.index(after: start)...]), link.target.hasPart("://")
    else { return (source, nil) }
    var before = source[..<start]
    var after = link.rest
    if before.last == "(", after.first == ")" {
        before.removeLast()
        after.removeFirst()
    }
    let words = plainText(ofInline: source[start..<link.rest.startIndex], keepsAddresses: true)
    return (Substring((before.trimmed + " " + after.trimmed).trimmed), words)
}

private func linkParts(_ rest: Substring) -> LinkSearch.Parts? {
    var search = LinkSearch()
    return search.linkParts(rest)
}

/// Looks for links in one text, from its beginning to its end.
private struct LinkSearch {
    typealias Parts = (text: Substring, target: String, rest: Substring)

    /// The ends of targets that were looked for in vain: none is there for any later link either.
    private var missing: Set<Character> = []

    /// What stands behind an opening bracket, where it is an inline link.
    mutating func linkParts(_ rest: Substring) -> Parts? {
        var index = rest.startIndex
        while index < rest.endIndex, rest[index] != "]" {
            if rest[index] == "[" { return nil }
            if rest[index] == "\\" { index = rest.index(after: index) }
            if index < rest.endIndex { index = rest.index(after: index) }
        }
        guard index < rest.endIndex else { return nil }
        let text = rest[..<index]
        var tail = rest[rest.index(after: index)...]
        guard tail.popFirst() == "(" else { return nil }
        let closing: Character = tail.first == "<" ? ">" : ")"
        if closing == ">" { tail.removeFirst() }
        guard !missing.contains(closing) else { return nil }
        guard let end = tail.firstIndex(of: closing) else {
            missing.insert(closing)
            return nil
        }
        let target = tail[..<end]
        tail = tail[tail.index(after: end)...]
        if closing == ">" {
            guard tail.popFirst() == ")" else { return nil }
        }
        return (text, String(target), tail)
    }
}

private func unpadded(_ code: Substring) -> String {
    guard code.count > 2, code.first == " ", code.last == " ", !code.allSatisfy({ $0 == " " }) else {
        return String(code)
    }
    return String(code.dropFirst().dropLast())
}

/// A cell's Markdown with the ends of its lines.
func cellText(_ cell: String) -> String {
    var result = ""
    var rest = cell[...]
    while let mark = rest.partRange("<br>") {
        result += rest[..<mark.lowerBound] + "\n"
        rest = rest[mark.upperBound...]
    }
    return result + rest
}

/// Whether a line is what stands below a table's header.
func isDelimiterRow(_ line: String) -> Bool {
    let bytes = line.utf8
    return bytes.contains(UInt8(ascii: "-")) && bytes.contains(UInt8(ascii: "|"))
        && bytes.allSatisfy { "|-: \t".utf8.contains($0) }
}
