package import Diagnostics

/// The book's settings: `rollbook.yaml`.
package struct Book: Record {
    package init() {}
    package var place = Place()
    package var title: Located<String>?
    package var description: Located<MarkdownText>?
    package var baseURL: Located<String>?
    package var language: Located<String>?
    package var repository: Repository?
    package var sources: Sources?
    package var theme: Located<String>?
    package var services: [NamedRecord<ServiceInfo>] = []
    package var environments: [Located<String>] = []
    package var approvals: [NamedValue<Int>] = []
    package var freezes: [Freeze] = []
    package var rules: [NamedValue<SeverityPolicy.Choice>] = []
    package var rawHTML: Located<RawHTMLChoice>?
    package var remoteImages: Located<RemoteImagesChoice>?
    package var requiredPhases: [Located<PhaseKind>] = []
    package var requiredRoles: [Located<String>] = []
    package var measures: Measures?
    package var git: Located<Bool>?

    package static let name = "book"
    package static let fields = FieldTable<Book>([
        .value("title", \.title, .required, "The book's title"),
        .value("description", \.description, .optional, "What it is, on the home page"),
        .value("base_url", \.baseURL, .optional, "Where the site is published: https://runbooks.example.org/"),
        .value("language", \.language, .optional, "The language of the texts (BCP 47); by default en"),
        .record("repository", \.repository, .optional, "Where the sources are kept"),
        .record("sources", \.sources, .optional, "Globs for a repository whose folders are others"),
        .value("theme", \.theme, .optional, "The theme: a name or a path"),
        .recordMap("services", \.services, "The services, by id"),
        .list("environments", \.environments, .optional, "The environments that a plan may name"),
        .map("approvals", \.approvals, "How many approvals a plan needs, by criticality"),
        .records("freezes", \.freezes, .optional, "Times in which nothing is released"),
        .map("rules", \.rules, "Severities of rules: error, warning or ignore"),
        .value("raw_html", \.rawHTML, .optional, "What becomes of HTML in Markdown"),
        .value("remote_images", \.remoteImages, .optional, "What becomes of pictures from elsewhere"),
        .list("required_phases", \.requiredPhases, .optional, "The phases that every plan must have"),
        .list("required_roles", \.requiredRoles, .optional, "The roles that every plan must name"),
        .record("measures", \.measures, .optional, "How the measures are taken"),
        .value("git", \.git, .optional, "Whether revisions are read from git; by default true"),
    ])
}

extension SeverityPolicy.Choice: Choice {}

package enum RawHTMLChoice: String, Choice {
    case allowList = "allow-list"
    case drop
}

package enum RemoteImagesChoice: String, Choice { case link, allow }

/// Where the sources are kept.
package struct Repository: Record {
    package init() {}
    package var place = Place()
    package var url: Located<String>?
    package var branch: Located<String>?
    package var path: Located<String>?

    package static let name = "repository"
    package static let fields = FieldTable<Repository>([
        .value("url", \.url, .required, "Its address"),
        .value("branch", \.branch, .optional, "The branch; by default main"),
        .value("path", \.path, .optional, "The content folder in it"),
    ])
}

/// Globs by kind, for a repository whose folders are others.
package struct Sources: Record {
    package init() {}
    package var place = Place()
    package var releases: [Located<String>] = []
    package var patterns: [Located<String>] = []
    package var checklists: [Located<String>] = []
    package var guides: [Located<String>] = []
    package var incidents: [Located<String>] = []
    package var exclude: [Located<String>] = []

    package static let name = "sources"
    package static let fields = FieldTable<Sources>([
        .list("releases", \.releases, .optional, "Documents that are releases: `src/tasks/*/*/README.md`"),
        .list("patterns", \.patterns, .optional, "Documents that are patterns"),
        .list("checklists", \.checklists, .optional, "Documents that are checklists"),
        .list("guides", \.guides, .optional, "Documents that are guides: `docs/**/*.md`"),
        .list("incidents", \.incidents, .optional, "Documents that are incidents"),
        .list("exclude", \.exclude, .optional, "Files that are no part of the book: `**/node_modules/**`"),
    ])
}

/// What the book knows of a service.
package struct ServiceInfo: Record {
    package init() {}
    package var place = Place()
    package var title: Located<String>?
    package var owner: Located<String>?
    package var dashboards: [Located<String>] = []
    package var repository: Located<String>?

    package static let name = "service"
    package static let fields = FieldTable<ServiceInfo>([
        .value("title", \.title, .optional, "Its name for people"),
        .value("owner", \.owner, .optional, "The team that owns it"),
        .list("dashboards", \.dashboards, .optional, "Where one sees how it does"),
        .value("repository", \.repository, .optional, "Where its source is"),
    ])
}

/// A time in which nothing is released.
package struct Freeze: Record {
    package init() {}
    package var place = Place()
    package var name: Located<String>?
    package var start: Located<TimeOrDate>?
    package var end: Located<TimeOrDate>?

    package static let name = "freeze"
    package static let fields = FieldTable<Freeze>([
        .value("name", \.name, .required, "What it is for"),
        .value("start", \.start, .required, "From when"),
        .value("end", \.end, .required, "Until when; a date counts to its end"),
    ])
}

/// How the measures are taken.
package struct Measures: Record {
    package init() {}
    package var place = Place()
    package var days: Located<Int>?

    package static let name = "measures"
    package static let fields = FieldTable<Measures>([
        .value("days", \.days, .optional, "The length of the recent window in days; by default 90")
    ])
}
