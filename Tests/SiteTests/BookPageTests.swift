import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Site

/// A book as a site: addresses, anchors, the same bytes each time, and texts that stay texts.
@Suite struct BookPageTests {
    static let book = [
        "rollbook.yaml": "title: Shop\nservices: {payments: {title: Payments}}\n",
        "patterns/blue-green.md": "---\ntitle: Blue-green\nsummary: Two of all\n---\n## When\n\nNow.\n",
        "checklists/pre.md": "---\ntitle: Before\n---\n- [ ] Back up {#backup}\n- [x] Tell\n",
        "guides/README.md": "# Guides\n\nStart [here](plan.md#first-step).\n",
        "guides/plan.md": "# Plan\n\n## First step\n\nSee [it](../releases/p-1/deployment-plan.yaml#step-switch).\n",
        "incidents/INC-1.md": "---\nid: INC-1\ntitle: Down\ndate: 2026-02-01\nreleases: [p-1]\n---\nText\n",
        "releases/p-1/deployment-plan.yaml": """
        status: draft
        service: payments
        title: Switch
        summary: See [the pattern](../../patterns/blue-green.md#when)
        strategy: {pattern: blue-green, rationale: Why}
        checklists: [pre]
        phases: [{kind: deployment, steps: [{id: switch, title: Switch, command: ./x, aliases: [cut-over]}]}]
        """,
        "releases/p-1/runs/1.yaml":
            "attempt: 1\nstarted: 2026-02-02T10:00:00Z\noutcome: success\nsteps: [{id: switch, result: passed}]\n",
        "releases/p-1/x.sql": "SELECT 1;\n",
        "releases/old.md": "# Old\n\nStatus: EXECUTED\n\n[Next](p-1/deployment-plan.yaml)\n",
    ]

    @Test func everyLinkLeadsSomewhere() async throws {
        let rendered = try await render(Self.book)
        #expect(rendered.deadLinks == [])
        #expect(rendered.site.diagnostics.filter { $0.severity == .error } == [])
        for path in [
            "index.html", "404.html", "releases/index.html", "releases/p-1/index.html",
            "releases/p-1/deployment-plan.md", "releases/p-1/plan.json",
            "releases/p-1/x.sql", "releases/old/index.html", "patterns/index.html", "patterns/blue-green/index.html",
            "checklists/pre/index.html",
            "guides/index.html", "guides/plan/index.html", "incidents/INC-1/index.html", "services/index.html",
            "services/payments/index.html",
        ] { #expect(rendered.files[path] != nil, "\(path)") }
        #expect(rendered.site.pageCount == rendered.pages.count)
    }

    /// A link to a step leads to the step, whatever a text on its page calls itself.
    @Test func rawHTMLTakesNoAnchorOfThePage() async throws {
        var book = Self.book
        book["releases/p-1/deployment-plan.yaml"]? +=
            "\n" + """
                notes: {risk: '<a id="step-switch"></a> <a id="rollback"></a> <a id="own" name="other"></a> <a id="main"></a>'}

                """
        let page = try await render(book).page("releases/p-1/index.html")
        let ids = page.values(of: "id")
        #expect(ids.filter { $0 == "step-switch" }.count == 1 && ids.filter { $0 == "main" }.count == 1)
        #expect(ids.contains("own") && !ids.contains("other"))
        #expect(Set(ids).count == ids.count)
        #expect(!page.contains("<a id=\"own\" id"))
    }

    @Test func linksAreRelativeButForTheOnePageThatMayStandAnywhere() async throws {
        let rendered = try await render(Self.book)
        for path in rendered.pages {
            for link in rendered.page(path).values(of: "href") + rendered.page(path).values(of: "src") {
                #expect(link.hasPrefix("/") == (path == "404.html" && !link.hasPrefix("#")), "\(path): \(link)")
            }
        }
        let based = try await render(
            Self.book,
            options: SiteOptions(baseURL: "https://e.org/books/shop", version: "test")
        )
        let links = based.page("404.html").values(of: "href").filter { !$0.hasPrefix("#") && !Catalog.isExternal($0) }
        #expect(links.allSatisfy { $0.hasPrefix("/books/shop/") })
        #expect(
            based.page("releases/p-1/index.html").contains(
                "<link rel=\"canonical\" href=\"https://e.org/books/shop/releases/p-1/\">"
            )
        )
        #expect(!rendered.page("releases/p-1/index.html").contains("canonical"))
    }

