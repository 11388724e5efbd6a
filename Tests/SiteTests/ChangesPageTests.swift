import Documents
import Testing

@testable import Site

/// The page of what a release changes, and what version control says of the sources.
@Suite struct ChangesPageTests {
    private static func plan(_ version: String, _ month: String, _ steps: String) -> String {
        """
        schema: 1
        service: pay
        version: "\(version)"
        status: draft
        title: Ledger
        window: {start: 2026-\(month)-01T10:00:00Z, end: 2026-\(month)-01T12:00:00Z}
        phases:
          - kind: deployment
            steps:
        \(steps)
        """
    }

    private static let book = [
        "rollbook.yaml": "title: Shop\nrepository: {url: \"https://git.example/a/b.git\", path: book}\n",
        "releases/one/deployment-plan.yaml": plan(
            "1",
            "03",
            "      - {id: switch, title: Switch, command: ./go 'a<b'}"
        ),
        "releases/two/deployment-plan.yaml": plan(
            "2",
            "04",
            "      - {id: switch, title: Switch, command: ./go 'a<c'}\n      - {id: warm, title: Warm, manual: Look}"
        ),
        "releases/two/runs/1.yaml":
            "attempt: 1\nrevision: \"0a1b2c3\"\nstarted: 2026-04-01T10:00:00Z\noutcome: success\n",
        "releases/three.md": "---\nservice: pay\n---\n# Loose\n\nText of 2026-05-01.\n",
    ]

    @Test func whatDiffersIsMarkedAndLinked() async throws {
        let built = try await render(Self.book)
        let page = built.page("releases/two/changes/index.html")
        #expect(
            page.contains("./go &#39;a&lt;<del>b</del><ins>c</ins>&#39;")
                || page.contains("./go 'a&lt;<del>b</del><ins>c</ins>'")
        )
        #expect(page.contains("<a href=\"../#step-warm\">Warm</a>"))
        #expect(page.contains("<a href=\"../../one/\">1 Ledger</a>"))
        #expect(built.page("releases/two/index.html").contains("<a href=\"changes/\">against 1</a>"))
        #expect(built.deadLinks == [])
    }

    @Test func onlyStructuredPlansWithOneBeforeHaveThePage() async throws {
        let built = try await render(Self.book)
        #expect(built.pages.filter { $0.contains("/changes/") } == ["releases/two/changes/index.html"])
    }

    @Test func aRunIsComparedWithThePlanThatItFollowed() async throws {
        var options = SiteOptions(jobs: 1, version: "test")
        let followed = Self.book["releases/one/deployment-plan.yaml"] ?? ""
        options.revisions = Revisions(plans: ["releases/two/runs/1.yaml": Array(followed.utf8)])
        let built = try await render(Self.book, options: options)
        let page = built.page("releases/two/changes/index.html")
        #expect(page.contains("after revision <code>0a1b2c3</code>"))
        #expect(page.contains("<h3>Steps <a class=\"anchor\""))
        #expect(built.deadLinks == [])
        options.revisions = Revisions(plans: ["releases/two/runs/1.yaml": Array("phases: [".utf8)])
        let broken = try await render(Self.book, options: options).page("releases/two/changes/index.html")
        #expect(!broken.isEmpty && !broken.contains("after revision"))
    }

    @Test func commitsAreListedAndLinked() async throws {
        var options = SiteOptions(jobs: 1, version: "test")
        let commits = ["Newer <b>", "Older"].enumerated().map { index, subject in
            Revisions.Commit(
                hash: String(repeating: "\(index)", count: 40),
                date: Timestamp(seconds: 1_770_000_000 - index * 86_400),
                subject: subject
            )
        }
        let source = "releases/two/deployment-plan.yaml"
        options.revisions = Revisions(commits: [source: commits], isShallow: true)
        let page = try await render(Self.book, options: options).page("releases/two/index.html")
        let address = "https://git.example/a/b/blob/\(commits[0].hash)/book/\(source)"
        #expect(page.contains("in <a href=\"\(address)\"><code>00000000</code></a>"))
        #expect(page.contains("Newer &lt;b&gt;"))
        #expect(page.contains("Older"))
        #expect(page.contains("shallow clone"))
        let without = try await render(Self.book).page("releases/two/index.html")
        #expect(!without.contains("Last changed") && !without.contains("shallow clone"))
    }
}
