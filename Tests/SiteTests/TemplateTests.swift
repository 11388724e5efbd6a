import Testing

@testable import Site

/// The template language: Mustache with partials and inheritance, names resolved before anything is rendered.
@Suite struct TemplateTests {
    struct Item: TabledObject {
        var name: String
        static let members = MemberTable<Item>("item", [.text("name", "Its name") { $0.name }])
    }

    struct Page: TabledObject {
        var title = "T<1>"
        var absent: String?
        var markup = "<b>x</b>"
        var isSet = true
        var items = [Item(name: "a"), Item(name: "b")]
        var none: [Item] = []
        var inner = Item(name: "inner")

        static let members = MemberTable<Page>(
            "page",
            [
                .text("title", "") { $0.title }, .text("absent", "") { $0.absent }, .html("markup", "") { $0.markup },
                .flag("is_set", "") { $0.isSet }, .list("items", "") { $0.items }, .list("none", "") { $0.none },
                .object("inner", "") { $0.inner },
            ]
        )
    }

    private func render(_ templates: [String: String], _ page: Page = Page()) -> (text: String, problems: [String]) {
        var compiler = TemplateCompiler(templates: templates)
        let program = compiler.compile("page", showing: Page.shape)
        let problems = compiler.problems.map {
            "\($0.place.template):\($0.place.line):\($0.place.column) \($0.message)"
        }
        return (String(decoding: program.render(page), as: UTF8.self), problems)
    }

    @Test(arguments: [
        ("{{title}}|{{ title }}|{{{markup}}}|{{& markup}}", "T&lt;1&gt;|T&lt;1&gt;|<b>x</b>|<b>x</b>"),
        ("{{absent}}{{#absent}}no{{/absent}}{{^absent}}yes{{/absent}}", "yes"),
        ("{{#title}}<{{.}}>{{/title}}", "<T&lt;1&gt;>"), ("{{#markup}}{{{.}}}{{/markup}}", "<b>x</b>"),
        ("{{#is_set}}{{title}}{{/is_set}}{{^is_set}}no{{/is_set}}", "T&lt;1&gt;"),
        ("{{#items}}{{name}},{{/items}}{{#none}}no{{/none}}{{^none}}none{{/none}}", "a,b,none"),
        (
            "{{#has_items}}[{{#items}}{{name}}{{title}}{{/items}}]{{/has_items}}{{^has_none}}-{{/has_none}}",
            "[aT&lt;1&gt;bT&lt;1&gt;]-"
        ),
        ("{{inner.name}}{{#inner}}{{name}}{{#items}}{{name}}{{/items}}{{/inner}}", "innerinnerab"),
        ("a{{! said of it\nover lines }}b", "ab"), ("}} { {{title}} }", "}} { T&lt;1&gt; }"), ("", ""),
    ])
    func rendersAsMustacheDoes(_ template: String, _ expected: String) {
        let rendered = render(["page": template])
        #expect(rendered.text == expected)
        #expect(rendered.problems == [])
    }

    /// A tag other than a value that has a line for itself takes the line with it.
    @Test(arguments: [
        ("a\n{{#is_set}}\nb\n{{/is_set}}\nc\n", "a\nb\nc\n"), ("a\n  {{#is_set}}  \r\nb\n  {{/is_set}}", "a\nb\n"),
        ("{{! x }}\na", "a"), ("a {{#is_set}}\nb{{/is_set}}\n", "a \nb\n"),
        ("{{#items}}\n- {{name}}\n{{/items}}\n", "- a\n- b\n"), ("{{title}}\n", "T&lt;1&gt;\n"),
        ("{{#is_set}}{{/is_set}}\n", "\n"),
    ])
    func linesOfTagsAloneLeaveNoTrace(_ template: String, _ expected: String) {
        #expect(render(["page": template]).text == expected)
    }

    @Test func partialsSeeWhatIsOpenAndAreIndented() {
        let rendered = render([
            "page": "{{#items}}\n  {{> p}}\n{{/items}}\nend {{> q}}.", "p": "<{{name}}>\n{{title}}\n", "q": "q",
        ])
        #expect(rendered.text == "  <a>\n  T&lt;1&gt;\n  <b>\n  T&lt;1&gt;\nend q.")
        #expect(rendered.problems == [])
    }

