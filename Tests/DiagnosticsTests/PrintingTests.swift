import Diagnostics
import Testing

/// Findings as they are printed, each picture whole.
@Suite struct PrintingTests {
    static let rule = Rule("unknown-key", .structure, "A key that the format does not have.", help: "Mend it.")

    static func finding(
        _ message: String = "a window has no key `strt`",
        file: String = "a.yaml",
        at span: SourceSpan = SourceSpan(line: 2, column: 3, length: 4),
        notes: [Diagnostic.Note] = [],
        fixes: [Diagnostic.Fix] = []
    ) -> Diagnostic {
        Diagnostic(rule, message, file: file, at: span, notes: notes, fixes: fixes)
    }

    static func text(
        _ found: [Diagnostic],
        of source: String? = "window:\n  strt: x",
        colors: Bool = false,
        limit: Int = 100
    ) -> String {
        var printer = TextPrinter(colors: colors, foldLimit: limit) { _ in
            source?.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        }
        return printer.print(found)
    }

    @Test func thePictureShowsLinePlaceAndFix() {
        let found = Self.finding(
            notes: [Diagnostic.Note("it stands here first", file: "b.yaml", span: SourceSpan(line: 7, column: 1))],
            fixes: [Diagnostic.Fix("did you mean `start`?"), Diagnostic.Fix("take it out")]
        )
        #expect(
            Self.text([found]) == """
                a.yaml:2:3: error: a window has no key `strt` [unknown-key]
                  2 |   strt: x
                    |   ^^^^ did you mean `start`?
                b.yaml:7:1: note: it stands here first
                    or: take it out

                """
        )
    }

    @Test(arguments: [nil, "", "one line"] as [String?]) func withoutTheLineTheFixStandsAlone(_ source: String?) {
        let found = Self.finding(fixes: [Diagnostic.Fix("add it")])
        #expect(
            Self.text([found], of: source)
                == "a.yaml:2:3: error: a window has no key `strt` [unknown-key]\n    = add it\n"
        )
    }

    @Test func tabsAreAsWideAsTheyAreShown() {
        #expect(Self.text([Self.finding()], of: "\n\t strt: x").hasSuffix("  2 |      strt: x\n    |      ^^^^\n"))
    }

    @Test func marksEndWithTheLine() {
        let long = Self.finding(at: SourceSpan(SourcePosition(line: 2, column: 3), SourcePosition(line: 9, column: 1)))
        #expect(Self.text([long]).hasSuffix("    |   ^^^^^^^\n"))
    }

    @Test func coloursOnlyWhereAskedFor() {
        #expect(!Self.text([Self.finding()]).contains("\u{1B}"))
        #expect(Self.text([Self.finding()], colors: true).contains("\u{1B}[1;31merror\u{1B}[0m"))
    }

    @Test func manyOfOneRuleAreFolded() {
        let found = (1...5).map { Self.finding("number \($0)") }
        let text = Self.text(found, of: nil, limit: 3)
        #expect(text.hasSuffix("... and 2 more [unknown-key]; `--all` prints them\n"))
        #expect(text.split(separator: "\n").count == 4)
    }

    @Test func eachOnceInOrder() {
        let found = [
            Self.finding(file: "b.yaml"), Self.finding(), Self.finding(at: SourceSpan(line: 1, column: 9)),
            Self.finding(),
        ]
        let sorted = found.sortedOnce()
        #expect(sorted.map(\.file) == ["a.yaml", "a.yaml", "b.yaml"])
        #expect(sorted.map(\.span.start.line) == [1, 2, 2])
    }

    @Test func theBookWeighsWhatIsFound() {
        var warning = Self.finding()
        warning.severity = .warning
        var note = Self.finding()
        note.severity = .note
        #expect(SeverityPolicy(isStrict: true).apply(to: warning)?.severity == .error)
        #expect(SeverityPolicy(isStrict: true).apply(to: note)?.severity == .note)
        #expect(SeverityPolicy(choices: ["unknown-key": .ignore]).apply(to: warning) == nil)
        #expect(SeverityPolicy(choices: ["unknown-key": .warning]).apply(to: Self.finding())?.severity == .warning)
        #expect(
            SeverityPolicy(choices: ["unknown-key": .warning], isStrict: true).apply(to: Self.finding())?.severity
                == .error
        )
    }

    @Test func jsonHasEveryKeyAlways() {
        let text = String(decoding: JSON([Self.finding()]).encoded(compact: true), as: UTF8.self)
        #expect(
            text == #"{"diagnostics":[{"column":3,"endColumn":7,"endLine":2,"file":"a.yaml","fixes":[],"line":2,"#
                + #""message":"a window has no key `strt`","notes":[],"rule":"unknown-key","severity":"error"}],"#
                + #""schema":1,"summary":{"errors":1,"notes":0,"warnings":0}}"# + "\n"
        )
    }

    @Test(arguments: [
        (JSON.string("a\"\\\n\t\u{1}é"), #""a\"\\\n\t\u0001é""#), (.array([]), "[]"), (.object([:]), "{}"),
        (.object(["b": .int(1), "a": .null]), #"{"a":null,"b":1}"#),
        (JSON(number: 0.5), "0.5"), (JSON(number: 3), "3"), (JSON(number: .nan), "null"), (JSON(nil), "null"),
        (.bool(true), "true"),
    ])
    func jsonIsWritten(_ value: JSON, _ text: String) {
        #expect(String(decoding: value.encoded(compact: true), as: UTF8.self) == text + "\n")
    }

    @Test(
        arguments: [
            ("strt", "start"), ("ROLLBACK_DEADLINE", "rollback_deadline"), ("rollback-deadline", "rollback_deadline"),
            ("satrt", "start"),
            ("xyz", nil), ("", nil), (String(repeating: "a", count: 10_000), nil), ("e", nil),
        ] as [(String, String?)]
    )
    func whatWasMeant(_ word: String, _ meant: String?) {
        #expect(suggestion(for: word, among: ["start", "end", "rollback_deadline"]) == meant)
    }
}
