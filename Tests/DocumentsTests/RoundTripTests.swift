import Diagnostics
import Testing

@testable import Documents

/// A plan can live as YAML or as Markdown: what the writer wrote reads back as the equal plan.
@Suite struct RoundTripTests {
    private static var names: PlanWriter.Names {
        PlanWriter.Names(
            pattern: { id in id.hasPrefix("ledger") ? ("The ledger's way", "../../patterns/\(id).md") : nil },
            checklist: { id in id.hasPrefix("green") ? ("Green", "../../checklists/\(id).md") : nil },
            release: { _ in nil }
        )
    }

    private static func written(_ plan: DeploymentPlan) -> String {
        PlanWriter(template: .builtIn, names: names) { _ in nil }.write(plan, id: "plan")
    }

    private static func read(_ markdown: String) -> Parsed<PlanDocument> {
        readMarkdownRelease(from: Array(markdown.utf8), file: "a.md")
    }

    /// The keys that two plans differ in.
    private static func differences(_ left: DeploymentPlan, _ right: DeploymentPlan) -> [String] {
        guard left != right else { return [] }
        let keys = DeploymentPlan.fields.all.filter { $0.json(left) != $0.json(right) }.map(\.key)
        return keys.isEmpty ? ["order"] : keys
    }

    private static func exactKeys(_ markdown: String) -> [String] {
        let front = markdown.split(separator: "---", maxSplits: 2, omittingEmptySubsequences: false)
        guard front.count == 3 else { return [] }
        let body: Set<String> = [
            "title", "summary", "readiness", "window", "risk", "strategy", "migrations", "phases", "rollback",
            "monitoring",
            "roles", "communications", "flags", "reviews", "checklists", "references", "waivers", "notes", "sections",
        ]
        return front[1].split(separator: "\n").map { String($0.prefix { $0 != ":" }) }.filter(body.contains)
    }

    @Test(arguments: [PlanGenerator.Texts.plain, .hostile], 0..<5)
    func whatWasWrittenReadsBack(_ texts: PlanGenerator.Texts, _ hundred: Int) {
        var byBody = 0
        for seed in (hundred * 100)..<(hundred * 100 + 100) {
            var generator = PlanGenerator(seed: UInt64(seed), texts: texts)
            let yaml = generator.plan()
            let plan = readPlan(from: Array(yaml.utf8), file: "a.yaml").value.plan
            let markdown = Self.written(plan)
            if Self.exactKeys(markdown).isEmpty { byBody += 1 }
            let back = Self.read(markdown).value
            #expect(!back.isLoose)
            let lost = Self.differences(plan, back.plan)
            #expect(lost == [], "seed \(seed), \(texts)")
            // And once more: what was read from Markdown is written and read the same.
            #expect(Self.differences(back.plan, Self.read(Self.written(back.plan)).value.plan) == [], "seed \(seed)")
        }
        print("round trip, \(texts) \(hundred): 100 plans, \(byBody) by the body alone")
    }

    @Test func aPlanWithEveryKeyIsReadFromItsBody() {
        let plan = readPlan(from: Array(fullPlan.utf8), file: "a.yaml").value.plan
        let markdown = Self.written(plan)
        #expect(Self.exactKeys(markdown) == [])
        #expect(Self.differences(plan, Self.read(markdown).value.plan) == [])
    }
}
