import Diagnostics
import Markdown
import Testing

@testable import Documents

/// `deployment-plan.md`: nothing that the plan says is lost, and no text of it breaks the document.
@Suite struct PlanWriterTests {
    private static var names: PlanWriter.Names {
        PlanWriter.Names(
            pattern: { $0 == "blue-green" ? ("Blue-green", "../../patterns/blue green.md") : nil },
            checklist: { _ in nil },
            release: { _ in nil }
        )
    }

    private static func write(
        _ plan: DeploymentPlan,
        template: OutputTemplate = .builtIn,
        relink: @escaping (String) -> String? = { _ in nil }
    ) -> String {
        PlanWriter(template: template, names: names, relink: relink).write(plan, id: plan.id?.value.text ?? "plan")
    }

    private static func read(_ text: String) -> DeploymentPlan {
        readPlan(from: Array(text.utf8), file: "a.yaml").value.plan
    }

    /// Each text of the plan with the key it stands under.
    private static func texts(_ json: JSON, at path: String) -> [(path: String, text: String)] {
        switch json {
        case .string(let text): [(path, text)]
        case .array(let items): items.flatMap { texts($0, at: path) }
        case .object(let members): members.flatMap { texts($1, at: path.isEmpty ? $0 : "\(path).\($0)") }
        case .int(let number): [(path, String(number))]
        default: []
        }
    }

    @Test func everyTextOfThePlanIsInTheDocument() {
        let plan = Self.read(fullPlan)
        let written = Self.write(plan).lowercased()
        var lost: Set<String> = []
        for (path, text) in Self.texts(plan.json, at: "") {
            // `blue-green` stands as its title, which is the same word.
            for word in text.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
            where !written.contains(word) {
                lost.insert("\(path): \(text)")
            }
        }
        #expect(lost.sorted() == [])
    }

    @Test func theCommandIsWhatIsRun() {
        let blocks = MarkdownDocument(Self.write(Self.read(fullPlan))).codeBlocks
        #expect(blocks.map(\.info) == ["console", "console", "bash", "sql", "bash", "bash"])
        #expect(blocks.contains { $0.text == "./switch blue\n" })
    }

    @Test(arguments: [
        "echo '```'", "````\nfenced\n````", "a\n\nb", "  indented", "echo `date`", "~~~", "line with trailing\\",
        "<script>alert(1)</script>",
        "printf 'a\tb'", "# no heading", "| no | table |",
    ])
    func aCommandComesBackFromItsFence(_ command: String) throws {
        var step = Step()
        step.title = Located("Run")
        step.command = Located(command)
        var phase = Phase()
        phase.steps = [step]
        var plan = DeploymentPlan()
        plan.phases = [phase]
        let block = try #require(MarkdownDocument(Self.write(plan)).codeBlocks.first)
        #expect(block.text == command + "\n")
    }

