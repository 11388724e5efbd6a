import Diagnostics
import Testing

@testable import Documents

/// One key of one record that is wrong: where, by which rule, and what mends it.
struct FieldCase: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let read: @Sendable (String) -> [Diagnostic]
    let text: String
    let findings: [String]
    var message: String?
    var fixed: String?

    init<Value: Record>(
        _ name: String,
        _ type: Value.Type,
        _ text: String,
        _ findings: [String],
        message: String? = nil,
        fixed: String? = nil
    ) {
        testDescription = name
        read = { readRecord(type, from: Array($0.utf8), file: "a.yaml").diagnostics.sortedOnce() }
        self.text = text
        self.findings = findings
        self.message = message
        self.fixed = fixed
    }
}

@Suite struct FieldReadingTests {
    static let cases: [FieldCase] = [
        FieldCase(
            "unknown key, nearly right",
            ReleaseWindow.self,
            "start: 2026-03-14T22:00:00Z\nend: 2026-03-15T00:00:00Z\nrollback_deadlin: 2026-03-14T23:00:00Z",
            ["3:1-17 error unknown-key"],
            message: "a window has no key `rollback_deadlin`",
            fixed: "start: 2026-03-14T22:00:00Z\nend: 2026-03-15T00:00:00Z\nrollback_deadline: 2026-03-14T23:00:00Z"
        ),
        FieldCase(
            "unknown key, unlike any",
            Reference.self,
            "title: A\nurl: b\nsomething_else: c",
            ["3:1-15 error unknown-key"],
            message: "a reference has no key `something_else`"
        ),
        FieldCase(
            "an article before a vowel",
            Alternative.self,
            "pattern: a\nwhy_not: b\nqqqqqqqq: c",
            ["3:1-9 error unknown-key"],
            message: "an alternative has no key `qqqqqqqq`"
        ),
        FieldCase("a list for a text", Reference.self, "title: [a, b]\nurl: c", ["1:8-14 error wrong-type"]),
        FieldCase("a mapping for a text", Reference.self, "title: {a: b}\nurl: c", ["1:8-14 error wrong-type"]),
        FieldCase("a text for a list of records", Phase.self, "kind: other\nsteps: none", ["2:8-12 error wrong-type"]),
        FieldCase(
            "a text for a record",
            RunRecord.self,
            "attempt: 1\nstarted: 2026-03-14T22:00:00Z\noutcome: success\nrollback: soon",
            ["4:11-15 error wrong-type"]
        ),
        FieldCase(
            "a text for a whole number",
            GuideAttributes.self,
            "order: first",
            ["1:8-13 error wrong-type"],
            message: "`first` is not a whole number"
        ),
        FieldCase("a fraction for a whole number", GuideAttributes.self, "order: 1.5", ["1:8-11 error wrong-type"]),
        FieldCase(
            "a number too large to be meant",
            GuideAttributes.self,
            "order: 99999999999999999999",
            ["1:8-28 error wrong-type"]
        ),
        FieldCase(
            "yes for true",
            TemplateField.self,
            "name: a\nrequired: yes",
            ["2:11-14 error wrong-type"],
            message: "`yes` is not true or false"
        ),
        FieldCase("a quoted true", TemplateField.self, "name: a\nrequired: \"true\"", ["2:11-17 error wrong-type"]),
        FieldCase("a threshold with its unit", Trigger.self, "metric: a\nthreshold: 2%", ["2:12-14 error wrong-type"]),
        FieldCase(
            "a bare number for a share",
            FeatureFlag.self,
            "name: a\nat_deploy: 5",
            ["2:12-13 error wrong-type"],
            fixed: "name: a\nat_deploy: 5%"
        ),
        FieldCase(
            "a missing key",
            Reference.self,
            "url: a",
            ["1:1-4 error missing-field"],
            message: "reference has no `title`"
        ),
        FieldCase(
            "an empty value is missing, at its key",
            Reference.self,
            "url: a\ntitle:",
            ["2:1-6 error missing-field"]
        ),
        FieldCase("null is missing", Reference.self, "url: a\ntitle: ~", ["2:1-6 error missing-field"]),
        FieldCase(
            "an empty document lacks everything",
            Reference.self,
            "",
            ["1:1-1 error missing-field", "1:1-1 error missing-field"]
        ),
        FieldCase(
            "comments alone",
            Reference.self,
            "# nothing\n",
            ["1:1-1 error missing-field", "1:1-1 error missing-field"]
        ),
        FieldCase(
            "a bad time",
            ReleaseWindow.self,
            "start: tomorrow\nend: 2026-03-15T00:00:00Z",
            ["1:8-16 error bad-time"],
            message: "`tomorrow` is not a time such as 2026-03-14T22:00:00Z"
        ),
        FieldCase(
            "a day that is not",
            ReleaseWindow.self,
            "start: 2026-02-30T22:00:00Z\nend: 2026-03-15T00:00:00Z",
            ["1:8-28 error bad-time"]
        ),
        FieldCase(
            "an hour that is not",
            ReleaseWindow.self,
            "start: 2026-02-20T24:00:00Z\nend: 2026-03-15T00:00:00Z",
            ["1:8-28 error bad-time"]
        ),
        FieldCase(
            "a day for a time",
            ReleaseWindow.self,
            "start: 2026-02-20\nend: 2026-03-15T00:00:00Z",
            ["1:8-18 error bad-time"]
        ),
        FieldCase(
            "a time without offset",
            ReleaseWindow.self,
            "start: 2026-03-14T22:00:00\nend: 2026-03-15T00:00:00Z",
            ["1:8-27 error time-without-offset"],
            message: "the time `2026-03-14T22:00:00` has no offset from UTC"
        ),
        FieldCase("a bad day", Rehearsal.self, "at: 14.03.2026", ["1:5-15 error bad-time"]),
        FieldCase(
            "a duration in words",
            Rehearsal.self,
            "at: 2026-03-10\nduration: 5 minutes",
            ["2:11-20 error bad-duration"],
            fixed: "at: 2026-03-10\nduration: 5m"
        ),
        FieldCase(
            "a duration in several words",
            Rehearsal.self,
            "at: 2026-03-10\nduration: 1 hour 30 min",
            ["2:11-24 error bad-duration"],
            fixed: "at: 2026-03-10\nduration: 1h30m"
        ),
        FieldCase(
            "a duration without unit",
            Rehearsal.self,
            "at: 2026-03-10\nduration: 5",
            ["2:11-12 error bad-duration"]
        ),
        FieldCase(
            "a duration with units out of order",
            Rehearsal.self,
            "at: 2026-03-10\nduration: 5m1h",
            ["2:11-15 error bad-duration"]
        ),
        FieldCase("an offset without T", Communication.self, "at: +20m\naudience: all", ["1:5-9 error bad-duration"]),
        FieldCase(
            "an unknown value, nearly right",
            Phase.self,
            "kind: deploiment\nsteps: [{title: a, manual: b, expected: c, verify: d}]",
            ["1:7-17 error unknown-value"],
            message: "`deploiment` is not one of pre-deployment, migration, deployment, smoke-testing, monitoring, "
                + "post-deployment, other",
            fixed: "kind: deployment\nsteps: [{title: a, manual: b, expected: c, verify: d}]"
        ),
        FieldCase(
            "a value right but for case and blank",
            StepResult.self,
            "id: a\nresult: Timed Out",
            ["2:9-18 error unknown-value"],
            fixed: "id: a\nresult: timed-out"
        ),
        FieldCase("a duplicate key", Reference.self, "title: a\nurl: b\ntitle: c", ["3:1-6 error duplicate-key"]),
        FieldCase(
            "an unquoted version",
            DeploymentPlanVersion.self,
            "version: 1.10",
            ["1:10-14 error unquoted-number"],
            message: "`1.10` without quotes is a number to other readers, 1.1",
            fixed: "version: \"1.10\""
        ),
        FieldCase(
            "an unquoted whole number",
            DeploymentPlanVersion.self,
            "version: 7",
            ["1:10-11 error unquoted-number"]
        ),
        FieldCase("a version of three parts", DeploymentPlanVersion.self, "version: 1.10.0", []),
        FieldCase("a commit of digits", Change.self, "summary: a\ncommit: 1234567", ["2:9-16 warning unquoted-number"]),
        FieldCase(
            "an id with capitals",
            Migration.self,
            "id: Add_Table\nbreaking: false\ncommand: a\nexpected: b\nverify: c\nreversible: never",
            ["1:5-14 error bad-id"],
            fixed: "id: add_table\nbreaking: false\ncommand: a\nexpected: b\nverify: c\nreversible: never"
        ),
        FieldCase("an id that climbs", StepResult.self, "id: a..b\nresult: passed", ["1:5-9 error bad-id"]),
        FieldCase("an id of a dash", StepResult.self, "id: -a\nresult: passed", ["1:5-7 error bad-id"]),
        FieldCase(
            "an id of 101 characters",
            StepResult.self,
            "id: \(String(repeating: "a", count: 101))\nresult: passed",
            ["1:5-106 error bad-id"]
        ),
        FieldCase(
            "an id of digits in quotes",
            StepResult.self,
            "id: \"12\"\nresult: passed",
            ["1:5-9 error unstable-id"]
        ),
        FieldCase(
            "columns are code points",
            Reference.self,
            "{\"title\": \"é🚀ä\", \"uri\": x}",
            ["1:18-23 error unknown-key"]
        ),
        FieldCase(
            "a misspelt key is not missing as well",
            Reference.self,
            "titel: a\nurl: b",
            ["1:1-6 error unknown-key"]
        ),
        FieldCase(
            "a key that is nothing like the missing one",
            Reference.self,
            "name: a\nurl: b",
            ["1:1-5 error missing-field", "1:1-5 error unknown-key"]
        ),
        FieldCase("a key that is a list", Reference.self, "title: a\nurl: b\n[c, d]: e", ["3:1-7 error wrong-type"]),
        FieldCase(
            "all that is wrong, not the first alone",
            ReleaseWindow.self,
            "start: x\nend: y\nstop: z",
            ["1:8-9 error bad-time", "2:6-7 error bad-time", "3:1-5 error unknown-key"]
        ),
    ]