    @Test func offlineLinksLeadToFiles() async throws {
        let rendered = try await render(Self.book, options: SiteOptions(isOffline: true, version: "test"))
        for path in rendered.pages where path != "404.html" {
            for link in rendered.page(path).values(of: "href") where !link.hasPrefix("#") && !Catalog.isExternal(link) {
                #expect(!(link.split(separator: "#")[0].hasSuffix("/")), "\(path): \(link)")
            }
        }
        #expect(rendered.deadLinks == [])
    }

    @Test(arguments: [1, 4]) func theSameBytesWhateverTheNumberOfJobs(_ jobs: Int) async throws {
        let first = try await render(Self.book, options: SiteOptions(jobs: 1, version: "test"))
        let again = try await render(Self.book, options: SiteOptions(jobs: jobs, version: "test"))
        #expect(first.files == again.files)
        #expect(first.findings == again.findings)
    }

    @Test(.timeLimit(.minutes(6))) func theExampleBookHasNoDeadLinkAndEveryAnchor() async throws {
        let rendered = try await render(try .disk(packageFolder + "/content", displayPath: "content"))
        #expect(rendered.deadLinks == [])
        let anchors = Anchors(catalog: rendered.catalog)
        let routes = Routes(catalog: rendered.catalog)
        var missing: [String] = []
        var sectionsSeen: Set<String> = []
        for document in Set(rendered.catalog.documents.values) {
            let address = routes.address(of: document)
            guard address.file.hasSuffix(".html") else { continue }
            let ids = rendered.page(address.file).values(of: "id")
            if Set(ids).count != ids.count { missing.append("\(address.path): an id stands twice") }
            var wanted = anchors.anchors(of: document)
            if case .release = document { sectionsSeen.formUnion(wanted.intersection(ids)) }
            // A section is there where the plan has something for it.
            wanted.subtract(Anchors.sections + ["releases", "rollback-steps"])
            missing += wanted.subtracting(ids).map { "\(address.path)#\($0)" }
        }
        #expect(missing.sorted() == [])
        #expect(Set(Anchors.sections).subtracting(sectionsSeen).sorted() == [])
    }

    @Test func noPageHasWhatAStrictPolicyRefuses() async throws {
        let rendered = try await render(Self.book)
        for path in rendered.pages {
            let page = rendered.page(path)
            #expect(!page.contains(" style=\"") && !page.contains("<style") && !page.contains(" onclick="), "\(path)")
            #expect(!page.contains("<script>"), "\(path)")
        }
    }

    static let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"

