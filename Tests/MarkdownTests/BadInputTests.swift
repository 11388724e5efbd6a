import Foundation
import Markdown
import Testing

/// What no person writes: nothing may crash, and four times the input may take little more than four times the time.
/// The sizes are those of a debug build; `ROLLBOOK_BAD_INPUT=20` multiplies them (10 MB, 100,000 levels) for a release
/// build, see Benchmarks/markdown.
@Suite("Bad input", .serialized)
struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var size: Int
        var text: @Sendable (Int) -> String
        var testDescription: String { name }
    }

    static let scale = ProcessInfo.processInfo.environment["ROLLBOOK_BAD_INPUT"].flatMap(Int.init) ?? 1

    static let cases: [Case] = [
        Case(name: "a paragraph of 10 MB in lines", size: 5000) {
            String(repeating: "word word word word word word word word word word\n", count: $0 * 2)
        },
        Case(name: "a line of 10 MB", size: 50000) { String(repeating: "word *a* b", count: $0) },
        Case(name: "quotes in quotes", size: 2500) { String(repeating: "> ", count: $0) + "a" },
        Case(name: "lists in lists", size: 2500) { String(repeating: "- ", count: $0) + "a" },
        Case(name: "indented lists", size: 4_000) { n in
            // As many levels as give a text of n bytes.
            (0..<Int(Double(n).squareRoot())).map { String(repeating: " ", count: 2 * $0) + "- a\n" }.joined()
        },
        Case(name: "open brackets", size: 2500) { String(repeating: "[", count: $0) },
        Case(name: "open links", size: 2500) { String(repeating: "[a](", count: $0) },
        Case(name: "open pictures", size: 2500) { String(repeating: "![a](", count: $0) },
        Case(name: "backticks", size: 1000) { n in
            (1...n).map { "a" + String(repeating: "`", count: $0 % 300) }.joined()
        },
        Case(name: "emphasis", size: 2500) { String(repeating: "*a **a ", count: $0) },
        Case(name: "stars around", size: 1500) {
            String(repeating: "*", count: $0) + "a" + String(repeating: "*", count: $0)
        },
        Case(name: "tildes", size: 2500) { String(repeating: "~a ~~b ", count: $0) },
        Case(name: "a wide table", size: 500) { n in
            String(repeating: "|a", count: n) + "|\n" + String(repeating: "|-", count: n) + "|\n"
                + String(repeating: "|*b*", count: n)
        },
        Case(name: "a table of short rows", size: 1000) { n in
            String(repeating: "|a", count: 500) + "|\n" + String(repeating: "|-", count: 500) + "|\n"
                + String(repeating: "|x\n", count: n)
        },
        Case(name: "delimiter rows", size: 1000) { String(repeating: "| a |\n|---|---|\n", count: $0) },
        Case(name: "footnotes", size: 500) { n in
            (0..<n).map { "x[^\($0)]\n\n[^\($0)]: note\n\n" }.joined()
        },
        Case(name: "one footnote, many references", size: 1000) {
            String(repeating: "[^a] ", count: $0) + "\n\n[^a]: b\n"
        },
        Case(name: "undefined footnotes", size: 1500) { "[^a]: b\n\n" + String(repeating: "[^b", count: $0) },
        Case(name: "equal headings", size: 500) { String(repeating: "# a\n\n", count: $0) },
        Case(name: "addresses", size: 1000) { String(repeating: "http://a.org/(((", count: $0) },
        Case(name: "at signs", size: 2500) { String(repeating: "a@", count: $0) },
        Case(name: "words before an at sign", size: 10000) { String(repeating: "a", count: $0) + "@" },
        Case(name: "brackets behind an address", size: 5000) { "http://a.org/" + String(repeating: ")", count: $0) },
        Case(name: "raw tags", size: 1000) {
            String(repeating: "<b>", count: $0) + String(repeating: "</i>", count: $0)
        },
        Case(name: "open tags", size: 1000) { "<div>\n" + String(repeating: "<a href=\"", count: $0) },
        Case(name: "open comments", size: 1000) { "<div>\n" + String(repeating: "<!-- ", count: $0) },
        Case(name: "links of one line", size: 1000) {
            String(repeating: "[a](b) [r] ", count: $0) + "\n\n[r]: nowhere"
        },
        Case(name: "escapes", size: 2500) { String(repeating: "\\~\\:\\@", count: $0) },
        Case(name: "references in a circle", size: 1000) { n in
            (0..<n).map { "[a\($0)]: [a\(($0 + 1) % n)]\n" }.joined() + "\n"
                + (0..<n).map { "[a\($0)][a\($0 + 1)] " }.joined()
        },
        Case(name: "NULs", size: 50_000) { String(repeating: "a \0 *b* \0\n", count: $0) },
        Case(name: "bytes that are no UTF-8", size: 50_000) {
            String(
                decoding: [UInt8](repeating: 0xFF, count: $0) + Array("\n\n| \u{FFFD} |\n|---|\n".utf8),
                as: UTF8.self
            )
        },
        Case(name: "links to scripts", size: 1000) {
            String(repeating: "[a](javascript:b) <javascript:c> ![d](vbscript:e) [f] ", count: $0)
                + "\n\n[f]: JAVASCRIPT:g\n"
        },
        Case(name: "footnotes in code", size: 500) { n in
            (0..<n).map { "x[^\($0)]\n\n```\n[^\($0)]: code\n```\n\n[^\($0)]: note\n\n" }.joined()
        },
        Case(name: "definitions", size: 1000) { n in (0..<n).map { "[a\($0)]: b\n" }.joined() },
    ]

    @Test("Linear, and no crash", arguments: cases)
    func linear(_ testCase: Case) {
        let texts = [1, 4].map { testCase.text(testCase.size * Self.scale * $0) }
        let measured = isLinear { factor in
            let document = MarkdownDocument(texts[factor == 1 ? 0 : 1])
            _ = document.html()
            _ = document.links
        }
        if Self.scale > 1 {
            print(
                "\(testCase.name): \(texts[0].utf8.count / 1000) kB in \(measured.one.inMilliseconds),",
                "\(texts[1].utf8.count / 1000) kB in \(measured.four.inMilliseconds)"
            )
        }
        #expect(measured.isLinear, "\(testCase.name)")
    }

    @Test("A reference that goes in a circle is plain")
    func cycle() {
        let document = MarkdownDocument("[a]: [b]\n[b]: [a]\n\n[a] [b]\n\n[^x]: [^y]\n[^y]: [^x]\n\nc[^x]\n")
        #expect(document.html().contains("<a href=\"%5Bb%5D\">a</a>"))
        #expect(document.anchors.count == 5)
    }

    /// Whatever the text, the page around it must not be disturbed: every tag is closed, in order, once.
    @Test("Noise gives well-nested HTML with each id once")
    func noise() {
        let pieces = [
            "a", " ", "\n", "\n\n", "> ", "- ", "- [ ] ", "1. ", "# ", "*", "**", "_", "~~", "`", "```\n", "[", "](b)",
            "]", "[^1]",
            "\n[^1]: ", "    ", "| a | b |\n|---|:-:|\n", "| ", "<b>", "</b>", "<details>", "</details>\n", "<div>\n",
            "<li>", "<a id=\"x\">",
            "<!-- ", " -->", "<script>", "&amp;", "\\", "\r\n", "\t", "http://a.b", "[TOC]", "> [!NOTE]\n", "---\n",
            "[r]: s\n", "é", "\u{1}", "\0",
            "{#i}", "![", "www.a.b", "c@d.e", "<td>", "===\n", "+ ",
        ]
        var state: UInt64 = 7
        for _ in 0..<1_500 {
            var text = ""
            for _ in 0..<30 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let document = MarkdownDocument(text)
            let html = document.html()
            #expect(firstBadTag(html) == nil, "\(text.debugDescription) gives \(html)")
            let ids = html.matches(of: /<[^>]* id="([^"]*)"/).map { String($0.1) }
            #expect(
                Set(ids).count == ids.count && Set(ids) == Set(document.anchors),
                "\(text.debugDescription) gives \(html) with \(document.anchors)"
            )
            _ = document.links
            _ = document.codeSpans
            _ = document.plainText
        }
    }

    private func firstBadTag(_ html: String) -> String? {
        var open: [Substring] = []
        for match in html.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) {
            if ["br", "hr", "img", "input", "col"].contains(match.2) { continue }
            if match.1.isEmpty {
                open.append(match.2)
            } else if open.popLast() != match.2 {
                return String(match.0)
            }
        }
        return open.last.map(String.init)
    }

    @Test("NUL and control characters")
    func control() {
        #expect(MarkdownDocument("a\0b").html() == "<p>a\u{FFFD}b</p>\n")
        let all = String(String.UnicodeScalarView((1..<32).compactMap { Unicode.Scalar($0) }))
        let html = MarkdownDocument("a \\~ \(all) | `\\~` | [^1]\n|---|\n").html()
        #expect(html.contains("~") && html.contains("\u{1F}"))
        #expect(
            MarkdownDocument("| a\u{1} | *\u{3}* |\n|---|---|\n| \\~~ | \u{1} *b* |\n").html().contains("<em>b</em>")
        )
    }

    @Test("What is nested too deep keeps its text and is told")
    func depth() {
        let document = MarkdownDocument(String(repeating: "> ", count: 100_000) + "deep")
        #expect(document.issues.map(\.kind) == [.nestingFlattened])
        let html = document.html()
        #expect(html.contains("deep"))
        #expect(html.split(separator: "<blockquote>").count == 200)
    }

    @Test("A table that is too wide is cut and told")
    func width() {
        let document = MarkdownDocument(
            String(repeating: "|a", count: 10_000) + "|\n" + String(repeating: "|-", count: 10_000) + "|\n"
        )
        #expect(document.issues.map(\.kind) == [.tableTooWide])
        #expect(document.html().split(separator: "<th>").count == 1_001)
    }
}
