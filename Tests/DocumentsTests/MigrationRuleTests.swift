import Diagnostics
import Documents
import Testing

/// What is said of a plan's migrations, and of the commands that do away with data.
@Suite struct MigrationRuleTests {
    /// A plan with one migration, whose keys a test gives, and one phase behind the other.
    private func plan(_ migration: String, phases: String = Self.phases, more: String = "") -> String {
        let keys = migration.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
        return """
            version: "2.4.0"
            status: approved
            \(more)
            migrations:
              - id: change
            \(keys.joined(separator: "\n"))
            \(phases)
            """
    }

    private static let phases = """
        phases:
          - kind: migration
            steps: [{title: Migrate, migration: change}]
          - kind: deployment
            steps: [{title: Deploy, command: ./deploy}]
          - kind: post-deployment
            steps: [{title: Tidy up, command: ./tidy}]
        """

    /// Findings of the groups that are looked at here: `line:column rule`, those in files with the file's name.
    private func findings(_ plan: String, files: [String: String] = [:]) -> [String] {
        let own = Set(Rule.migrationRules.map(\.id))
        let beside = FilesBeside { path in files[path].map { FileBeside(name: path, bytes: Array($0.utf8)) } }
        let parsed = readPlan(from: Array(plan.utf8), file: "a.yaml", beside: beside)
        return parsed.diagnostics.filter { own.contains($0.rule.id) }.sortedOnce().map { finding in
            let file = finding.file == "a.yaml" ? "" : finding.file + ":"
            let weight = finding.severity == .note ? " note" : ""
            return "\(file)\(finding.span.start.line):\(finding.span.start.column) \(finding.rule.id)\(weight)"
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let migration: String
        var files: [String: String] = [:]
        var more = ""
        let expected: [String]
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "a harmless one",
            migration: "command: ./migrate\nrollback: {command: ./back, tested: {at: 2026-01-01}}",
            expected: []
        ),
        Case(
            name: "a block",
            migration:
                "command: |\n  psql shop <<'SQL'\n    SET lock_timeout = '2s';\n    ALTER TABLE orders\n      DROP COLUMN total;\n  SQL\ndestructive: true",
            expected: ["10:11 unsafe-operation"]
        ),
        Case(
            name: "a folded text",
            migration: "lock_timeout: 2s\ncommand: >\n  psql shop\n  -c 'CREATE INDEX a ON b (c)'",
            expected: ["9:11 unsafe-operation"]
        ),
        Case(
            name: "one line in quotes",
            migration: "lock_timeout: 2s\ncommand: \"psql shop -c 'REINDEX TABLE b'\"",
            expected: ["7:29 unsafe-operation"]
        ),
        Case(
            name: "no client",
            migration: "shell: sql\ncommand: ALTER TABLE b ADD COLUMN c int",
            expected: ["5:5 no-lock-timeout"]
        ),
        Case(
            name: "a file behind <, in MySQL's words",
            migration: "script: m.sql\ncommand: mysql shop < m.sql",
            files: ["m.sql": "SET lock_wait_timeout = 2;\nALTER TABLE b ADD INDEX i (c);\n"],
            expected: ["m.sql:2:15 unsafe-operation note"]
        ),
        Case(
            name: "a file of another client",
            migration: "script: m.sql\ncommand: psql shop -f m.sql",
            files: ["m.sql": "SET lock_timeout = '2s';\n  CREATE INDEX i ON b (c);\n"],
            expected: ["m.sql:2:3 unsafe-operation"]
        ),
        Case(
            name: "a script of the shell",
            migration: "script: m.sh\ncommand: ./m.sh\nlock_timeout: 1s",
            files: ["m.sh": "#!/bin/sh\nset -e\npsql shop -c 'VACUUM FULL b'\n"],
            expected: ["m.sh:3:15 unsafe-operation"]
        ),
        Case(
            name: "one transaction",
            migration: "script: m.sql\ncommand: psql -1 -f m.sql\nlock_timeout: 1s",
            files: ["m.sql": "CREATE INDEX CONCURRENTLY i ON b (c);"],
            expected: ["m.sql:1:1 unsafe-operation"]
        ),
        Case(
            name: "a contract that names its expand",
            migration:
                "breaking: true\npattern: expand-contract\nstage: contract\nexpands: old#add\ndestructive: true\nlock_timeout: 1s\ncommand: psql -c 'ALTER TABLE b DROP COLUMN c'",
            expected: ["15:41 contract-before-deployment"]
        ),
        Case(
            name: "downtime",
            migration: "pattern: offline\ncommand: psql -c 'VACUUM FULL b'",
            more: "risk: {level: low, downtime_allowed: window}",
            expected: []
        ),
        Case(
            name: "what downtime does not help against",
            migration: "breaking: true\npattern: offline\ncommand: psql -c 'ALTER TABLE b RENAME c TO d'",
            more: "risk: {level: low, downtime_allowed: window}",
            expected: ["7:14 breaking-without-expand-contract", "8:37 unsafe-operation"]
        ),
        Case(
            name: "no downtime",
            migration: "breaking: true\npattern: offline\ncommand: psql -c 'VACUUM FULL b'\nlock_timeout: 1s",
            more: "risk: {level: low, downtime_allowed: none}",
            expected: ["7:14 breaking-without-expand-contract", "8:23 unsafe-operation"]
        ),
        Case(
            name: "a limit of the command",
            migration: "command: PGOPTIONS='-c lock_timeout=2s' psql -c 'ALTER TABLE b ADD c int'",
            expected: []
        ),
        Case(
            name: "no limit at all",
            migration: "command: psql -c \"SET lock_timeout = '0s'; ALTER TABLE b ADD c int\"",
            expected: ["5:5 no-lock-timeout"]
        ),
        Case(
            name: "words of an operation",
            migration: "operation: change-column-type\ncommand: ./migrate",
            expected: ["6:16 unsafe-operation"]
        ),
        Case(
            name: "words of an online tool",
            migration:
                "operation: drop-column\npattern: online-tool\ncommand: gh-ost --alter 'DROP COLUMN c' --execute",
            expected: []
        ),
        Case(
            name: "a way back that drops what was made",
            migration:
                "command: psql -c 'CREATE TABLE n (id int)'\nrollback: {command: psql -c 'DROP TABLE n', tested: {at: 2026-01-01}}",
            expected: []
        ),
        Case(
            name: "a way back that drops something else",
            migration:
                "command: psql -c 'CREATE TABLE n (id int)'\nrollback: {command: psql -c 'DROP TABLE m', tested: {at: 2026-01-01}}",
            expected: ["7:34 destructive-not-marked"]
        ),
        Case(
            name: "a way back that says so",
            migration:
                "command: psql -c 'CREATE TABLE n (id int)'\nreversible: with-data-loss\nrollback: {command: psql -c 'DROP TABLE m', tested: {at: 2026-01-01}}",
            expected: []
        ),
        Case(
            name: "a way back of what can't be read",
            migration: "command: ./migrate\nrollback: {command: psql -c 'DROP TABLE m', tested: {at: 2026-01-01}}",
            expected: []
        ),
        Case(
            name: "marked as harmless",
            migration: "command: rm -rf /srv/x\ndestructive: false",
            expected: ["6:14 destructive-not-marked"]
        ),
        Case(
            name: "no way back, half said",
            migration: "command: ./migrate\nreversible: never\npoint_of_no_return: false\nforward_fix: Mend it",
            expected: ["8:25 irreversible-without-point-of-no-return"]
        ),
        Case(
            name: "no way back, and said so",
            migration: "command: ./migrate\nreversible: never\npoint_of_no_return: true\nforward_fix: Mend it",
            expected: []
        ),
    ]

