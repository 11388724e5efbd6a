import Markdown
import Testing

@Suite("HTML")
struct RenderTests {
    private func html(_ text: String, _ change: (inout RenderOptions) -> Void = { _ in }) -> String {
        var options = RenderOptions()
        change(&options)
        return MarkdownDocument(text).html(options)
    }

    @Test("Links and pictures become what the caller says")
    func resolving() {
        let text = "[a](x.md) ![p](p.png) `c.md` `d`"
        let result = html(text) {
            $0.resolveLink = { .address($0 + "?1") }
            $0.resolveImage = { .link("https://far/" + $0) }
            $0.resolveCode = { $0 == "c.md" ? "/c/" : nil }
        }
        #expect(
            result == "<p><a href=\"x.md?1\">a</a> <a href=\"https://far/p.png\">p</a> "
                + "<a href=\"/c/\"><code>c.md</code></a> <code>d</code></p>\n"
        )
        #expect(html("[a](x)") { $0.resolveLink = { _ in .none } } == "<p>a</p>\n")
    }

    @Test("Several documents on a page")
    func prefix() {
        let result = html("# A\n\n[b](#a)") {
            $0.idPrefix = "p-"
            $0.headingShift = 2
            $0.headingLinks = true
        }
        #expect(
            result.contains(
                "<h3 id=\"p-a\">A <a class=\"anchor\" href=\"#p-a\" aria-label=\"Link to this section: A\">"
            )
        )
        #expect(result.contains("<a href=\"#p-a\">b</a>"))
        #expect(html("a *b*") { $0.inline = true } == "a <em>b</em>")
    }

    @Test("Tables scroll in a region of their own")
    func table() {
        let result = html("| a | b |\n|:-:|---|\n| `x\\|y` | *z* |\n")
        #expect(
            result == """
                <div class="table" role="region" tabindex="0" aria-label="Table 1">
                <table>
                <thead>
                <tr>
                <th class="align-center">a</th>
                <th>b</th>
                </tr>
                </thead>
                <tbody>
                <tr>
                <td class="align-center"><code>x|y</code></td>
                <td><em>z</em></td>
                </tr>
                </tbody>
                </table>
                </div>

                """
        )
    }

    @Test(
        "Nothing that runs keeps its target",
        arguments: [
            "[a](javascript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](java&#10;script:alert(1))",
            "[a](&#1;javascript:alert(1))", "<javascript:alert(1)>", "[a]\n\n[a]: javascript:alert(1)",
            "![a](javascript:alert(1))", "![a](data:text/html,x)", "[a](data:image/png;base64,x)",
            "[a](vbscript:x)", "[a](file:///etc/passwd)", "<a href=\"javascript:alert(1)\">a</a>",
            "<a href=java&Tab;script&colon;alert(1)>a</a>", "<a href='&#x6A;avascript:alert(1)'>a</a>",
            "<img src=javascript:alert(1)>", "| a |\n|---|\n| [a](javascript:alert(1)) |",
            "<details ontoggle=alert(1)><a href=\" javascript:alert(1)\">a</a></details>",
        ]
    )
    func unsafe(_ text: String) {
        let document = MarkdownDocument(text)
        let html = document.html()
        #expect(!html.contains("href=") && !html.contains("src=") && !html.contains("ontoggle"))
        #expect(document.issues.contains { $0.kind == .unsafeLink })
        var options = RenderOptions()
        options.resolveLink = { _ in .address("JavaScript:x") }
        #expect(!MarkdownDocument("[a](b)").html(options).contains("href"))
    }

    @Test(
        "Raw HTML: what is on the list, closed where its block ends",
        arguments: [
            ("a <b>c", "<p>a <b>c</b></p>\n"),
            ("*<b>x*</b>", "<p><em><b>x</b></em></p>\n"),
            (
                "<details open>\n<summary>s</summary>\n\nx\n\n</details>\n",
                "<details open=\"\">\n<summary>s</summary>\n<p>x</p>\n</details>\n"
            ),
            ("- <details>\n\n- b", "<ul>\n<li>\n<details>\n</details></li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"),
            ("a <script>x</script>", "<p>a &lt;script&gt;x&lt;/script&gt;</p>\n"),
            ("a <!-- b --> c", "<p>a  c</p>\n"),
            ("<!-- a\nb -->\n\nc", "<p>c</p>\n"),
            ("<span onclick=\"x\" style=\"y\">a</span>", "<p><span>a</span></p>\n"),
            ("<br><hr/>", "<p><br /><hr /></p>\n"),
            ("<div>a &amp; b & c &lt;</div>", "<div>a &amp; b &amp; c &lt;</div>\n"),
            ("<iframe src=\"x\"></iframe>", "<p>&lt;iframe src=&quot;x&quot;&gt;&lt;/iframe&gt;</p>\n"),
            (
                "a <a id=\"x\"></a><a name=\"y\">z</a> <a id=\"x\">w</a>",
                "<p>a <a id=\"x\"></a><a id=\"y\">z</a> <a>w</a></p>\n"
            ),
        ]
    )
    func rawHTML(_ text: String, _ expected: String) {
        #expect(html(text) == expected)
    }

    @Test("Raw HTML that is not on the list is told of, and can be dropped")
    func refused() {
        let document = MarkdownDocument("a\n<blink>b</blink>\n\nc</b>\n\n<!-- open")
        #expect(document.issues.map(\.kind) == [.rawHTML, .rawHTML, .strayEndTag, .unclosedComment])
        #expect(document.issues.map(\.line) == [2, 2, 4, 6])
        #expect(html("a <blink>b</blink>") { $0.rawHTML = .drop } == "<p>a b</p>\n")
        #expect(html("<script>x</script>") { $0.rawHTML = .drop } == "")
    }

    @Test("The anchors are the ids of the page")
    func anchors() {
        let text = "# A\n\n<a id=\"a\"></a><a id=\"b\"></a>\n\n- [ ] t\n\nx[^n] y[^n]\n\n[^n]: note\n"
        let document = MarkdownDocument(text)
        let page = document.html()
        #expect(document.anchors.count == 6)
        for anchor in document.anchors { #expect(page.components(separatedBy: " id=\"\(anchor)\"") == 2, "\(anchor)") }
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> Int {
        split(separator: separator, omittingEmptySubsequences: false).count
    }
}
