/// Releases over time: a picture, filters and a table. Used for the whole book, a year, a service.
package struct HistoryView: TabledObject {
    var count: String
    var timeline: String?
    var legend: [LegendView]
    var filters: [FilterView]
    var years: [YearView]
    var otherYears: [LinkView]
    var note: String?
    var all: LinkView?
    var data: String?
    var suffix: String?

    static let members = MemberTable<HistoryView>(
        "history",
        [
            .text("count", "How many releases there are") { $0.count },
            .html("timeline", "The picture: a lane a service, a mark a release") { $0.timeline },
            .list("legend", "The marks of the picture") { $0.legend },
            .list("filters", "What the table can be narrowed to; for the script, none where there is little to filter")
            {
                $0.filters
            },
            .list("years", "The releases by year, newest first") { $0.years },
            .list("other_years", "The pages of the years, where there are too many releases for one page") {
                $0.otherYears
            },
            .text("note", "Which releases these are, where they are not all") { $0.note },
            .object("all", "Where all releases can be filtered, from a page that shows some") { $0.all },
            .text("data", "The address of all rows for the script, where the page does not show all") { $0.data },
            .text("suffix", "What an address of a folder ends with: `index.html` in an offline site") { $0.suffix },
        ]
    )
}

/// A mark of the picture and its word.
package struct LegendView: TabledObject {
    var kind: String
    var word: String
    var path: String

    static let members = MemberTable<LegendView>(
        "legend",
        [
            .text("kind", "The kind, as a class") { $0.kind },
            .text("word", "What it means") { $0.word },
            .text("path", "The outline, as SVG's path data from -8 to 8") { $0.path },
        ]
    )
}

/// A list of values that the table can be narrowed to.
package struct FilterView: TabledObject {
    var name: String
    var label: String
    var options: [OptionView]

    static let members = MemberTable<FilterView>(
        "filter",
        [
            .text("name", "Its name in the address") { $0.name },
            .text("label", "Its name for people") { $0.label },
            .list("options", "The values that occur") { $0.options },
        ]
    )
}

package struct OptionView: TabledObject {
    var value: String
    var title: String

    static let members = MemberTable<OptionView>(
        "option",
        [
            .text("value", "As in the address") { $0.value },
            .text("title", "For people") { $0.title },
        ]
    )
}
