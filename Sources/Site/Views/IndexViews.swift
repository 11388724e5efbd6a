package struct HomeView: TabledObject {
    var page: PageFrame
    var description: String?
    var body: String?
    var running: [ReleaseRow]
    var coming: [ReleaseRow]
    var preparing: [ReleaseRow]
    var latest: [ReleaseRow]
    var releaseCount: String
    var services: [ServiceRow]
    var patterns: [LinkView]
    var guides: [LinkView]
    var incidents: [LinkView]
    var allReleases: String

    static let members = MemberTable<HomeView>(
        "home",
        [
            .object("page", "What every page has") { $0.page },
            .html("description", "What the book is") { $0.description },
            .html("body", "The text of the content folder's README, where it is one of guides") { $0.body },
            .list("running", "Releases in progress") { $0.running },
            .list("coming", "Approved and scheduled releases, the next first") { $0.coming },
            .list("preparing", "Drafts and plans in review, the newest") { $0.preparing },
            .list("latest", "The newest that are over") { $0.latest },
            .text("release_count", "How many releases there are") { $0.releaseCount },
            .list("services", "The services") { $0.services },
            .list("patterns", "The patterns") { $0.patterns },
            .list("guides", "The guides") { $0.guides },
            .list("incidents", "The newest incidents") { $0.incidents },
            .text("all_releases", "The address of the history") { $0.allReleases },
        ]
    )
}

package struct YearView: TabledObject {
    var year: String
    var count: String
    var releases: [ReleaseRow]

    static let members = MemberTable<YearView>(
        "year",
        [
            .text("year", "The year, or what stands for none") { $0.year },
            .text("count", "How many releases") { $0.count },
            .list("releases", "The releases, newest first") { $0.releases },
        ]
    )
}

package struct ReleaseIndexView: TabledObject {
    var page: PageFrame
    var body: String?
    var history: HistoryView

    static let members = MemberTable<ReleaseIndexView>(
        "release index",
        [
            .object("page", "What every page has") { $0.page },
            .html("body", "The text of releases/README.md") { $0.body },
            .object("history", "The releases") { $0.history },
        ]
    )
}

package struct YearPageView: TabledObject {
    var page: PageFrame
    var history: HistoryView

    static let members = MemberTable<YearPageView>(
        "year page",
        [
            .object("page", "What every page has") { $0.page },
            .object("history", "The year's releases") { $0.history },
        ]
    )
}

package struct ServiceRow: TabledObject {
    var id: String
    var title: String
    var address: String
    var owner: String?
    var releaseCount: String
    var latest: ReleaseRow?

    static let members = MemberTable<ServiceRow>(
        "service row",
        [
            .text("id", "Its id") { $0.id },
            .text("title", "Its name") { $0.title },
            .text("address", "Its page") { $0.address },
            .text("owner", "The team that owns it") { $0.owner },
            .text("release_count", "How many releases it had") { $0.releaseCount },
            .object("latest", "Its newest release that is over") { $0.latest },
        ]
    )
}

package struct ServiceIndexView: TabledObject {
    var page: PageFrame
    var body: String?
    var services: [ServiceRow]

    static let members = MemberTable<ServiceIndexView>(
        "service index",
        [
            .object("page", "What every page has") { $0.page },
            .html("body", "The text of the index") { $0.body },
            .list("services", "The services") { $0.services },
        ]
    )
}

package struct ServiceView: TabledObject {
    var page: PageFrame
    var service: ServiceRow
    var facts: [FactView]
    var history: HistoryView
    var measures: MeasuresView?
    var incidents: [LinkView]

    static let members = MemberTable<ServiceView>(
        "service",
        [
            .object("page", "What every page has") { $0.page },
            .object("service", "The service") { $0.service },
            .list("facts", "Owner, dashboards, repository") { $0.facts },
            .object("history", "Its releases") { $0.history },
            .object("measures", "What its deployments say") { $0.measures },
            .list("incidents", "The incidents of its releases") { $0.incidents },
        ]
    )
}

package struct PatternRow: TabledObject {
    var title: String
    var address: String
    var summary: String?
    var risks: String?
    var downtime: String?
    var rollbackTime: String?
    var extraCapacity: String?
    var compatibleSchema: String?
    var needs: String?
    var useCount: String

    static let members = MemberTable<PatternRow>(
        "pattern row",
        [
            .text("title", "Its name") { $0.title },
            .text("address", "Its page") { $0.address },
            .html("summary", "What it is") { $0.summary },
            .text("risks", "The risk levels that it suits") { $0.risks },
            .text("downtime", "How much downtime it brings") { $0.downtime },
            .text("rollback_time", "How long a rollback takes") { $0.rollbackTime },
            .text("extra_capacity", "How much capacity it needs on top") { $0.extraCapacity },
            .text("compatible_schema", "Whether old and new code must live with one schema") { $0.compatibleSchema },
            .text("needs", "What it needs") { $0.needs },
            .text("use_count", "How many releases used it") { $0.useCount },
        ]
    )
}

package struct PatternIndexView: TabledObject {
    var page: PageFrame
    var body: String?
    var patterns: [PatternRow]

    static let members = MemberTable<PatternIndexView>(
        "pattern index",
        [
            .object("page", "What every page has") { $0.page },
            .html("body", "The text of the index") { $0.body },
            .list("patterns", "The patterns") { $0.patterns },
        ]
    )
}

package struct ChecklistIndexView: TabledObject {
    var page: PageFrame
    var body: String?
    var checklists: [LinkView]

    static let members = MemberTable<ChecklistIndexView>(
        "checklist index",
        [
            .object("page", "What every page has") { $0.page },
            .html("body", "The text of the index") { $0.body },
            .list("checklists", "The checklists; the note says how many items") { $0.checklists },
        ]
    )
}

package struct GuideIndexView: TabledObject {
    var page: PageFrame
    var body: String?
    var groups: [GuideGroup]

    static let members = MemberTable<GuideIndexView>(
        "guide index",
        [
            .object("page", "What every page has") { $0.page },
            .html("body", "The text of guides/index.md") { $0.body },
            .list("groups", "The guides by folder") { $0.groups },
        ]
    )
}

package struct GuideGroup: TabledObject {
    var title: String?
    var guides: [LinkView]

    static let members = MemberTable<GuideGroup>(
        "guide group",
        [
            .text("title", "The folder; absent for the first level") { $0.title },
            .list("guides", "The guides; the note is their summary") { $0.guides },
        ]
    )
}

package struct IncidentRow: TabledObject {
    var id: String
    var title: String
    var address: String
    var date: TimeView?
    var severity: String?
    var status: StateView?
    var releases: [LinkView]

    static let members = MemberTable<IncidentRow>(
        "incident row",
        [
            .text("id", "Its id") { $0.id },
            .text("title", "What happened") { $0.title },
            .text("address", "Its page") { $0.address },
            .object("date", "The day") { $0.date },
            .text("severity", "How bad it was") { $0.severity },
            .object("status", "Where it stands") { $0.status },
            .list("releases", "The releases that it has to do with") { $0.releases },
        ]
    )
}

package struct IncidentIndexView: TabledObject {
    var page: PageFrame
    var body: String?
    var incidents: [IncidentRow]

    static let members = MemberTable<IncidentIndexView>(
        "incident index",
        [
            .object("page", "What every page has") { $0.page },
            .html("body", "The text of the index") { $0.body },
            .list("incidents", "The incidents, newest first") { $0.incidents },
        ]
    )
}
