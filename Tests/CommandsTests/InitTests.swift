import Foundation
import Testing

/// `rollbook init` by the built program.
@Suite struct InitTests {
    @Test(.timeLimit(.minutes(2))) func aNewBookBuildsWithoutAFinding() async throws {
        let shop = try Workshop()
        let started = try await shop.run("init", "book")
        #expect(started.code == 0)
        #expect(started.output == "book/content\n")
        #expect(started.errors.contains("rollbook build"))
        let ended = try await shop.run("build", "--strict", "--content", "book/content", "--output", "book/site")
        #expect(ended.code == 0)
        #expect(ended.lastLine.hasSuffix("nothing found"))
        // Nothing of the example's own company came along.
        for (path, data) in shop.tree("book/content") {
            let text = String(decoding: data, as: UTF8.self)
            #expect(!text.contains("harbourpine") && !text.contains("yaml-language-server"), "\(path)")
        }
    }

    @Test func hereAndBesideWhatIsThere() async throws {
        let shop = try Workshop()
        try shop.write("README.md", "Mine.\n")
        let started = try await shop.run("init", ".")
        #expect(started.code == 0)
        #expect(started.output == "./content\n" || started.output == "content\n")
        #expect(shop.tree()["README.md"] == Data("Mine.\n".utf8))
        #expect(shop.tree()["content/rollbook.yaml"] != nil)
    }

    @Test func nothingIsWrittenOver() async throws {
        let shop = try Workshop()
        try shop.write("book/content/rollbook.yaml", "title: Mine\n")
        let before = shop.tree()
        let ended = try await shop.run("init", "book")
        #expect(ended.code == 74)
        #expect(
            ended.firstLine
                == "rollbook: book/content/rollbook.yaml is there already, and `init` writes over nothing: nothing was written"
        )
        #expect(shop.tree() == before)
    }

    @Test func aFileInTheWay() async throws {
        let shop = try Workshop()
        try shop.write("book", "a file\n")
        let ended = try await shop.run("init", "book")
        #expect(ended.code == 74)
        #expect(ended.firstLine.hasPrefix("rollbook: could not "))
        #expect(shop.tree()["book"] == Data("a file\n".utf8))
    }

    @Test func withoutAFolder() async throws {
        let ended = try await Workshop().run("init")
        #expect(ended.code == 64)
    }
}
