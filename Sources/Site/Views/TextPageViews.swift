package struct PatternView: TabledObject {
    var page: PageFrame
    var title: String
    var summary: String?
    var facts: [FactView]
    var contents: [LinkView]
    var body: String
    var rollbackSteps: [StepView]
    var use: [FactView]
    var releases: [ReleaseRow]
    var note: String?
    var all: LinkView?
    var related: [LinkView]
    var mentions: [LinkView]
    var source: String

    static let members = MemberTable<PatternView>(
        "pattern",
        [
            .object("page", "What every page has") { $0.page },
            .text("title", "Its name") { $0.title },
            .html("summary", "What it is") { $0.summary },
            .list("facts", "Its attributes") { $0.facts },
            .list("contents", "The text's sections") { $0.contents },
            .html("body", "The text") { $0.body },
            .list("rollback_steps", "Steps that a plan's rollback starts from") { $0.rollbackSteps },
            .list("use", "How the releases went that used it") { $0.use },
            .list("releases", "The releases that used it, newest first; of many the newest alone") { $0.releases },
            .text("note", "Which releases these are, where they are not all") { $0.note },
            .object("all", "Where all of them can be filtered, where the page does not show them") { $0.all },
            .list("related", "Related patterns") { $0.related },
            .list("mentions", "Pages that link here") { $0.mentions },
            .text("source", "The source's path in the content folder") { $0.source },
        ]
    )
}

package struct ChecklistView: TabledObject {
    var page: PageFrame
    var id: String
    /// What stands behind a folder's address in a link: `index.html` where pages are read from a disk.
    var pageFile: String?
    var title: String
    var summary: String?
    var phases: String?
    var itemCount: String
    var body: String
    var use: [FactView]
    var releases: [ReleaseRow]
    var note: String?
    var all: LinkView?
    var mentions: [LinkView]
    var source: String

    static let members = MemberTable<ChecklistView>(
        "checklist",
        [
            .object("page", "What every page has") { $0.page },
            .text("id", "Its id") { $0.id },
            .text("page_file", "What a link to a page ends with: `index.html` with `--offline`") { $0.pageFile },
            .text("title", "Its name") { $0.title },
            .html("summary", "When it is gone through") { $0.summary },
            .text("phases", "The phases that show it") { $0.phases },
            .text("item_count", "How many items it has") { $0.itemCount },
            .html("body", "The items and the text around them") { $0.body },
            .list("use", "How the releases went that used it") { $0.use },
            .list("releases", "The releases that use it, newest first; of many the newest alone") { $0.releases },
            .text("note", "Which releases these are, where they are not all") { $0.note },
            .object("all", "Where all of them can be filtered, where the page does not show them") { $0.all },
            .list("mentions", "Pages that link here") { $0.mentions },
            .text("source", "The source's path in the content folder") { $0.source },
        ]
    )
}

package struct GuideView: TabledObject {
    var page: PageFrame
    var title: String
    var summary: String?
    var contents: [LinkView]
    var body: String
    var mentions: [LinkView]
    var earlier: LinkView?
    var later: LinkView?
    var source: String

    static let members = MemberTable<GuideView>(
        "guide",
        [
            .object("page", "What every page has") { $0.page },
            .text("title", "Its title") { $0.title },
            .html("summary", "What it is about") { $0.summary },
            .list("contents", "The text's sections") { $0.contents },
            .html("body", "The text") { $0.body },
            .list("mentions", "Pages that link here") { $0.mentions },
            .object("earlier", "The guide before") { $0.earlier },
            .object("later", "The guide after") { $0.later },
            .text("source", "The source's path in the content folder") { $0.source },
        ]
    )
}

package struct IncidentView: TabledObject {
    var page: PageFrame
    var incident: IncidentRow
    var facts: [FactView]
    var contents: [LinkView]
    var body: String
    var releases: [ReleaseRow]
    var concurrent: ConcurrentView?
    var mentions: [LinkView]
    var source: String

    static let members = MemberTable<IncidentView>(
        "incident",
        [
            .object("page", "What every page has") { $0.page },
            .object("incident", "The incident") { $0.incident },
            .list("facts", "When it began, was noticed and was over") { $0.facts },
            .list("contents", "The text's sections") { $0.contents },
            .html("body", "The text") { $0.body },
            .list("releases", "The releases that it names or that name it") { $0.releases },
            .object("concurrent", "What ran then, and in the 24 hours before") { $0.concurrent },
            .list("mentions", "Pages that link here") { $0.mentions },
            .text("source", "The source's path in the content folder") { $0.source },
        ]
    )
}

/// The search page; what it finds comes with its script.
package struct SearchView: TabledObject {
    var page: PageFrame
    /// What stands behind a folder's address in a link: `index.html` where pages are read from a disk.
    var pageFile: String?

    static let members = MemberTable<SearchView>(
        "search",
        [
            .object("page", "What every page has") { $0.page },
            .text("page_file", "What a link to a page ends with: `index.html` with `--offline`") { $0.pageFile },
        ]
    )
}

/// The page of an address that is not there.
package struct NotFoundView: TabledObject {
    var page: PageFrame

    static let members = MemberTable<NotFoundView>(
        "not found",
        [.object("page", "What every page has") { $0.page }]
    )
}
