import Foundation
import Testing

/// `rollbook rules` by the built program.
@Suite struct RulesTests {
    @Test func oneRulesEntry() async throws {
        let ended = try await Workshop().run("rules", "unmeasurable-trigger")
        #expect(ended.code == 0)
        #expect(ended.output.hasPrefix("# unmeasurable-trigger\n"))
        #expect(ended.output.contains("error"))
        #expect(ended.errors.isEmpty)
    }

    @Test func allRulesAreTheGuide() async throws {
        let ended = try await Workshop().run("rules")
        #expect(ended.code == 0)
        #expect(ended.output.contains("# unmeasurable-trigger\n"))
        #expect(ended.output.split(separator: "\n").count > 300)
    }

    @Test func aNameThatIsNoRule() async throws {
        let ended = try await Workshop().run("rules", "unmeasurable-triger")
        #expect(ended.code == 64)
        #expect(
            ended.firstLine == "rollbook: there is no rule 'unmeasurable-triger'; did you mean 'unmeasurable-trigger'?"
        )
        #expect(ended.output.isEmpty)
    }

    /// `rollbook fields` and `rollbook theme`: one entry, the whole, a name that there is not.
    @Test(arguments: [
        (["fields", "run"], "# Run record\n", "| `outcome` | ★ |"),
        (["theme", "values", "step"], "# Object step\n", "| `is_destructive` | flag |"),
        (["theme", "show"], "assets/", "\npartials/header.mustache\n"),
        (["theme", "show", "partials/header.mustache"], "<header", "{{page.book_title}}"),
    ])
    func referencesArePrinted(_ arguments: [String], _ beginning: String, _ part: String) async throws {
        let ended = try await Workshop().run(arguments[0], Array(arguments.dropFirst()))
        #expect(ended.code == 0)
        #expect(ended.output.hasPrefix(beginning))
        #expect(ended.output.contains(part))
    }

    @Test(arguments: [
        (["theme", "values", "steb"], "no layout and no object is called 'steb'; did you mean 'step'?"),
        (["theme", "show", "partials/heder.mustache"], "did you mean 'partials/header.mustache'?"),
    ])
    func namesOfThemesAreProposed(_ arguments: [String], _ part: String) async throws {
        let ended = try await Workshop().run(arguments[0], Array(arguments.dropFirst()))
        #expect(ended.code == 64)
        #expect(ended.firstLine.contains(part))
    }

    /// Somebody reads only the first line: `rollbook rules | head -1`.
    @Test(arguments: [
        ["rules"], ["fields"], ["theme", "values"], ["schema"], ["history"], ["history", "--json"],
        ["check", "--format", "sarif"], ["--help"],
    ])
    func outputThatIsClosedEarlyIsNoError(_ arguments: [String]) async throws {
        let shop = try await Workshop.withSite()
        let ended = try await shop.run(arguments[0], Array(arguments.dropFirst()), closesOutput: true)
        #expect(ended.code == 0, "\(ended.errors)")
        #expect(!ended.errors.contains("Fatal") && !ended.errors.contains("Stack"))
    }
}