    @Test(arguments: cases) func findsWhatIsWrong(_ test: Case) {
        #expect(findings(plan(test.migration, more: test.more), files: test.files) == test.expected)
    }

    @Test func aContractOfThePlansOwnExpandComesAfterTheDeployment() {
        let contract =
            "breaking: true\npattern: expand-contract\nstage: contract\nexpands: \"#first\"\ncommand: ./migrate"
        func phases(_ kinds: [String], contractIn index: Int) -> String {
            "phases:\n"
                + kinds.enumerated().map { position, kind in
                    let step =
                        position == index ? "{title: Contract, migration: change}" : "{title: Other, command: ./x}"
                    return "  - {kind: \(kind), steps: [\(step)]}"
                }.joined(separator: "\n")
        }
        let kinds = ["migration", "deployment", "smoke-testing", "post-deployment"]
        let rules = kinds.indices.map {
            findings(plan(contract, phases: phases(kinds, contractIn: $0))).map { $0.split(separator: " ")[1] }
        }
        let early: [Substring] = ["contract-before-deployment"]
        #expect(rules == [early, early, early, []])
    }

    @Test func aDraftIsWarned() {
        let text = plan("command: ./m\nrollback: {command: ./b}").replacing("approved", with: "draft")
        let parsed = readPlan(from: Array(text.utf8), file: "a.yaml")
        #expect(parsed.diagnostics.filter { $0.rule == .rollbackUntested }.map(\.severity) == [.warning])
    }

    /// A plan in Markdown is looked at as one in YAML is.
    @Test func markdownPlansAreLookedAt() {
        let text = """
            ---
            schema: 1
            status: approved
            ---
            # Release

            ## Deployment

            ### Step 1: Clear the cache

            ```sh
            cd /srv
            rm -rf /srv/cache
            ```
            """
        let parsed = readMarkdownRelease(from: Array(text.utf8), file: "a.md")
        let found = parsed.diagnostics.filter { $0.rule == .destructiveNotMarked }
        #expect(found.map(\.span.start) == [SourcePosition(line: 13, column: 1)])
    }
}
