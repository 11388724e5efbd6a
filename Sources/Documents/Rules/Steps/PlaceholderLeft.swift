package import Diagnostics
internal import Markdown

extension Rule {
    package static let placeholderLeft = Rule(
        "placeholder-left",
        .steps,
        "A blank of a template was not filled in: `<name>`, `[NAME]`, TODO, TBD, FIXME, XXX, `____`, `...`.",
        help: """
            Whoever runs the step at night can't know what belongs there, and a shell may take `<name>` for a redirection. \
            Write the value; if it differs from run to run, make it a variable under `vars:` and write `%{name}`, or say in \
            the step before where it comes from.
            """
    )
}

/// `placeholder-left`: once a text, at the first blank.
func findPlaceholders(in texts: [PlanText], _ reader: inout RecordReader) {
    for text in texts {
        if case .other = text.kind { continue }
        guard let range = PlaceholderScanner(text).first else { continue }
        let blank = text.text.value[range]
        reader.report(
            .placeholderLeft,
            "\(text.name) still holds the blank `\(blank)`",
            in: text.text,
            at: range,
            fixes: [Diagnostic.Fix("write what belongs there")]
        )
    }
}

/// Looks for blanks in one text.
struct PlaceholderScanner {
    private static let words: Set<Substring> = ["TODO", "TBD", "FIXME", "XXX"]
    /// What programs print in angle brackets.
    private static let printed: Set<Substring> = [
        "none", "pending", "unknown", "nil", "null", "unset", "invalid", "empty", "default", "no value", "masked",
        "not set", "missing", "anonymous", "redacted", "error",
    ]
    /// What programs print in square brackets, and what Markdown understands.
    private static let levels: Set<Substring> = [
        "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "NOTICE", "CRITICAL", "PASS", "PASSED", "FAIL",
        "FAILED", "DONE", "SKIP", "SKIPPED", "SUCCESS", "TOC",
    ]
    private static let elements: Set<Substring> = [
        "a", "abbr", "b", "br", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
        "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span",
        "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
        // What a page prints that is looked at.
        "html", "head", "body", "script", "style", "svg", "meta", "iframe",
    ]

    private let text: String
    private let isMarkdown: Bool
    private let isCommand: Bool
    /// It fills in `{{name}}` by itself.
    private let isOfAnsible: Bool

    init(_ text: PlanText) {
        self.text = text.text.value
        isMarkdown = text.isMarkdown
        isCommand = text.shell != nil
        isOfAnsible = isCommand && self.text.hasPart("ansible")
    }

