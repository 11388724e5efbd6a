import Foundation
import Testing

@testable import Site

/// Which releases are in feed, calendar and sitemap, and when.
@Suite struct BookFeedTests {
    private static let run = "started: 2026-03-01T09:00:00Z\noutcome: success\n"

    private func release(_ id: String, _ status: String, start: String, _ more: String = "") -> (String, String) {
        let window = start.isEmpty ? "" : "window: {start: \(start), end: 2026-12-31T00:00:00Z}\n"
        let text = "schema: 1\nservice: shop\nversion: \"1\"\ntitle: T \(id)\nstatus: \(status)\n\(window)\(more)"
        return ("releases/\(id)/deployment-plan.yaml", text)
    }

    private func book(_ releases: [(String, String)], base: String? = nil) async throws -> Rendered {
        var files = Dictionary(uniqueKeysWithValues: releases)
        files["rollbook.yaml"] = "title: Shop\n" + (base.map { "base_url: \($0)\n" } ?? "")
        return try await render(files)
    }

    @Test func theFeedIsOfWhatIsPastReviewTheNewestFirst() async throws {
        let book = try await book([
            release("a", "approved", start: "2026-03-01T10:00:00+02:00"),
            release("b", "draft", start: "2026-03-02T10:00:00Z"),
            release("c", "in-review", start: "2026-03-03T10:00:00Z"),
            release("d", "completed", start: "2026-01-01T10:00:00Z"),
            ("releases/d/runs/1.yaml", Self.run + "ended: 2026-04-01T10:00:00Z\n"),
            release("e", "cancelled", start: "2026-02-01T10:00:00Z"), release("f", "approved", start: ""),
        ])
        let feed = book.page("feed.xml")
        #expect(
            texts("id", in: feed) == ["urn:rollbook:feed:Shop", "urn:rollbook:d", "urn:rollbook:a", "urn:rollbook:e"]
        )
        #expect(
            texts("updated", in: feed) == [
                "2026-04-01T10:00:00Z", "2026-04-01T10:00:00Z", "2026-03-01T08:00:00Z", "2026-02-01T10:00:00Z",
            ]
        )
        #expect(feed.values(of: "href") == ["releases/", "releases/d/", "releases/a/", "releases/e/"])
        #expect(book.files["sitemap.xml"] == nil)
    }

    @Test func theFeedHasFiftyEntries() async throws {
        let book = try await book(
            (10..<70).map {
                release("r\($0)", "approved", start: "2026-01-01T10:\($0 % 60 < 10 ? "0" : "")\($0 % 60):00Z")
            }
        )
        #expect(texts("updated", in: book.page("feed.xml")).count == 51)
        #expect(texts("id", in: book.page("feed.xml"))[1] == "urn:rollbook:r59")
    }

    @Test func theCalendarIsOfEveryWindowButDrafts() async throws {
        let book = try await book(
            [
                release("a", "approved", start: "2026-03-01T10:00:00+02:00"),
                release("b", "draft", start: "2026-03-02T10:00:00Z"),
                release("c", "in-review", start: "2026-03-03T10:00:00Z"),
                release("d", "cancelled", start: "2026-03-04T10:00:00Z"),
                release("e", "aborted", start: "2026-03-05T10:00:00Z"),
                release("f", "superseded", start: "2026-03-06T10:00:00Z"), release("g", "approved", start: ""),
            ],
            base: "https://a.example/x"
        )
        let events = book.page("releases.ics").split(separator: "\r\n")
        #expect(
            events.filter { $0.hasPrefix("UID:") } == ["f", "e", "d", "c", "a"].map { "UID:urn:rollbook:\($0)" }
        )
        #expect(
            events.filter { $0.hasPrefix("STATUS:") }.map { $0.dropFirst(7) } == [
                "CANCELLED", "CANCELLED", "CANCELLED", "TENTATIVE", "CONFIRMED",
            ]
        )
        #expect(events.contains("DTSTART:20260301T080000Z") && events.contains("DTEND:20261231T000000Z"))
        #expect(events.contains("URL:https://a.example/x/releases/a/"))
    }

    @Test func withABaseAddressesAreWhole() async throws {
        let book = try await book(
            [release("a", "approved", start: "2026-03-01T10:00:00Z")],
            base: "https://a.example/x"
        )
        let feed = book.page("feed.xml")
        #expect(texts("id", in: feed) == ["https://a.example/x/feed.xml", "https://a.example/x/releases/a/"])
        #expect(feed.values(of: "rel") == ["alternate", "self", "alternate"])
        let pages = book.pages.filter { $0 != "404.html" }.map {
            "https://a.example/x/" + $0.replacing("index.html", with: "")
        }
        #expect(texts("loc", in: book.page("sitemap.xml")).sorted() == pages.sorted())
        #expect(book.page("releases.json").contains("\"url\": \"https://a.example/x/releases/a/\""))
    }

    @Test func whatHasNothingInItIsNotThereAndNotLinked() async throws {
        let drafts = try await book([release("b", "draft", start: "2026-03-02T10:00:00Z")])
        #expect(drafts.files["feed.xml"] == nil && drafts.files["releases.ics"] == nil)
        #expect(drafts.files["releases.json"] != nil)
        #expect(drafts.page("index.html").values(of: "rel").filter { $0 == "alternate" }.count == 1)
        let guides = try await render(["rollbook.yaml": "title: T\n", "guides/a.md": "# A\n"])
        #expect(guides.files["releases.json"] == nil)
        #expect(!guides.page("index.html").contains("rel=\"alternate\""))
        #expect(drafts.deadLinks == [] && guides.deadLinks == [])
    }

    private func texts(_ element: String, in document: String) -> [String] {
        document.split(separator: "<\(element)>").dropFirst().map { String($0.prefix { $0 != "<" }) }
    }
}
