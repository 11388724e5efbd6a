import Markdown
import Testing

@Suite("What stands in a document")
struct ContentsTests {
    @Test("Headings have GitHub's anchors")
    func headings() {
        let document = MarkdownDocument("# Set up\n\n## Übung — zwei!\n\n## Set up\n\n# `a_b` *c* ✅ d\n")
        #expect(document.headings.map(\.anchor) == ["set-up", "übung--zwei", "set-up-1", "a_b-c--d"])
        #expect(document.headings.map(\.line) == [1, 3, 5, 7])
        #expect(document.title?.text == "Set up")
        #expect(document.issues.map(\.kind) == [.duplicateHeading])
        #expect(document.html().contains("<h2 id=\"set-up-1\">Set up</h2>"))
    }

    @Test("The title is the first heading: of the first level, or behind nothing but comments")
    func title() {
        #expect(MarkdownDocument("<!-- a -->\n\n## B\n").title?.text == "B")
        #expect(MarkdownDocument("text\n\n# B\n").title?.text == "B")
        #expect(MarkdownDocument("text\n\n## B\n\n# C\n").title == nil)
        #expect(MarkdownDocument("<h1 align=center>Web &amp;\n <b>API</b></h1>\n\n## B\n").title?.text == "Web & API")
        #expect(MarkdownDocument("<h1><img src=a.png> Web</h1>\n\n## B\n").title == nil)
        var options = RenderOptions()
        options.omitsTitle = true
        #expect(MarkdownDocument("<h1>A</h1>\n\nb\n").html(options) == "<p>b</p>\n")
        #expect(MarkdownDocument("# A\n\nb\n").html(options) == "<p>b</p>\n")
    }

    @Test("Links have the place of their target")
    func links() {
        let document = MarkdownDocument(
            """
            é [a](x.md "t") and [b](x.md)
            ![p](p.png) https://e.org/x_y_z.

            | h |
            |---|
            | [c](y.md) [r] |

            [r]: z.md
            <a href="raw.md">r</a>
            """
        )
        let links = document.links
        #expect(links.map(\.destination) == ["x.md", "x.md", "p.png", "https://e.org/x_y_z", "y.md", "z.md", "raw.md"])
        #expect(links.map(\.line) == [1, 1, 2, 2, 6, 6, 9])
        #expect(links.map(\.column) == [7, 25, 6, 13, 7, nil, 10])
        #expect(links.map(\.kind) == [.link, .link, .image, .autolink, .link, .link, .link])
        #expect(links[0].title == "t" && links[0].text == "a" && links[0].length == 4)
    }

    @Test("Tasks have anchors, their own where they have one")
    func tasks() {
        let document = MarkdownDocument("- [ ] Back up the ledger {#backup}\n- [x] **Done**, twice\n- [ ]\n1. [X] n\n")
        let items = document.taskItems
        #expect(items.map(\.anchor) == ["item-backup", "item-done-twice", "item-n"])
        #expect(items.map(\.text) == ["Back up the ledger", "Done, twice", "n"])
        #expect(items.map(\.isChecked) == [false, true, true])
        #expect(document.anchors == ["item-backup", "item-done-twice", "item-n"])
        #expect(document.html().contains("<li id=\"item-backup\" class=\"task-list-item\"><input type=\"checkbox\""))
    }

    @Test("Code")
    func code() {
        let document = MarkdownDocument("a `b c`\n\n- ```sh x\n  ls\n  ```\n")
        #expect(document.codeSpans.map(\.text) == ["b c"])
        #expect(document.codeSpans.map(\.column) == [4])
        #expect(document.codeBlocks.map(\.info) == ["sh x"])
        #expect(document.codeBlocks.map(\.text) == ["ls\n"])
        #expect(document.codeBlocks.map(\.line) == [3])
    }

    @Test("Plain text")
    func plainText() {
        #expect(MarkdownDocument("# A *b*\n\nc\nd\n\n- e `f`\n").plainText == "A b\nc d\ne f")
        #expect(MarkdownDocument("a *b*").isSingleParagraph)
        #expect(!MarkdownDocument("a\n\nb").isSingleParagraph)
    }
}
