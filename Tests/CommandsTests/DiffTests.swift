import Foundation
import Testing

/// `rollbook diff`: which plans it takes, what it prints, how it ends.
@Suite struct DiffTests {
    private static let plan = """
        schema: 1
        id: ID
        service: pay
        version: "VERSION"
        status: draft
        title: Ledger
        window: {start: START, end: 2026-12-01T00:00:00Z}
        phases: [{kind: deployment, steps: [{id: switch, title: Switch, command: ./switch COLOUR}]}]

        """

    private func shop() throws -> Workshop {
        let shop = try Workshop()
        try shop.write("content/rollbook.yaml", "title: Shop\n")
        for (id, version, start, colour) in [
            ("pay-1", "1", "2026-03-01T10:00:00Z", "blue"), ("pay-2", "2", "2026-04-01T10:00:00Z", "green"),
        ] {
            let plan = Self.plan.replacing("ID", with: id).replacing("VERSION", with: version)
            try shop.write(
                "content/releases/\(id).yaml",
                plan.replacing("START", with: start).replacing("COLOUR", with: colour)
            )
        }
        return shop
    }

    private static let differences = """
        Plan
            version: [-1-]{+2+}

        Window
            start: [-2026-03-01T10-]{+2026-04-01T10+}:00:00Z

        Steps
          ~ Switch (switch)
              command: ./switch [-blue-]{+green+}

        """

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            ["pay-2"], ["pay-1", "pay-2"], ["content/releases/pay-1.yaml", "content/releases/pay-2.yaml"],
            ["pay-1", "content/releases/pay-2.yaml"],
        ]
    )
    func plansAreNamedByIDOrFile(_ names: [String]) async throws {
        let ended = try await shop().run("diff", names)
        #expect(ended.code == 0, "\(ended.errors)")
        #expect(ended.output == Self.differences)
        // Who names one is told the other.
        #expect(ended.errors == (names.count == 1 ? "against pay-1, the release before\n" : ""))
    }

    @Test(.timeLimit(.minutes(2))) func theExitCodeTellsOnRequest() async throws {
        let shop = try shop()
        #expect(try await shop.run("diff", "--exit-code", "pay-2").code == 1)
        let same = try await shop.run("diff", "--exit-code", "pay-1", "pay-1")
        #expect(same.code == 0)
        #expect(same.output == "No differences.\n")
        #expect(same.errors.isEmpty)
        // What is not compared is no secret.
        let plan = Self.plan.replacing("ID", with: "x").replacing("START", with: "2026-03-01T10:00:00Z")
        try shop.write("a.yaml", plan)
        try shop.write("b.yaml", plan + "readiness: {decision: no-go}\n")
        let other = try await shop.run("diff", "a.yaml", "b.yaml")
        #expect(other.output == "No differences.\n")
        #expect(other.errors.hasPrefix("not compared: readiness, "))
    }

    @Test(.timeLimit(.minutes(2))) func jsonHasOldAndNew() async throws {
        let ended = try await shop().run("diff", "pay-2", "--format", "json")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
        let parts = try #require(root["parts"] as? [[String: Any]])
        #expect(parts.map { $0["part"] as? String } == ["plan", "window", "steps"])
        let step = try #require((parts.last?["items"] as? [[String: Any]])?.first)
        #expect(step["id"] as? String == "switch")
        let field = try #require((step["fields"] as? [[String: Any]])?.first)
        #expect(field["old"] as? String == "./switch blue")
        #expect(field["new"] as? String == "./switch green")
    }

    @Test(
        .timeLimit(.minutes(2)),
        arguments: [
            (["pay-1"], 64, "no release before 'pay-1'"), (["pay-3"], 64, "there is no file and no release 'pay-3'"),
            (["pay-2", "broken.yaml"], 1, "broken.yaml has errors"), (["pay-2", "notes.md"], 1, "is free text"),
            (["pay-2", "content"], 64, "content"), (["--content", "none", "pay-2"], 74, "none"), ([], 64, "plan|id"),
            (["notes.md"], 64, "name a second plan"),
        ]
    )
    func whatCannotBeComparedIsSaid(_ arguments: [String], _ code: Int32, _ words: String) async throws {
        let shop = try shop()
        try shop.write("broken.yaml", "schema: 1\nphases: {a: [\n")
        try shop.write("notes.md", "# Notes\n\nNothing here.\n")
        let ended = try await shop.run("diff", arguments)
        #expect(ended.code == code)
        #expect(ended.errors.contains(words), "\(ended.errors)")
        #expect(ended.output.isEmpty)
    }
}
