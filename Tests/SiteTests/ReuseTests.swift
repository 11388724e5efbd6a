import Catalog
import Documents
import Testing

@testable import Site

/// A build that takes over what an earlier one made: which pages are made again, and that the site is the same.
@Suite struct ReuseTests {
    /// What one build leaves for the next.
    private struct Kept {
        var documents: [UInt8]?
        var pages: [UInt8]?
    }

    private static func plan(_ service: String, _ version: String, _ day: String, _ more: String = "") -> String {
        """
        schema: 1
        service: \(service)
        version: "\(version)"
        status: draft
        title: \(service) \(version)
        window: {start: \(day)T10:00:00Z, end: \(day)T12:00:00Z}
        strategy: {pattern: canary, rationale: Small steps.}
        phases:
          - kind: deployment
            steps:
              - {id: switch, title: Switch, command: ./go}
        \(more)
        """
    }

    private static let book = [
        "rollbook.yaml": "title: Shop\n",
        "patterns/canary.md": "# Canary\n\nSee [one](../releases/pay-1/deployment-plan.yaml#step-switch).\n",
        "patterns/blue-green.md": "# Blue-green\n\nTwo of all.\n",
        "checklists/before.md": "# Before\n\n- [ ] Look\n",
        "guides/how.md": "# How\n\nThe plan `releases/pay-2/deployment-plan.yaml`.\n",
        "guides/other.md": "# Other\n\nNothing.\n",
        "incidents/INC-1.md":
            "---\ntitle: Down\ndate: 2026-03-20\nreleases: [pay-2]\n---\nSee [it](../releases/pay-2/deployment-plan.yaml).\n",
        "releases/pay-1/deployment-plan.yaml": plan("pay", "1", "2026-01-10"),
        "releases/pay-2/deployment-plan.yaml": plan("pay", "2", "2026-02-10", "checklists: [before]"),
        "releases/pay-2/runs/1.yaml":
            "attempt: 1\nstarted: 2026-02-10T10:00:00Z\nended: 2026-02-10T11:00:00Z\noutcome: success\n",
        "releases/pay-3/deployment-plan.yaml": plan("pay", "3", "2026-03-10"),
        "releases/mail-1/deployment-plan.yaml": plan("mail", "1", "2026-04-10"),
        "releases/mail-1/runs/1.yaml":
            "attempt: 1\nstarted: 2026-04-10T10:00:00Z\nended: 2026-04-10T11:00:00Z\noutcome: success\n",
        "releases/loose.md": "# A free text\n\nFrom 2026-05-01.\n",
    ]

    /// What is always made: it is of all documents, or has none of its own.
    private static let always: Set<String> = [
        "404.html", "index.html", "releases/index.html", "services/index.html", "patterns/index.html",
        "checklists/index.html", "guides/index.html", "incidents/index.html", "search/index.html",
        "releases.json", "feed.xml", "calendar.ics",
    ]

    /// Builds into the folder, and gives the names of the pages that were made, without those that always are.
    private func build(_ book: [String: String], _ folder: TemporaryFolder, _ kept: inout Kept) async throws -> [String]
    {
        let tree = FileTree.inMemory(book.mapValues { Array($0.utf8) })
        let digests = try await tree.digests(of: try tree.list(), jobs: 2)
        let base = SHA256.digest(of: digests.settings.flatMap { $0?.bytes ?? [0] })
        let documents = DocumentCache(kept.documents, base: base, digests: digests)
        let catalog = try await Catalog.load(tree, jobs: 2, cache: documents)
        var options = SiteOptions(jobs: 2, version: "test")
        options.reuse = ReuseKeys(base: base, digests: digests)
        let site = try await Site(catalog, theme: .carried(), options: options)
        let output = OutputFolder(path: folder.site)
        let transaction = try output.begin(wait: true)
        let standing = StandingPages(transaction, PageCache(kept.pages), PublishedPlaces(output), isUntouched: false)
        let rendered = try await site.render(reusing: standing) { try transaction.add($0) }
        _ = try transaction.publish()
        kept = Kept(documents: documents.takeEntries().flatMap { $0 }, pages: rendered.stored)
        return rendered.made.filter { !Self.always.contains($0) && !$0.hasPrefix("assets/") }
    }

    /// Builds a book twice, the second time after a change, and compares with a build from nothing.
    private func made(after change: (inout [String: String]) -> Void) async throws -> Set<String> {
        let (warm, cold) = (try TemporaryFolder(), try TemporaryFolder())
        var kept = Kept()
        var book = Self.book
        let first = try await build(book, warm, &kept)
        #expect(first.contains("releases/pay-1/index.html") && first.contains("guides/other/index.html"))
        change(&book)
        let made = try await build(book, warm, &kept)
        var none = Kept()
        _ = try await build(book, cold, &none)
        #expect(warm.tree() == cold.tree())
        // And a third time, from what the second one kept.
        #expect(try await build(book, warm, &kept) == [])
        #expect(warm.tree() == cold.tree())
        return Set(made)
    }

    @Test func nothingChangedMakesNothing() async throws {
        #expect(try await made { _ in } == [])
    }

