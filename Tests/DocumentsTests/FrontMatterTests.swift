import Diagnostics
import Documents
import Markdown
import Testing

/// Markdown files: front matter, its faults and places, and the body behind it.
@Suite struct FrontMatterTests {
    struct PageCase: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let text: String
        let findings: [String]
        var title: String?
        var isForeign = false
    }

    static let cases = [
        PageCase(
            testDescription: "whole",
            text: "---\ntitle: A\nphases: [other]\n---\n# B\n",
            findings: [],
            title: "A"
        ),
        PageCase(testDescription: "ended by dots", text: "---\ntitle: A\n...\n# B\n", findings: [], title: "A"),
        PageCase(
            testDescription: "an unknown key",
            text: "---\ntitle: A\nphase: [other]\n---\n",
            findings: ["3:1-6 error unknown-key"],
            title: "A"
        ),
        PageCase(
            testDescription: "a wrong value",
            text: "---\ntitle: A\nphases: [others]\n---\n",
            findings: ["3:10-16 error unknown-value"],
            title: "A"
        ),
        PageCase(
            testDescription: "missing keys",
            text: "---\nsummary: A\n---\n",
            findings: ["2:1-8 error missing-field"]
        ),
        PageCase(testDescription: "none at all", text: "# B\n", findings: ["1:1-1 error missing-field"]),
        PageCase(testDescription: "empty", text: "---\n---\n# B\n", findings: ["1:1-1 error missing-field"]),
        PageCase(testDescription: "an empty file", text: "", findings: ["1:1-1 error missing-field"]),
        PageCase(testDescription: "not closed", text: "---\ntitle: A\n# B\n", findings: ["1:1-1 error parse-error"]),
        PageCase(testDescription: "a list", text: "---\n- title\n---\n", findings: ["2:1-2 error wrong-type"]),
        PageCase(testDescription: "a word", text: "---\ntitle\n---\n", findings: ["2:1-6 error wrong-type"]),
        PageCase(testDescription: "no YAML", text: "---\ntitle: [A\n---\n", findings: ["2:8-8 error parse-error"]),
        PageCase(
            testDescription: "Windows' line ends",
            text: "---\r\ntitle: A\r\nphase: b\r\n---\r\n# B\r\n",
            findings: ["3:1-6 error unknown-key"],
            title: "A"
        ),
        PageCase(
            testDescription: "a byte order mark",
            text: "\u{FEFF}---\ntitle: A\n---\n# B\n",
            findings: [],
            title: "A"
        ),
        PageCase(
            testDescription: "blanks behind the dashes",
            text: "--- \ntitle: A\n---\t\n# B\n",
            findings: [],
            title: "A"
        ),
        PageCase(
            testDescription: "another tool's keys",
            text: "---\ntitle: A\nlayout: post\ncategories: [a]\n---\n",
            findings: [],
            title: "A",
            isForeign: true
        ),
        PageCase(testDescription: "another tool's page without", text: "# B\n", findings: [], isForeign: true),
        PageCase(testDescription: "a rule is no front matter", text: "---\n\nText\n", findings: [], isForeign: true),
        PageCase(
            testDescription: "a body's heading that skips",
            text: "---\ntitle: A\n---\n# B\n\n### C\n",
            findings: ["6:1-1 warning heading-level-skipped"],
            title: "A"
        ),
        PageCase(
            testDescription: "a footnote that is not there",
            text: "---\ntitle: A\n---\nSee[^1].\n",
            findings: ["4:1-1 error undefined-footnote"],
            title: "A"
        ),
    ]

    @Test(arguments: cases) func isReadWithItsPlaces(_ test: PageCase) {
        let parsed = readPage(
            ChecklistAttributes.self,
            from: Array(test.text.utf8),
            file: "a.md",
            isForeign: test.isForeign
        )
        #expect(parsed.diagnostics.sortedOnce().map(\.brief) == test.findings)
        #expect(parsed.value.attributes.title?.value == test.title)
    }

    @Test func theBodyKnowsItsLines() {
        let page = readPage(GuideAttributes.self, from: Array("---\ntitle: A\n---\n\n# B\n".utf8), file: "a.md").value
        #expect(page.body.lineOffset == 3)
        #expect(page.body.document.headings.map { $0.line + page.body.lineOffset } == [5])
        #expect(page.headingTitle == "B")
    }

    @Test(arguments: [[0xFF, 0x0A], [0x41, 0x00]] as [[UInt8]]) func whatIsNoTextIsNotRead(_ bytes: [UInt8]) {
        let parsed = readPage(GuideAttributes.self, from: bytes, file: "a.md")
        #expect(parsed.diagnostics.map(\.rule.id) == ["parse-error"])
    }
}

/// Releases in free Markdown: what can be told of them.
@Suite struct LoosePlanTests {
    struct Status: CustomTestStringConvertible, Sendable {
        let text: String
        let status: String?
        var testDescription: String { text }
    }

    static let statuses = [
        Status(text: "Status: EXECUTED", status: "completed"),
        Status(text: "**Status:** DRAFT, NOT READY TO SIGN", status: "draft"),
        Status(text: "Status: READY TO SIGN", status: "approved"), Status(text: "| Status | DRAFT |", status: "draft"),
        Status(text: "| **Status** | Done |", status: "completed"),
        Status(text: "- Status: In Progress", status: "in-progress"),
        Status(text: "## Status: CANCELLED", status: "cancelled"),
        Status(text: "Status: [SUPERSEDED](../draft/README.md)", status: "superseded"),
        Status(text: "Status: rolled-back", status: "rolled-back"),
        Status(text: "status: Work in progress", status: "draft"),
        Status(text: "Status: banana", status: nil), Status(text: "The status: done", status: nil),
        Status(text: "```\nStatus: done\n```", status: nil), Status(text: "Statuses: done", status: nil),
        Status(text: "# Upgrade (COMPLETED - 2024-12-01)", status: "completed"),
        Status(text: "# Upgrade (part 2)", status: nil),
        Status(text: "Status: Not started, will be executed later", status: "scheduled"),
    ]

    @Test(arguments: statuses) func statusIsToldByItsWords(_ test: Status) {
        let parsed = readLoosePlan(from: Array(("Text\n\n" + test.text + "\n").utf8), file: "a.md")
        #expect(parsed.value.plan.status?.value.rawValue == test.status)
    }

    @Test func whatCanBeToldIsTold() throws {
        let text = """
            ---
            date: 2024-05-06
            service: payments
            layout: post
            ---
            # Move the ledger (COMPLETED)

            Steps follow.
            """
        let parsed = readLoosePlan(from: Array(text.utf8), file: "a.md")
        #expect(parsed.value.isLoose)
        #expect(parsed.value.plan.title?.value == "Move the ledger")
        #expect(parsed.value.plan.title?.span.start == SourcePosition(line: 6, column: 1))
        #expect(parsed.value.plan.status?.value == .completed)
        #expect(parsed.value.date == CalendarDate(year: 2024, month: 5, day: 6))
        #expect(parsed.value.plan.service?.value.text == "payments")
        #expect(parsed.diagnostics.map(\.brief) == ["1:1-1 warning unstructured-plan"])
    }
}
