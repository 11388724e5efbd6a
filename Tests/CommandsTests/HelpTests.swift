import Testing

/// What somebody gets who asks for help, or mistypes.
@Suite struct HelpTests {
    private static let commands = [
        "init", "build", "serve", "check", "new release", "new run", "new pattern", "new checklist", "new guide",
        "new incident", "history", "diff", "runbook", "rules", "fields", "schema", "theme", "theme values",
        "theme show", "doctor",
    ]

    @Test(arguments: commands) func everyCommandHasAnExample(_ command: String) async throws {
        let ended = try await Workshop().run("help", command.split(separator: " ").map(String.init))
        #expect(ended.code == 0)
        #expect(ended.output.contains("\n  rollbook \(command)"), "\(ended.output)")
    }

    @Test func noCommandIsLeftOut() async throws {
        let shop = try Workshop()
        for (group, known) in [("", Self.commands), ("new", Self.commands), ("theme", Self.commands)] {
            let help = try await shop.run("help", group.isEmpty ? [] : [group])
            let listed = help.output.split(separator: "SUBCOMMANDS:", maxSplits: 1).last ?? ""
            for match in listed.matches(of: #/(?m)^  ([a-z]+) /#) {
                let name = group.isEmpty ? String(match.1) : "\(group) \(match.1)"
                #expect(known.contains { $0 == name || $0.hasPrefix(name + " ") }, "\(name)")
            }
        }
    }

    @Test(arguments: [
        (["biuld"], "there is no command 'biuld'; did you mean `rollbook build`?"),
        (["help", "chek"], "there is no command 'chek'; did you mean `rollbook check`?"),
        (["new", "relase"], "there is no command 'new relase'; did you mean `rollbook new release`?"),
        (["xyzzy"], "there is no command 'xyzzy'; `rollbook --help` lists those that there are"),
    ])
    func theCommandThatWasMeantIsProposed(_ arguments: [String], _ message: String) async throws {
        let ended = try await Workshop().run(arguments[0], Array(arguments.dropFirst()))
        #expect(ended.code == 64)
        #expect(ended.errors == "rollbook: \(message)\n")
        #expect(ended.output.isEmpty)
    }

    @Test func theOptionThatWasMeantIsProposed() async throws {
        let ended = try await Workshop().run("build", "--outptu", "x")
        #expect(ended.code == 64)
        #expect(ended.firstLine.contains("Did you mean '--output'?"))
    }

    /// `diff` takes ids and files; so does `runbook`.
    @Test func aPlanIsNamedByItsFileOrItsId() async throws {
        let shop = try Workshop()
        #expect(try await shop.run("init", ".").code == 0)
        let byID = try await shop.run("runbook", "web-1.0.0")
        #expect(byID.code == 0)
        let byFolder = try await shop.run("runbook", "content/releases/web-1.0.0/")
        #expect(byFolder.output == byID.output)
        let byFile = try await shop.run("runbook", "content/releases/web-1.0.0/deployment-plan.yaml")
        #expect(byID.output == byFile.output)
        let wrong = try await shop.run("runbook", "web-1.0")
        #expect(wrong.code == 64)
        #expect(wrong.firstLine == "rollbook: there is no file and no release 'web-1.0': did you mean 'web-1.0.0'?")
    }
}
