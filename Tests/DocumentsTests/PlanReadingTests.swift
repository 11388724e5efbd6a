import Diagnostics
import Documents
import Testing

/// What is said of a whole plan: missing parts, drafts, ids and references inside it.
@Suite struct PlanReadingTests {
    @Test func aPlanWithNothingLacksWhatIsStarred() {
        let parsed = readPlan(from: Array("schema: 1".utf8), file: "a.yaml")
        let missing = parsed.diagnostics.map(\.message)
        let starred = [
            "service", "version", "title", "summary", "criticality", "status", "readiness", "window", "risk",
            "strategy",
            "phases", "rollback", "roles",
        ]
        #expect(missing == starred.map { "plan has no `\($0)`" })
        #expect(
            parsed.diagnostics.allSatisfy {
                $0.severity == .error && $0.span == SourceSpan(line: 1, column: 1, length: 6)
            }
        )
    }

    @Test(arguments: ["draft", "in-review"]) func whatADraftLacksIsAWarning(_ status: String) {
        let parsed = readPlan(
            from: Array("status: \(status)\nversion: 1.10\nphases: [{kind: other}]".utf8),
            file: "a.yaml"
        )
        // The number in `version` is as wrong in a draft; nobody decides on readiness yet.
        let errors = parsed.diagnostics.filter { $0.severity == .error }.map(\.rule.id)
        #expect(errors == ["unquoted-number"])
        let warnings = parsed.diagnostics.filter { $0.severity == .warning }.map(\.rule.id)
        #expect(Set(warnings) == ["missing-field", "empty-phase"])
        #expect(!parsed.diagnostics.contains { $0.message.contains("`readiness`") })
    }

    /// What is wrong with the form of a plan; the rules that judge it have fixtures of their own.
    static func formFindings(_ text: String) -> [Diagnostic] {
        let rules = Set(Rule.structureRules + Rule.presenceRules)
        return readPlan(from: Array(text.utf8), file: "a.yaml").diagnostics.sortedOnce().filter {
            rules.contains($0.rule)
        }
    }

    /// A plan that is right in its form, as small as it can be; cases change one line of it.
    static let small = """
        service: payments
        version: "2.4.0"
        title: Split the ledger
        summary: Why
        criticality: C2
        status: approved
        readiness: {decision: go}
        window: {start: 2026-03-14T22:00:00Z, end: 2026-03-15T00:00:00Z}
        risk: {level: high}
        strategy: {pattern: blue-green, rationale: Risk is high}
        migrations:
          - {id: add-table, breaking: false, command: a, expected: b, verify: c, rollback: {command: d}}
        phases:
          - kind: deployment
            go_no_go: {owner: lead}
            steps:
              - {title: Switch traffic, owner: lead, command: ./switch, expected: done, verify: look}
              - {title: Migrate, owner: lead, migration: add-table}
        rollback:
          method: traffic-switch
          decision: {primary: Dana, backup: Iris}
          estimated: 3m
          triggers: [{when: errors > 2% for 5m}]
          not_possible_after: switch-traffic
          steps: [{title: Switch back, owner: lead, command: ./switch, expected: done, verify: look}]
        roles: [{role: lead, person: Dana}]
        """

    @Test func theSmallPlanIsRight() {
        #expect(Self.formFindings(Self.small).map(\.brief) == [])
    }

    struct Change: CustomTestStringConvertible, Sendable {
        let old: String
        let new: String
        let findings: [String]
        var message: String?
        var testDescription: String { new }
    }

    static let changes = [
        Change(
            old: "title: Switch traffic, owner: lead",
            new: "title: Switch traffic, owner: leed",
            findings: ["17:40-44 error unknown-reference"],
            message: "this plan has no role `leed`"
        ),
        Change(
            old: "go_no_go: {owner: lead}",
            new: "go_no_go: {owner: boss}",
            findings: ["15:23-27 error unknown-reference"],
            message: "this plan has no role `boss`"
        ),
        Change(
            old: "migration: add-table}",
            new: "migration: add-tabel}",
            findings: ["18:50-59 error unknown-reference"],
            message: "this plan has no migration `add-tabel`"
        ),
        Change(
            old: "not_possible_after: switch-traffic",
            new: "not_possible_after: switch",
            findings: ["24:23-29 error unknown-reference"],
            message: "this plan has no step `switch`"
        ),
        Change(
            old: "title: Migrate,",
            new: "title: Switch Traffic!,",
            findings: ["18:17-32 error duplicate-id"],
            message: "two steps have the id `switch-traffic`"
        ),
        Change(
            old: "title: Switch back",
            new: "title: Switch traffic",
            findings: ["25:19-33 error duplicate-id"],
            message: "two steps have the id `switch-traffic`"
        ),
        Change(old: "title: Migrate,", new: "title: Migrate, id: 7,", findings: ["18:30-31 error unstable-id"]),
        Change(old: "title: Migrate,", new: "title: 2,", findings: ["18:17-18 error unstable-id"]),
        Change(old: "title: Migrate,", new: "title: Migrate, id: Move!,", findings: ["18:30-35 error bad-id"]),
        Change(
            old: "roles: [{role: lead, person: Dana}]",
            new: "roles: [{role: lead, person: Dana}, {role: lead, person: Iris}]",
            findings: ["26:44-48 error duplicate-id"],
            message: "two roles have the id `lead`"
        ),
        Change(
            old: "[{when: errors > 2% for 5m}]",
            new: "[{when: errors > 2% for 5m}, {metric: errors}]",
            findings: ["23:43-49 error duplicate-id"],
            message: "two triggers have the id `errors`"
        ),
        Change(
            old: "triggers: [{when: errors > 2% for 5m}]",
            new: "triggers: []",
            findings: ["23:3-11 error no-trigger"],
            message: "rollback has no trigger"
        ),
        Change(
            old: ", backup: Iris}",
            new: "}",
            findings: ["21:14-21 error no-decider"],
            message: "decision has no backup"
        ),
        Change(
            old: "rollback: {command: d}",
            new: "shell: sql",
            findings: ["12:6-8 error migration-without-rollback"],
            message: "migration 'add-table' has no rollback"
        ),
        Change(old: "rollback: {command: d}", new: "reversible: never", findings: []),
        Change(
            old: ", rationale: Risk is high",
            new: "",
            findings: ["10:12-19 error no-rationale"],
            message: "strategy has no rationale"
        ),
        Change(
            old: "owner: lead, command: ./switch, expected: done, verify: look}\n",
            new: "owner: lead}\n",
            findings: [
                "17:10-15 error step-without-command", "17:10-15 error step-without-expectation",
                "17:10-15 error step-without-verification",
            ]
        ),
        Change(
            old: "command: ./switch, expected: done, verify: look}\n",
            new: "manual: Push the lever, expected: done, verify: look}\n",
            findings: []
        ),
        Change(old: "verify: look}]", new: "verify: {command: curl, expect: 200}}]", findings: []),
        Change(old: "verify: look}]", new: "verify: {expect: 200}}]", findings: ["25:89-95 error missing-field"]),
        Change(old: "service: payments", new: "services: [payments, ledger]", findings: []),
        Change(old: "version: \"2.4.0\"", new: "version: 1.10", findings: ["2:10-14 error unquoted-number"]),
        Change(old: "version: \"2.4.0\"", new: "version: \"2.4.0\"\nid: 12", findings: ["3:5-7 error unstable-id"]),
        Change(
            old: "version: \"2.4.0\"",
            new: "version: \"2.4.0\"\nid: 1.10",
            findings: ["3:5-9 error unquoted-number"]
        ),
        Change(old: "criticality: C2", new: "criticality: c2", findings: ["5:14-16 error unknown-value"]),
        Change(old: "status: approved", new: "status: aproved", findings: ["6:9-16 error unknown-value"]),
    ]

    @Test(arguments: changes) func pointsIntoThePlan(_ change: Change) throws {
        let range = try #require(Self.small.firstRange(of: change.old))
        let text = Self.small.replacingCharacters(in: range, with: change.new)
        let found = Self.formFindings(text)
        #expect(found.map(\.brief) == change.findings)
        if let message = change.message { #expect(found.first?.message == message) }
    }

    @Test func whatIsMissingIsToldWithTheWayToMendIt() throws {
        let text = Self.small.replacing(", verify: look}]", with: "}]")
        let found = try #require(Self.formFindings(text).first)
        #expect(found.message == "step 'Switch back' has no verification")
        #expect(found.fixes.map(\.title) == ["add `verify:`: how does the operator know that the step worked?"])
    }

    @Test func aDuplicateIsNotedAtTheFirst() throws {
        let text = Self.small.replacing("title: Migrate", with: "title: Switch traffic")
        let found = try #require(Self.formFindings(text).first)
        #expect(found.notes.map(\.span) == [SourceSpan(line: 17, column: 17, length: 14)])
    }

    @Test(arguments: ["Release", "Täglich prüfen", "Switch  traffic -- now"]) func stepsAreCalledByTheirTitlesSlug(
        _ title: String
    ) {
        var step = Step()
        step.title = Located(title)
        #expect(!step.identifier.isEmpty)
        #expect(!step.identifier.contains(" "))
    }
}

extension String {
    func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
