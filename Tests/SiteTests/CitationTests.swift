import Foundation
import Markdown
import Testing

@testable import Site

/// A citation is one link in any Markdown, whatever the title and the address hold.
@Suite struct CitationTests {
    @Test(arguments: [
        "Split the ledger", "a [b](c) ![d](e)", "*a* _b_ `c` ~~d~~", "\\[x\\] \\\\", "<b>a</b> <https://a.example>",
        "a & b &amp; c &#65; &x",
        "| a | b |", "[ ] ] [", "👩‍🚒 é", "[^1]",
    ])
    func titlesStayTexts(_ title: String) {
        let document = MarkdownDocument(Citation(title: title, address: "https://a.example/b/#c").markdown)
        #expect(document.plainText == title)
        #expect(document.links.map(\.destination) == ["https://a.example/b/#c"])
    }

    @Test func linesAndControlsAreBlanks() {
        let citation = Citation(title: "a\nb\r\nc\u{0}d\te", address: "/", revision: "1`2")
        #expect(citation.markdown == "[a b  c d e](/), revision 1\\`2")
    }

    @Test(arguments: ["/guides/a(b)/", "/guides/a(b/", "/guides/a)b/", "/guides/a&lt;b/"])
    func addressesStayWhole(_ address: String) {
        let links = MarkdownDocument(Citation(title: "t", address: address).markdown).links
        #expect(links.map { $0.destination.removingPercentEncoding } == [address])
    }

    @Test func everyStepAndPageHasOne() async throws {
        let book = try await render(RuleFixture.book)
        let page = book.page("releases/shop-1.6.0/index.html")
        let steps = page.split(separator: "<li class=\"step").count - 1
        #expect(steps > 5)
        #expect(page.split(separator: "<details class=\"cite\">").count - 1 == steps + 1)
        #expect(page.contains("(/releases/shop-1.6.0/#step-switch)"))
        for path in book.pages where path != "404.html" {
            #expect(book.page(path).contains("<summary>Cite this page</summary>"), "\(path)")
        }
        #expect(!book.page("404.html").contains("Cite this page"))
        // A pattern's steps are no record of anything.
        #expect(book.page("patterns/canary/index.html").split(separator: "<details class=\"cite\">").count == 2)
    }

    @Test func everyPlaceOfARunbookHasAVisibleLink() async throws {
        let book = try await render(RuleFixture.book)
        for id in ["shop-1.5.0", "shop-1.6.0"] {
            let path = "releases/\(id)/index.html"
            let links = Set(
                book.page(path).split(separator: "<a class=\"anchor\" href=\"#").map {
                    String($0.prefix { $0 != "\"" })
                }
            )
            let anchors = AnchorScanner.anchors(in: book.files[path] ?? [])
            #expect(anchors.count > 20)
            #expect(anchors.filter { !links.contains($0) } == [])
        }
    }
}
