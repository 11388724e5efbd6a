import Diagnostics
import Testing

@testable import Documents

/// A record written as YAML says the same when it is read again.
@Suite struct RecordWriterTests {
    @Test(arguments: 0..<150) func aPlanReadsBackAsItWas(_ seed: Int) {
        for texts in [PlanGenerator.Texts.plain, .hostile] {
            var generator = PlanGenerator(seed: UInt64(seed), texts: texts)
            let plan = readRecord(DeploymentPlan.self, from: Array(generator.plan().utf8), file: "a.yaml").value
            let text = RecordWriter().lines(plan).joined(separator: "\n") + "\n"
            let back = readRecord(DeploymentPlan.self, from: Array(text.utf8), file: "b.yaml")
            #expect(back.diagnostics.filter { $0.rule == .parseError || $0.rule == .unquotedNumber } == [], "\(text)")
            #expect(back.value.json == plan.json, "\(text)")
        }
    }

    @Test func remarksAndBlanksStandWhereTheirKeysDo() {
        var plan = DeploymentPlan()
        plan.version = Located(VersionText("1.10"))
        plan.title = Located("yes")
        plan.vars = [NamedValue(Located("pool"), Located("40"))]
        var step = Step()
        step.title = Located("Look: twice")
        step.command = Located("echo a\necho b")
        var phase = Phase()
        phase.kind = Located(.deployment)
        phase.steps = [step]
        plan.phases = [phase]
        var role = Role()
        role.role = Located("lead")
        role.person = Located("Dana, or Iris")
        plan.roles = [role]
        var writer = RecordWriter()
        writer.remarks = ["phases": ["", "What is done."], "window.start": ["In the night."]]
        writer.blanks = ["window.start": "2026-03-14T22:00:00Z", "phases.steps.duration": "5m", "title": "never"]
        #expect(
            writer.lines(plan).joined(separator: "\n") == """
                version: "1.10"
                title: "yes"
                window:
                  # In the night.
                  # start: 2026-03-14T22:00:00Z

                # What is done.
                phases:
                  - kind: deployment
                    steps:
                      - title: "Look: twice"
                        command: |
                          echo a
                          echo b
                        # duration: 5m
                roles:
                  - {role: lead, person: "Dana, or Iris"}
                vars:
                  pool: "40"
                """
        )
    }

    @Test(arguments: [
        ("1", true), ("-1.5", true), ("+.5", true), ("5.", true), ("1e3", true), ("1e", false), ("0x1F", true),
        ("0x", false),
        ("0o17", true), ("0o8", false), (".inf", true), ("-.INF", true), (".nan", true), ("inf", false), ("nan", false),
        ("infinity", false), (".", false), ("-", false), ("", false), ("1.2.3", false), ("1_000", false),
        ("2026-03", false),
    ]) func numbersAreThoseOfTheCoreSchema(_ text: String, _ isNumber: Bool) {
        #expect(isNumberInYAML(text) == isNumber)
    }

    @Test(arguments: [
        ("id: inf", []), ("id: infinity", []), ("version: nan", []), ("version: true", ["unquoted-number"]),
        ("id: 0o17", ["unquoted-number"]), ("version: \"true\"", []), ("version: 1.10", ["unquoted-number"]),
        ("tags: [a, ~]", ["wrong-type"]), ("tags: [\"\", \"~\"]", []), ("tags: ~", []), ("vars: {a: }", []),
    ]) func whatOtherReadersTakeForSomethingElse(_ line: String, _ rules: [String]) {
        let found = readRecord(DeploymentPlan.self, from: Array(line.utf8), file: "a.yaml").diagnostics
        #expect(found.map(\.rule.id).filter { ["unquoted-number", "wrong-type", "bad-id"].contains($0) } == rules)
    }
}
