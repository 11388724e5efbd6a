import Diagnostics
import Testing

@testable import Documents

/// What a new plan takes over, and what it leaves.
@Suite struct PlanDraftTests {
    private static let earlier = """
        id: shop-1.9.0
        service: shop
        version: "1.9.0"
        previous_version: "1.8.0"
        status: completed
        strategy: {pattern: canary, rationale: r, stages: [{name: One, traffic: 3%}]}
        migrations: [{id: m, breaking: false, command: c, expected: e, verify: v, rollback: {command: d}}]
        phases:
          - {kind: migration, steps: [{id: run-m, title: Run it, migration: m}]}
          - kind: deployment
            steps:
              - {id: out, title: Deploy 1.9.0, owner: pilot, command: "deploy 1.9.0 over 1.8.0, not 11.9.0 or 1.9.0.1", expected: "See [notes](notes.md) and [docs](https://example.org/1.9.0)", verify: "1.9.0.", aliases: [old]}
        rollback:
          decision: {primary: Dana, backup: Iris}
          not_possible_after: run-m
          triggers: [{when: errors > 2% for 5m}]
          steps: [{id: out, title: Back, command: "deploy 1.8.0 %{flag}", expected: e, verify: v}]
        roles: [{role: lead, person: Dana}]
        vars: {flag: "--v1.9.0", unused: x}
        """

    private func draft(_ change: (inout PlanDraft) -> Void = { _ in }) -> DeploymentPlan {
        var draft = PlanDraft(id: "shop-2.0.0", service: "shop", version: "2.0.0")
        let plan = readPlan(from: Array(Self.earlier.utf8), file: "a.yaml").value.plan
        draft.earlier = ("shop-1.9.0", plan)
        draft.previousVersion = "1.9.0"
        draft.pattern = ("canary", "Canary", PatternAttributes())
        change(&draft)
        return draft.plan
    }

    @Test func versionsMoveOnAllAtOnce() throws {
        let plan = draft()
        let step = try #require(plan.phases.flatMap(\.steps).first)
        #expect(step.title?.value == "Deploy 2.0.0")
        #expect(step.command?.value == "deploy 2.0.0 over 1.9.0, not 11.9.0 or 1.9.0.1")
        #expect(step.verify?.text?.value.source == "2.0.0.")
        #expect(plan.vars.map(\.value.value) == ["--v2.0.0"])
    }

    @Test func linksThatOnlyLeadSomewhereFromTheOldPlaceBecomeWords() throws {
        let step = try #require(draft().phases.flatMap(\.steps).first)
        #expect(step.expected?.value.source == "See notes and [docs](https://example.org/2.0.0)")
        #expect(step.aliases.isEmpty)
    }

    @Test func migrationsAreNotRunAgain() {
        let plan = draft()
        #expect(plan.migrations.isEmpty)
        #expect(plan.phases.compactMap { $0.kind?.value } == [.deployment])
        #expect(plan.rollback?.notPossibleAfter == nil)
    }

    @Test(arguments: [
        (DataChange.none, false, []), (.additive, false, ["add-schema"]), (.backfill, false, ["backfill"]),
        (.additive, true, ["expand-schema", "move-data"]), (.destructive, false, ["expand-schema", "move-data"]),
    ]) func breakingChangesGoByExpandContract(_ change: DataChange, _ isBreaking: Bool, _ ids: [String]) {
        let plan = draft {
            $0.risk.dataChange = Located(change)
            $0.isBreaking = isBreaking
        }
        #expect(plan.migrations.compactMap { $0.id?.value.text } == ids)
        #expect(plan.phases.flatMap(\.steps).compactMap { $0.migration?.value.text } == ids)
    }

    @Test func idsStayApartAndEveryOwnerIsARole() {
        let plan = draft()
        #expect(plan.allSteps.map(\.identifier) == ["out", "rollback-out"])
        #expect(plan.roles.compactMap { $0.role?.value } == ["lead", "pilot"])
        #expect(plan.roles.compactMap { $0.person?.value } == ["Dana", "TODO who"])
    }

    @Test func aNewPatternBringsItsOwnWayBack() throws {
        var attributes = PatternAttributes()
        var step = Step()
        step.title = Located("Abort")
        step.migration = Located(Identifier("elsewhere"))
        attributes.rollbackSteps = [step]
        attributes.rollbackTime = Located(TimeSpan(seconds: 120))
        attributes.needs = [Located("traffic splitting")]
        let plan = draft { $0.pattern = ("other", "Other", attributes) }
        #expect(plan.rollback?.steps.map(\.identifier) == ["abort"])
        #expect(plan.rollback?.steps.first?.migration == nil)
        #expect(plan.rollback?.estimated?.value.text == "2m")
        #expect(plan.strategy?.stages.compactMap { $0.traffic?.value.text } == ["5%", "25%", "100%"])
        #expect(draft().strategy?.stages.compactMap { $0.traffic?.value.text } == ["3%"])
    }

    @Test func theTextHasWarningsOnly() {
        for isBreaking in [false, true] {
            var draft = PlanDraft(id: "shop-2.0.0", service: "shop", version: "2.0.0")
            draft.risk.dataChange = Located(.additive)
            draft.isBreaking = isBreaking
            let parsed = readPlan(from: Array(draft.text(schema: "../a.json").utf8), file: "a.yaml")
            #expect(parsed.diagnostics.filter { $0.severity == .error } == [])
            #expect(parsed.diagnostics.contains { $0.rule == .missingField })
            #expect(parsed.value.plan.json == draft.plan.json)
        }
    }
}
