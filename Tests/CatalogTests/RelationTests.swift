import Catalog
import Diagnostics
import Documents
import Testing

/// What refers to what, from both sides; order, outcomes, and references that lead nowhere.
@Suite struct RelationTests {
    static func plan(_ service: String, _ start: String?, _ more: String = "") -> String {
        let window = start.map { "window: {start: \($0), end: 2030-01-01T00:00:00Z}\n" } ?? ""
        return "status: draft\nservice: \(service)\n\(window)\(more)"
    }

    static let files = [
        "rollbook.yaml":
            "title: T\nservices: {ledger: {title: The ledger}, payments: }\nenvironments: [production, staging]\n",
        "patterns/blue-green.md": "---\ntitle: Blue-green\nsummary: S\nrelated: [canary]\n---\n",
        "patterns/canary.md": "---\ntitle: Canary\nsummary: S\n---\n",
        "checklists/pre.md": "---\ntitle: Before\n---\n- [ ] One\n",
        "incidents/INC-1.md": "---\nid: INC-1\ntitle: Down\ndate: 2026-02-01\nreleases: [p-2]\n---\n",
        "incidents/inc-2.md": "---\nid: INC-2\ntitle: Slow\ndate: 2026-03-01\n---\n",
        "releases/p-1.yaml": plan(
            "payments",
            "2026-01-01T10:00:00Z",
            "strategy: {pattern: blue-green}\nchecklists: [pre]\n"
        ),
        "releases/p-2/deployment-plan.yaml": plan(
            "payments",
            "2026-02-01T10:00:00+02:00",
            "strategy: {pattern: blue-green}\nphases: [{kind: deployment, steps: [{id: switch, title: Switch}]}]\n"
        ),
        "releases/p-2/runs/1.yaml":
            "attempt: 1\nstarted: 2026-02-01T10:00:00Z\noutcome: rolled-back\nincidents: [{id: INC-2, relation: caused-by}]\n",
        "releases/p-2/runs/2.yaml": "attempt: 2\nstarted: 2026-02-02T10:00:00Z\noutcome: success\n",
        "releases/p-3.yaml": plan("payments", "2026-03-01T10:00:00Z", "strategy: {pattern: canary}\nsupersedes: p-2\n"),
        "releases/l-1.yaml":
            "status: draft\nservices: [ledger, payments]\nwindow: {start: 2026-02-15T10:00:00Z, end: 2026-02-15T11:00:00Z}\n",
        "releases/x-1.yaml": plan("search", nil),
    ]

