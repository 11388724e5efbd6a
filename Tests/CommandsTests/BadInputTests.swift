import Foundation
import Testing

/// Content that is wrong in every way we know: an exit code, a line that says what, and nothing written or lost.
@Suite struct BadInputTests {
    struct BadInput: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let path: String
        let bytes: @Sendable () -> Data
        /// The rule in the first line.
        let rule: String
        /// Where it points, if not at the file's start.
        let place: String

        init(
            _ name: String,
            _ path: String,
            _ text: @escaping @Sendable @autoclosure () -> String,
            _ rule: String,
            _ place: String = "1:1"
        ) {
            self.init(name, path, bytes: { Data(text().utf8) }, rule, place)
        }

        init(
            _ name: String,
            _ path: String,
            bytes: @escaping @Sendable () -> Data,
            _ rule: String,
            _ place: String = "1:1"
        ) {
            testDescription = name
            self.path = path
            self.bytes = bytes
            self.rule = rule
            self.place = place
        }
    }

    static let plan = "releases/bad/deployment-plan.yaml"
    static let inputs = [
        BadInput("not YAML", plan, "title: [a, b\nservice: c\n", "parse-error", "1:8"),
        BadInput("empty", plan, "", "missing-field"),
        BadInput("a list", plan, "- title: a\n- title: b\n", "wrong-type"),
        BadInput("a word", plan, "hello\n", "wrong-type"),
        BadInput("50 MB", plan, bytes: { Data(repeating: 0x61, count: 50 << 20) }, "file-too-large"),
        BadInput("10,000 brackets", plan, String(repeating: "[", count: 10_000), "too-deep", "1:1026"),
        BadInput("10,000 mappings", plan, String(repeating: "{a: ", count: 10_000), "too-deep", "1:257"),
        BadInput("aliases that expand to gigabytes", plan, aliases, "too-many-aliases", "5:45"),
        BadInput("not UTF-8", plan, bytes: { Data("title: ".utf8) + Data([0xE9, 0x0A]) }, "parse-error", "1:8"),
        BadInput("a NUL", plan, "title: a\n\0\n", "parse-error", "2:1"),
        BadInput(
            "Markdown that is not UTF-8",
            "guides/bad.md",
            bytes: { Data("# A ".utf8) + Data([0xFF]) },
            "parse-error",
            "1:5"
        ),
        BadInput(
            "Markdown of 50 MB",
            "guides/bad.md",
            bytes: { Data(repeating: 0x61, count: 50 << 20) },
            "file-too-large"
        ),
        BadInput("front matter that stays open", "guides/bad.md", "---\ntitle: a\n# A\n", "parse-error"),
        BadInput("a book that is a list", "rollbook.yaml", "- a\n", "wrong-type"),
        BadInput(
            "a book that is not UTF-8",
            "rollbook.yaml",
            bytes: { Data([0xFF, 0xFE, 0x41, 0x00]) },
            "parse-error",
            "1:4"
        ),
        BadInput(
            "a book of 50 MB",
            "rollbook.yaml",
            bytes: { Data(repeating: 0x61, count: 50 << 20) },
            "file-too-large"
        ),
        BadInput("a template that is not YAML", "templates/deployment-plan.yaml", "a: [\n", "parse-error", "2:1"),
        BadInput(
            "a link out of the content",
            "guides/bad.md",
            "# A\n\nSee [x](../../secret.md).\n",
            "link-outside-content",
            "3:9"
        ),
        BadInput("a link to nothing", "guides/bad.md", "# A\n\nSee [x](gone.md).\n", "broken-link", "3:9"),
    ]

    static let aliases: String = {
        var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            text +=
                "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        return text
    }()

    @Test(.timeLimit(.minutes(6)), arguments: inputs) func isToldAndNothingIsWritten(_ input: BadInput) async throws {
        let shop = try await Workshop.withSite()
        try shop.write("content/" + input.path, input.bytes())
        let before = shop.tree()
        let built = try await shop.run("build")
        #expect(built.code == 1)
        #expect(built.output.isEmpty)
        #expect(built.firstLine.hasPrefix("content/\(input.path):\(input.place): error: "), "\(built.firstLine)")
        #expect(built.firstLine.hasSuffix("[\(input.rule)]"), "\(built.firstLine)")
        #expect(built.lastLine.hasSuffix("nothing was published"), "\(built.lastLine)")
        #expect(shop.tree() == before)
        // `check` says the same and writes nothing either.
        let checked = try await shop.run("check")
        #expect(checked.code == 1)
        #expect(checked.firstLine == built.firstLine)
        #expect(shop.tree() == before)
    }

    struct Clash: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let files: [String: String]
        let line: String
    }

    static let clashes = [
        Clash(
            testDescription: "two releases of one id",
            files: ["releases/a.md": "# A\n", "releases/g/a.md": "# B\n"],
            line: "[ambiguous-address]"
        ),
        Clash(
            testDescription: "an id given twice",
            files: ["releases/a.md": "---\nid: x\n---\n", "releases/b.md": "---\nid: x\n---\n"],
            line: "[ambiguous-address]"
        ),
        Clash(
            testDescription: "ids that differ by case",
            files: ["incidents/a.md": incident("INC-1"), "incidents/b.md": incident("inc-1")],
            line: "[ambiguous-address]"
        ),
        Clash(
            testDescription: "guides that differ by case",
            files: ["guides/X.md": "# X\n", "guides/x.md": "# x\n"],
            line: "[ambiguous-address]"
        ),
        Clash(
            testDescription: "a file and a folder",
            files: ["guides/x.md": "# X\n", "guides/x/README.md": "# x\n"],
            line: "[ambiguous-address]"
        ),
    ]

    static func incident(_ id: String) -> String { "---\nid: \(id)\ntitle: T\ndate: 2026-01-01\n---\n" }

    @Test(.timeLimit(.minutes(6)), arguments: clashes) func twoOfOneAddressAreAnError(_ clash: Clash) async throws {
        let shop = try await Workshop.withSite()
        for (path, text) in clash.files { try shop.write("content/" + path, text) }
        let before = shop.tree()
        let built = try await shop.run("build")
        #expect(built.code == 1)
        #expect(built.errors.contains(clash.line))
        // Both places are named.
        for path in clash.files.keys { #expect(built.errors.contains("content/\(path):"), "\(built.errors)") }
        #expect(shop.tree() == before)
    }

    @Test(.timeLimit(.minutes(6))) func aLinkOnTheDiskThatLeavesIsAnError() async throws {
        let shop = try await Workshop.withSite()
        try shop.write("secret.md", "# Secret\n")
        try shop.link("content/guides/out.md", to: "../../secret.md")
        let before = shop.tree("site")
        let built = try await shop.run("build")
        #expect(built.code == 1)
        #expect(built.firstLine.hasPrefix("content/guides/out.md:1:1: error: the symbolic link"))
        #expect(shop.tree("site") == before)
    }

    @Test(.timeLimit(.minutes(6)), arguments: [["guides/.keep"], ["rollbook.yaml"], ["x.png"]])
    func nothingToPublishIsAnError(_ files: [String]) async throws {
        let shop = try Workshop()
        for file in files { try shop.write("content/" + file, file == "rollbook.yaml" ? "title: T\n" : "") }
        let built = try await shop.run("build")
        #expect(built.code == 1)
        #expect(built.errors.contains("content:1:1: error: there is nothing to publish in content [empty-book]"))
        #expect(shop.tree("site").isEmpty)
    }

    @Test(.timeLimit(.minutes(6))) func withoutABookFileDefaultsHold() async throws {
        let shop = try Workshop()
        try shop.write("content/a.md", "# A\n")
        let built = try await shop.run("build")
        #expect(built.code == 0)
        #expect(built.firstLine.hasPrefix("content/rollbook.yaml:1:1: warning: there is no rollbook.yaml"))
        #expect(shop.tree("site")["guides/a/index.html"] != nil)
        let strict = try await shop.run("build", "--strict")
        #expect(strict.code == 1)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let arguments: [String]
        let code: Int32
        let line: String
        var prepare: @Sendable (Workshop) throws -> Void = { _ in }
    }

    static let refusals = [
        Refusal(
            testDescription: "missing content",
            arguments: ["--content", "nothing"],
            code: 74,
            line:
                "rollbook: there is no folder nothing: `--content` names the folder to read, and `rollbook init FOLDER` starts a book"
        ),
        Refusal(
            testDescription: "content that is a file",
            arguments: ["--content", "content/rollbook.yaml"],
            code: 74,
            line: "rollbook: content/rollbook.yaml is a file; `--content` names the folder to read"
        ),
        Refusal(
            testDescription: "output inside content",
            arguments: ["--output", "content/site"],
            code: 74,
            line: "rollbook: the output content/site lies in the content folder content; give another with --output"
        ),
        Refusal(
            testDescription: "output is content",
            arguments: ["--output", "content"],
            code: 74,
            line: "rollbook: the output content lies in the content folder content; give another with --output"
        ),
        Refusal(
            testDescription: "output inside content by a link",
            arguments: ["--output", "way/site"],
            code: 74,
            line: "rollbook: the output way/site lies in the content folder content; give another with --output",
            prepare: { try $0.link("way", to: "content") }
        ),
        Refusal(
            testDescription: "output inside content by dots",
            arguments: ["--output", "./site/../content/new/site"],
            code: 74,
            line:
                "rollbook: the output site/../content/new/site lies in the content folder content; give another with --output"
        ),
        Refusal(
            testDescription: "a theme of nothing",
            arguments: ["--theme", "nothing"],
            code: 64,
            line:
                "rollbook: there is no theme 'nothing': `--theme` takes `default` or the folder of a theme"
        ),
        Refusal(
            testDescription: "an address without scheme",
            arguments: ["--base-url", "example.org"],
            code: 64,
            line:
                "Error: --base-url takes an address that begins with https:// or http://, without ? and #, not 'example.org'"
        ),
        Refusal(
            testDescription: "no jobs",
            arguments: ["--jobs", "0"],
            code: 64,
            line: "Error: --jobs takes a number of at least 1"
        ),
        Refusal(
            testDescription: "an unknown option",
            arguments: ["--contnet", "x"],
            code: 64,
            line: "Error: Unknown option '--contnet'"
        ),
        Refusal(
            testDescription: "an unknown format",
            arguments: ["--format", "xml"],
            code: 64,
            line: "Error: The value 'xml' is invalid for '--format <format>'"
        ),
    ]

    @Test(.timeLimit(.minutes(6)), arguments: refusals) func isRefusedInOneLine(_ refusal: Refusal) async throws {
        let shop = try await Workshop.withSite()
        try refusal.prepare(shop)
        let before = shop.tree()
        let built = try await shop.run("build", refusal.arguments)
        #expect(built.code == refusal.code)
        #expect(built.firstLine.hasPrefix(refusal.line), "\(built.errors)")
        #expect(built.output.isEmpty)
        #expect(shop.tree() == before)
    }

    @Test(.timeLimit(.minutes(6))) func filesThatAreNotOursAreRefusedByName() async throws {
        let shop = try await Workshop.withSite()
        try shop.write("other/notes.txt", "mine")
        let before = shop.tree()
        let built = try await shop.run("build", "--output", "other")
        #expect(built.code == 74)
        #expect(built.errors.contains("notes.txt"))
        #expect(shop.tree("other") == ["notes.txt": Data("mine".utf8)])
        #expect(
            shop.tree("site")
                == before.filter { $0.key.hasPrefix("site/") }.reduce(into: [:]) {
                    $0[String($1.key.dropFirst(5))] = $1.value
                }
        )
    }

    @Test(.timeLimit(.minutes(6))) func outputThatIsAFileIsRefused() async throws {
        let shop = try await Workshop.withSite()
        try shop.write("file", "mine")
        let built = try await shop.run("build", "--output", "file")
        #expect(built.code == 74)
        #expect(built.errors.split(separator: "\n").count == 1)
        #expect(shop.tree()["file"] == Data("mine".utf8))
    }
}
