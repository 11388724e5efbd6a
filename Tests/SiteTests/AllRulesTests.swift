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
}