    @Test func blocksAreFilledFromTheOutermost() {
        let templates = [
            "page": "{{< middle}}{{$body}}page {{title}}{{/body}}{{/middle}}",
            "middle": "{{< base}}\n{{$head}}middle{{/head}}\n{{$body}}lost{{/body}}\n{{/base}}\n",
            "base": "<{{$head}}h{{/head}}|{{$body}}b{{/body}}|{{$foot}}foot{{/foot}}>",
        ]
        let rendered = render(templates)
        #expect(rendered.text == "<middle|page T&lt;1&gt;|foot>")
        #expect(rendered.problems == [])
    }

    /// A mark joins the quote before it to one character; the quote would still end the attribute.
    @Test func whatEndsMarkupIsEscapedWithMarksBehindIt() {
        let page = Page(title: "<\u{301}a\"\u{308}b&\u{200D}c'\u{FE0F}\r\n")
        #expect(render(["page": "{{title}}"], page).text == "&lt;\u{301}a&quot;\u{308}b&amp;\u{200D}c&#39;\u{FE0F}\r\n")
    }

    @Test(arguments: [
        ("{{#items}}{{titel}}{{/items}}", "page:1:11 item has no value `titel`; did you mean `title`?"),
        ("\n  {{inner.nam}}", "page:2:3 `inner.nam`: there is no `nam` in it; did you mean `name`?"),
        ("{{{title}}}", "page:1:1 `title` is a text: write `{{title}}`, so that it is escaped"),
        ("{{markup}}", "page:1:1 `markup` is markup: write `{{{markup}}}`"),
        ("{{items}}", "page:1:1 `items` is no text: write `{{#items}}`"), ("{{.}}", "page:1:1 `.` is no text here"),
        ("{{> gone}}", "page:1:1 there is no template `gone`"), ("{{> page}}", "page:1:1 `page` includes itself"),
        ("{{#items}}", "page:1:1 `items` is not closed"),
        ("{{/items}}", "page:1:1 `{{/items}}` closes what is not open"),
        ("ä {{title", "page:1:3 a tag is not closed: `}}` is missing"),
        ("{{=<% %>=}}", "page:1:1 `{{=<% %>=}}` is no tag: a name has letters, digits, `_`, `-`, `.` and `/`"),
        ("{{}}", "page:1:1 `{{}}` is no tag: a name has letters, digits, `_`, `-`, `.` and `/`"),
        ("{{#is_set}}{{#items}}{{/is_set}}{{/items}}", "page:1:22 `{{/is_set}}` closes what is not open"),
        ("{{< base}}{{$bodi}}{{/bodi}}{{/base}}", "page:1:11 `base` has no block `bodi`; did you mean `body`?"),
        ("{{< base}}text{{/base}}", "page:1:1 only blocks can stand in `{{< base}}`"),
    ])
    func whatIsWrongIsToldAtItsPlace(_ template: String, _ problem: String) {
        #expect(render(["page": template, "base": "{{$body}}{{/body}}"]).problems.first == problem)
    }

    @Test func partialsThatHoldEachOtherGrowNoFurtherThanTheLimit() {
        var templates = ["page": "{{> p0}}"]
        for level in 0..<40 { templates["p\(level)"] = "{{> p\(level + 1)}}{{> p\(level + 1)}}" }
        templates["p40"] = "x"
        #expect(render(templates).problems.contains { $0.contains("grows too large") })
        #expect(render(["page": "{{> a}}", "a": "{{> b}}", "b": "{{> a}}"]).problems.count == 1)
    }

    /// Any cut of the carried theme's templates is read, and told where it is wrong.
    @Test func cutTemplatesAreToldNotCrashedOn() {
        for file in carriedThemeFiles where file.path.hasSuffix(".mustache") {
            let bytes = Array(file.text.utf8)
            for end in stride(from: 0, to: bytes.count, by: 7) {
                let parser = TemplateParser(Array(bytes[..<end]), template: file.path)
                #expect(parser.problems.allSatisfy { $0.place.line >= 1 && $0.place.column >= 1 })
            }
        }
    }
}
