import Foundation
import Testing

/// `rollbook history` by the built program.
@Suite struct HistoryTests {
    /// Three releases: one that went well, one that was taken back, a draft that names no service.
    private func book() throws -> Workshop {
        let shop = try Workshop()
        try shop.write(
            "content/rollbook.yaml",
            "title: Shop\ngit: false\nservices: {till: {title: Till}, vault: {title: \"日本\"}}\n"
        )
        func plan(_ id: String, _ rest: String) throws {
            try shop.write(
                "content/releases/\(id)/deployment-plan.yaml",
                "schema: 1\nid: \(id)\ntitle: \"The \\\"\(id)\\\"\"\nversion: \"1.0.0\"\n\(rest)\n"
            )
        }
        func run(_ id: String, _ outcome: String, _ start: String, _ end: String, _ rest: String = "") throws {
            try shop.write(
                "content/releases/\(id)/runs/1.yaml",
                "attempt: 1\nstarted: \(start)\nended: \(end)\noutcome: \(outcome)\nsteps: []\n\(rest)"
            )
        }
        try plan(
            "well",
            "service: till\nstatus: completed\nwindow: {start: 2026-01-10T10:00:00Z, end: 2026-01-10T11:00:00Z}"
        )
        try run("well", "success", "2026-01-10T10:00:00Z", "2026-01-10T10:30:00Z")
        try plan(
            "back",
            "service: till\nstatus: rolled-back\nkind: hotfix\nwindow: {start: 2026-02-10T10:00:00Z, end: 2026-02-10T11:00:00Z}"
        )
        try run(
            "back",
            "rolled-back",
            "2026-02-10T10:00:00Z",
            "2026-02-10T10:30:00Z",
            "decisions: [{at: 2026-02-10T10:10:00Z, by: A, decision: rollback, reason: r, trigger: errors}]\n"
                + "rollback: {restored: 2026-02-10T10:22:00Z}\n"
        )
        try plan("later", "status: draft")
        return shop
    }

    private func releases(_ shop: Workshop, _ arguments: String...) async throws -> [String] {
        let ended = try await shop.run("history", ["--json"] + arguments)
        try #require(ended.code == 0, "\(ended.errors)")
        let root = try #require(try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
        return try #require(root["releases"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    }

    @Test func narrows() async throws {
        let shop = try book()
        #expect(try await releases(shop) == ["back", "well", "later"])
        #expect(try await releases(shop, "--service", "till") == ["back", "well"])
        #expect(try await releases(shop, "--service", "vault") == [])
        #expect(try await releases(shop, "--outcome", "rolled-back") == ["back"])
        #expect(try await releases(shop, "--outcome", "draft") == ["later"])
        #expect(try await releases(shop, "--since", "2026-01-11") == ["back"])
        #expect(try await releases(shop, "--since", "2026-01-10", "--until", "2026-01-10") == ["well"])
    }

    @Test func measuresAreOfTheServiceAndItsTime() async throws {
        let shop = try book()
        func measures(_ arguments: String...) async throws -> [String: [[String: Any]]] {
            let ended = try await shop.run("history", ["--json"] + arguments)
            let root = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any]
            return try #require(root?["measures"] as? [String: [[String: Any]]])
        }
        let all = try await measures()
        #expect(Set(all.keys) == ["till"])
        let windows = try #require(all["till"])
        #expect(windows.map { $0["days"] as? Int } == [90, nil])
        #expect(windows[1]["deployments"] as? Int == 2)
        #expect(windows[1]["change_fail_rate"] as? [String: Int] == ["count": 1, "of": 2])
        #expect(windows[1]["failed_deployment_recovery_time"] as? [String: Int] == ["seconds": 720, "n": 1])
        #expect(windows[1]["deployment_rework_rate"] as? [String: Int] == ["count": 1, "of": 2])
        let january = try await measures("--until", "2026-01-31")
        #expect(january["till"]?.map { $0["deployments"] as? Int } == [1])
        #expect(try await measures("--outcome", "success").isEmpty)
    }

    @Test func theTableIsForPeople() async throws {
        let ended = try await book().run("history")
        #expect(ended.code == 0)
        let lines = ended.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0] == "DATE        RELEASE  SERVICES  PATTERN  CRIT  OUTCOME      TITLE")
        #expect(lines[1] == "2026-02-10  back     till                     rolled back  The \"back\"")
        #expect(ended.output.contains("TILL "))
        #expect(ended.lastLine == "3 releases of 3")
    }

    @Test(arguments: [
        (["--service", "tills"], "rollbook: there is no service 'tills': did you mean 'till'?"),
        (["--pattern", "x"], "rollbook: there is no pattern 'x'; there is none yet"),
        (["--outcome", "succes"], "rollbook: there is no outcome 'succes': did you mean 'success'?"),
        (["--since", "yesterday"], "Error: The value 'yesterday' is invalid for '--since <date>'"),
        (["--since", "2026-02-01", "--until", "2026-01-01"], "Error: --until 2026-01-01 is before --since 2026-02-01"),
    ])
    func wrongUsageSaysWhatWouldBeRight(_ arguments: [String], _ message: String) async throws {
        let ended = try await book().run("history", arguments)
        #expect(ended.code == 64)
        #expect(ended.firstLine == message)
        #expect(ended.output.isEmpty)
    }

    @Test func aBookWithErrorsIsSaidToBeIncomplete() async throws {
        let shop = try book()
        try shop.write("content/releases/broken/deployment-plan.yaml", "schema: 1\nid: [\n")
        let ended = try await shop.run("history")
        #expect(ended.code == 0)
        #expect(ended.firstLine.hasPrefix("the book has "))
        #expect(ended.output.contains("well"))
    }

    @Test func aFolderThatIsNotThere() async throws {
        let ended = try await Workshop().run("history", "--content", "nowhere")
        #expect(ended.code == 74)
        #expect(ended.firstLine.contains("nowhere"))
    }
}