    @Test func thingsAreJoinedFromBothSides() async throws {
        let catalog = try await load(Self.files)
        func ids(_ indexes: [Int]?) -> [String] { (indexes ?? []).map { catalog.releases[$0].id } }
        let relations = catalog.relations
        #expect(catalog.releases.map(\.id) == ["p-3", "l-1", "p-2", "p-1", "x-1"])
        #expect(ids(relations.releasesByService["payments"]) == ["p-3", "l-1", "p-2", "p-1"])
        #expect(ids(relations.releasesByService["ledger"]) == ["l-1"])
        #expect(ids(relations.releasesByPattern["blue-green"]) == ["p-2", "p-1"])
        #expect(ids(relations.releasesByPattern["canary"]) == ["p-3"])
        #expect(ids(relations.releasesByChecklist["pre"]) == ["p-1"])
        let index = try #require(relations.releaseByID["p-2"])
        let incidents = (relations.incidentsByRelease[index] ?? []).map { catalog.incidents[$0].id }
        #expect(Set(incidents) == ["INC-1", "INC-2"])
        for incident in catalog.incidents.indices { #expect(ids(relations.releasesByIncident[incident]) == ["p-2"]) }
        #expect(relations.earlier[index].map { catalog.releases[$0].id } == "p-1")
        #expect(relations.later[index].map { catalog.releases[$0].id } == "l-1")
        #expect(catalog.services.map(\.id) == ["ledger", "payments", "search"])
        #expect(catalog.services.first?.title == "The ledger")
        #expect(catalog.incidents.map(\.id) == ["INC-2", "INC-1"])
    }

    @Test func mentionsAreKnownToWhatIsMentioned() async throws {
        var files = Self.files
        files["guides/a.md"] =
            "See [it](../patterns/canary.md) and [again](../patterns/canary.md#x) and `checklists/pre.md`.\n"
        let catalog = try await load(files)
        let pattern = try #require(catalog.relations.patternByID["canary"])
        #expect(catalog.relations.mentions[.pattern(pattern)] == [.guide(0)])
    }

    @Test(
        arguments: [
            ("completed", nil, "success"), ("rolled-back", nil, "rolled-back"), ("aborted", nil, "aborted"),
            ("cancelled", nil, "cancelled"),
            ("approved", nil, nil), ("draft", nil, nil), ("superseded", nil, nil), ("completed", "partial", "partial"),
            ("approved", "failed", "failed"),
        ] as [(String, String?, String?)]
    )
    func outcomeIsTheLastRunsElseTheStatus(_ status: String, _ run: String?, _ outcome: String?) async throws {
        var files = ["rollbook.yaml": bookFile, "releases/a/deployment-plan.yaml": "status: \(status)\n"]
        files["releases/a/runs/1.yaml"] = run.map { "attempt: 1\nstarted: 2026-02-02T10:00:00Z\noutcome: \($0)\n" }
        #expect(try await load(files).releases.first?.outcome?.rawValue == outcome)
    }

    @Test func runsAreByAttemptHoweverTheirFilesAreCalled() async throws {
        let run = "started: 2026-02-02T10:00:00Z\noutcome: "
        let catalog = try await load([
            "rollbook.yaml": bookFile, "releases/a/deployment-plan.yaml": "status: draft\n",
            "releases/a/runs/a.yaml": "attempt: 10\n\(run)success\n",
            "releases/a/runs/b.yaml": "attempt: 2\n\(run)failed\n",
            "releases/a/runs/c.yaml": "attempt: 2\n\(run)aborted\n",
        ])
        #expect(catalog.releases.first?.runs.map(\.attempt) == [2, 2, 10])
        #expect(catalog.releases.first?.outcome == .success)
        let found = try #require(
            catalog.diagnostics.first { $0.rule.id == "duplicate-attempt" && $0.severity == .error }
        )
        #expect(found.file == "content/releases/a/runs/c.yaml")
        #expect(found.span.start == SourcePosition(line: 1, column: 10))
        #expect(found.notes.map(\.file) == ["content/releases/a/runs/b.yaml"])
    }

