import Diagnostics
import Foundation
import Testing

@testable import Site

@Suite struct AllRulesTests {
    /// A rule that is declared and not listed would have no reference entry.
    @Test func everyDeclaredRuleIsListedOnce() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var declared = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            declared += try String(contentsOf: file, encoding: .utf8).matches(of: /static let \w+ = Rule\(/).count
        }
        #expect(declared == Rule.all.count)
        #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
    }

    @Test func theGuideIsTheReference() throws {
        let guide = try String(contentsOfFile: packageFolder + "/content/guides/rules.md", encoding: .utf8)
        #expect(guide == RuleReference.guide, "run `rollbook rules > content/guides/rules.md`")
    }

    @Test(arguments: Rule.all) func everyRuleHasAnEntry(_ rule: Rule) {
        #expect(!rule.summary.isEmpty && !rule.help.isEmpty)
        #expect(RuleReference.guide.contains("\n### \(rule.id)\n"))
    }

    /// Every rule is broken by a fixture, but for those that only a disk or a file of many bytes can break: these have tests
    /// of their own (DiskTests, BadYAMLTests, PlacementTests, CommandsTests), and one that a theme breaks (ThemeTests).
    @Test func everyRuleHasAFixture() {
        let others: Set = [
            "empty-book", "file-too-large", "outside-content", "too-many-aliases", "unreadable-file",
            "unused-theme-file",
        ]
        let missing = Set(Rule.all.map(\.id)).subtracting(RuleFixture.all.map(\.rule))
        #expect(missing == others)
    }
}
