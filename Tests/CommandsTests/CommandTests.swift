import Foundation
import Testing

/// What the commands print and where, and with which code they end.
@Suite struct CommandTests {
    @Test(.timeLimit(.minutes(2)), arguments: ["build", "check"]) func jsonIsOnStandardOutput(_ command: String)
        async throws
    {
        let shop = try await Workshop.withSite()
        try shop.write(
            "content/releases/p.yaml",
            "status: draft\nservice: a\nvrsion: \"1\"\nwindow: {start: x, end: 2026-01-01T00:00:00Z}\n"
        )
        let ended = try await shop.run(command, "--format", "json")
        #expect(ended.code == 1)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
        #expect(Set(root.keys) == ["schema", "diagnostics", "summary"])
        #expect(root["schema"] as? Int == 1)
        let summary = try #require(root["summary"] as? [String: Int])
        #expect(Set(summary.keys) == ["errors", "warnings", "notes"])
        #expect(summary["errors"] == 2)
        let found = try #require(root["diagnostics"] as? [[String: Any]])
        for diagnostic in found {
            #expect(
                Set(diagnostic.keys) == [
                    "rule", "severity", "file", "line", "column", "endLine", "endColumn", "message", "notes", "fixes",
                ]
            )
            for fix in try #require(diagnostic["fixes"] as? [[String: Any]]) {
                #expect(Set(fix.keys) == ["title", "replacement", "line", "column", "endLine", "endColumn"])
            }
        }
        let key = try #require(found.first { $0["rule"] as? String == "unknown-key" })
        #expect(key["file"] as? String == "content/releases/p.yaml")
        #expect(
            [key["line"] as? Int, key["column"] as? Int, key["endLine"] as? Int, key["endColumn"] as? Int] == [
                3, 1, 3, 7,
            ]
        )
        #expect((key["fixes"] as? [[String: Any]])?.first?["replacement"] as? String == "version")
        // What is for people stays off the machine's channel.
        #expect(!ended.errors.contains("[unknown-key]"))
    }

    @Test(.timeLimit(.minutes(2))) func jsonOfNothingFoundIsWhole() async throws {
        let shop = try await Workshop.withSite()
        let ended = try await shop.run("check", "--format", "json")
        #expect(ended.code == 0)
        #expect(ended.output.contains("\"diagnostics\": []"))
    }

    @Test(.timeLimit(.minutes(2))) func anEarlierListOfAddressesIsKept() async throws {
        let shop = try await Workshop.withSite()
        try shop.write("content/guides/b.md", "# B\n")
        #expect(try await shop.run("build").code == 0)
        for path in ["site", "site/permalinks.txt"] {
            #expect(try await shop.run("check", "--published", path).code == 0)
        }
        try shop.remove("content/guides/b.md")
        let lost = try await shop.run("check", "content/guides", "--published", "site")
        #expect(lost.code == 1)
        #expect(lost.errors.contains("site/permalinks.txt:"))
        #expect(lost.errors.contains("`/guides/b/` was published and would be there no more, with 1 place in it"))
        try shop.write("content/guides/c.md", "---\naliases: [b]\n---\n# B\n")
        #expect(try await shop.run("check", "--published", "site").code == 0)
        let none = try await shop.run("check", "--published", "nowhere.txt")
        #expect(none.code == 74)
        #expect(none.errors.contains("nowhere.txt"))
    }

    @Test(.timeLimit(.minutes(2))) func theTextShowsTheLine() async throws {
        let shop = try await Workshop.withSite()
        try shop.write("content/guides/b.md", "---\ntitle: B\nordr: 3\n---\n")
        let ended = try await shop.run("check")
        #expect(ended.code == 1)
        #expect(
            ended.errors == """
                content/guides/b.md:3:1: error: a guide has no key `ordr` [unknown-key]
                  3 | ordr: 3
                    | ^^^^ did you mean `order`?
                checked 0 releases: 1 error

                """
        )
    }

    @Test(.timeLimit(.minutes(2))) func onlyWhatLiesUnderThePathsIsReported() async throws {
        let shop = try await Workshop.withSite()
        try shop.write("content/guides/b.md", "---\nfoo: 3\n---\n")
        try shop.write("content/guides/c.md", "---\nbar: 3\n---\n")
        try shop.write("outside.yaml", "schema: x\n")
        let one = try await shop.run("check", "content/guides/b.md")
        #expect(one.code == 1)
        #expect(one.errors.contains("guides/b.md:2:1") && !one.errors.contains("guides/c.md"))
        let clean = try await shop.run("check", "content/guides/a.md")
        #expect(clean.code == 0)
        let folder = try await shop.run("check", "content/guides")
        #expect(folder.errors.contains("guides/b.md:2:1") && folder.errors.contains("guides/c.md:2:1"))
        let alone = try await shop.run("check", "outside.yaml")
        #expect(alone.code == 1)
        #expect(alone.errors.contains("outside.yaml:1:9: error: `x` is not a whole number [wrong-type]"))
        #expect(!alone.errors.contains("guides/b.md"))
        let missing = try await shop.run("check", "nothing.yaml")
        #expect(missing.code == 74)
        #expect(
            missing.errors
                == "rollbook: there is no file or folder nothing.yaml; without a path the whole book is checked\n"
        )
    }

    @Test(.timeLimit(.minutes(2)), arguments: [["NO_COLOR": "1"], [:]]) func noColourWhereThereIsNoTerminal(
        _ environment: [String: String]
    ) async throws {
        let shop = try await Workshop.withSite()
        try shop.write("content/guides/b.md", "---\nfoo: 3\n---\n")
        let ended = try await shop.run("check", environment: environment)
        #expect(!ended.errors.contains("\u{1B}"))
    }

    @Test(.timeLimit(.minutes(2))) func nobodyReadingIsNoCrash() async throws {
        let shop = try await Workshop.withSite()
        for number in 0..<300 { try shop.write("content/guides/b\(number).md", "---\nfoo: 3\n---\n") }
        let ended = try await shop.run("check", "--format", "json", closesOutput: true)
        #expect(ended.code == 1)
    }

    @Test(.timeLimit(.minutes(2))) func overAHundredOfOneRuleAreFolded() async throws {
        let shop = try await Workshop.withSite()
        for number in 0..<103 { try shop.write("content/guides/b\(number).md", "---\nfoo: 3\n---\n") }
        let folded = try await shop.run("check")
        #expect(folded.errors.contains("... and 3 more [unknown-key]; `--all` prints them"))
        #expect(folded.lastLine == "checked 0 releases: 103 errors")
        let all = try await shop.run("check", "--all")
        #expect(all.errors.split(separator: "\n").filter { $0.hasSuffix("[unknown-key]") }.count == 103)
    }

    @Test(.timeLimit(.minutes(2))) func aSecondBuildWritesNothing() async throws {
        let shop = try await Workshop.withSite()
        let before = shop.tree("site")
        let again = try await shop.run("build")
        #expect(again.code == 0)
        #expect(again.lastLine.contains(": 0 written, "))
        #expect(shop.tree("site") == before)
        #expect(again.output.isEmpty)
    }

    @Test(.timeLimit(.minutes(2)), arguments: ["--version", "--help"]) func tellsOfItself(_ option: String) async throws
    {
        let ended = try await Workshop().run(option)
        #expect(ended.code == 0)
        #expect(ended.output.contains("rollbook"))
    }

    @Test(.timeLimit(.minutes(2))) func aRunbookIsPrinted() async throws {
        let shop = try await Workshop.withSite()
        try shop.write("content/releases/p.yaml", "status: draft\ntitle: Split the ledger\n")
        let ended = try await shop.run("runbook", "content/releases/p.yaml")
        #expect(ended.code == 0)
        #expect(ended.output.contains("# Split the ledger\n"))
        let missing = try await shop.run("runbook", "nothing.yaml")
        #expect(missing.code == 74)
        #expect(missing.output.isEmpty)
    }
}
