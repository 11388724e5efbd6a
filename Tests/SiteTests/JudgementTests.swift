import Catalog
import Diagnostics
import Testing

@testable import Site

@Suite struct JudgementTests {
    private func judge(_ files: [String: String], strict: Bool = false) async throws -> Judgement {
        let catalog = try await Catalog.load(.inMemory(files.mapValues { Array($0.utf8) }), jobs: 1)
        return Judgement(catalog, isStrict: strict)
    }

    @Test func theBookWeighsRules() async throws {
        let files = [
            "rollbook.yaml": "title: T\nrules: {unknown-key: ignore, missing-field: warning}\n",
            "guides/a.md": "---\nfoo: 1\n---\n# A\n", "checklists/c.md": "# C\n",
        ]
        let found = try await judge(files).diagnostics
        #expect(found.map { "\($0.rule.id) \($0.severity.rawValue)" } == ["missing-field warning"])
        #expect(try await judge(files, strict: true).diagnostics.map(\.severity) == [.error])
    }

    @Test func aDraftIsSpared() async throws {
        var files = ["rollbook.yaml": "title: T\nrules: {step-without-owner: error}\n"]
        let plan = "phases: [{kind: other, steps: [{title: Look}]}]\n"
        for status in ["draft", "approved"] {
            files["releases/\(status)/deployment-plan.yaml"] = "status: \(status)\n" + plan
        }
        let found = try await judge(files).diagnostics.filter { $0.rule.id == "step-without-owner" }
        #expect(found.map(\.severity) == [.error, .warning])
    }

    /// A waiver of a plan, put into the clean book, and what is found then.
    private func waived(_ waiver: String, break edit: (String) -> String = { $0 }) async throws -> Judgement {
        var files = RuleFixture.book
        let path = "releases/shop-1.6.0/deployment-plan.yaml"
        files[path] = edit(files[path] ?? "") + "waivers:\n  - \(waiver)\n"
        return try await judge(files)
    }

    private func withoutRehearsal(_ plan: String) -> String {
        plan.replacing("  rehearsed: {at: 2026-03-11, environment: staging, duration: 2m40s}\n", with: "")
    }

    @Test func aPlanWaivesARuleWithAReason() async throws {
        let judgement = try await waived(
            "{rule: rollback-not-rehearsed, reason: Same switch as last week}",
            break: withoutRehearsal
        )
        #expect(judgement.diagnostics.map(\.rule.id) == [])
        #expect(judgement.waivedCount == 1)
    }

    @Test func withoutAReasonNothingIsWaived() async throws {
        let judgement = try await waived("{rule: rollback-not-rehearsed}", break: withoutRehearsal)
        #expect(judgement.diagnostics.map(\.rule.id) == ["rollback-not-rehearsed", "missing-field"])
        #expect(judgement.waivedCount == 0)
    }

    @Test func aWaiverHoldsForTheRunsOfItsReleaseAndForNoOther() async throws {
        var files = RuleFixture.book
        let run = "releases/shop-1.5.0/runs/1.yaml"
        files[run] = files[run]?.replacing("{id: switch, result: passed}", with: "{id: switch, result: skipped}")
        let waiver = "waivers:\n  - {rule: deviation-without-reason, reason: Told in the review}\n"
        files["releases/shop-1.5.0/deployment-plan.yaml"]? += waiver
        #expect(try await judge(files).diagnostics.map(\.rule.id) == [])
        files = RuleFixture.book
        files[run] = files[run]?.replacing("{id: switch, result: passed}", with: "{id: switch, result: skipped}")
        files["releases/shop-1.6.0/deployment-plan.yaml"]? += waiver
        #expect(try await judge(files).diagnostics.map(\.rule.id) == ["deviation-without-reason", "unused-waiver"])
    }
}
