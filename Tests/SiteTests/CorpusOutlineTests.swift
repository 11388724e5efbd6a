import Documents
import Testing

@testable import Catalog

/// What the reader of Markdown plans finds in runbooks that were written for no tool: a table, and lower bounds.
@Suite struct CorpusOutlineTests {
    struct Counts: Sendable {
        var releases = 0
        var withSteps = 0
        var phases = 0
        var steps = 0
        var commands = 0
        var statuses = 0
    }

    struct Expectation: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let atLeast: Counts
    }

    static let expectations = [
        // Three of the 166 tasks lie in a folder deeper; ten tasks hold no command at all, by eye.
        Expectation(
            testDescription: "optimism-superchain-ops",
            atLeast: Counts(releases: 163, withSteps: 156, phases: 175, steps: 265, commands: 255, statuses: 163)
        ),
        // No text of this repository says where its upgrade stands.
        Expectation(
            testDescription: "cosmos-gaia",
            atLeast: Counts(releases: 12, withSteps: 12, phases: 25, steps: 200, commands: 110, statuses: 0)
        ),
    ]

    @Test(
        .enabled(if: CorpusTests.areThere, "the corpora are not there: set ROLLBOOK_SHARED"),
        .timeLimit(.minutes(6)),
        arguments: expectations
    )
    func isRead(_ expectation: Expectation) async throws {
        let corpus = try #require(
            CorpusTests.corpora.first { $0.testDescription == expectation.testDescription }
        )
        let catalog = try await Catalog.load(try CorpusTests.book(corpus), jobs: 2)
        var counts = Counts()
        for release in catalog.releases {
            let outline = readOutline(of: try catalog.files.read(release.source), file: release.source)
            let steps = outline.phases.flatMap(\.steps) + (outline.rollback?.steps ?? [])
            counts.releases += 1
            counts.withSteps += steps.isEmpty ? 0 : 1
            counts.phases += outline.phases.count
            counts.steps += steps.count
            counts.commands += steps.count { $0.command != nil }
            counts.statuses += release.status == nil ? 0 : 1
            // Each step is told at a line of its file, and each has a title to be found by.
            #expect(steps.allSatisfy { $0.title != nil }, "\(release.source)")
        }
        print("| corpus | releases | with steps | phases | steps | commands | statuses |")
        print(
            "| \(expectation.testDescription) | \(counts.releases) | \(counts.withSteps) | \(counts.phases) | \(counts.steps)",
            "| \(counts.commands) | \(counts.statuses) |"
        )
        let least = expectation.atLeast
        #expect(counts.releases >= least.releases)
        #expect(counts.withSteps >= least.withSteps)
        #expect(counts.phases >= least.phases)
        #expect(counts.steps >= least.steps)
        #expect(counts.commands >= least.commands)
        #expect(counts.statuses >= least.statuses)
    }
}
