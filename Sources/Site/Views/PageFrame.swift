/// What every page shows around its own: title, navigation, the way to the root.
package struct PageFrame: TabledObject {
    var title: String
    var bookTitle: String
    var description: String?
    var language: String
    /// From this page to the site's root: `../../`, or empty.
    var root: String
    var stylesheet: String
    var icon: String
    var policy: String
    var canonical: String?
    var alternates: [AlternateView]
    var navigation: [NavigationLink]
    var breadcrumbs: [LinkView]
    var home: String
    var search: String
    var citation: String?
    var generator: String
    var revision: RevisionView?

    static let members = MemberTable<PageFrame>(
        "page",
        [
            .text("title", "The page's title") { $0.title },
            .text("book_title", "The book's title") { $0.bookTitle },
            .text("description", "What the page is about, for search engines") { $0.description },
            .text("language", "The language of the texts") { $0.language },
            .text("root", "The way from the page to the site's root") { $0.root },
            .text("stylesheet", "The address of the style sheet") { $0.stylesheet },
            .text("icon", "The address of the icon") { $0.icon },
            .text("policy", "The content-security policy") { $0.policy },
            .text("canonical", "The page's full address, where the book has a base_url") { $0.canonical },
            .list("alternates", "The releases as feed, calendar and JSON") { $0.alternates },
            .list("navigation", "The main parts of the site") { $0.navigation },
            .list("breadcrumbs", "The way from home to here") { $0.breadcrumbs },
            .text("home", "The address of the home page") { $0.home },
            .text("search", "The address of the search page") { $0.search },
            .text("citation", "How others name the page: title, address and revision in Markdown") { $0.citation },
            .text("generator", "The tool's name and version") { $0.generator },
            .object("revision", "The commit that last changed the page's source") { $0.revision },
        ]
    )
}

/// The same in another format.
package struct AlternateView: TabledObject {
    var title: String
    var type: String
    var address: String

    static let members = MemberTable<AlternateView>(
        "alternate",
        [
            .text("title", "What it is") { $0.title },
            .text("type", "Its media type") { $0.type },
            .text("address", "Its address") { $0.address },
        ]
    )
}

/// A link of the navigation.
package struct NavigationLink: TabledObject {
    var title: String
    var address: String
    var isCurrent: Bool

    static let members = MemberTable<NavigationLink>(
        "navigation link",
        [
            .text("title", "What it leads to") { $0.title },
            .text("address", "Its address") { $0.address },
            .flag("is_current", "Whether this page is part of it") { $0.isCurrent },
        ]
    )
}

/// A link with a text, and perhaps something said of it.
package struct LinkView: TabledObject {
    var title: String
    /// `nil` where it leads nowhere: the text stands alone.
    var address: String?
    var note: String?

    init(_ title: String, _ address: String?, note: String? = nil) {
        self.title = title
        self.address = address
        self.note = note
    }

    static let members = MemberTable<LinkView>(
        "link",
        [
            .text("title", "Its text") { $0.title },
            .text("address", "Where it leads; absent where it leads nowhere") { $0.address },
            .text("note", "What is said of it") { $0.note },
        ]
    )
}

/// A name and a value, for lists of facts.
package struct FactView: TabledObject {
    var name: String
    var value: String

    static let members = MemberTable<FactView>(
        "fact",
        [
            .text("name", "What is told") { $0.name },
            .html("value", "The value") { $0.value },
        ]
    )
}

/// A text alone, for lists of texts.
package struct TextView: TabledObject {
    var text: String

    static let members = MemberTable<TextView>("text", [.text("text", "The text") { $0.text }])
}

/// A moment for people and machines.
package struct TimeView: TabledObject {
    var text: String
    var iso: String

    static let members = MemberTable<TimeView>(
        "time",
        [
            .text("text", "For people") { $0.text },
            .text("iso", "For machines (RFC 3339)") { $0.iso },
        ]
    )
}

/// A state by a word and a kind, from which the theme makes a shape and a colour.
package struct StateView: TabledObject {
    /// `success`, `rolled-back`, `draft` ...
    var kind: String
    var word: String

    static let members = MemberTable<StateView>(
        "state",
        [
            .text("kind", "The kind, as a class: success, rolled-back, draft ...") { $0.kind },
            .text("word", "The word for it") { $0.word },
        ]
    )
}
