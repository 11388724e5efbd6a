import Diagnostics
import Foundation
import Testing

@Suite struct MachineFormatTests {
    private static let rule = Rule("same-decider", .rollback, "The backup is the primary.", help: "Name `another`.")
    private static let span = SourceSpan(line: 3, column: 5, length: 4)

    private static let finding = Diagnostic(
        rule,
        "100 % wrong: a, b",
        file: "releases/a b,c:d/plan.yaml",
        at: span,
        notes: [Diagnostic.Note("the primary", file: "x.yaml", span: SourceSpan(line: 1, column: 1))],
        fixes: [Diagnostic.Fix("write it", replace: span, with: "Iris")]
    )

    @Test func annotationsEscapeWhatGitHubReads() {
        #expect(
            [Self.finding].gitHubAnnotations()
                == "::error file=releases/a b%2Cc%3Ad/plan.yaml,line=3,endLine=3,col=5,endColumn=9,title=same-decider::"
                + "100 %25 wrong: a, b%0Awrite it%0Ax.yaml:1: the primary\n"
        )
    }

    private func log(_ found: [Diagnostic]) throws -> [String: Any] {
        let report = SARIFReport(version: "1.2.3", rules: [Self.rule]) { "https://r.example/guides/rules/#\($0.id)" }
        let bytes = report.json(found).encoded()
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func sarifNamesRulePlaceAndFix() throws {
        let log = try log([Self.finding])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
        let rule = try #require((driver["rules"] as? [[String: Any]])?.first)
        #expect(rule["helpUri"] as? String == "https://r.example/guides/rules/#same-decider")
        #expect((rule["help"] as? [String: String])?["markdown"] == "Name `another`.")
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        #expect(result["ruleIndex"] as? Int == 0)
        let place = try #require(
            ((result["locations"] as? [[String: Any]])?.first?["physicalLocation"]) as? [String: [String: Any]]
        )
        #expect(place["artifactLocation"]?["uri"] as? String == "releases/a%20b%2Cc%3Ad/plan.yaml")
        #expect(place["region"] as? [String: Int] == ["startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9])
    }

    /// Fingerprints hold when lines move, and tell alike findings of one file apart.
    @Test func fingerprintsStayWhenLinesMove() throws {
        func prints(_ lines: [Int]) throws -> [String] {
            let found = lines.map { Diagnostic(Self.rule, "same", file: "a", at: SourceSpan(line: $0, column: 1)) }
            let run = try #require((try log(found)["runs"] as? [[String: Any]])?.first)
            let results = try #require(run["results"] as? [[String: Any]])
            return results.compactMap { ($0["partialFingerprints"] as? [String: String])?["rollbook/v1"] }
        }
        let first = try prints([1, 9])
        #expect(Set(first).count == 2)
        #expect(try prints([4, 20]) == first)
    }

    @Test func fiveThousandResultsAreWritten() throws {
        let found = (1...5000).map {
            Diagnostic(Self.rule, "number \($0)", file: "a", at: SourceSpan(line: $0, column: 1))
        }
        let run = try #require((try log(found)["runs"] as? [[String: Any]])?.first)
        #expect((run["results"] as? [Any])?.count == 5000)
    }
}
