import Foundation
import Testing

@testable import RollbookCommands
@testable import Site

/// Where there is nothing to learn from git, or git does not do what it should.
@Suite struct GitTroubleTests {
    @Test func outsideGitNothingIsKnownAndNothingIsSaid() async throws {
        let shop = try Workshop()
        try shop.write("guides/a.md", "# A\n")
        #expect(message(try await revisions(of: shop.path)) == .some(nil))
    }

    @Test func aRepositoryWithoutCommitsIsSilent() async throws {
        let shop = try Workshop()
        _ = try GitRepository(shop)
        try shop.write("guides/a.md", "# A\n")
        #expect(message(try await revisions(of: shop.path)) == .some(nil))
    }

    @Test func aGitThatIsNotThereIsSilent() async throws {
        let shop = try Workshop()
        try shop.write("guides/a.md", "# A\n")
        #expect(message(try await revisions(of: shop.path, program: shop.path + "/none")) == .some(nil))
    }

    @Test func aRepositoryThatGitDoesNotReadIsTold() async throws {
        let shop = try Workshop()
        let git = try GitRepository(shop)
        try shop.write("guides/a.md", "# A\n")
        try git.commit("one")
        let missing = try #require(message(try await revisions(of: shop.path, program: shop.path + "/none")))
        #expect(missing == "there is no git that could be asked")
        let refused = try #require(message(try await revisions(of: shop.path, program: try script(shop, "exit 128"))))
        #expect(refused?.hasPrefix("git does not read the repository (`git -C ") ?? false)
        // The objects are gone.
        try FileManager.default.removeItem(atPath: shop.path + "/.git/objects")
        try FileManager.default.createDirectory(
            atPath: shop.path + "/.git/objects",
            withIntermediateDirectories: false
        )
        let broken = try #require(message(try await revisions(of: shop.path)))
        #expect(broken != nil)
    }

    @Test(.timeLimit(.minutes(4))) func aGitThatHangsIsEnded() async throws {
        let shop = try Workshop()
        try shop.write("guides/a.md", "# A\n")
        let program = try script(shop, "sleep 300 & sleep 300")
        let start = ContinuousClock.now
        let found = try await revisions(of: shop.path, program: program, timeLimit: 1)
        #expect(message(found) == "git did not answer within 1 s")
        #expect(ContinuousClock.now - start < .seconds(200))
    }

    @Test(arguments: [
        "echo garbage", "printf 'true\\n'", "yes | head -c 100000", "printf '\\377\\000'", "exit 0",
        "case \"$*\" in *rev-parse*) printf 'false\\nshallow\\n\\n' ;; *) printf ':1 2 M' ;; esac",
        "case \"$*\" in *rev-parse*) printf 'false\\nshallow\\n\\n' ;; *) printf 'commit x y z' ;; esac",
    ])
    func garbageIsNoLog(_ body: String) async throws {
        let shop = try Workshop()
        try shop.write("guides/a.md", "# A\n")
        let found = message(try await revisions(of: shop.path, program: try script(shop, body)))
        #expect(found == "git printed what is no answer" || found == "git printed what is no log")
    }

    @Test(.timeLimit(.minutes(1))) func aGitThatNeverStopsIsEnded() throws {
        let endless = Subprocess(program: "yes", arguments: [], environment: [:], outputLimit: 1 << 20)
        #expect(throws: Subprocess.Problem.tooMuch) { try endless.run() }
        // It reads nothing of a long input.
        let deaf = Subprocess(program: "true", arguments: [], environment: [:])
        #expect(try deaf.run(input: [UInt8](repeating: 0x41, count: 1 << 20)) == [])
        let echo = Subprocess(program: "cat", arguments: [], environment: [:])
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try echo.run(input: bytes) == bytes)
    }

    /// Variables that lead git elsewhere, and settings that name programs, change nothing and run nothing.
    @Test(.timeLimit(.minutes(2))) func surroundingsDoNotMatter() async throws {
        let shop = try Workshop()
        let repository = try GitRepository(shop)
        try shop.write("content/rollbook.yaml", "title: Shop\n")
        try shop.write("content/guides/a.md", "# A\n")
        try repository.commit("First")
        let trap = try script(shop, "echo run >>'\(shop.path)/trapped'; cat; exit 0")
        for key in [
            "core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv", "diff.x.command", "gpg.program",
            "core.sshCommand", "core.alternateRefsCommand", "filter.x.clean", "filter.x.smudge", "pager.log",
        ] {
            try repository.git("config", key, trap)
        }
        try repository.git("config", "log.showSignature", "true")
        try repository.git("config", "log.follow", "true")
        try repository.git("config", "core.hooksPath", shop.path)
        try shop.write("content/.gitattributes", "*.md diff=x filter=x\n")
        let elsewhere = [
            "GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere", "GIT_INDEX_FILE": "/nowhere", "GIT_EXTERNAL_DIFF": trap,
            "GIT_PAGER": trap, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "log.mailmap", "GIT_CONFIG_VALUE_0": "x",
            "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_NAMESPACE": "x",
        ]
        let built = try await shop.run("build", [], environment: elsewhere)
        try #require(built.code == 0, "\(built.errors)")
        let page = String(decoding: shop.tree("site")["guides/a/index.html"] ?? Data(), as: UTF8.self)
        #expect(page.contains("Last changed <time datetime=\"2026-03-01T10:00:00Z\">1 March 2026</time>"))
        #expect(shop.tree()["trapped"] == nil)
        // The trap springs where git is run without care.
        try repository.git("diff", "--ext-diff", "HEAD", "--", "content")
        #expect(shop.tree()["trapped"] != nil)
        for (options, environment) in [(["--no-git"], [:]), ([], ["PATH": "/nowhere"])] {
            let built = try await shop.run("build", options, environment: environment)
            try #require(built.code == 0, "\(built.errors)")
            let page = String(decoding: shop.tree("site")["guides/a/index.html"] ?? Data(), as: UTF8.self)
            #expect(!page.isEmpty && !page.contains("Last changed"))
        }
    }

    /// `nil` where something was learnt.
    private func message(_ result: Result<Revisions, Git.Problem>) -> String?? {
        if case .failure(let problem) = result { .some(problem.message) } else { nil }
    }

    private func script(_ shop: Workshop, _ body: String) throws -> String {
        try shop.write("bin/git.sh", "#!/bin/sh\n\(body)\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: shop.path + "/bin/git.sh")
        return shop.path + "/bin/git.sh"
    }
}
