import Catalog
import Diagnostics
import Testing

@testable import Site

/// What the site finds wrong with links, files and addresses, at line and column.
@Suite struct BookLinkTests {
    struct Finding: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let files: [String: String]
        let findings: [String]
    }

    static func plan(_ more: String) -> [String: String] {
        ["releases/a/deployment-plan.yaml": "status: draft\n" + more]
    }

    static let cases = [
        Finding(
            testDescription: "a broken link",
            files: ["guides/a.md": "# A\n\nSee [b](b.md).\n"],
            findings: ["guides/a.md:3:9 broken-link"]
        ),
        Finding(
            testDescription: "two in a line",
            files: ["guides/a.md": "# A\n\n[b](b.md) é [c](c.md)\n"],
            findings: ["guides/a.md:3:5 broken-link", "guides/a.md:3:17 broken-link"]
        ),
        Finding(
            testDescription: "below front matter",
            files: ["guides/a.md": "---\ntitle: A\n---\n\n[b](b.md)\n"],
            findings: ["guides/a.md:5:5 broken-link"]
        ),
        Finding(
            testDescription: "a reference link",
            files: ["guides/a.md": "# A\n\n[b][r]\n\n[r]: b.md\n"],
            findings: ["guides/a.md:5:6 broken-link"]
        ),
        Finding(
            testDescription: "a broken anchor of its own",
            files: ["guides/a.md": "# A\n\n[b](#gone)\n"],
            findings: ["guides/a.md:3:5 broken-anchor"]
        ),
        Finding(
            testDescription: "a broken anchor elsewhere",
            files: ["guides/a.md": "# A\n\n[b](b.md#gone)\n", "guides/b.md": "# B\n"],
            findings: ["guides/a.md:3:5 broken-anchor"]
        ),
        Finding(
            testDescription: "a good anchor",
            files: ["guides/a.md": "# A\n\n[b](b.md#more-of-it)\n", "guides/b.md": "# B\n\n## More of it\n"],
            findings: []
        ),
        Finding(
            testDescription: "out of the content",
            files: ["guides/a.md": "# A\n\n[b](../../b.md)\n"],
            findings: ["guides/a.md:3:5 link-outside-content"]
        ),
        Finding(
            testDescription: "a missing picture",
            files: ["guides/a.md": "# A\n\n![b](b.png)\n"],
            findings: ["guides/a.md:3:6 missing-file"]
        ),
        Finding(
            testDescription: "a picture from elsewhere",
            files: ["guides/a.md": "# A\n\n![b](https://e.org/b.png)\n"],
            findings: ["guides/a.md:3:6 remote-image"]
        ),
        Finding(
            testDescription: "other pages of the web",
            files: ["guides/a.md": "# A\n\n[b](https://e.org/b) <mailto:a@e.org>\n"],
            findings: []
        ),
        Finding(
            testDescription: "in a code block is no link",
            files: ["guides/a.md": "# A\n\n```\n[b](b.md)\n```\n"],
            findings: []
        ),
        Finding(
            testDescription: "in a plan's plain text",
            files: plan("summary: See [b](b.md).\n"),
            findings: ["releases/a/deployment-plan.yaml:2:18 broken-link"]
        ),
        Finding(
            testDescription: "in a literal block",
            files: plan("summary: |\n  One.\n\n  See [b](b.md).\n"),
            findings: ["releases/a/deployment-plan.yaml:5:11 broken-link"]
        ),
        Finding(
            testDescription: "in a folded block",
            files: plan("summary: >\n  One\n  and [b](b.md).\n"),
            findings: ["releases/a/deployment-plan.yaml:4:11 broken-link"]
        ),
        Finding(
            testDescription: "in quotes",
            files: plan("summary: \"See [b](b.md)\"\n"),
            findings: ["releases/a/deployment-plan.yaml:2:19 broken-link"]
        ),
        Finding(
            testDescription: "twice in a literal block",
            files: plan("summary: |\n  [b](b.md)\n  [b](b.md)\n"),
            findings: [
                "releases/a/deployment-plan.yaml:3:7 broken-link", "releases/a/deployment-plan.yaml:4:7 broken-link",
            ]
        ),
        Finding(
            testDescription: "in a step's note",
            files: plan(
                "phases:\n  - kind: other\n    steps:\n      - title: T\n        notes: |\n          See [b](../b.md).\n"
            ),
            findings: ["releases/a/deployment-plan.yaml:7:19 broken-link"]
        ),
        Finding(
            testDescription: "to a step that is not there",
            files: plan("summary: \"[b](#step-x)\"\n"),
            findings: ["releases/a/deployment-plan.yaml:2:15 broken-anchor"]
        ),
        Finding(
            testDescription: "to a step by its earlier id",
            files: plan("summary: \"[b](#step-old)\"\nphases: [{kind: other, steps: [{title: T, aliases: [old]}]}]\n"),
            findings: []
        ),
        Finding(
            testDescription: "a script that is not there",
            files: plan("migrations: [{id: m, script: m.sql}]\n"),
            findings: ["releases/a/deployment-plan.yaml:2:30 missing-file"]
        ),
        Finding(
            testDescription: "a type that stays home",
            files: plan("").merging(["releases/a/x.exe": "", "releases/a/NOTYPE": ""]) { $1 },
            findings: ["releases/a/NOTYPE:1:1 unpublished-file", "releases/a/x.exe:1:1 unpublished-file"]
        ),
        Finding(
            testDescription: "a file in a page's place",
            files: plan("").merging(["releases/a/plan.json": "{}"]) { $1 },
            findings: ["releases/a/plan.json:1:1 ambiguous-address"]
        ),
        Finding(
            testDescription: "two sources of one address",
            files: ["guides/x.md": "# X\n", "guides/x/index.md": "# X\n"],
            findings: ["guides/x/index.md:1:1 ambiguous-address"]
        ),
        Finding(
            testDescription: "addresses that differ by case",
            files: ["guides/X.md": "# X\n", "guides/x.md": "# X\n"],
            findings: ["guides/x.md:1:1 ambiguous-address"]
        ),
        Finding(
            testDescription: "HTML that is not passed on",
            files: ["guides/a.md": "# A\n\n<iframe src=\"x\"></iframe>\n"],
            findings: ["guides/a.md:3:1 raw-html", "guides/a.md:3:1 raw-html"]
        ),
        Finding(
            testDescription: "a link to a script",
            files: ["guides/a.md": "# A\n\n[b](javascript:x)\n"],
            findings: ["guides/a.md:3:5 unsafe-link"]
        ),
    ]

    @Test(arguments: cases) func isFoundAtItsPlace(_ test: Finding) async throws {
        let rendered = try await render(test.files.merging(["rollbook.yaml": "title: T\n"]) { $1 })
        let rules = Set(Rule.all.filter { $0.group == .site }.map(\.id))
        let found = rendered.findings.filter { rules.contains(String($0.split(separator: " ").last ?? "")) }
        #expect(found == test.findings)
    }

    @Test(arguments: [
        ("<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/></svg>", true),
        ("<svg><use href=\"#a\"/><rect fill=\"url(#b)\"/></svg>", true),
        ("<svg><script>1</script></svg>", false), ("<svg><svg:script>1</svg:script></svg>", false),
        ("<svg onload=\"x\"/>", false),
        ("<svg ONLOAD = 'x'/>", false), ("<svg><foreignObject/></svg>", false),
        ("<svg><image href=\"https://e.org/a.png\"/></svg>", false),
        ("<svg><a xlink:href=\"javascript:x\"/></svg>", false), ("<svg><style>@import 'x'</style></svg>", false),
        ("<svg fill=\"url(https://e.org/x)\"/>", false),
        ("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>", false), ("<?xml-stylesheet href=\"x\"?><svg/>", false),
        ("<svg\u{0C}onload=x/>", false),
        ("<svg><a h&#114;ef=\"x\"/></svg>", true),
    ])
    func picturesWithMoreThanPicturesStayHome(_ svg: String, _ isSafe: Bool) async throws {
        let rendered = try await render([
            "rollbook.yaml": "title: T\n", "guides/a.md": "# A\n\n![p](p.svg)\n", "guides/p.svg": svg,
        ])
        #expect(rendered.findings == (isSafe ? [] : ["guides/p.svg:1:1 unsafe-attachment"]))
        #expect((rendered.files["guides/p.svg"] != nil) == isSafe)
    }

    /// GitHub leads `#More-Of-It` to `#more-of-it`, so people write it; a browser would not.
    @Test func anchorsAreWrittenAsTheyAre() async throws {
        let rendered = try await render([
            "rollbook.yaml": "title: T\n", "guides/a.md": "# A\n\n[b](b.md#More-Of-It) [c](#Below)\n\n## Below\n",
            "guides/b.md": "# B\n\n## More of it\n",
        ])
        #expect(rendered.findings == [])
        #expect(rendered.deadLinks == [])
    }

    @Test func attachmentsStandBesideTheirPage() async throws {
        let files = [
            "rollbook.yaml": "title: T\n",
            "releases/2026/a/README.md": "# A\n\n[sql](sql/x.sql) ![p](../../../images/p.png)\n",
            "releases/2026/a/sql/x.sql": "1", "images/p.png": "2",
            "images/unused.png": "3",
        ]
        let rendered = try await render(files)
        #expect(rendered.findings == [])
        #expect(rendered.page("releases/a/sql/x.sql") == "1")
        #expect(rendered.page("images/p.png") == "2")
        #expect(rendered.files["images/unused.png"] == nil)
        #expect(rendered.deadLinks == [])
    }
}