    /// The first blank, or `nil`.
    var first: Range<String.Index>? {
        let bytes = text.utf8
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let found: Range<String.Index>? =
                switch bytes[index] {
                case UInt8(ascii: "<"): angle(index)
                case UInt8(ascii: "["): square(index)
                case UInt8(ascii: "_"): line(index)
                case UInt8(ascii: "."): dots(index)
                case 0xE2: ellipsis(index)
                case UInt8(ascii: "T"), UInt8(ascii: "F"): word(index)
                case UInt8(ascii: "X"): word(index) ?? version(index)
                case UInt8(ascii: "Y") where isCommand: yours(index)
                case UInt8(ascii: "{") where isCommand: braces(index)
                default: nil
                }
            if let found { return found }
            bytes.formIndex(after: &index)
        }
        return nil
    }

    private func byte(before index: String.Index) -> UInt8? {
        index == text.startIndex ? nil : text.utf8[text.utf8.index(before: index)]
    }

    private func byte(at index: String.Index) -> UInt8? {
        index == text.endIndex ? nil : text.utf8[index]
    }

    /// `<host name>`, told from a redirection and from HTML.
    private func angle(_ start: String.Index) -> Range<String.Index>? {
        let inside = text.utf8[text.utf8.index(after: start)...].prefix(60)
        guard let close = inside.firstIndex(of: UInt8(ascii: ">")), close > inside.startIndex else { return nil }
        let name = text[inside.startIndex..<close]
        let isLower = name.utf8.allSatisfy { $0.isLowerLetter || $0.isDigit || " _-.".utf8.contains($0) }
        let isUpper = name.utf8.allSatisfy { $0.isUpperLetter || $0.isDigit || " _-".utf8.contains($0) }
        guard let first = name.utf8.first, let last = name.utf8.last, first.isLetter, last.isLetter || last.isDigit,
            isLower || (isUpper && name.utf8.count > 2)
        else { return nil }
        if isMarkdown, Self.elements.contains(name) { return nil }
        let end = text.utf8.index(after: close)
        // In quotes a command looks for what another one prints: `grep -c "<none>"`.
        let isQuoted = [byte(before: start), byte(at: end)].contains { $0.map { "\"'".utf8.contains($0) } ?? false }
        if !isCommand || isQuoted, Self.printed.contains(name) { return nil }
        // `sort <in>out` is a pair of redirections, `cat <<eof` a here-document, `>` before it another.
        if let before = byte(before: start), before.isLetter || before.isDigit || "<>&$".utf8.contains(before) {
            return nil
        }
        if let after = byte(at: end), after.isLetter || after.isDigit || "_>&$".utf8.contains(after) { return nil }
        return start..<end
    }

    /// `[NAME]`, told from a link, a test and an index.
    private func square(_ start: String.Index) -> Range<String.Index>? {
        let inside = text.utf8[text.utf8.index(after: start)...].prefix(60)
        guard let close = inside.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        let name = text[inside.startIndex..<close]
        let letters = name.utf8.count { $0.isUpperLetter }
        guard letters >= 3, let first = name.utf8.first, let last = name.utf8.last, first.isUpperLetter,
            last.isUpperLetter || last.isDigit,
            name.utf8.allSatisfy({ $0.isUpperLetter || $0.isDigit || " _-".utf8.contains($0) }),
            !Self.levels.contains(name)
        else { return nil }
        if let before = byte(before: start), before.isLetter || before.isDigit || "$[]{_".utf8.contains(before) {
            return nil
        }
        let end = text.utf8.index(after: close)
        if let after = byte(at: end), "([".utf8.contains(after) || (isMarkdown && after == UInt8(ascii: ":")) {
            return nil
        }
        if isMarkdown, text.hasPart("[\(name)]:") { return nil }
        return start..<end
    }

    /// Four underscores or more.
    private func line(_ start: String.Index) -> Range<String.Index>? {
        guard byte(before: start) != UInt8(ascii: "_") else { return nil }
        let end = text.utf8[start...].firstIndex { $0 != UInt8(ascii: "_") } ?? text.endIndex
        return text.utf8.distance(from: start, to: end) >= 4 ? start..<end : nil
    }

    /// `...` as a word, or at the end of the text.
    private func dots(_ start: String.Index) -> Range<String.Index>? {
        guard byte(before: start) != UInt8(ascii: ".") else { return nil }
        let end = text.utf8[start...].firstIndex { $0 != UInt8(ascii: ".") } ?? text.endIndex
        guard text.utf8.distance(from: start, to: end) == 3 else { return nil }
        return standsAlone(start..<end) ? start..<end : nil
    }

    private func ellipsis(_ start: String.Index) -> Range<String.Index>? {
        guard text[start...].unicodeScalars.first == "\u{2026}" else { return nil }
        let end = text.unicodeScalars.index(after: start)
        return standsAlone(start..<end) ? start..<end : nil
    }

    private func standsAlone(_ range: Range<String.Index>) -> Bool {
        let before = byte(before: range.lowerBound)
        let rest = text.utf8[range.upperBound...]
        let isWord = (before?.isSpace ?? true) && (rest.first?.isSpace ?? true)
        // `./...` names all packages below a folder.
        return isWord || (rest.allSatisfy(\.isSpace) && before != UInt8(ascii: "/"))
    }

    /// `X.Y.Z`, also behind a `v`.
    private func version(_ start: String.Index) -> Range<String.Index>? {
        let pattern = "X.Y.Z"
        guard text[start...].hasPrefix(pattern) else { return nil }
        let end = text.utf8.index(start, offsetBy: pattern.utf8.count)
        if let before = byte(before: start), before != UInt8(ascii: "v"), before.isLetter || before.isDigit {
            return nil
        }
        if let after = byte(at: end), after.isLetter || after.isDigit { return nil }
        return start..<end
    }

    /// `YOUR_TOKEN`, but for a variable of that name.
    private func yours(_ start: String.Index) -> Range<String.Index>? {
        guard text[start...].hasPrefix("YOUR_") || text[start...].hasPrefix("YOUR-") else { return nil }
        if let before = byte(before: start), before.isLetter || before.isDigit || "${_-".utf8.contains(before) {
            return nil
        }
        let end =
            text.utf8[start...].firstIndex { !($0.isUpperLetter || $0.isDigit || $0 == 0x5F || $0 == 0x2D) }
            ?? text.endIndex
        // What is given to a variable of that name is no blank.
        return byte(at: end) == UInt8(ascii: "=") || text.utf8.distance(from: start, to: end) < 7 ? nil : start..<end
    }

    /// `{{version}}`, told from what Go's templates and Ansible fill in by themselves.
    private func braces(_ start: String.Index) -> Range<String.Index>? {
        guard text[start...].hasPrefix("{{"), byte(before: start) != UInt8(ascii: "{"), !isOfAnsible else {
            return nil
        }
        let inside = text.utf8[text.utf8.index(start, offsetBy: 2)...]
        let end = inside.firstIndex { !($0.isLowerLetter || $0.isUpperLetter || $0.isDigit || " _-".utf8.contains($0)) }
        guard let end, text[end...].hasPrefix("}}"), byte(at: text.utf8.index(end, offsetBy: 2)) != UInt8(ascii: "}")
        else {
            return nil
        }
        let name = text[inside.startIndex..<end].trimmed
        // A word of Go's templates, or several words.
        guard !name.isEmpty, !name.utf8.contains(0x20), !["end", "else", "break", "continue", "json"].contains(name)
        else {
            return nil
        }
        return start..<text.utf8.index(end, offsetBy: 2)
    }

    /// TODO and its like as a word in capitals.
    private func word(_ start: String.Index) -> Range<String.Index>? {
        if let before = byte(before: start), before.isLetter || before.isDigit || before == UInt8(ascii: "_") {
            return nil
        }
        let end = text.utf8[start...].firstIndex { !($0.isLetter || $0.isDigit || $0 == 0x5F) } ?? text.endIndex
        return Self.words.contains(text[start..<end]) ? start..<end : nil
    }
}

extension UInt8 {
    var isUpperLetter: Bool { (0x41...0x5A).contains(self) }
    var isLowerLetter: Bool { (0x61...0x7A).contains(self) }
    var isLetter: Bool { isUpperLetter || isLowerLetter || self >= 0x80 }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
