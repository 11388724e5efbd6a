import Diagnostics
import Testing

@testable import Documents
@testable import Markdown

/// What the fuzzer found, each with the smallest input that shows it.
@Suite struct FoundTests {
    private static func places(_ text: String) -> [String] {
        readRecord(Reference.self, from: Array(text.utf8), file: "a.yaml").diagnostics.filter { $0.isFatal }
            .map { "\($0.span.start.line):\($0.span.start.column)" }
    }

    @Test func whatIsNoTextIsToldAtTheLineOfAnEditor() {
        #expect(Self.places("title: a\rurl: \0") == ["2:6"])
        #expect(Self.places("title: a\r\nurl: \0") == ["2:6"])
        #expect(Self.places("\u{FEFF}a\0") == ["1:2"])
    }

    @Test func linesEndForYAMLWhereTheyEndForAnEditor() {
        #expect(Self.places("title: a\u{85}b\u{2028}c: [") == ["1:12"])
        #expect(Self.places("title: a\rurl: *b") == ["2:6"])
    }

    @Test func anErrorAtTheEndIsInsideTheFile() {
        #expect(Self.places("title: a\nurl") == ["2:4"])
    }

    @Test func numbersAreWrittenAsTheyAreRead() {
        for text in ["0.00001", "0.00000015", "-0.000025", "2222222222222222300000000000000000000", "12.5", "-3", "0"] {
            #expect(Number(text)?.text == text)
        }
    }

    @Test func theLongestTimesAreReadAsTheyWereWritten() {
        for text in ["997770d127770h", "999999d999999h999999m999999s", "999999d23h59m59s", "999999h999999s"] {
            let span = TimeSpan(text)
            #expect(span != nil && span.flatMap { TimeSpan($0.text) } == span)
        }
    }

    @Test func aMarkOnABracketDoesNotHideIt() {
        #expect(yamlPlainOrQuoted("a[\u{301}", isFlow: true) == "\"a[\u{301}\"")
        #expect(yamlPlainOrQuoted("a,\u{301}b", isFlow: true) == "\"a,\u{301}b\"")
    }

    /// The fuzzer found `a:?b` between brackets; so all that two signs can be in the middle of a text.
    @Test func anyTwoSignsInATextAreReadAsTheyWereWritten() {
        let signs = (UInt8(ascii: " ")...UInt8(ascii: "~")).map { Character(Unicode.Scalar($0)) }
        for first in signs {
            for second in signs {
                let text = "a\(first)\(second)b"
                for (start, end, isFlow) in [("{title: ", "}", true), ("title: ", "", false)] {
                    let written = start + yamlPlainOrQuoted(text, isFlow: isFlow) + end
                    let read = readRecord(Reference.self, from: Array(written.utf8), file: "a.yaml")
                    #expect(read.value.title?.value == text, "\(written)")
                }
            }
        }
    }

    @Test func recordsThatSayNothingAreStillWritten() {
        let text = "title: a\nmeasures: {}\nservices: {b: {}}\n"
        let book = readRecord(Book.self, from: Array(text.utf8), file: "a.yaml").value
        let written = RecordWriter().lines(book).joined(separator: "\n")
        #expect(readRecord(Book.self, from: Array(written.utf8), file: "a.yaml").value.json == book.json)
        let plan = readRecord(DeploymentPlan.self, from: Array("phases: [{}]".utf8), file: "a.yaml").value
        #expect(RecordWriter().lines(plan) == ["phases:", "  - {}"])
    }

    @Test func whatOnlyLooksLikeADefinitionMovesNoLine() {
        let document = MarkdownDocument("[a]: b c\nsee http://a.org\n")
        #expect(document.links.map(\.line) == [2])
        #expect(MarkdownDocument("[a]: b\n[c] see [a]\n").links.map(\.line) == [2])
    }
}
