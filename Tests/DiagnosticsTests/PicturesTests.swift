import Diagnostics
import Testing

/// The picture under a finding: what a terminal shows, column for column.
@Suite struct PicturesTests {
    private static let rule = Rule("unknown-key", .structure, "A key that the format does not have.", help: "Mend it.")

    /// The two lines of the picture, gutters taken off.
    private func picture(_ line: String, _ column: Int, _ length: Int, width: Int? = nil) -> [String] {
        let span = SourceSpan(line: 1, column: column, length: length)
        var printer = TextPrinter(colors: false, width: width) { _ in line.sourceLines }
        let text = printer.print([Diagnostic(Self.rule, "no", file: "a.yaml", at: span)])
        return text.split(separator: "\n").dropFirst().map { String($0.dropFirst(6)) }
    }

    @Test(
        arguments: [
            ("name: x", 7, 1, "      ^"),
            ("\tname: x", 2, 4, "    ^^^^"),
            ("a\tb: x", 3, 1, "    ^"),
            ("\u{4F60}\u{597D}: x", 5, 1, "      ^"),
            ("\u{4F60}\u{597D}: x", 2, 1, "  ^^"),
            ("e\u{301}t: x", 3, 1, " ^"),
            ("\u{1F469}\u{200D}\u{1F680} a", 5, 1, "   ^"),
            ("\u{1F1E9}\u{1F1EA} a", 4, 1, "   ^"),
            ("\u{2764}\u{FE0F} a", 4, 1, "   ^"),
            ("a\u{1B}[31mb", 7, 1, "      ^"),
        ] as [(String, Int, Int, String)]
    )
    func marksStandUnderWhatTheyMark(_ line: String, _ column: Int, _ length: Int, _ marks: String) {
        #expect(picture(line, column, length)[1] == marks)
    }

    @Test func aRightToLeftLineIsIsolated() {
        let line = "\u{5E9}\u{5DC}\u{5D5}\u{5DD}: x"
        #expect(picture(line, 7, 1) == ["\u{2066}\(line)\u{2069}", "      ^"])
    }

    @Test func controlCharactersNeverReachTheTerminal() {
        let hostile = "a\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}b\u{2028}c\u{0}"
        let span = SourceSpan(line: 1, column: 1, length: 1)
        let note = Diagnostic.Note(hostile, file: hostile, span: span)
        let found = Diagnostic(
            Self.rule,
            hostile,
            file: hostile,
            at: span,
            notes: [note],
            fixes: [Diagnostic.Fix(hostile), Diagnostic.Fix(hostile)]
        )
        var printer = TextPrinter(colors: false) { _ in [Substring(hostile)] }
        let text = printer.print([found])
        let bad = text.unicodeScalars.filter {
            $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}" || $0 == "\u{2028}")
        }
        #expect(bad.isEmpty)
        #expect(text.contains("a\u{241B}]0;owned\u{2407}"))
    }

    @Test func aLongLineIsCutAroundTheMarks() {
        let line = String(repeating: "x", count: 1000) + "HERE" + String(repeating: "y", count: 1000)
        let shown = picture(line, 1001, 4)
        #expect(shown[0].count <= 400)
        #expect(shown[0].hasPrefix("\u{2026}x") && shown[0].hasSuffix("y\u{2026}"))
        let start = shown[1].count { $0 == " " }
        #expect(String(shown[0].dropFirst(start).prefix(4)) == "HERE")
        #expect(shown[1].hasSuffix("^^^^"))
    }

    @Test(arguments: [1, 20, 40, 200]) func aNarrowTerminalShowsTheMarkedPart(_ width: Int) {
        let line = "        command: ./switch green --on bastion --confirm"
        let shown = picture(line, 27, 5, width: width)
        #expect(shown[0].count <= max(10, width - 6))
        let start = shown[1].count { $0 == " " }
        let marks = shown[1].count { $0 == "^" }
        #expect(marks >= 1)
        #expect("green".hasPrefix(shown[0].dropFirst(start).prefix(marks)))
    }

    @Test func aSpanBeyondItsLineIsStillShown() {
        #expect(picture("ab", 50, 10) == ["ab", "  ^"])
    }

    @Test func linesEndAtNothingElse() {
        #expect("a\u{2028}b\u{85}c\u{B}d\r\ne\rf\ng".sourceLines == ["a\u{2028}b\u{85}c\u{B}d", "e", "f", "g"])
    }
}