    /// A plain text that looks like markup stays what it is in each place where plain texts stand.
    @Test(arguments: [
        "a|b", "a\\|b", "**no**", "<script>alert(1)</script>", "`code`", "[link](http://x)", "![p](q)", "a_b_c",
        "~~gone~~", "&amp;", "&lt;b&gt;",
        "# hash", "1. one", "- dash", "+ plus", "> quote", "http://example.org/a_b", "line\nbreak", "back\\slash",
        "tab\there", "a  b", "é 🚀",
    ])
    func hostileTextsStayTexts(_ text: String) {
        var role = Role()
        role.role = Located("lead")
        role.person = Located(text)
        role.contact = Located("#here")
        var plan = DeploymentPlan()
        plan.title = Located(text)
        plan.roles = [role]
        let document = MarkdownDocument(
            String(Self.write(plan).split(separator: "---\n", maxSplits: 1, omittingEmptySubsequences: true).last ?? "")
        )
        let wanted = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        func squeezed(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        #expect(document.headings.first.map { squeezed($0.text) } == wanted)
        #expect(
            squeezed(document.plainText).contains("\(wanted) #here") || squeezed(document.plainText).contains(wanted)
        )
        let html = document.html()
        #expect(!html.contains("<script"))
        #expect(
            !html.contains("<em>") && !html.contains("<strong>no") && !html.contains("<del>") && !html.contains("<img")
        )
        // One row of three columns.
        #expect(html.components(of: "<td").count - 1 == 3)
    }

    @Test func aTextOfItsOwnKeepsItsLinks() {
        var plan = DeploymentPlan()
        plan.summary = Located(MarkdownText("See [a](../a.md) and [b](b.md \"t\") and `c`."))
        let written = Self.write(plan, relink: { $0 == "../a.md" ? "../../a/" : nil })
        #expect(written.contains("See [a](../../a/) and [b](b.md \"t\") and `c`."))
    }

    @Test func aPatternIsALinkToItsPage() {
        var plan = DeploymentPlan()
        plan.strategy = Strategy()
        plan.strategy?.pattern = Located(Identifier("blue-green"))
        #expect(Self.write(plan).contains("**Pattern:** [Blue-green](<../../patterns/blue green.md>)"))
        plan.strategy?.pattern = Located(Identifier("unknown"))
        #expect(Self.write(plan).contains("**Pattern:** `unknown`"))
    }

    @Test func theTemplateSaysWhatStandsWhere() throws {
        let template = readRecord(
            OutputTemplate.self,
            from: Array(
                """
                intro: Read *first*.
                sections:
                  - {id: roles, title: People, source: roles, intro: Who.}
                  - {id: summary, title: In short, source: summary}
                  - {id: impact, title: Impact, fields: [{name: severity, title: How bad}]}
                  - {id: flags, title: Flags, source: flags}
                """.utf8
            ),
            file: "t.yaml"
        ).value
        let plan = Self.read(
            """
            title: A
            summary: Short text
            roles: [{role: lead, person: Dana}]
            sections: [{id: more, title: More, body: Body}, {id: impact, fields: {severity: minor}}]
            """
        )
        let document = MarkdownDocument(Self.write(plan, template: template))
        // What is empty has no heading; what the template does not name comes last.
        #expect(
            document.headings.filter { $0.level == 2 }.map(\.text).suffix(4) == [
                "People", "In short", "Impact", "More",
            ]
        )
        #expect(document.plainText.contains("How bad: minor"))
    }

    @Test func theSamePlanIsTheSameText() {
        #expect(Self.write(Self.read(fullPlan)) == Self.write(Self.read(fullPlan)))
        #expect(Self.write(Self.read(fullPlan)).hasSuffix("\n"))
        #expect(!Self.write(Self.read(fullPlan)).hasSuffix("\n\n"))
    }

    @Test(arguments: ["a: 1\nb: 2", "---", "\"quoted\"", "\u{1F680}", "x: [y"])
    func frontMatterIsYAMLWhateverItSays(_ text: String) {
        var plan = DeploymentPlan()
        plan.author = Located(text)
        plan.version = Located(VersionText(text))
        plan.tags = [Located(text)]
        let written = Self.write(plan)
        let page = readPage(PlanFrontMatter.self, from: Array(written.utf8), file: "a.md", isForeign: true)
        #expect(page.value.attributes.author?.value == text)
        #expect(page.value.attributes.tags.map(\.value) == [text])
        #expect(!page.diagnostics.contains { $0.severity == .error })
    }
}

/// What the test reads back of the front matter.
struct PlanFrontMatter: Record {
    var place = Place()
    var author: Located<String>?
    var tags: [Located<String>] = []
    static let name = "plan"
    static let fields = FieldTable<PlanFrontMatter>([
        .value("author", \.author, .optional, "Who"), .list("tags", \.tags, .optional, "Words"),
    ])
}

extension String {
    func components(of separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}
