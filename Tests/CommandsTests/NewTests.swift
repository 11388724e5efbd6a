import Foundation
import Testing

/// `rollbook new` by the built program, without a terminal: it asks nothing.
@Suite struct NewTests {
    /// A copy of the example book.
    private func example() throws -> Workshop {
        let shop = try Workshop()
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        for folder in ["content", "schemas"] {
            try FileManager.default.copyItem(
                atPath: package.appendingPathComponent(folder).path,
                toPath: "\(shop.path)/\(folder)"
            )
        }
        return shop
    }

    private func errors(_ shop: Workshop) async throws -> [String] {
        let ended = try await shop.run("check", "--format", "json", "--all")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
        let found = try #require(root["diagnostics"] as? [[String: Any]])
        return found.filter { $0["severity"] as? String == "error" }.map {
            "\($0["file"] ?? ""):\($0["line"] ?? "") \($0["rule"] ?? "") \($0["message"] ?? "")"
        }
    }

    @Test(.timeLimit(.minutes(3))) func aFreshDraftHasWarningsOnly() async throws {
        let shop = try example()
        let patterns = try FileManager.default.contentsOfDirectory(atPath: "\(shop.path)/content/patterns")
            .map { String($0.dropLast(3)) }.sorted()
        #expect(patterns.count > 3)
        for (number, pattern) in patterns.enumerated() {
            let service = ["payments", "inventory", "storefront"][number % 3]
            let ended = try await shop.run(
                "new",
                "release",
                "--service",
                service,
                "--version",
                "9.0.\(number)",
                "--pattern",
                pattern
            )
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(ended.output == "content/releases/\(service)-9.0.\(number)/deployment-plan.yaml\n")
            #expect(ended.firstLine.hasPrefix("next: fill in what is marked TODO, then `rollbook check content/"))
        }
        #expect(try await errors(shop) == [])
    }

    @Test(.timeLimit(.minutes(2))) func thePlanTakesOverWhatTheServiceDidLast() async throws {
        let shop = try example()
        let ended = try await shop.run(
            "new",
            "release",
            "--service",
            "payments",
            "--version",
            "3.0.0",
            "--from",
            "payments-2.4.0",
            "--risk",
            "high",
            "--title",
            "Faster: captures",
            "--pattern",
            "blue-green"
        )
        #expect(ended.code == 0, "\(ended.errors)")
        let text = String(
            decoding: shop.tree()["content/releases/payments-3.0.0/deployment-plan.yaml"] ?? Data(),
            as: UTF8.self
        )
        #expect(text.hasPrefix("# yaml-language-server: $schema=../../../schemas/plan.schema.json\n"))
        for line in [
            "version: \"3.0.0\"", "title: \"Faster: captures\"", "status: draft", "  level: high",
            "  pattern: blue-green",
            "    # start: 2026-03-14T22:00:00Z".trimmingCharacters(in: .whitespaces), "      - id: switch-traffic",
            "  image: registry.harbourpine.example/payments:3.0.0", "    - id: switch-back",
        ] { #expect(text.contains(line), "\(line)") }
        // The migrations of then are done.
        #expect(!text.contains("migration: backfill-account-id"))
        #expect(!text.contains("payments:2.4.0"))
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            (
                ["release", "--service", "paymnts", "--version", "3.0"], 64,
                "there is no service 'paymnts': did you mean 'payments'?"
            ),
            (["release", "--service", "payments", "--version", "the next"], 64, "'the next' is no version"),
            (["release", "--service", "payments", "--version", "latest"], 64, "'latest' is no version"),
            (
                ["release", "--service", "payments", "--version", "3.0", "--pattern", "blu-green"], 64,
                "did you mean 'blue-green'?"
            ),
            (
                ["release", "--service", "payments", "--version", "3.0", "--from", "payments-2.4.9"], 64,
                "there is no release 'payments-2.4.9'"
            ),
            (["release", "A b", "--service", "payments", "--version", "3.0"], 64, "for instance 'a-b'"),
            (["release", "42", "--service", "payments", "--version", "3.0"], 64, "only a number"),
            (["release", "--version", "3.0"], 64, "say --service"),
            (["release", "--service", "payments"], 64, "say --version"),
            (
                ["release", "payments-2.4.0", "--service", "payments", "--version", "2.4.0"], 74,
                "is taken by content/releases/payments-2.4.0/"
            ),
            (
                ["release", "--service", "payments", "--version", "3.0", "--content", "nowhere"], 74,
                "there is no folder nowhere"
            ),
            (["run", "payments-2.4"], 64, "did you mean 'payments-2.4.0'?"),
            (["run", "inventory-3.6.0"], 74, "has no folder for its runs"),
            (["run", "payments-2.4.0", "--from", "no.yaml"], 74, "no.yaml"),
            (["pattern", "blue-green"], 74, "content/patterns/blue-green.md is there already"),
            (["pattern", "../x"], 64, "can't be the id of a pattern"),
            (["guide", "a/../../b"], 64, "can't be a part of a guide's path"),
            (["guide", "/etc/b"], 64, "it is empty"),
            (["checklist", "Two Words"], 64, "for instance 'two-words'"),
            (["incident", "INC-1", "--date", "2026-02-30"], 64, "is no day"),
        ]
    ) func whatCannotBeStartedIsSaidAndWritesNothing(_ arguments: [String], _ code: Int32, _ words: String) async throws
    {
        let shop = try example()
        let before = shop.tree()
        let ended = try await shop.run("new", arguments)
        #expect(ended.code == code, "\(ended.errors)")
        #expect(ended.errors.contains(words), "\(ended.errors)")
        #expect(shop.tree() == before)
    }

