import Foundation
import Markdown
import Testing

@Suite("GitHub's extensions")
struct ExtensionTests {
    @Test("Alerts", arguments: ["note", "tip", "important", "warning", "caution"])
    func alerts(_ kind: String) {
        let title = kind.prefix(1).uppercased() + kind.dropFirst()
        let expected =
            "<div class=\"markdown-alert markdown-alert-\(kind)\">\n<p class=\"markdown-alert-title\">\(title)</p>\n<p>a</p>\n</div>\n"
        #expect(MarkdownDocument("> [!\(kind.uppercased())]\n> a\n").html() == expected)
        #expect(MarkdownDocument("> [!\(kind.uppercased())] a\n").html() == expected)
        #expect(MarkdownDocument("> [!\(kind)]\n>\n> a\n").html() == expected)
    }

    @Test("What is no alert stays a quote")
    func noAlert() {
        #expect(MarkdownDocument("> [!OTHER]\n> a\n").html().hasPrefix("<blockquote>"))
    }

    @Test("A table of contents", arguments: ["[TOC]", "[[_TOC_]]", "[toc]"])
    func tableOfContents(_ marker: String) {
        let html = MarkdownDocument("# T\n\n\(marker)\n\n## A\n\n### B\n\n## C\n").html()
        #expect(
            html.contains(
                "<nav class=\"toc\" aria-label=\"Contents\">\n<ul>\n<li><a href=\"#a\">A</a><ul>\n<li><a href=\"#b\">B</a></li>\n</ul>\n</li>\n<li><a href=\"#c\">C</a></li>\n</ul>\n</nav>\n"
            )
        )
    }

    @Test(
        "Footnotes, as cmark-gfm has them",
        .enabled(if: Oracle.isThere, "cmark-gfm is not installed"),
        arguments: [
            "x[^1] y[^b] [^1]\n\n[^1]: note\n[^b]: *more*\n    lines\n\n    - a list\n",
            "x[^a]\n\n[^a]:\n    > quote\n\n            code\n\n    text\n\nafter\n",
            "[^z]: unused\n\nx[^y]\n\n[^y]: a `[^z]`\n", "```\n[^1]: code\n```\n\nx[^1]\n",
            "+ a\n\n[^1]: n\n\nx[^1] [^none]\n", "> x[^q]\n\n[^q]: one\n\n    two\n\n    ```sh\n    ls\n    ```\n",
            "\\[^1] [^1]\n\n[^1]: n\n", "a[^1]\n[^1]: b\n",
        ]
    )
    func footnotes(_ text: String) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".md")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let theirs = try Oracle.html(of: file, extensions: ["footnotes"])
        let ours = MarkdownDocument(text, options: .gfm).html(.conformance)
        #expect(normalized(ours) == normalized(theirs))
    }

    @Test(
        "Inlines, as cmark-gfm has them",
        .enabled(if: Oracle.isThere, "cmark-gfm is not installed"),
        arguments: [
            "~~a~~ ~b~ ~~~c~~~ \\~d~ ~~e~ a~~b~~c", "*~~a*~~ ~~*b*~~ **~c~**",
            "www.a.org, http://b.org/c_d_. (https://e.f/g(h))",
            "a@b.org x.y+z@c-d.org. mail@x", "https://x.org/_a_/__init__.py *b*", "http\\://a.org www\\.b.org",
            "**http://a.org**", "[a](http://b.org/_c_)*d*", "`http://a.org`_b_",
            "HTTP://a.org ftp://b.org xhttp://c.org http://", "www.a_b.c www.a_b.c.d", "http://localhost:80/x\"y\"",
        ]
    )
    func inlines(_ text: String) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".md")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let theirs = try Oracle.html(of: file, extensions: ["strikethrough", "autolink"])
        let ours = MarkdownDocument(text, options: .gfm).html(.conformance)
        #expect(normalized(ours) == normalized(theirs))
    }

    @Test("What is wrong with footnotes is told")
    func footnoteIssues() {
        let document = MarkdownDocument("a[^x]\n\n[^y]: b\n")
        #expect(document.issues.map(\.kind) == [.undefinedFootnote, .unusedFootnote])
        #expect(document.issues.map(\.line) == [1, 3])
    }
}
