package import Diagnostics

/// What reading a document carries along: the file's name and what was found wrong so far.
package struct RecordReader {
    package let file: String
    package var diagnostics: [Diagnostic] = []
    /// Keys that are not known are somebody else's business: front matter of another tool's pages.
    package var ignoresUnknownKeys = false
    var unknownKeys = 0
    /// Keys whose values could not be read.
    var misread: Set<MisreadKey> = []
    /// Whether keys that should be there are missed; not where only some were kept.
    var asksForKeys = true
    private let bytes: [UInt8]
    private lazy var lines = SourceLines(bytes)
    /// How many bytes of long texts may still be looked through to find where in one something stands.
    private var searchBudget = 4_000_000
    /// The lines of other files that something was said of, by name.
    var otherLines: [String: ByteLines] = [:]

    /// - Parameter bytes: The file's contents, for findings in the middle of a text.
    package init(file: String, bytes: [UInt8] = []) {
        self.file = file
        self.bytes = bytes
    }

    /// Reports something that stands in the middle of a text, at its place in the source.
    package mutating func report(
        _ rule: Rule,
        _ message: String,
        in text: Located<String>,
        at range: Range<String.Index>,
        fixes: [Diagnostic.Fix] = []
    ) {
        report(rule, message, at: span(of: range, in: text), fixes: fixes)
    }

    /// Where a part of a text is written, as far as its first line.
    mutating func span(of range: Range<String.Index>, in text: Located<String>) -> SourceSpan {
        // Thousands of findings in one huge text must not take hours: the later ones are told at its beginning.
        let size = text.value.utf8.count
        if size > 2_000 { searchBudget -= size }
        guard searchBudget > 0 else { return text.span.firstLine }
        return lines.span(of: range, in: text.value, at: text.span, style: text.style)
    }

    /// The lines that a value is written in.
    mutating func sourceLines(of span: SourceSpan) -> [SourceLine] { lines.lines(of: span) }

    /// Whether nobody tried to say a key that a record has not.
    func lacks(_ key: String, in place: Place) -> Bool {
        !misread.contains(MisreadKey(record: place.span.start, key: key))
    }

    package mutating func report(
        _ rule: Rule,
        _ message: String,
        at span: SourceSpan,
        severity: Severity? = nil,
        notes: [Diagnostic.Note] = [],
        fixes: [Diagnostic.Fix] = []
    ) {
        var diagnostic = Diagnostic(rule, message, file: file, at: span, notes: notes, fixes: fixes)
        if let severity { diagnostic.severity = severity }
        diagnostics.append(diagnostic)
    }

    mutating func reportWrongType(_ scalar: ScalarSource, wanted: FieldShape, fixes: [Diagnostic.Fix] = []) {
        report(.wrongType, "`\(scalar.text)` is not \(wanted.words)", at: scalar.span, fixes: fixes)
    }

    mutating func reportWrongType(_ value: YAMLValue, wanted: FieldShape) {
        report(.wrongType, "\(value.kindInWords) stands here; wanted is \(wanted.words)", at: value.span.firstLine)
    }

    mutating func reportBadID(_ text: String, _ problem: String, at span: SourceSpan) {
        let fixes = Identifier.proposal(for: text).map {
            [Diagnostic.Fix("for instance `\($0)`", replace: span, with: $0)]
        }
        report(.badID, "`\(text)` can't be an id: \(problem)", at: span, fixes: fixes ?? [])
    }

    /// Numbers that other readers would change: 1.10, 010, 1e3, 0x1f.
    mutating func checkQuoted(_ scalar: ScalarSource, severity: Severity) {
        guard scalar.style == .plain else { return }
        var quoted: String { "\"\(scalar.text)\"" }
        var fix: Diagnostic.Fix { Diagnostic.Fix("write \(quoted)", replace: scalar.span, with: quoted) }
        switch scalar.text {
        case "true", "True", "TRUE", "false", "False", "FALSE":
            let message = "`\(scalar.text)` without quotes is a truth value to other readers, not a text"
            return report(.unquotedNumber, message, at: scalar.span, severity: severity, fixes: [fix])
        default: break
        }
        if let kind = oldYAMLKind(scalar.text) {
            let message = "`\(scalar.text)` without quotes is a \(kind) to readers of YAML 1.1"
            return report(.unquotedNumber, message, at: scalar.span, severity: .warning, fixes: [fix])
        }
        guard isNumberInYAML(scalar.text) else { return }
        let message = "`\(scalar.text)` without quotes is a number to other readers\(Self.change(of: scalar.text))"
        report(.unquotedNumber, message, at: scalar.span, severity: severity, fixes: [fix])
    }

    private static func change(of text: String) -> String {
        // For many readers a zero in front makes it octal.
        if text.first == "0", text.utf8.count > 1, let octal = Int(text, radix: 8) { return ", \(octal)" }
        guard let number = Double(text) else { return "" }
        let read = Int(exactly: number).map { String($0) } ?? String(number)
        return read == text ? "" : ", \(read)"
    }
}

extension SourceSpan {
    /// The span as far as it lies in its first line; a longer one is marked at its first character.
    var firstLine: SourceSpan {
        end.line == start.line
            ? self : SourceSpan(line: Int(start.line), column: Int(start.column), length: 1)
    }
}
