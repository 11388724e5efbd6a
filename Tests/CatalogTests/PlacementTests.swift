import Catalog
import Diagnostics
import Documents
import Testing

/// What a file is, told by where it lies.
@Suite struct PlacementTests {
    struct Layout: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let paths: [String]
        var releases: [String] = []
        var findings: [String] = []
        var attachments: [String] = []
    }

    static let layouts = [
        Layout(testDescription: "a folder of its own", paths: ["releases/a/deployment-plan.md"], releases: ["a"]),
        Layout(testDescription: "a file of its own", paths: ["releases/a.md", "releases/b.md"], releases: ["a", "b"]),
        Layout(testDescription: "below groups", paths: ["releases/2026/q1/a/deployment-plan.md"], releases: ["a"]),
        Layout(
            testDescription: "files in groups",
            paths: ["releases/2026/a.md", "releases/2026/b/README.md"],
            releases: ["a", "b"]
        ),
        Layout(testDescription: "README", paths: ["releases/a/README.md"], releases: ["a"]),
        Layout(testDescription: "index", paths: ["releases/a/index.md"], releases: ["a"]),
        Layout(
            testDescription: "a plan before a README",
            paths: ["releases/a/README.md", "releases/a/deployment-plan.md"],
            releases: ["a"],
            attachments: ["releases/a/README.md"]
        ),
        Layout(
            testDescription: "a README above releases only groups",
            paths: ["releases/g/README.md", "releases/g/a/README.md"],
            releases: ["a"],
            findings: ["releases/g/README.md:1:1 unplaced-file"]
        ),
        Layout(
            testDescription: "the index page's text",
            paths: ["releases/README.md", "releases/a.md"],
            releases: ["a"]
        ),
        Layout(
            testDescription: "two plans in a folder",
            paths: ["releases/a/deployment-plan.md", "releases/a/deployment-plan.yml"],
            releases: ["a"],
            findings: ["releases/a/deployment-plan.md:1:1 ambiguous-address"]
        ),
        Layout(
            testDescription: "attachments",
            paths: ["releases/a/README.md", "releases/a/x.sql", "releases/a/sub/y.md"],
            releases: ["a"],
            attachments: ["releases/a/sub/y.md", "releases/a/x.sql"]
        ),
        Layout(
            testDescription: "runs of no plan",
            paths: ["releases/a/runs/1.yaml", "guides/x.md"],
            findings: ["releases/a/runs/1.yaml:1:1 run-without-plan"]
        ),
        Layout(
            testDescription: "elsewhere",
            paths: ["guides/x.md", "notes.md", "other/deep/z.yaml", "other/p.png"],
            findings: ["notes.md:1:1 unplaced-file", "other/deep/z.yaml:1:1 unplaced-file"],
            attachments: ["other/p.png"]
        ),
        Layout(
            testDescription: "patterns do not nest",
            paths: ["patterns/deep/a.md", "guides/x.md"],
            findings: ["patterns/deep/a.md:1:1 unplaced-file"]
        ),
        Layout(
            testDescription: "a name that can't be an id",
            paths: ["releases/My Release/README.md"],
            releases: ["my-release"],
            findings: ["releases/My Release/README.md:1:1 bad-id"]
        ),
        Layout(testDescription: "a capital suffix", paths: ["releases/a/README.MD"], releases: ["a"]),
    ]

    @Test(arguments: layouts) func isWhatItsPlaceSays(_ layout: Layout) async throws {
        var files = ["rollbook.yaml": bookFile]
        for path in layout.paths {
            // Plans and runs in YAML are drafts of nothing here: what is in them is not looked at.
            files[path] = path.hasSuffix(".md") || path.hasSuffix(".MD") ? "# Title of \(path)\n" : "attempt: 1\n"
        }
        let catalog = try await load(files)
        #expect(catalog.releaseIDs == layout.releases)
        let structural: Set = [
            "unplaced-file", "ambiguous-address", "run-without-plan", "bad-id", "path-too-long", "empty-book",
        ]
        #expect(
            catalog.findings.filter { structural.contains(String($0.split(separator: " ").last ?? "")) }
                == layout.findings
        )
        #expect(catalog.attachments.map(\.source) == layout.attachments)
    }

    @Test func aFolderThatIsNoBookIsAllGuides() async throws {
        let catalog = try await load(["a.md": "# A\n", "docs/b.md": "# B\n", "README.md": "# Home\n", "x.png": ""])
        #expect(catalog.guides.map(\.id) == ["a", "docs/b"])
        #expect(catalog.indexTexts["guides"]?.source == "README.md")
        #expect(catalog.findings == ["rollbook.yaml:1:1 no-book-file"])
        #expect(!catalog.hasBookFile)
        #expect(catalog.title == "content")
    }

    @Test func sourcesTakeWhatTheirGlobsSay() async throws {
        let catalog = try await load([
            "rollbook.yaml": "title: T\nsources: {releases: [src/tasks/*/*/README.md], guides: [\"**/*.md\"]}\n",
            "src/tasks/eth/006-gas/README.md": "# Gas\n\nStatus: EXECUTED\n", "src/tasks/sep/007-x/README.md": "# X\n",
            "src/tasks/eth/006-gas/run.sh": "x", "src/README.md": "# Source\n",
            "docs/a.md": "---\nlayout: x\n---\n# A\n", "CHANGES": "",
        ])
        #expect(catalog.releaseIDs == ["eth-006-gas", "sep-007-x"])
        #expect(catalog.guides.map(\.id) == ["docs/a", "src"])
        #expect(catalog.findings == [])
        #expect(catalog.releases.first { $0.id == "eth-006-gas" }?.outcome?.rawValue == "success")
        let script = try #require(catalog.attachments.first { $0.source == "src/tasks/eth/006-gas/run.sh" })
        #expect(script.release.map { catalog.releases[$0].id } == "eth-006-gas")
    }

    /// Nothing of them is a document, a file beside one, or told as out of place; a link to one finds no page.
    @Test func whatIsExcludedIsNoPartOfTheBook() async throws {
        let catalog = try await load([
            "rollbook.yaml":
                "title: T\nsources: {guides: [\"**/*.md\"], exclude: [\"**/node_modules/**\", releases/old/**]}\n",
            "docs/a.md": "# A\n", "node_modules/x/README.md": "# X\n", "docs/node_modules/y.md": "# Y\n",
            "releases/old/deployment-plan.yaml": "nothing of a plan", "releases/old/x.png": "",
        ])
        #expect(catalog.guides.map(\.id) == ["docs/a"])
        #expect(catalog.releases.isEmpty && catalog.attachments.isEmpty)
        #expect(catalog.findings == [])
    }

    @Test(arguments: [0, 1]) func pathsHaveALimit(_ more: Int) async throws {
        let name = "guides/" + String(repeating: "a", count: 240 - "guides/.md".count + more) + ".md"
        let catalog = try await load(["rollbook.yaml": bookFile, name: "# A\n", "guides/b.md": "# B\n"])
        #expect(catalog.guides.count == (more == 0 ? 2 : 1))
        #expect(catalog.diagnostics.map(\.rule.id) == (more == 0 ? [] : ["path-too-long"]))
    }

    @Test(arguments: [
        ("*.md", "a.md", true), ("*.md", "d/a.md", false), ("**/*.md", "a.md", true), ("**/*.md", "d/e/a.md", true),
        ("d/**", "d/e/f", true),
        ("d/**", "e/d/f", false), ("?.md", "ab.md", false), ("{a,b}.md", "b.md", true),
        ("{a,b}/{c,d}.md", "a/d.md", true),
        ("**/migration/**/*upgrade*.md", "docs/migration/v1/an-upgrade-guide.md", true),
        ("**/UPGRADING.md", "UPGRADING.md", true),
        ("./docs/*.md", "docs/a.md", true), ("a*b*c", "aXbYbZc", true), ("[a].md", "[a].md", true), ("", "a", false),
        ("**", "a/b", true),
    ])
    func globs(_ pattern: String, _ path: String, _ matches: Bool) {
        #expect(Glob(pattern).matches(path) == matches)
    }

    @Test(.timeLimit(.minutes(6))) func noGlobIsSlow() {
        let path = Array(repeating: "a", count: 60).joined(separator: "/")
        #expect(!Glob(Array(repeating: "**/a", count: 40).joined(separator: "/") + "/b").matches(path))
        #expect(!Glob(String(repeating: "*a", count: 60) + "b").matches(String(repeating: "a", count: 240)))
        #expect(!Glob(String(repeating: "{a,b}", count: 40)).matches("x"))
    }
}
