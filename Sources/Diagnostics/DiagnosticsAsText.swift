/// Diagnostics for people: the place, the words, the line with the place marked.
package struct TextPrinter {
    /// The lines of a file, for the pictures; `nil` where the file can't be shown.
    private let lines: (_ file: String) -> [Substring]?
    private let colors: Bool
    /// More findings of one rule than this are folded into one line.
    private let foldLimit: Int
    /// The terminal's, in columns.
    private let width: Int?
    private var known: [String: [Substring]?] = [:]
    /// What is not for everybody's eyes, by file.
    private var hidden: [String: [SourceSpan]] = [:]

    /// - Parameter width: The terminal's, in columns; `nil` where the text goes to a file.
    package init(
        colors: Bool,
        foldLimit: Int = 100,
        width: Int? = nil,
        lines: @escaping (_ file: String) -> [Substring]?
    ) {
        self.lines = lines
        self.colors = colors
        self.foldLimit = foldLimit
        self.width = width
    }

    /// All diagnostics, in the order given, without the summary.
    package mutating func print(_ diagnostics: [Diagnostic]) -> String {
        var text = ""
        for diagnostic in diagnostics where diagnostic.rule.hidesText {
            hidden[diagnostic.file, default: []].append(diagnostic.span)
        }
        var shown: [Rule: Int] = [:]
        for diagnostic in diagnostics {
            shown[diagnostic.rule, default: 0] += 1
            guard shown[diagnostic.rule, default: 0] <= foldLimit else { continue }
            text += print(diagnostic)
        }
        for (rule, count) in shown.sorted(by: { $0.key.id < $1.key.id }) where count > foldLimit {
            text += "... and \(count - foldLimit) more [\(rule.id)]; `--all` prints them\n"
        }
        return text
    }

    private mutating func print(_ diagnostic: Diagnostic) -> String {
        let start = diagnostic.span.start
        let word = paint(diagnostic.severity.rawValue, diagnostic.severity.color)
        var text = "\(DisplayText.line(diagnostic.file)):\(start.line):\(start.column): \(word): "
        text += "\(paint(DisplayText.line(diagnostic.message), "1")) [\(diagnostic.rule.id)]\n"
        text += picture(of: diagnostic)
        for note in diagnostic.notes {
            let place = "\(DisplayText.line(note.file)):\(note.span.start.line):\(note.span.start.column)"
            text += "\(place): note: \(DisplayText.line(note.message))\n"
        }
        for fix in diagnostic.fixes.dropFirst() { text += "    or: \(DisplayText.line(fix.title))\n" }
        return text
    }

    /// The line and the marks under it, with the first way to mend it behind them.
    private mutating func picture(of diagnostic: Diagnostic) -> String {
        let hint = diagnostic.fixes.first.map { DisplayText.line($0.title) }
        let number = Int(diagnostic.span.start.line)
        guard let line = masked(number, of: diagnostic.file), !line.isEmpty else {
            return hint.map { "    = \($0)\n" } ?? ""
        }
        let gutter = String(repeating: " ", count: max(3, "\(number)".count + 1))
        let room = width.map { max(8, $0 - gutter.count - 3) } ?? 400
        let picture = LinePicture(line, span: diagnostic.span, limit: min(room, 400))
        let numbered = String(repeating: " ", count: gutter.count - "\(number)".count) + "\(number)"
        let padding = String(repeating: " ", count: picture.indent)
        let marks = String(repeating: "^", count: picture.length)
        var text = "\(numbered) | \(picture.line)\n\(gutter) | \(padding)\(paint(marks, diagnostic.severity.color))"
        guard let hint else { return text + "\n" }
        // On a terminal a hint that would be broken in its middle stands in a line of its own.
        let fits = width == nil || picture.indent + picture.length + 1 + hint.count <= room
        text += fits ? " \(hint)\n" : "\n\(gutter) = \(hint)\n"
        return text
    }

    /// A line with asterisks for what is hidden, one for each character: the marks below stay where they are.
    private mutating func masked(_ number: Int, of file: String) -> Substring? {
        guard let line = line(number, of: file) else { return nil }
        let spans = (hidden[file] ?? []).filter { Int($0.start.line) <= number && number <= Int($0.end.line) }
        guard !spans.isEmpty else { return line }
        var scalars = Array(line.unicodeScalars)
        for span in spans {
            let start = Int(span.start.line) == number ? Int(span.start.column) - 1 : 0
            let end = Int(span.end.line) == number ? Int(span.end.column) - 1 : scalars.count
            for index in max(0, start)..<max(0, start, min(end, scalars.count)) where scalars[index] != " " {
                scalars[index] = "*"
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return Substring(String(text))
    }

    private mutating func line(_ number: Int, of file: String) -> Substring? {
        if known[file] == nil { known[file] = .some(lines(file)) }
        guard let all = known[file] ?? nil, all.indices.contains(number - 1) else { return nil }
        return all[number - 1]
    }

    private func paint(_ text: String, _ code: String) -> String {
        colors ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension Severity {
    /// The terminal's colour for it (ECMA-48, select graphic rendition).
    fileprivate var color: String {
        switch self {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        }
    }
}
