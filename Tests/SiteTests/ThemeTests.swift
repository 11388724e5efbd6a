import Catalog
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

    @Test func theCarriedThemeIsRight() throws {
        let theme = try Theme.carried()
        #expect(theme.name == "default")
        #expect(Set(theme.assets.keys).isSuperset(of: ["rollbook.css"]))
    }
}
