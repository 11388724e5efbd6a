package struct MetricsView: TabledObject {
    var page: PageFrame
    var body: String?
    var services: [MeasuresView]
    var leftOut: TableView?
    var note: String?

    static let members = MemberTable<MetricsView>(
        "metrics",
        [
            .object("page", "What every page has") { $0.page },
            .html("body", "The text of the index") { $0.body },
            .list("services", "The measures, a service each") { $0.services },
            .object("left_out", "What no measure counts: it never reached production") { $0.leftOut },
            .text("note", "How many releases name no service, where there are any") { $0.note },
        ]
    )
}

/// What the deployments of one service say.
package struct MeasuresView: TabledObject {
    var id: String
    var title: String
    var address: String
    /// The recent window and the whole, in words.
    var recent: String
    var whole: String
    var rows: [MeasureRow]
    var frequency: ChartView?
    var durations: ChartView?
    var byPattern: TableView?
    var byTrigger: TableView?

    static let members = MemberTable<MeasuresView>(
        "measures",
        [
            .text("id", "The service's id") { $0.id },
            .text("title", "The service") { $0.title },
            .text("address", "The service's page") { $0.address },
            .text("recent_window", "The recent window in words") { $0.recent },
            .text("whole_window", "The whole time in words") { $0.whole },
            .list("rows", "The measures") { $0.rows },
            .object("frequency", "Deployments by month") { $0.frequency },
            .object("durations", "Planned against actual, by deployment") { $0.durations },
            .object("by_pattern", "Rollbacks by pattern") { $0.byPattern },
            .object("by_trigger", "Rollbacks by trigger") { $0.byTrigger },
        ]
    )
}

/// A measure in the recent window and in all.
package struct MeasureRow: TabledObject {
    var id: String
    var name: String
    var definition: String
    var recent: String
    var recentCount: String
    var whole: String
    var wholeCount: String

    static let members = MemberTable<MeasureRow>(
        "measure",
        [
            .text("id", "Its id: deployment-frequency ...") { $0.id },
            .text("name", "Its name") { $0.name },
            .text("definition", "How it is counted") { $0.definition },
            .text("recent", "Its value in the recent window, n/a of nothing") { $0.recent },
            .text("recent_count", "Of how many") { $0.recentCount },
            .text("whole", "Its value in all") { $0.whole },
            .text("whole_count", "Of how many") { $0.wholeCount },
        ]
    )
}

/// A picture of numbers, and the numbers.
package struct ChartView: TabledObject {
    var title: String
    /// What it shows and of whom: the names of the charts on one page differ.
    var label: String
    /// How the picture is read.
    var key: String
    var picture: String
    var table: TableView?

    static let members = MemberTable<ChartView>(
        "chart",
        [
            .text("title", "What it shows") { $0.title },
            .text("label", "What it shows, and of whom") { $0.label },
            .text("key", "How the picture is read") { $0.key },
            .html("picture", "The picture") { $0.picture },
            .object("table", "The numbers") { $0.table },
        ]
    )
}
