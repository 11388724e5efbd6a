import Diagnostics
import Testing

@testable import Documents

/// The formats are what their field tables say: a document that uses each key is read whole and written back whole.
@Suite struct EveryKeyTests {
    static let book = """
        title: Shop
        description: How we release
        base_url: https://runbooks.example.org/
        language: en
        repository: {url: "https://git.example/shop", branch: trunk, path: content}
        sources: {releases: ["a/*.md"], patterns: ["b/*.md"], checklists: ["c/*.md"], guides: ["d/**/*.md"], incidents: ["e/*.md"], exclude: [f]}
        theme: default
        services: {payments: {title: Payments, owner: Pay team, dashboards: ["https://a.example"], repository: "https://b.example"}, ledger: }
        environments: [production, staging]
        approvals: {C1: 2, C2: 1}
        freezes: [{name: Christmas, start: 2026-12-20, end: 2027-01-02T12:00:00Z}]
        rules: {broken-link: warning, unused-variable: ignore}
        raw_html: drop
        remote_images: allow
        required_phases: [deployment]
        required_roles: [lead]
        measures: {days: 30}
        git: false
        """

    static let run = """
        attempt: 1
        revision: 3f2a91c
        started: 2026-03-14T22:02:11Z
        ended: 2026-03-14T23:30:40Z
        outcome: success-with-issues
        steps: [{id: switch, result: timed-out, started: 2026-03-14T22:02:11Z, ended: 2026-03-14T22:03:11Z, by: deployer, observed: a, deviation: b}]
        decisions: [{at: 2026-03-14T22:05:00Z, by: Dana, decision: roll-forward, trigger: errors, observed: 3.1%, reason: c}]
        rollback: {decided: 2026-03-14T22:06:00Z, started: 2026-03-14T22:07:00Z, restored: 2026-03-14T22:08:00Z}
        incidents: [{id: INC-2026-014, relation: caused-by, step: switch}]
        checklists: [{id: before, items: [{id: ready, at: 2026-03-14T22:01:00Z, by: e}]}]
        notes: d
        """

    static let template = """
        title: Deployment plan
        intro: Read me
        sections:
          - {id: summary, title: Summary, source: summary, intro: In short, required: true}
          - id: customer-impact
            title: Customer impact
            fields: [{name: severity, title: Severity, type: text, required: false}]
        """

    static let pattern = """
        title: Blue-green
        summary: Two of all
        also_known_as: [red-black]
        suits_risk: [low, high]
        rollback_time: 3m
        extra_capacity: 100%
        downtime: none
        needs: [traffic splitting]
        needs_compatible_schema: true
        database: One for both
        related: [canary]
        rollback_steps: [{id: back, title: Back, owner: a, run_on: b, command: c, manual: d, shell: e, expected: f, verify: {command: g, expect: h}, duration: 1m, timeout: 2m, on_failure: stop, destructive: false, point_of_no_return: false, migration: i, notes: j, aliases: [k]}]
        aliases: [bg]
        """

    static let incident = """
        id: INC-1
        title: Down
        date: 2026-03-14
        severity: SEV2
        status: reviewed
        started: 2026-03-14T22:00:00Z
        detected: 2026-03-14T22:05:00Z
        resolved: 2026-03-14T23:00:00Z
        releases: [payments-2.4.0]
        aliases: [/old/]
        """

    struct Document: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let read: @Sendable () -> (problems: [String], json: JSON, shape: FieldShape)
        /// What comes back of its outline from where builds keep it.
        let stored: @Sendable () throws -> JSON
        /// As it is written without being made as `JSON` first.
        let written: @Sendable (_ isCompact: Bool) -> [UInt8]