    @Test func aChangedPlanMakesThePagesThatShowIt() async throws {
        let made = try await made { book in
            book["releases/pay-2/deployment-plan.yaml"] = Self.plan("pay", "2", "2026-02-10", "tags: [ledger]")
        }
        #expect(
            made == [
                // Its own, and the comparisons with it.
                "releases/pay-2/index.html", "releases/pay-2/plan.json", "releases/pay-2/deployment-plan.md",
                "releases/pay-2/changes/index.html", "releases/pay-3/changes/index.html",
                // Its neighbours, and what lists it: the checklist no more.
                "releases/pay-1/index.html", "releases/pay-3/index.html", "services/pay/index.html",
                "patterns/canary/index.html", "checklists/before/index.html", "incidents/INC-1/index.html",
            ]
        )
    }

    @Test func anOutcomeCountsInTheMeasures() async throws {
        let made = try await made { book in
            let run = "releases/pay-2/runs/1.yaml"
            book[run] = book[run]?.replacing("outcome: success", with: "outcome: rolled-back")
        }
        #expect(made.contains("metrics/index.html") && made.contains("services/pay/index.html"))
    }

    @Test func aPatternsTitleIsShownWhereItIsNamed() async throws {
        let made = try await made { book in
            book["patterns/canary.md"] = book["patterns/canary.md"]?.replacing("# Canary", with: "# Canary release")
        }
        #expect(made.contains("releases/mail-1/index.html") && made.contains("releases/mail-1/deployment-plan.md"))
        #expect(made.contains("patterns/canary/index.html") && made.contains("services/pay/index.html"))
        #expect(made.isDisjoint(with: ["guides/how/index.html", "patterns/blue-green/index.html"]))
        #expect(made.isDisjoint(with: ["releases/mail-1/plan.json", "checklists/before/index.html"]) == false)
    }

    @Test func anIncidentIsShownByItsRelease() async throws {
        let made = try await made { book in
            book["incidents/INC-1.md"] = book["incidents/INC-1.md"]?.replacing("Down", with: "Slow")
        }
        #expect(made.contains("releases/pay-2/index.html") && made.contains("incidents/INC-1/index.html"))
        #expect(made.isDisjoint(with: ["releases/pay-1/index.html", "releases/mail-1/index.html"]))
    }

    @Test func aGuideAloneIsMadeAlone() async throws {
        let made = try await made { $0["guides/other.md"] = "# Other\n\nSomething.\n" }
        #expect(made == ["guides/other/index.html"])
    }

    @Test func aDocumentThatComesOrGoesChangesLinksToIt() async throws {
        let gone = try await made { $0["releases/pay-2/deployment-plan.yaml"] = nil }
        // A code span that was a link, a neighbour that is another one.
        #expect(gone.contains("guides/how/index.html") && gone.contains("releases/pay-3/index.html"))
        #expect(gone.isDisjoint(with: ["guides/other/index.html", "releases/mail-1/index.html"]))
        let came = try await made { $0["releases/pay-4/deployment-plan.yaml"] = Self.plan("pay", "4", "2026-06-10") }
        #expect(came.isSuperset(of: ["releases/pay-4/index.html", "releases/pay-3/index.html"]))
        #expect(came.isDisjoint(with: ["releases/pay-1/index.html", "releases/mail-1/index.html"]))
    }

    @Test func theBooksOwnFileChangesAll() async throws {
        let made = try await made { $0["rollbook.yaml"] = "title: Market\n" }
        #expect(made.isSuperset(of: ["releases/pay-1/index.html", "guides/other/index.html"]))
    }

    @Test func whatWasTouchedIsMadeAgain() async throws {
        let (warm, cold) = (try TemporaryFolder(), try TemporaryFolder())
        var kept = Kept()
        var none = Kept()
        _ = try await build(Self.book, warm, &kept)
        _ = try await build(Self.book, cold, &none)
        try warm.write("site/guides/other/index.html", "harmed")
        #expect(try await build(Self.book, warm, &kept) == ["guides/other/index.html"])
        #expect(warm.tree() == cold.tree())
        try warm.write("site/releases/pay-1/search.js", "harmed")
        #expect(try await build(Self.book, warm, &kept) == ["releases/pay-1/index.html"])
        #expect(warm.tree() == cold.tree())
        // Without the list of all addresses nothing is taken over.
        try warm.write("site/permalinks.txt", "harmed")
        #expect(try await build(Self.book, warm, &kept).count > 10)
        #expect(warm.tree() == cold.tree())
    }

    @Test(arguments: [0, 1, 40, 1_000, 5_000]) func damagedMemoryCountsForNothing(_ place: Int) async throws {
        let (warm, cold) = (try TemporaryFolder(), try TemporaryFolder())
        var kept = Kept()
        var none = Kept()
        _ = try await build(Self.book, warm, &kept)
        _ = try await build(Self.book, cold, &none)
        if let documents = kept.documents, let pages = kept.pages {
            var harmed = Kept(documents: documents, pages: pages)
            harmed.documents?[min(place, documents.count - 1)] ^= 1
            harmed.pages?[min(place, pages.count - 1)] ^= 1
            #expect(try await build(Self.book, warm, &harmed).count > 10)
            #expect(warm.tree() == cold.tree())
            var cut = Kept(documents: Array(documents.dropLast(place + 1)), pages: Array(pages.dropLast(place + 1)))
            #expect(try await build(Self.book, warm, &cut).count > 10)
            #expect(warm.tree() == cold.tree())
        }
    }
}
