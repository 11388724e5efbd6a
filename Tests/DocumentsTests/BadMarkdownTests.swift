import Diagnostics
import Documents
import Foundation
import Markdown
import Testing

/// Markdown files that no person writes: a diagnostic at its line, the body still there, and four times the file in
/// about four times the time. `ROLLBOOK_BAD_INPUT` multiplies the sizes for a release build, see Benchmarks/markdown.
@Suite("Bad Markdown files", .serialized)
struct BadMarkdownTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Repetitions in a debug build.
        var size: Int
        var rule: String?
        var text: @Sendable (Int) -> String
    }

    static let scale = ProcessInfo.processInfo.environment["ROLLBOOK_BAD_INPUT"].flatMap(Int.init) ?? 1

    static let cases = [
        Case(testDescription: "front matter that stays open", size: 2_000, rule: "parse-error") {
            "---\ntitle: A\n" + String(repeating: "key: some value of it\n", count: $0) + "# Body\n"
        },
        Case(testDescription: "front matter that is a list", size: 2_000, rule: "wrong-type") {
            "---\n" + String(repeating: "- an item of the list\n", count: $0) + "---\n# Body\n"
        },
        Case(testDescription: "front matter that is one long word", size: 2_000, rule: "wrong-type") {
            "---\n" + String(repeating: "some words of a text\n", count: $0) + "---\n# Body\n"
        },
        Case(testDescription: "front matter of many keys", size: 2_000, rule: "unknown-key") {
            "---\n" + (0..<$0).map { "key\($0): some value\n" }.joined() + "---\n# Body\n"
        },
        Case(testDescription: "front matter with one long value", size: 2_000) {
            "---\ntitle: " + String(repeating: "some words of a text ", count: $0) + "\n---\n# Body\n"
        },
        Case(testDescription: "items that look like triggers", size: 1_000) {
            "---\nschema: 1\n---\n# Body\n\n## Rollback\n\n" + String(repeating: "- errors > 1% for 5m\n", count: $0)
        },
        Case(testDescription: "sections of one name", size: 500) {
            "---\nschema: 1\n---\n# Body\n\n" + String(repeating: "## Else\n\ntext\n\n", count: $0)
        },
        Case(testDescription: "tables of gates", size: 500) {
            "---\nschema: 1\n---\n# Body\n\n## Readiness\n\n"
                + String(repeating: "| Gate | Result |\n|---|---|\n| a | b |\n\n", count: $0)
        },
        Case(testDescription: "steps", size: 300) {
            "---\nschema: 1\n---\n# Body\n\n## Deployment\n\n"
                + String(repeating: "### Step\n\n```bash\nls\n```\n\nExpected: a\n\n", count: $0)
        },
        Case(testDescription: "headings of links that stay open", size: 300) {
            "# Body\n\n## Deployment\n\n### " + String(repeating: "[a](b ", count: $0) + "\n\n```sh\nls\n```\n"
        },
        Case(testDescription: "items with code", size: 500) {
            "# Body\n\n## Deployment\n\n" + String(repeating: "1. Run `ls`\n", count: $0)
        },
        Case(testDescription: "fences that stay open", size: 1_000) {
            "# Body\n\n## Deployment\n\n" + String(repeating: "```sh\n~~~~\n", count: $0)
        },
    ]

    @Test("Linear, told, and no body lost", .timeLimit(.minutes(5)), arguments: cases)
    func linear(_ testCase: Case) {
        let files = [1, 4].map { Array(testCase.text(testCase.size * Self.scale * $0).utf8) }
        var times: [Duration] = []
        var isLinear = false
        for _ in 0..<3 where !isLinear {
            times = files.map { file in processorTime { read(file) } }
            isLinear = times[1] < times[0] * 10 + .milliseconds(100)
        }
        #expect(isLinear, "\(testCase) took \(times)")
        if Self.scale > 1 {
            print("\(testCase):", zip(files, times).map { "\($0.count / 1000) kB in \($1)" }.joined(separator: ", "))
        }
        let guide = readPage(GuideAttributes.self, from: files[0], file: "a.md")
        #expect(guide.value.body.document.plainText.contains("Body"))
        if let rule = testCase.rule { #expect(guide.diagnostics.contains { $0.rule.id == rule }) }
    }

    private func read(_ file: [UInt8]) {
        _ = readPage(GuideAttributes.self, from: file, file: "a.md")
        _ = readMarkdownRelease(from: file, file: "a.md")
        _ = readOutline(of: file, file: "a.md")
    }
}
