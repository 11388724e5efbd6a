import Documents
import Foundation
import Testing

@testable import RollbookCommands
@testable import Site

/// What is learnt from git, in repositories as they are met with.
@Suite struct GitTests {
    @Test(arguments: ["", "docs/con tent/"]) func eachFileHasItsCommits(_ prefix: String) async throws {
        let shop = try Workshop()
        let repository = try GitRepository(shop)
        let names = ["a b.md", "it's.md", "a\"b.md", "x\ny.md", "ü.md", ":x M.md", "commit 1.md", "-n.md"]
        for name in names { try shop.write("\(prefix)guides/\(name)", "# A\n") }
        try repository.commit("First\u{1}: <all> \"of\" them")
        try shop.write("\(prefix)guides/a b.md", "# B\n")
        try shop.write("other.md", "# B\n")
        try repository.commit("Second", "2026-03-02T11:00:00+01:00")
        let found = try await revisions(of: shop.path + "/" + prefix).get()
        #expect(found.prefix == prefix)
        #expect(!found.isShallow)
        for name in names.dropFirst() {
            #expect(found.subjects("guides/\(name)") == ["First\u{1}: <all> \"of\" them"], "\(name)")
        }
        #expect(found.subjects("guides/a b.md") == ["Second", "First\u{1}: <all> \"of\" them"])
        let commit = try #require(found.commits["guides/a b.md"]?.first)
        #expect(commit.date.iso == "2026-03-02T11:00:00+01:00")
        #expect(commit.hash == (try repository.git("rev-parse", "HEAD")))
    }

    @Test func aRenamedFileBeginsAnew() async throws {
        let shop = try Workshop()
        let repository = try GitRepository(shop)
        try shop.write("guides/a.md", "# A\n")
        try repository.commit("First")
        try repository.git("mv", "guides/a.md", "guides/b.md")
        try repository.commit("Rename")
        let found = try await revisions(of: shop.path).get()
        #expect(found.subjects("guides/b.md") == ["Rename"])
        #expect(found.commits["guides/a.md"] == nil)
    }

    /// What a merge took from one side is that side's; what it changed itself is its own.
    @Test func mergesCountWhereTheyChangeAFile() async throws {
        let shop = try Workshop()
        let repository = try GitRepository(shop)
        for name in ["a", "b", "c"] { try shop.write("guides/\(name).md", "# A\n") }
        try repository.commit("First")
        try repository.git("checkout", "-q", "-b", "side")
        try shop.write("guides/a.md", "# Side\n")
        try shop.write("guides/c.md", "# Side\n")
        try repository.commit("Side")
        try repository.git("checkout", "-q", "main")
        try shop.write("guides/b.md", "# Main\n")
        try repository.commit("Main")
        try repository.git("merge", "-q", "--no-ff", "--no-commit", "side")
        try shop.write("guides/c.md", "# Both\n")
        try repository.commit("Merge")
        let found = try await revisions(of: shop.path).get()
        #expect(found.subjects("guides/a.md") == ["Side", "First"])
        #expect(found.subjects("guides/b.md") == ["Main", "First"])
        #expect(found.subjects("guides/c.md").first == "Merge")
    }

    @Test func aShallowCloneHasNoWrongDates() async throws {
        let shop = try Workshop()
        let repository = try GitRepository(shop, "origin")
        for name in ["a", "b"] { try shop.write("origin/guides/\(name).md", "# A\n") }
        try repository.commit("First")
        try shop.write("origin/guides/a.md", "# B\n")
        try repository.commit("Second")
        try shop.write("origin/guides/a.md", "# C\n")
        try repository.commit("Third")
        try repository.git("clone", "-q", "--depth", "2", "file://\(repository.path)", shop.path + "/clone")
        let found = try await revisions(of: shop.path + "/clone").get()
        #expect(found.isShallow)
        #expect(found.subjects("guides/a.md") == ["Third"])
        #expect(found.commits["guides/b.md"] == nil)
    }

    @Test func aWorkTreeWithADetachedHeadIsRead() async throws {
        let shop = try Workshop()
        let repository = try GitRepository(shop, "origin")
        try shop.write("origin/guides/a.md", "# A\n")
        try repository.commit("First")
        try repository.git("worktree", "add", "-q", "--detach", shop.path + "/tree")
        let found = try await revisions(of: shop.path + "/tree").get()
        #expect(found.subjects("guides/a.md") == ["First"])
    }

    @Test func aContentFolderThatIsASubmoduleHasItsOwnCommits() async throws {
        let shop = try Workshop()
        let inner = try GitRepository(shop, "inner")
        try shop.write("inner/guides/a.md", "# A\n")
        try inner.commit("Inner")
        let outer = try GitRepository(shop, "outer")
        try outer.git("submodule", "add", "-q", "file://\(inner.path)", "content")
        try outer.commit("Outer")
        let found = try await revisions(of: outer.path + "/content").get()
        #expect(found.subjects("guides/a.md") == ["Inner"])
        #expect(found.prefix.isEmpty)
    }

    @Test func theFollowedPlanIsReadAtItsRevision() async throws {
        let shop = try Workshop()
        let repository = try GitRepository(shop)
        try shop.write("content/releases/p/deployment-plan.yaml", "title: One\n")
        try repository.commit("One")
        let revision = try repository.git("rev-parse", "HEAD")
        try shop.write("content/releases/p/deployment-plan.yaml", "title: Two\n")
        for (run, named) in [(1, revision), (2, "0123456789"), (3, "--help"), (4, "main")] {
            try shop.write("content/releases/p/runs/\(run).yaml", "attempt: \(run)\nrevision: \"\(named)\"\n")
        }
        try repository.commit("Two")
        let found = try await revisions(of: shop.path + "/content").get()
        #expect(
            found.plans.mapValues { String(decoding: $0, as: UTF8.self) } == ["releases/p/runs/1.yaml": "title: One\n"]
        )
    }
}
