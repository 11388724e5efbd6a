internal import ArgumentParser
internal import Catalog
internal import Documents

/// What the pages of the book have in common when they are started.
private func createPage(
    _ folder: String,
    _ id: String,
    _ options: NewOptions,
    _ title: String?,
    _ page: (String?) -> NewPage
) async throws {
    let path = "\(folder)/\(id).md"
    let catalog = try await options.catalog()
    if let taken = catalog.allPaths.first(where: { $0.lowercased() == path.lowercased() }) {
        throw Failure("\(catalog.files.display(taken)) is there already, and `new` writes over nothing", .inputOutput)
    }
    var title = title
    if title == nil, let dialogue = options.dialogue {
        title = try asking { () throws(Dialogue.Ended) in try dialogue.value("Its title", "") { $0 } }
    }
    try options.create(path, Array(page(title).text.utf8), next: "write it where it says TODO")
}

struct NewPattern: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pattern",
        abstract: "Starts a deployment pattern.",
        discussion: "  rollbook new pattern blue-green --title \"Blue-green\""
    )
    @Argument(help: ArgumentHelp("Its id: `blue-green`.", valueName: "id")) var id: String
    @Option(name: .long, help: ArgumentHelp("Its name.", valueName: "text")) var title: String?
    @OptionGroup var options: NewOptions

    func run() async throws {
        try await reportingFailures {
            try requireID(id, "the id of a pattern")
            try await createPage("patterns", id, options, title) { .pattern(title: $0) }
        }
    }
}

struct NewChecklist: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist",
        abstract: "Starts a checklist.",
        discussion: "  rollbook new checklist rollback-checklist"
    )
    @Argument(help: ArgumentHelp("Its id: `rollback-checklist`.", valueName: "id")) var id: String
    @Option(name: .long, help: ArgumentHelp("Its name.", valueName: "text")) var title: String?
    @OptionGroup var options: NewOptions

    func run() async throws {
        try await reportingFailures {
            try requireID(id, "the id of a checklist")
            try await createPage("checklists", id, options, title) { .checklist(title: $0) }
        }
    }
}

struct NewGuide: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide",
        abstract: "Starts a guide.",
        discussion: "  rollbook new guide on-call/first-night --title \"The first night\""
    )
    @Argument(help: ArgumentHelp("Its path below guides/: `on-call/first-night`.", valueName: "path")) var path: String
    @Option(name: .long, help: ArgumentHelp("Its title.", valueName: "text")) var title: String?
    @OptionGroup var options: NewOptions

    func run() async throws {
        try await reportingFailures {
            for part in path.split(separator: "/", omittingEmptySubsequences: false) {
                try requireID(String(part), "a part of a guide's path")
            }
            try await createPage("guides", path, options, title) { .guide(title: $0) }
        }
    }
}

struct NewIncident: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident",
        abstract: "Starts an incident's review.",
        discussion: "  rollbook new incident INC-2026-014 --date 2026-03-14"
    )
    @Argument(help: ArgumentHelp("Its id: `INC-2026-014`.", valueName: "id")) var id: String
    @Option(name: .long, help: ArgumentHelp("What happened, in a few words.", valueName: "text")) var title: String?
    @Option(name: .long, help: ArgumentHelp("The day: 2026-03-14; by default today.", valueName: "day")) var date:
        String?
    @OptionGroup var options: NewOptions

    func run() async throws {
        try await reportingFailures {
            try requireID(id, "the id of an incident", capitals: true)
            let day = date.flatMap { CalendarDate($0) }
            if let date, day == nil { throw usageFailure("'\(date)' is no day: it is written like 2026-03-14") }
            let today = CalendarDate(daysSinceEpoch: ClockTime.current.seconds / 86_400)
            try await createPage("incidents", id, options, title) {
                .incident(id: id, title: $0, date: day ?? today)
            }
        }
    }
}
