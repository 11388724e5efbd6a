import Diagnostics
import Documents
import Foundation
import Testing

/// A file of Tests/Fixtures/comparison: what it shows, then `-- old --` and `-- new --`, two plans, and
/// `-- expected --`, what `rollbook diff` prints.
struct ComparisonFixture: CustomTestStringConvertible {
    let name: String
    let path: String
    private let text: String

    var testDescription: String { name }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/comparison").path
    static let all: [ComparisonFixture] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()
        .compactMap { name in
            let path = "\(folder)/\(name)"
            let text = try? String(contentsOfFile: path, encoding: .utf8)
            return text.map { ComparisonFixture(name: String(name.dropLast(4)), path: path, text: $0) }
        }

    var old: String { section("old", until: "\n-- new --\n") + "\n" }
    var new: String { section("new", until: "\n-- expected --\n") + "\n" }
    var expected: String { section("expected", until: nil) }

    func record(_ found: String) throws {
        let head = text.components(separatedBy: "-- expected --\n")[0]
        try (head + "-- expected --\n" + found).write(toFile: path, atomically: true, encoding: .utf8)
    }

    private func section(_ name: String, until end: String?) -> String {
        let rest = text.components(separatedBy: "-- \(name) --\n").dropFirst().joined()
        return end.map { rest.components(separatedBy: $0)[0] } ?? rest
    }
}

@Suite struct ComparisonFixtureTests {
    @Test func thereAreTen() { #expect(ComparisonFixture.all.count == 10) }

    @Test(arguments: ComparisonFixture.all) func differencesAreAsExpected(_ fixture: ComparisonFixture) throws {
        let found = PlanComparison(from: try plan(fixture.old), to: try plan(fixture.new)).text
        if ProcessInfo.processInfo.environment["ROLLBOOK_RECORD"] != nil, found != fixture.expected {
            try fixture.record(found)
        }
        #expect(found == fixture.expected)
    }

    /// Both ways the same places differ.
    @Test(arguments: ComparisonFixture.all) func backwardsTheSameDiffers(_ fixture: ComparisonFixture) throws {
        let (old, new) = (try plan(fixture.old), try plan(fixture.new))
        let forth = PlanComparison(from: old, to: new)
        let back = PlanComparison(from: new, to: old)
        #expect(forth.parts.map(\.part) == back.parts.map(\.part))
        #expect(forth.parts.flatMap(\.items).count == back.parts.flatMap(\.items).count)
        #expect(PlanComparison(from: old, to: old).isEmpty)
    }

    private func plan(_ text: String) throws -> DeploymentPlan {
        let parsed = readPlan(from: Array(text.utf8), file: "plan.yaml")
        let unread = parsed.diagnostics.filter { $0.rule.group == .structure && $0.rule.id != "missing-field" }
        try #require(unread.isEmpty, "\(unread.map(\.message))")
        return parsed.value.plan
    }
}

@Suite struct LargePlanTests {
    /// Many steps of one id, in another order and with other words, are compared in time that grows with their number.
    @Test(.timeLimit(.minutes(6))) func manyStepsAreComparedInLinearTime() {
        func time(_ count: Int) -> Duration {
            func plan(_ word: String) -> DeploymentPlan {
                var phase = Phase()
                phase.steps = (0..<count).map { number in
                    var step = Step()
                    step.id = Located(Identifier(number % 2 == 0 ? "same" : "step-\(number * 7 % count)"))
                    step.command = Located((0..<20).map { "\(word)-\(number)-\($0)" }.joined(separator: " "))
                    return step
                }
                var plan = DeploymentPlan()
                plan.phases = [phase]
                return plan
            }
            let (old, new) = (plan("old"), plan("new"))
            return processorTime { #expect(PlanComparison(from: old, to: new).text.utf8.count > count) }
        }
        _ = time(100)
        #expect(time(2400) < time(300) * 24)
    }
}
