internal import Catalog
internal import Diagnostics
internal import Documents
internal import Markdown

/// The history: all releases, those of a year, those of a service.
extension PageContext {
    /// Beyond this many releases a page shows the newest, and years have pages of their own.
    static let releasesPerPage = 500
    private static let newest = 100
    /// Beyond this many marks a picture is neither read nor worth its bytes.
    private static let marksPerPicture = 2_000

    /// The pages of the years; none while one page holds all.
    static func years(_ catalog: Catalog) -> [(name: String, releases: [Int])] {
        guard catalog.releases.count > releasesPerPage else { return [] }
        let names = catalog.releases.map { $0.date.map { String($0.year) } ?? "Undated" }
        let groups = Dictionary(grouping: names.indices) { names[$0] }
        return groups.map { ($0.key, $0.value) }.sorted { $0.name > $1.name }
    }

    static func address(ofYear name: String) -> Address { Address("releases/\(name.lowercased())/") }

    /// The history of the whole book.
    func history() -> HistoryView {
        let all = Array(catalog.releases.indices)
        let years = Self.years(catalog)
        guard !years.isEmpty else { return history(of: all, lanes: catalog.services.map(\.id)) }
        let shown = Array(all.prefix(Self.newest))
        var view = history(of: shown, lanes: lanes(of: shown), filteredBy: all)
        view.otherYears = years.map { year in
            let note = Words.count(year.releases.count, "release")
            return LinkView(year.name, link(Self.address(ofYear: year.name)), note: note)
        }
        view.count = Words.count(all.count, "release")
        view.note =
            "The newest \(shown.count) of \(all.count). All others stand on the pages of their years; a filter looks at all."
        view.data = link(Self.historyData)
        return view
    }

    static let historyData = Address("releases/history.js")

    func yearPage(_ name: String, _ releases: [Int]) -> YearPageView {
        var view = history(of: releases, lanes: lanes(of: releases))
        if releases.count > Self.marksPerPicture {
            view.note = "More than \(Self.marksPerPicture) releases are not drawn; each service's page has its picture."
        }
        return YearPageView(
            page: frame("Releases, \(name)", section: "releases", trail: [LinkView(name, link(address))]),
            history: view
        )
    }

    /// The history of one service; beyond what a page holds the newest and a way to the rest.
    func history(of service: Service) -> HistoryView {
        let all = catalog.relations.releasesByService[service.id] ?? []
        let shown = Array(all.prefix(Self.releasesPerPage))
        var view = history(of: shown, lanes: [service.id])
        view.count = Words.count(all.count, "release")
        view.filters.removeAll { $0.name == "service" }
        view.note = note(shown.count, of: all.count)
        view.all = wayToAll(all, ["service": service.id])
        return view
    }

    /// The releases that used a pattern or a checklist; beyond what a page holds the newest.
    func users(_ all: [Int]) -> [ReleaseRow] {
        (all.count > Self.releasesPerPage ? all.prefix(Self.newest) : all[...]).map(row)
    }

    /// Which releases these are, where they are not all.
    func note(_ shown: Int, of all: Int) -> String? {
        shown == all ? nil : "The newest \(shown) of \(all)."
    }

    /// The history, narrowed, where a page does not hold all of some releases.
    func wayToAll(_ all: [Int], _ filter: [String: String]) -> LinkView? {
        all.count > Self.releasesPerPage ? filtered("All \(all.count) in the history", filter) : nil
    }

    /// A link to the history, narrowed.
    func filtered(_ title: String, _ filters: [String: String]) -> LinkView {
        let query = filters.sorted { $0.key < $1.key }.map { "\($0)=\(LinkWriter.encoded($1, keeping: ""))" }
        return LinkView(title, link(Routes.index("releases")) + "?" + query.joined(separator: "&"))
    }

    private func history(of releases: [Int], lanes: [String], filteredBy all: [Int]? = nil) -> HistoryView {
        HistoryView(
            count: Words.count(releases.count, "release"),
            timeline: timeline(releases, lanes),
            legend: legend(releases),
            filters: filters(all ?? releases),
            years: years(releases),
            otherYears: [],
            suffix: options.isOffline ? "index.html" : nil
        )
    }

    /// The services of some releases in the book's order.
    private func lanes(of releases: [Int]) -> [String] {
        let named = Set(releases.flatMap { catalog.releases[$0].services })
        return catalog.services.map(\.id).filter { named.contains($0) }
    }
}

// MARK: The picture

extension PageContext {
    private func timeline(_ releases: [Int], _ services: [String]) -> String? {
        guard releases.count <= Self.marksPerPicture else { return nil }
        var lanes = services.map { id in
            let service = serviceLink(id)
            return Timeline.Lane(
                title: service.title,
                address: service.address,
                marks: releases.filter { catalog.releases[$0].services.contains(id) }.compactMap(mark)
            )
        }
        let unnamed = releases.filter { catalog.releases[$0].services.isEmpty }.compactMap(mark)
        if !unnamed.isEmpty {
            lanes.append(Timeline.Lane(title: services.isEmpty ? "Releases" : "No service", marks: unnamed))
        }
        return Timeline(lanes: lanes.filter { !$0.marks.isEmpty }).markup
    }