    @Test(.timeLimit(.minutes(2))) func anEmptyFolderGetsItsFirstPlan() async throws {
        let shop = try Workshop()
        try FileManager.default.createDirectory(atPath: shop.path + "/content", withIntermediateDirectories: true)
        let ended = try await shop.run("new", "release", "first", "--service", "web", "--version", "1.0", "--yes")
        #expect(ended.code == 0, "\(ended.errors)")
        #expect(try await errors(shop) == [])
        // Nothing is left beside it, and there is no schema to point to.
        #expect(shop.tree("content/releases/first").keys.sorted() == ["deployment-plan.yaml"])
        let again = try await shop.run("new", "release", "first", "--service", "web", "--version", "1.0")
        #expect(again.code == 74)
        let text = String(decoding: shop.tree()["content/releases/first/deployment-plan.yaml"] ?? Data(), as: UTF8.self)
        #expect(!text.contains("yaml-language-server"))
    }

    @Test(.timeLimit(.minutes(2))) func pagesAreStartedWithoutAnError() async throws {
        let shop = try example()
        for arguments in [
            ["pattern", "strangler", "--title", "Strangler: \"fig\" #1"], ["checklist", "night"],
            ["guide", "on-call/first-night"],
            ["incident", "INC-2027-001", "--date", "2027-01-02", "--title", "*Down*"],
        ] {
            let ended = try await shop.run("new", arguments)
            #expect(ended.code == 0, "\(ended.errors)")
        }
        #expect(try await errors(shop) == [])
        // Without a day it is today's: a book with an incident without one can't be published.
        #expect(try await shop.run("new", "incident", "INC-2027-002").code == 0)
        #expect(try await errors(shop) == [])
    }

    @Test(.timeLimit(.minutes(2))) func runsAreNumberedAndTakenIn() async throws {
        let shop = try example()
        let ended = try await shop.run("new", "run", "payments-2.4.0")
        #expect(ended.output == "content/releases/payments-2.4.0/runs/3.yaml\n")
        let text = String(decoding: shop.tree()["content/releases/payments-2.4.0/runs/3.yaml"] ?? Data(), as: UTF8.self)
        #expect(text.contains("attempt: 3\n"))
        #expect(text.contains("  - id: switch-traffic\n    result:\n"))
        #expect(text.contains("  # - id: switch-back\n"))

        let record = "attempt: 4\nstarted: 2026-03-24T22:00:00Z\noutcome: success\n"
        try shop.write("good.yaml", record)
        let taken = try await shop.run("new", "run", "payments-2.4.0", "--from", "good.yaml")
        #expect(taken.output == "content/releases/payments-2.4.0/runs/4.yaml\n")
        #expect(shop.tree()["content/releases/payments-2.4.0/runs/4.yaml"] == Data(record.utf8))
        let twice = try await shop.run("new", "run", "payments-2.4.0", "--from", "good.yaml")
        #expect(twice.code == 74)
        #expect(twice.errors.contains("runs/4.yaml began at the same time: this attempt is recorded already"))
        try shop.write("other.yaml", record.replacing("03-24", with: "03-25"))
        let other = try await shop.run("new", "run", "payments-2.4.0", "--from", "other.yaml")
        #expect(other.code == 74)
        #expect(other.errors.contains("attempt 4 is recorded already"))

        try shop.write("bad.yaml", "attempt: 5\nstarted: yesterday\noutcome: fine\n")
        let before = shop.tree("content")
        let refused = try await shop.run("new", "run", "payments-2.4.0", "--from", "bad.yaml")
        #expect(refused.code == 1)
        #expect(refused.errors.contains("bad.yaml:2:10: error: ") && refused.errors.contains("[bad-time]"))
        #expect(refused.errors.contains("bad.yaml:3:10: error: "))
        #expect(shop.tree("content") == before)
    }

    @Test(.timeLimit(.minutes(2))) func schemasArePrintedAndWritten() async throws {
        let shop = try Workshop()
        let unknown = try await shop.run("schema", "plans")
        #expect(unknown.code == 64)
        for name in ["plan", "run", "site", "pattern", "checklist", "guide", "incident", "template", "releases"] {
            #expect(unknown.errors.contains("- \(name)\n"))
        }
        let printed = try await shop.run("schema")
        #expect(printed.code == 0)
        #expect(try await shop.run("schema", "--write", "made/schemas").code == 0)
        #expect(shop.tree()["made/schemas/plan.schema.json"] == Data(printed.output.utf8))
        // What is ours is made anew; what is not stays.
        try shop.write("made/schemas/plan.schema.json", printed.output.replacingOccurrences(of: "permanent", with: "p"))
        #expect(try await shop.run("schema", "--write", "made/schemas").code == 0)
        #expect(shop.tree()["made/schemas/plan.schema.json"] == Data(printed.output.utf8))
        try shop.write("made/schemas/guide.schema.json", "{}")
        let refused = try await shop.run("schema", "--write", "made/schemas")
        #expect(refused.code == 74)
        #expect(shop.tree()["made/schemas/guide.schema.json"] == Data("{}".utf8))
    }
}
