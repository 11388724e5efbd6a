import Diagnostics
import Foundation
import Testing

@testable import Site

/// Addresses that stay: the list of them, and redirects from former ones.
@Suite struct PermalinkTests {
    @Test(arguments: [
        ("<p id=a><p id='b'><p class=\"x\" id=\"c d\" ><p id>", ["a", "b", "c d"]),
        ("<p id=\"a\"><main id=\"main\"><p id=\"b\"><p id=\"b\"></main><p id=\"c\">", ["b"]),
        (
            "<h2 id=\"a-title\">x</h2><section id=\"a\" aria-labelledby=\"a-title x\"><label for=\"f\"><input id=\"f\">",
            ["a"]
        ),
        ("<a name=\"a\">x</a><img name=\"b\">", ["a"]),
        ("<!-- <p id=\"a\"> --><p title=\"<p id='b'>\" id=\"c\">", ["c"]),
        ("<p id=\"a&amp;b&#39;&#x3C;&quot;&gt;&lt;&nosuch;&\">", ["a&b'<\"><&nosuch;&"]),
        ("1 < 2 <p id=\"a\"/><p id=\"é🚀\"", ["a", "é🚀"]), ("<p id=\"", []), ("<", []), ("<!--", []), ("<p id=", []),
        ("</main id=\"a\"><P ID=\"b\">", ["b"]),
    ])
    func anchorsAreWhatAnAddressCanName(_ html: String, _ anchors: [String]) {
        #expect(AnchorScanner.anchors(in: Array(html.utf8)) == anchors)
    }

    @Test(arguments: [
        ("/", "/"), ("/a/", "/a/"), ("/a/index.html#b", "/a/#b"), ("/a b/", nil), ("/%61/#%C3%A9", "/a/#%C3%A9"),
        ("/a/#é", "/a/#%C3%A9"), ("/a/#", "/a/"), ("a/", nil), ("//a/", nil), ("", nil), ("/x.sql#a#b", "/x.sql#a%23b"),
    ])
    func linesAreRead(_ line: String, _ text: String?) { #expect(Permalink(line)?.text == text) }

    @Test func theListHasEveryAddressAndAnchor() async throws {
        let book = try await render([
            "rollbook.yaml": "title: T\nbase_url: https://a.example/\n",
            "guides/a.md": "---\naliases: [b, /old.html]\n---\n# A\n\n## Überblick\n\n![x](p.png)\n",
            "guides/p.png": "x",
        ])
        #expect(
            book.page("permalinks.txt") == """
                /
                /guides/
                /guides/a/
                /guides/a/#%C3%BCberblick
                /guides/a/#a
                /guides/b/
                /guides/p.png
                /old.html
                /search/

                """
        )
    }

    @Test func redirectsLeadToThePage() async throws {
        let files = [
            "rollbook.yaml": "title: T\nbase_url: https://a.example/x\n",
            "guides/deep/a.md": "---\ntitle: A & <b>\naliases: [b, /old.HTML, /wiki/Ä B/, /c/index.html]\n---\nText.\n",
        ]
        let book = try await render(files)
        #expect(book.findings == [])
        #expect(book.deadLinks.filter { !$0.hasPrefix("404.html") } == [])
        for (file, link) in [
            ("guides/b/index.html", "../deep/a/"), ("old.HTML", "guides/deep/a/"),
            ("wiki/Ä B/index.html", "../../guides/deep/a/"), ("c/index.html", "../guides/deep/a/"),
        ] {
            let page = book.page(file)
            #expect(page.values(of: "data-to") == [link])
            #expect(
                page.contains("<noscript><meta http-equiv=\"refresh\" content=\"0; url=\(link)index.html\"></noscript>")
            )
            #expect(page.contains("<a href=\"\(link)index.html\">A &amp; &lt;b&gt;</a>"))
            #expect(page.contains("<link rel=\"canonical\" href=\"https://a.example/x/guides/deep/a/\">"))
        }
        #expect(!book.page("sitemap.xml").contains("guides/b/"))
        #expect(book.site.pageCount == 5)
        let offline = try await render(files, options: SiteOptions(isOffline: true, jobs: 1, version: "test"))
        #expect(offline.page("guides/b/index.html").values(of: "data-to") == ["../deep/a/index.html"])
    }

    @Test func whatIsBuiltIsNeverLostToItself() async throws {
        let tree = RuleFixture.book
        let list = Array(try await render(tree).page("permalinks.txt").utf8)
        #expect(list.count > 1000)
        let site = try await render(tree).site
        func found(_ list: [UInt8]) async throws -> [String] {
            var site = site
            try await site.compare(withPublished: list, file: "permalinks.txt")
            return site.diagnostics.map { "\($0.span.start.line) \($0.rule.id)" }
        }
        #expect(try await found(list) == [])
        #expect(try await found([0xEF, 0xBB, 0xBF] + Array("/\r\n/guides/\r\n".utf8)) == [])
        #expect(try await found([0xFF, 0x0A, 0x2F, 0xFE, 0x0A]) == ["1 parse-error", "2 published-address-lost"])
    }

    @Test func rolesHaveAnchorsOnce() async throws {
        let book = try await render([
            "rollbook.yaml": "title: T\n",
            "releases/a.yaml":
                "roles: [{role: Team Lead, person: A}, {role: team lead, person: B}, {role: 主, person: C}]\n",
            "guides/a.md": "[x](../releases/a.yaml#role-team-lead)\n[y](../releases/a.yaml#role-x)\n",
        ])
        #expect(
            book.page("releases/a/index.html").values(of: "id").filter { $0.hasPrefix("role-") } == ["role-team-lead"]
        )
        #expect(book.findings.filter { $0.contains("broken-anchor") } == ["guides/a.md:2:5 broken-anchor"])
    }

    @Test func theListIsTheSameWithAnyNumberOfJobs() async throws {
        let one = try await render(RuleFixture.book, options: SiteOptions(jobs: 1, version: "test"))
        let four = try await render(RuleFixture.book, options: SiteOptions(jobs: 4, version: "test"))
        #expect(one.files == four.files)
    }
}
