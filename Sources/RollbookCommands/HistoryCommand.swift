internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents
internal import Site

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Prints what was released, how it went, and the measures of each service.",
        discussion: """
            The measures look at the last days that rollbook.yaml names, and at all; with --since or --until at that \
            time. They are left out where a pattern or an outcome is asked for.

              rollbook history --service payments
              rollbook history --outcome rolled-back --since 2026-01-01
              rollbook history --service payments --json
            """
    )

    @Option(help: ArgumentHelp("Only the releases of a service.", valueName: "id"))
    var service: String?

    @Option(help: ArgumentHelp("Only the releases that use a pattern.", valueName: "id"))
    var pattern: String?

    @Option(
        help: ArgumentHelp("Only what ended so, or stands so: success, rolled-back, scheduled ...", valueName: "word")
    )
    var outcome: String?

    @Option(help: ArgumentHelp("Only what is dated, or was tried, on this day or after it.", valueName: "date"))
    var since: CalendarDate?

    @Option(help: ArgumentHelp("Only what is dated, or was tried, on this day or before it.", valueName: "date"))
    var until: CalendarDate?

    @Flag(help: "Prints JSON: the releases as releases.json has them, and the measures.")
    var json = false

    @Option(help: ArgumentHelp("The content folder.", valueName: "folder"))
    var content = "content"

    mutating func validate() throws {
        if let since, let until, until.daysSinceEpoch < since.daysSinceEpoch {
            throw ValidationError("--until \(until.iso) is before --since \(since.iso)")
        }
    }

    func run() async throws { try await reportingFailures { try await print() } }

    private func print() async throws {
        let tree = try FileTree.disk(content, displayPath: shown(content))
        let catalog = try await Catalog.load(tree, jobs: Terminal.processorCount)
        var filter = HistoryFilter()
        filter.service = try known(service, "service", catalog.services.map(\.id))
        let named = catalog.releases.compactMap { $0.plan.strategy?.pattern?.value.text }
        filter.pattern = try known(pattern, "pattern", Array(Set(catalog.patterns.map(\.id) + named)))
        filter.outcome = try known(outcome, "outcome", HistoryFilter.outcomes)
        filter.since = since
        filter.until = until
        if catalog.diagnostics.contains(where: { $0.severity == .error }) {
            Terminal.message("the book has errors, so something may be missing here: see `rollbook check`\n")
        }
        let report = HistoryReport(catalog, filter)
        if json {
            let text = report.json(baseURL: catalog.book.baseURL?.value).encoded()
            Terminal.output(String(decoding: text, as: UTF8.self))
        } else {
            Terminal.output(report.text)
            Terminal.message("\(counted(report.releaseCount, "release")) of \(catalog.releases.count)\n")
        }
    }

    private func known(_ name: String?, _ what: String, _ known: [String]) throws -> String? {
        guard let name, !known.contains(name) else { return name }
        throw usageFailure("there is no \(what) '\(name)'\(hint(for: name, among: known))")
    }
}

extension CalendarDate: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