    @Test(arguments: cases) func pointsAtWhatIsWrong(_ test: FieldCase) throws {
        let found = test.read(test.text)
        #expect(found.map(\.brief) == test.findings)
        if let message = test.message { #expect(found.first?.message == message) }
        if let fixed = test.fixed {
            #expect(try #require(found.first).fixed(test.text) == fixed)
            #expect(test.read(fixed).isEmpty)
        }
    }

    @Test func duplicateNamesTheFirst() throws {
        let found = readRecord(Reference.self, from: Array("title: a\nurl: b\ntitle: c".utf8), file: "a.yaml")
        let note = try #require(found.diagnostics.first?.notes.first)
        #expect(note.span == SourceSpan(line: 1, column: 1, length: 5))
        #expect(found.value.title?.value == "a")
    }

    @Test func whatIsRightIsKeptBesideWhatIsWrong() {
        let text = "start: x\nend: 2026-03-15T00:00:00Z\nrollback_deadline: 2026-03-14T23:30:00+01:00"
        let window = readRecord(ReleaseWindow.self, from: Array(text.utf8), file: "a.yaml").value
        #expect(window.start == nil)
        #expect(window.end?.value.iso == "2026-03-15T00:00:00Z")
        #expect(window.rollbackDeadline?.value.iso == "2026-03-14T23:30:00+01:00")
    }
}

/// A record of one field, to look at `version` without the rest of a plan.
struct DeploymentPlanVersion: Record {
    var place = Place()
    var version: Located<VersionText>?
    static let name = "plan"
    static let fields = FieldTable<DeploymentPlanVersion>([.value("version", \.version, .required, "The version")])
}
