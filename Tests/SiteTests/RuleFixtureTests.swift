import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Site

/// Each rule is broken by a fixture, and what is printed then is known to the letter.
///
/// `ROLLBOOK_RECORD=1 swift test --filter RuleFixture` writes what came out into the fixtures, and fails.
@Suite struct RuleFixtureTests {
    @Test func theBookIsClean() async throws {
        let files = RuleFixture.book.mapValues { Array($0.utf8) }
        let catalog = try await Catalog.load(.inMemory(files, displayPath: "content"), jobs: 1)
        let site = await Site(catalog, theme: try .carried(), options: SiteOptions(jobs: 1, version: "test"))
        #expect(site.diagnostics.map(\.message) == [])
    }

    @Test(arguments: RuleFixture.all)
    func printsWhatIsExpected(_ fixture: RuleFixture) async throws {
        let report = try await fixture.report()
        if ProcessInfo.processInfo.environment["ROLLBOOK_RECORD"] != nil, report != fixture.expected {
            try fixture.record(report)
            Issue.record("recorded anew: look at it, and run again without ROLLBOOK_RECORD")
        }
        #expect(report == fixture.expected)
        #expect(report.contains("[\(fixture.rule)]"), "the fixture's name is the rule that it breaks")
    }

    @Test func everyFixtureIsOfARuleThatExists() {
        let known = Set(Rule.all.map(\.id))
        #expect(Set(RuleFixture.all.map(\.rule)).subtracting(known) == [])
    }
}
