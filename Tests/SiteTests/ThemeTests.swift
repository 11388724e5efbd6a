import Catalog
import Diagnostics
import Testing

@testable import Site

/// Themes of one's own: what they replace, and what is refused before a page is written.
@Suite struct ThemeTests {
    static func theme(_ files: [String: String]) throws -> Theme {
        try .folder(.inMemory(files.mapValues { Array($0.utf8) }, displayPath: "themes/mine"))
    }

    @Test func onePartialCanBeReplaced() async throws {
        let theme = try Self.theme([
            "partials/nothing.mustache": "<p class=\"mine\">{{page.title}}</p>",
            "partials/header.mustache": "<header id=\"mine\">{{page.book_title}}</header>", "assets/extra.css": "a{}",
        ])
        let rendered = try await render(BookPageTests.book, theme: theme)
        for path in rendered.pages {
            #expect(rendered.page(path).contains("<header id=\"mine\">Shop</header>"), "\(path)")
        }
        #expect(rendered.page("assets/extra.css") == "a{}")
        #expect(rendered.files["assets/rollbook.css"] != nil)
    }

    @Test(arguments: [
        ("<p>\n  {{page.titel}}</p>", "themes/mine/partials/header.mustache:2:3: error: ", "there is no `titel` in it"),
        (
            "{{{page.title}}}", "themes/mine/partials/header.mustache:1:1: error: ",
            "is a text: write `{{page.title}}`, so that it is escaped"
        ),
        (
            "{{#page.navigation}}{{adress}}{{/page.navigation}}", "themes/mine/partials/header.mustache:1:",
            "did you mean `address`?"
        ),
        (
            "{{> partials/gone}}", "themes/mine/partials/header.mustache:1:1: error: ",
            "there is no template `partials/gone`"
        ),
        ("{{#page.navigation}}", "themes/mine/partials/header.mustache:1:1: error: ", "is not closed"),
        ("{{page.navigation}}", "themes/mine/partials/header.mustache:1:1: error: ", "is no text"),
        ("a\n{{/x}}", "themes/mine/partials/header.mustache:2:1: error: ", "closes what is not open"),
    ])
    func aTemplateThatNamesNothingIsAnError(_ template: String, _ place: String, _ words: String) throws {
        let error = #expect(throws: ThemeError.self) { try Self.theme(["partials/header.mustache": template]) }
        let line = error?.description.split(separator: "\n").first.map(String.init) ?? ""
        #expect(line.hasPrefix(place))
        #expect(line.contains(words))
    }

    /// The name is right on some pages; what is wrong is that this page puts the partial in.
    @Test func aPartialWithoutItsValuesSaysWhereItIsPutIn() {
        let error = #expect(throws: ThemeError.self) {
            try Self.theme(["layouts/not-found.mustache": "<p>\n{{> partials/phase}}</p>"])
        }
        let lines = error?.description.split(separator: "\n") ?? []
        #expect(!lines.isEmpty)
        for line in lines {
            #expect(line.hasSuffix(" (put in at themes/mine/layouts/not-found.mustache:2:1)"), "\(line)")
        }
    }

    @Test(arguments: [
        ("layouts/runbook.mustache", "no page is made of it", "put it into a template: `{{> layouts/runbook}}`"),
        ("layouts/relaese.mustache", "no page is made of it", "did you mean `layouts/release.mustache`?"),
        ("partials/haeder.mustache", "no page is made of it", "did you mean `partials/header.mustache`?"),
        ("partials/header.html", "no page is made of it", "a template's name ends in `.mustache`"),
        ("partial/header.mustache", "it lies in no folder that a theme is made of", "did you mean `partials/`?"),
        ("house.css", "it lies in no folder that a theme is made of", "move it to `assets/`"),
        ("Header.Mustache", "it lies in no folder that a theme is made of", "move it to `layouts/` or `partials/`"),
    ])
    func aFileThatNoPageIsMadeOfIsTold(_ path: String, _ message: String, _ advice: String) async throws {
        let theme = try Self.theme([path: "x", "theme.yaml": "name: mine", "README.md": "# Mine"])
        let site = try await render(BookPageTests.book, theme: theme).site
        let found = site.diagnostics.filter { $0.rule.id == "unused-theme-file" }
        #expect(found.map(\.file) == ["themes/mine/\(path)"])
        #expect(found.map(\.message) == [message])
        #expect(found.flatMap(\.fixes).map(\.title) == [advice])
    }

    @Test func whatPagesAreMadeOfIsNotTold() throws {
        let theme = try Self.theme([
            "layouts/page.mustache": "{{$content}}{{/content}}", "partials/mine.mustache": "<p>",
            "layouts/not-found.mustache": "{{< page}}{{$content}}{{> mine}}{{/content}}{{/page}}",
            "assets/mine.css": "a{}",
        ])
        #expect(theme.findings == [])
    }

    @Test func theCarriedThemeIsRight() throws {
        let theme = try Theme.carried()
        #expect(theme.name == "default")
        #expect(Set(theme.assets.keys).isSuperset(of: ["rollbook.css"]))
    }
}