    private func state(_ index: Int) -> StateView? {
        let release = catalog.releases[index]
        return Words.state(release.outcome) ?? Words.state(release.status)
    }

    private func mark(_ index: Int) -> Timeline.Mark? {
        let release = catalog.releases[index]
        guard let date = release.date else { return nil }
        let state = state(index)
        let name = [release.version, release.title].compactMap { $0 }.joined(separator: " ")
        return Timeline.Mark(
            id: release.id,
            address: link(.release(index)),
            words: "\(name): \(state?.word ?? "no status"), \(Words.date(date))",
            day: date.daysSinceEpoch,
            kind: state?.kind ?? "draft"
        )
    }

    /// The states that occur, in the order of the lists of values.
    private func legend(_ releases: [Int]) -> [LegendView] {
        let words = Dictionary(releases.compactMap(state).map { ($0.kind, $0.word) }) { first, _ in first }
        return HistoryFilter.outcomes.compactMap { kind in
            words[kind].map { LegendView(kind: kind, word: $0, path: OutcomeShape.path(kind)) }
        }
    }
}

// MARK: Filters

extension PageContext {
    /// What the releases can be narrowed to: only what would leave some and drop some.
    private func filters(_ releases: [Int]) -> [FilterView] {
        guard releases.count > 1 else { return [] }
        let shown = releases.map { catalog.releases[$0] }
        var services: [OptionView] = []
        let named = Set(releases.flatMap { catalog.releases[$0].services })
        for service in catalog.services where named.contains(service.id) {
            services.append(OptionView(value: service.id, title: service.title))
        }
        let usedPatterns = Set(shown.compactMap { $0.pattern?.value.text })
        let patterns = usedPatterns.sorted().map { OptionView(value: $0, title: patternLink($0).title) }
        let states = Dictionary(releases.compactMap(state).map { ($0.kind, $0.word) }) { first, _ in first }
        return [
            FilterView(name: "service", label: "Service", options: services),
            FilterView(name: "pattern", label: "Pattern", options: patterns),
            FilterView(name: "checklist", label: "Checklist", options: checklists(releases)),
            FilterView(
                name: "outcome",
                label: "Outcome",
                options: HistoryFilter.outcomes.compactMap { kind in
                    states[kind].map { OptionView(value: kind, title: $0) }
                }
            ),
            FilterView(
                name: "criticality",
                label: "Criticality",
                options: choices(shown.map { $0.outline.criticality?.value })
            ),
            FilterView(name: "change", label: "Change", options: choices(shown.map { $0.outline.change?.value })),
            FilterView(name: "kind", label: "Kind", options: choices(shown.map { $0.outline.kind?.value })),
        ].filter { $0.options.count > 1 }
    }

    /// Those that some of the releases use; what only some of them do is what can be asked.
    private func checklists(_ releases: [Int]) -> [OptionView] {
        let used = Set(releases.flatMap { catalog.releases[$0].checklists })
        return catalog.checklists.filter { used.contains($0.id) }.map { OptionView(value: $0.id, title: $0.title) }
    }

    private func choices<Value: Choice>(_ values: [Value?]) -> [OptionView] {
        let used = Set(values.compactMap { $0?.rawValue })
        return Value.allCases.filter { used.contains($0.rawValue) }.map {
            OptionView(value: $0.rawValue, title: $0.words)
        }
    }

    /// All rows as a script that hands them over: unlike JSON it may also be loaded from a file.
    func historyScript() -> [UInt8] {
        let checklists = catalog.checklists.map(\.id)
        let numbers = Dictionary(zip(checklists, 0...)) { first, _ in first }
        let releases = catalog.releases.indices.map { index in
            let release = catalog.releases[index]
            let state = state(index)
            return JSON.array([
                .string(release.id), .string(release.title), JSON(release.version), JSON(release.date?.iso),
                JSON(release.date.map { Words.date($0) }), .array(release.services.map { .string($0) }),
                JSON(release.pattern?.value.text), JSON(state?.kind), JSON(state?.word),
                JSON(release.outline.criticality?.value.rawValue), JSON(release.outline.change?.value.rawValue),
                JSON(release.outline.kind?.value.rawValue), .int(release.runs.count),
                .array(release.checklists.compactMap { numbers[$0].map(JSON.int) }),
                .array(otherDays(of: release).map { .string($0) }),
            ])
        }
        let services = catalog.services.map { service -> (String, JSON) in
            let link = serviceLink(service.id)
            return (service.id, .array([.string(link.title), JSON(link.address)]))
        }
        let patterns = Set(catalog.releases.compactMap { $0.pattern?.value.text }).map {
            id -> (String, JSON) in
            let link = patternLink(id)
            return (id, .array([.string(link.title), JSON(link.address)]))
        }
        let data = JSON.object([
            "releases": .array(Array(releases)),
            "services": .object(Dictionary(services) { first, _ in first }),
            "patterns": .object(Dictionary(patterns) { first, _ in first }),
            "checklists": .array(checklists.map { .string($0) }),
        ])
        return Array("rollbookHistory(".utf8) + data.encoded(compact: true).dropLast() + Array(");\n".utf8)
    }
}
