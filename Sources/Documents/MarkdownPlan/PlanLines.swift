/// The lines of a Markdown plan, told apart as far as reading a plan needs it: headings, code between fences, text.
struct PlanLine {
    enum Kind: Equatable {
        case blank
        case heading(level: Int, title: String)
        /// Opens a block of code; `info` is the word behind the fence.
        case fence(info: String)
        case code
        case fenceEnd
        case text
    }

    /// From 1, in the file.
    let number: Int
    let text: String
    let kind: Kind
    /// How much further right the text stands in the file: an item's by its indentation; by less than nothing where blanks
    /// took the place of tabs.
    private(set) var cut = 0

    init(number: Int, text: String, kind: Kind, cut: Int = 0) {
        self.number = number
        self.text = text
        self.kind = kind
        self.cut = cut
    }

    /// The same without blanks at its beginning.
    func outdented(_ count: Int) -> PlanLine {
        var line = PlanLine(number: number, text: String(text.dropFirst(count)), kind: kind)
        line.cut = cut + count
        return line
    }

    /// The column behind the line's indentation, from 1.
    var indent: Int { text.prefix { $0 == " " }.count }
}

/// Tells the lines of a Markdown body apart, in one pass.
func planLines(_ body: ArraySlice<UInt8>, firstNumber: Int) -> [PlanLine] {
    var lines: [PlanLine] = []
    var scanner = LineScanner(body)
    var fence: (mark: Character, length: Int, indent: Int)?
    var number = firstNumber
    while let bytes = scanner.next() {
        var text = String(decoding: bytes, as: UTF8.self)
        if text.utf8.last == 0x0D { text.unicodeScalars.removeLast() }
        let cut = expandTabs(of: &text, upTo: fence?.indent ?? .max)
        var kind = PlanLine.Kind.text
        if let open = fence {
            kind = .code
            if closes((open.mark, open.length), text) {
                kind = .fenceEnd
                fence = nil
            }
        } else if text.isWhiteSpace {
            kind = .blank
        } else if firstMark(of: text, among: "`~"), let opened = fenceMark(text) {
            kind = .fence(info: opened.info)
            fence = (opened.mark, opened.length, text.utf8.prefix { $0 == 0x20 }.count)
        } else if firstMark(of: text, among: "#"), let heading = heading(text) {
            kind = heading
        } else if firstMark(of: text, among: "=-"), let previous = lines.last, previous.kind == .text,
            let level = underline(text),
            !"-*+|>#".contains(previous.text.first ?? "-")
        {
            lines[lines.count - 1] = PlanLine(
                number: previous.number,
                text: previous.text,
                kind: .heading(level: level, title: previous.text.trimmed),
                cut: previous.cut
            )
            kind = .blank
        }
        lines.append(PlanLine(number: number, text: text, kind: kind, cut: cut))
        number += 1
    }
    return lines
}

/// Blanks in place of the tabs that a line is indented by, as CommonMark 0.30, 2.2 counts them: to the next multiple of four.
///
/// - Parameter limit: The column behind which tabs stay: in a block of code they are its text.
/// - Returns: By how much the text moved, to be added to its columns: none or less.
private func expandTabs(of line: inout String, upTo limit: Int) -> Int {
    guard line.utf8.first(where: { $0 != 0x20 }) == 0x09 else { return 0 }
    var column = 0
    var rest = Substring(line)
    while column < limit, let mark = rest.first, mark == " " || mark == "\t" {
        rest.removeFirst()
        column += mark == " " ? 1 : 4 - column % 4
    }
    let cut = line.utf8.count - rest.utf8.count - column
    line = String(repeating: " ", count: column) + rest
    return cut
}

/// Whether the first letter behind blanks is one of some: most lines need not be looked at by characters.
private func firstMark(of line: String, among marks: String) -> Bool {
    line.utf8.first { $0 != 0x20 && $0 != 0x09 }.map { marks.utf8.contains($0) } ?? false
}

private func fenceMark(_ line: String) -> (mark: Character, length: Int, info: String)? {
    let rest = line.drop { $0 == " " }
    guard let mark = rest.first, mark == "`" || mark == "~" else { return nil }
    let length = rest.prefix { $0 == mark }.count
    let info = rest.dropFirst(length).trimmed
    guard length >= 3, mark == "~" || !info.contains("`") else { return nil }
    return (mark, length, String(info.prefix { !$0.isWhitespace && $0 != "{" }))
}

private func closes(_ fence: (mark: Character, length: Int), _ line: String) -> Bool {
    let rest = line.trimmed
    return rest.count >= fence.length && rest.allSatisfy { $0 == fence.mark }
}

private func heading(_ line: String) -> PlanLine.Kind? {
    let (blank, mark) = (UInt8(ascii: " "), UInt8(ascii: "#"))
    let rest = line.utf8.drop { $0 == blank }
    let level = rest.prefix { $0 == mark }.count
    guard (1...6).contains(level), line.utf8.count - rest.count < 4 else { return nil }
    let title = rest.dropFirst(level)
    guard title.first.map({ $0 == blank || $0 == UInt8(ascii: "\t") }) ?? true else { return nil }
    var text = Substring(title).trimmed
    let marks = text.utf8.reversed().prefix { $0 == mark }.count
    if marks > 0, text.dropLast(marks).last.map({ $0 == " " }) ?? true { text = text.dropLast(marks).trimmed }
    return .heading(level: level, title: text)
}

private func underline(_ line: String) -> Int? {
    let rest = line.trimmed
    guard rest.count >= 3, let first = rest.first, rest.allSatisfy({ $0 == first }) else { return nil }
    return first == "=" ? 1 : first == "-" ? 2 : nil
}