        init<Value: Record>(_ type: Value.Type, _ text: String) {
            testDescription = Value.name
            read = {
                let parsed = readRecord(Value.self, from: Array(text.utf8), file: "a.yaml")
                return (parsed.diagnostics.map { "\($0.brief): \($0.message)" }, parsed.value.json, Value.shape)
            }
            written = { isCompact in
                var writer = JSONWriter(isCompact: isCompact)
                readRecord(Value.self, from: Array(text.utf8), file: "a.yaml").value.write(to: &writer)
                return writer.finished()
            }
            stored = {
                var writer = StoredWriter()
                writer.add(readRecord(Value.self, from: Array(text.utf8), file: "a.yaml").value, StoredWriter.leftOut)
                var source = StoredReader(writer.bytes)
                var reader = RecordReader(file: "a.yaml")
                let back: Value = try source.record(&reader)
                return back.json
            }
        }
    }

    static let documents = [
        Document(DeploymentPlan.self, fullPlan), Document(Book.self, book), Document(RunRecord.self, run),
        Document(OutputTemplate.self, template), Document(PatternAttributes.self, pattern),
        Document(ChecklistAttributes.self, "title: a\nsummary: b\nphases: [deployment]\naliases: [c]"),
        Document(GuideAttributes.self, "title: a\nsummary: b\norder: 3\naliases: [/c/]"),
        Document(IncidentAttributes.self, incident),
    ]

    @Test(arguments: documents) func everyKeyOfAnOutlineIsStored(_ document: Document) throws {
        func outline(_ json: JSON) -> JSON {
            switch json {
            case .object(let members):
                .object(members.filter { !StoredWriter.leftOut.contains($0.key) }.mapValues(outline))
            case .array(let items): .array(items.map(outline))
            default: json
            }
        }
        #expect(try document.stored() == outline(document.read().json))
    }

    @Test(arguments: documents) func everyKeyIsReadAndWritten(_ document: Document) {
        let (problems, json, shape) = document.read()
        #expect(problems == [])
        var known: [String: Set<String>] = [:]
        var set: [String: Set<String>] = [:]
        collect(json, shape, &known, &set)
        for (record, keys) in known {
            #expect(keys.subtracting(set[record] ?? []).sorted() == [], "keys of a \(record) that were not set")
        }
    }

    @Test(arguments: documents) func jsonIsTheSameWhetherItIsMadeOrWritten(_ document: Document) {
        let json = document.read().json
        #expect(document.written(true) == json.encoded(compact: true))
        #expect(document.written(false) == json.encoded())
    }

    @Test(arguments: documents) func jsonHasSortedKeysAndIsTheSameEachTime(_ document: Document) {
        let json = document.read().json
        let text = String(decoding: json.encoded(), as: UTF8.self)
        #expect(text == String(decoding: document.read().json.encoded(), as: UTF8.self))
        // Keys of one object stand one below the other at one indent, in order.
        var open: [String] = []
        for line in text.split(separator: "\n") {
            let indent = line.prefix { $0 == " " }.count / 2
            open = Array(open.prefix(indent + 1))
            while open.count <= indent { open.append("") }
            guard line.dropFirst(indent * 2).first == "\"", let end = line.firstRange(of: "\": ") else {
                // A new element of a list begins its keys anew.
                open[indent] = ""
                continue
            }
            let key = String(line[..<end.lowerBound].dropFirst(indent * 2 + 1))
            #expect(open[indent] < key || open[indent].isEmpty, "\(key) after \(open[indent])")
            open[indent] = key
        }
    }

    @Test func theFullPlanIsRightByTheRulesForOneDocument() {
        // The digest in it is of no plan.
        #expect(planFindings(fullPlan) == ["119:81-89 warning stale-review"])
    }

    @Test func theFullPlanKeepsItsPlaces() throws {
        let plan = readPlan(from: Array(fullPlan.utf8), file: "a.yaml").value.plan
        #expect(plan.version?.span == SourceSpan(line: 5, column: 10, length: 7))
        #expect(plan.window?.rollbackDeadline?.span == SourceSpan(line: 28, column: 22, length: 20))
        #expect(
            plan.rollback?.triggers.map { $0.condition } == [
                "http_5xx_ratio > 2% for 5m", "p99_latency > 800 ms for 10m",
            ]
        )
        #expect(plan.allSteps.map(\.identifier) == ["switch-traffic", "switch-back"])
        #expect(plan.phaseIdentifiers == ["cutover"])
        #expect(plan.allServices.map(\.value.text) == ["gateway", "payments", "ledger"])
    }

    @Test(arguments: [
        ("run %{image} now", "run registry.example/pay:2.4.0 now"), ("%%{http_code}", "%{http_code}"),
        ("%{unknown} %{image}", "%{unknown} registry.example/pay:2.4.0"), ("%{image", "%{image"),
        ("100% {image}", "100% {image}"),
    ]) func variablesStandForTheirValues(_ command: String, _ resolved: String) {
        let plan = readPlan(from: Array(fullPlan.utf8), file: "a.yaml").value.plan
        #expect(plan.resolved(command) == resolved)
        #expect(DeploymentPlan().resolved(command) == command)
    }

    /// The keys that each kind of record has, and those that some record of the kind sets.
    private func collect(
        _ json: JSON,
        _ shape: FieldShape,
        _ known: inout [String: Set<String>],
        _ set: inout [String: Set<String>]
    ) {
        switch (shape, json) {
        case (.record(let name, let fields), .object(let members)):
            for field in fields() {
                known[name, default: []].insert(field.key)
                guard let value = members[field.key] else { continue }
                set[name, default: []].insert(field.key)
                collect(value, field.shape, &known, &set)
            }
        case (.list(let element), .array(let items)):
            for item in items { collect(item, element, &known, &set) }
        case (.map(let element), .object(let members)):
            for item in members.values { collect(item, element, &known, &set) }
        case (.either(let shapes), .object):
            for shape in shapes { collect(json, shape, &known, &set) }
        default: break
        }
    }
}
