import Catalog
import Diagnostics
import Documents
import Testing

/// `contract-without-expand` between releases.
@Suite struct ExpandContractTests {
    private func plan(_ day: Int, _ status: String, stage: String, expands: String? = nil) -> String {
        let window = "window: {start: 2026-03-\(day)T20:00:00Z, end: 2026-03-\(day)T22:00:00Z}"
        let reference = expands.map { ", expands: \"\($0)\"" } ?? ""
        return
            "schema: 1\nstatus: \(status)\n\(window)\nmigrations:\n  - {id: it, breaking: false, stage: \(stage)\(reference)}\n"
    }

    private func findings(_ first: String, _ second: String, run: String? = nil) async throws -> [String] {
        var files = [
            "rollbook.yaml": bookFile, "releases/a/deployment-plan.yaml": first,
            "releases/b/deployment-plan.yaml": second,
        ]
        files["releases/a/runs/1.yaml"] = run
        let catalog = try await load(files)
        return catalog.diagnostics.filter { $0.rule == .contractWithoutExpand }.map {
            "\($0.file.replacing("content/releases/", with: "")):\($0.span.start.line) \($0.severity.rawValue)"
        }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var day = 10
        var status = "completed"
        var stage = "expand"
        var expands = "a#it"
        var own = "approved"
        var run: String?
        var expected: [String] = []
    }

    static let wrong = ["b/deployment-plan.yaml:5 error"]

    static let cases = [
        Case(testDescription: "completed before"),
        Case(testDescription: "only approved", status: "approved", expected: wrong),
        Case(testDescription: "rolled back", status: "rolled-back", expected: wrong),
        Case(
            testDescription: "completed by its run",
            status: "approved",
            run: "attempt: 1\noutcome: success-with-issues\n"
        ),
        Case(testDescription: "undone by its run", run: "attempt: 1\noutcome: rolled-back\n", expected: wrong),
        Case(testDescription: "later than the contract", day: 20, expected: wrong),
        Case(testDescription: "no expand", stage: "migrate", expected: wrong),
        Case(
            testDescription: "a draft's is a warning",
            status: "approved",
            own: "draft",
            expected: ["b/deployment-plan.yaml:5 warning"]
        ),
        Case(testDescription: "itself", expands: "b#it", expected: wrong),
        Case(testDescription: "nothing that exists is another rule's", expands: "c#it"),
    ]

    @Test(arguments: cases) func anExpandHasGoneOutBefore(_ test: Case) async throws {
        let first = plan(test.day, test.status, stage: test.stage)
        let second = plan(15, test.own, stage: "contract", expands: test.expands)
        #expect(try await findings(first, second, run: test.run) == test.expected)
    }
}