    /// All that a plan, a run, a page and the book say in plain text, made hostile.
    static let hostileBook: [String: String] = {
        let bad = JSON.string(hostile)
        let q = String(decoding: bad.encoded(compact: true).dropLast(), as: UTF8.self)
        return [
            "rollbook.yaml":
                "title: \(q)\ndescription: \(q)\nlanguage: \(q)\nservices: {payments: {title: \(q), owner: \(q), dashboards: [\(q)], repository: \(q)}}\nrepository: {url: \(q)}\n",
            "patterns/p.md":
                "---\ntitle: \(q)\nsummary: \(q)\nalso_known_as: [\(q)]\nneeds: [\(q)]\ndatabase: \(q)\nrollback_steps: [{title: \(q), command: \(q)}]\n---\n\(hostile)\n",
            "checklists/c.md": "---\ntitle: \(q)\nsummary: \(q)\n---\n- [ ] \(hostile)\n",
            "guides/g.md": "---\ntitle: \(q)\nsummary: \(q)\n---\n# \(hostile)\n\n`\(hostile)`\n",
            "incidents/i.md":
                "---\nid: I-1\ntitle: \(q)\ndate: 2026-01-01\nseverity: \(q)\nreleases: [a]\n---\n\(hostile)\n",
            "releases/loose.md": "# \(hostile)\n\n\(hostile)\n",
            "releases/a/deployment-plan.yaml": """
            status: draft
            service: payments
            version: \(q)
            previous_version: \(q)
            title: \(q)
            summary: \(q)
            environment: \(q)
            author: \(q)
            tags: [\(q)]
            readiness: {decision: go, decided_by: \(q), gates: [{name: \(q), result: passed, evidence: \(q)}], scope: \(q), changes: [{summary: \(q), commit: \(q), link: \(q)}]}
            risk: {level: high, factors: [\(q)]}
            strategy: {pattern: p, rationale: \(q), alternatives: [{pattern: p, why_not: \(q)}], stages: [{name: \(q), advance_when: \(q)}]}
            migrations: [{id: m, title: \(q), database: \(q), operation: \(q), breaking: false, expands: \(q), script: \(q), command: \(q), shell: \(q), expected: \(q), verify: \(q), forward_fix: \(q), rollback: {command: \(q), expected: \(q), verify: {command: \(q), expect: \(q)}, tested: {at: 2026-01-01, environment: \(q), evidence: \(q)}}}]
            phases: [{kind: deployment, title: \(q), go_no_go: {owner: \(q), criteria: [\(q)]}, steps: [{id: s, title: \(q), owner: \(q), run_on: \(q), command: \(q), manual: \(q), shell: \(q), expected: \(q), verify: \(q), notes: \(q), aliases: [\(q)]}]}]
            rollback: {decision: {primary: \(q), backup: \(q), escalation: \(q)}, triggers: [{id: t, when: \(q), scope: \(q), query: \(q), dashboard: \(q)}, {id: u, metric: \(q), comparator: \(q), unit: \(q)}], steps: [{id: r, title: \(q), command: \(q)}], rehearsed: {at: 2026-01-01, environment: \(q), evidence: \(q)}}
            monitoring: {metrics: [{name: \(q), source: \(q), normal: \(q), warning: \(q), critical: \(q)}]}
            roles: [{role: \(q), person: \(q), backup: \(q), contact: \(q), duty: \(q)}]
            communications: [{at: T, audience: \(q), channel: \(q), message: \(q)}]
            flags: [{name: \(q)}]
            reviews: [{person: \(q), role: \(q), decision: approved, digest: \(q)}]
            references: [{title: \(q), url: \(q)}, {title: j, url: "javascript:alert(1)"}]
            waivers: [{rule: \(q), reason: \(q), by: \(q)}]
            sections: [{id: x, title: \(q), body: \(q), fields: {\(q): \(q)}}]
            vars: {\(q): \(q)}
            """,
            "releases/a/runs/1.yaml":
                "attempt: 1\nrevision: \(q)\nstarted: 2026-01-01T00:00:00Z\noutcome: failed\nsteps: [{id: s, result: failed, by: \(q), observed: \(q), deviation: \(q)}]\ndecisions: [{at: 2026-01-01T00:00:00Z, by: \(q), decision: rollback, trigger: t, observed: \(q), reason: \(q)}]\nnotes: \(q)\n",
        ]
    }()

    @Test func hostileTextsStayTexts() async throws {
        let rendered = try await render(Self.hostileBook)
        #expect(rendered.files["releases/a/index.html"] != nil)
        #expect(rendered.catalog.releases.count == 2)
        for path in rendered.pages {
            let page = rendered.page(path)
            #expect(!page.contains("<script>alert"), "\(path)")
            #expect(!page.lowercased().contains("<img src=x"), "\(path)")
            #expect(!page.values(of: "href").contains { $0.lowercased().hasPrefix("javascript:") }, "\(path)")
            // No quote ends an attribute early: whatever begins with `onerror` stands in text, behind `&lt;img`.
            for piece in page.components(separatedBy: "onerror=").dropLast() {
                let open = piece.range(of: "<", options: .backwards)
                let close = piece.range(of: ">", options: .backwards)
                let isInTag = open.map { open in close.map { $0.lowerBound < open.lowerBound } ?? true } ?? false
                guard isInTag, let open else { continue }
                let quotes = piece[open.lowerBound...].filter { $0 == "\"" }.count
                #expect(quotes % 2 == 1, "\(path): an attribute `onerror` in \(piece.suffix(80))")
            }
        }
        let twin = rendered.files["releases/a/plan.json"].map { Data($0) } ?? Data()
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: twin) }
    }

    @Test func theHostileTextIsThereToRead() async throws {
        let page = try await render(Self.hostileBook).page("releases/a/index.html")
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }
}