    struct Dangling: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let path: String
        let text: String
        let finding: String
        let message: String
        var fix: String?
    }

    static let dangling = [
        Dangling(
            testDescription: "pattern",
            path: "releases/n.yaml",
            text: "status: draft\nstrategy: {pattern: blue-gren}\n",
            finding: "releases/n.yaml:2:21 unknown-reference",
            message: "there is no pattern `blue-gren`",
            fix: "did you mean `blue-green`?"
        ),
        Dangling(
            testDescription: "alternative",
            path: "releases/n.yaml",
            text: "status: draft\nstrategy: {alternatives: [{pattern: x, why_not: y}]}\n",
            finding: "releases/n.yaml:2:37 unknown-reference",
            message: "there is no pattern `x`"
        ),
        Dangling(
            testDescription: "checklist",
            path: "releases/n.yaml",
            text: "status: draft\nchecklists: [pre, post]\n",
            finding: "releases/n.yaml:2:19 unknown-reference",
            message: "there is no checklist `post`"
        ),
        Dangling(
            testDescription: "release",
            path: "releases/n.yaml",
            text: "status: draft\nsupersedes: p-9\n",
            finding: "releases/n.yaml:2:13 unknown-reference",
            message: "there is no release `p-9`"
        ),
        Dangling(
            testDescription: "environment",
            path: "releases/n.yaml",
            text: "status: draft\nenvironment: prodution\n",
            finding: "releases/n.yaml:2:14 unknown-value",
            message: "rollbook.yaml lists no environment `prodution`",
            fix: "did you mean `production`?"
        ),
        Dangling(
            testDescription: "related pattern",
            path: "patterns/n.md",
            text: "---\ntitle: N\nsummary: S\nrelated: [canari]\n---\n",
            finding: "patterns/n.md:4:11 unknown-reference",
            message: "there is no pattern `canari`",
            fix: "did you mean `canary`?"
        ),
        Dangling(
            testDescription: "incident's release",
            path: "incidents/n.md",
            text: "---\nid: N-1\ntitle: N\ndate: 2026-01-01\nreleases: [q-1]\n---\n",
            finding: "incidents/n.md:5:12 unknown-reference",
            message: "there is no release `q-1`"
        ),
        Dangling(
            testDescription: "run's incident",
            path: "releases/p-2/runs/3.yaml",
            text:
                "attempt: 3\nstarted: 2026-01-01T00:00:00Z\noutcome: success\nincidents: [{id: INC-9, relation: during}]\n",
            finding: "releases/p-2/runs/3.yaml:4:18 unknown-reference",
            message: "there is no incident `INC-9`"
        ),
        Dangling(
            testDescription: "run's step",
            path: "releases/p-2/runs/3.yaml",
            text: "attempt: 3\nstarted: 2026-01-01T00:00:00Z\noutcome: success\nsteps: [{id: gone, result: passed}]\n",
            finding: "releases/p-2/runs/3.yaml:4:14 run-of-unknown-step",
            message: "the plan of p-2 has no step `gone`"
        ),
    ]

    @Test(arguments: dangling) func whatLeadsNowhereIsTold(_ test: Dangling) async throws {
        let before = try await load(Self.files)
        var files = Self.files
        files[test.path] = test.text
        let catalog = try await load(files)
        let found = catalog.diagnostics.filter {
            !before.diagnostics.contains($0)
                && ["unknown-reference", "unknown-value", "run-of-unknown-step"].contains($0.rule.id)
        }
        let first = try #require(found.first)
        #expect(found.count == 1)
        #expect(
            "\(first.file.replacing("content/", with: "")):\(first.span.start.line):\(first.span.start.column) \(first.rule.id)"
                == test.finding
        )
        #expect(first.message == test.message)
        #expect(first.severity == .error)
        if let fix = test.fix { #expect(first.fixes.first?.title == fix) }
    }

    @Test func stepsOfAPlanThatHasNoneAreNotEachToldOfARun() async throws {
        let run = "attempt: 1\nstarted: 2026-01-01T00:00:00Z\noutcome: success\nsteps: [{id: a, result: passed}]\n"
        for plan in ["", "service: payments\n"] {
            let catalog = try await load(["releases/p/deployment-plan.yaml": plan, "releases/p/runs/1.yaml": run])
            #expect(!catalog.diagnostics.contains { $0.rule.id == "run-of-unknown-step" })
            // What keeps it from having steps is said.
            #expect(catalog.diagnostics.contains { $0.severity == .error && $0.file.hasSuffix("deployment-plan.yaml") })
        }
    }

    @Test(arguments: [[:], ["rollbook.yaml": bookFile], ["x.png": ""]] as [[String: String]])
    func nothingToPublishIsAnError(_ files: [String: String]) async throws {
        let catalog = try await load(files)
        #expect(catalog.isEmpty)
        let found = try #require(catalog.diagnostics.first { $0.rule.id == "empty-book" })
        #expect(found.severity == .error)
        #expect(found.file == "content")
    }

    @Test func orderDoesNotDependOnTheNumberOfJobs() async throws {
        var files = Self.files
        for number in 0..<200 { files["releases/g/r-\(number).md"] = "# R \(number)\n\nStatus: done\n" }
        let bytes = files.mapValues { Array($0.utf8) }
        let one = try await Catalog.load(.inMemory(bytes), jobs: 1)
        let many = try await Catalog.load(.inMemory(bytes), jobs: 7)
        #expect(one.releases.map(\.id) == many.releases.map(\.id))
        #expect(one.diagnostics == many.diagnostics)
    }
}
