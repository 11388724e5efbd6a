internal import Catalog
internal import Documents
internal import Markdown

/// How the releases went that used a pattern or a checklist.
extension PageContext {
    func use(of releases: [Int]) -> [FactView] {
        guard !releases.isEmpty else { return [] }
        let deployments = catalog.history.deployments(ofReleases: releases)
        let measures = DeploymentMeasures(deployments)
        var facts: [FactView] = []
        func add(_ name: String, _ words: String?) {
            if let words { facts.append(FactView(name: name, value: HTMLText.escape(words))) }
        }
        let deployed = deployments.isEmpty ? "" : ", \(Words.count(deployments.count, "deployment"))"
        add("Used by", Words.count(releases.count, "release") + deployed)
        let outcomes = RunOutcome.allCases.compactMap { outcome -> String? in
            let count = deployments.count { $0.outcome == outcome }
            return count == 0 ? nil : "\(count) \(outcome.words)"
        }
        add("Went", Words.list(outcomes))
        add("Rolled back", Words.portion(measures.rollbackRate))
        if let planned = measures.planned.value, let actual = measures.actual.value {
            let count = measures.timed.count
            add("Took, median", "\(actual.words); planned \(planned.words) (of \(count) that went through)")
        }
        if let frequent = measures.rollbacksByTrigger.first(where: { $0.trigger != nil }), let name = frequent.trigger {
            let value = "<code>\(HTMLText.escape(name))</code>, \(Words.count(frequent.count, "rollback"))"
            facts.append(FactView(name: "Most frequent trigger", value: value))
        }
        return facts
    }

    /// `7, 1 rolled back`
    func useCount(of releases: [Int]) -> String {
        let deployments = catalog.history.deployments(ofReleases: releases)
        let rolledBack = deployments.count(where: \.isRolledBack)
        return rolledBack == 0 ? "\(releases.count)" : "\(releases.count), \(rolledBack) rolled back"
    }
}

// MARK: What else ran then

extension PageContext {
    /// So many are named; more would be a list of their own.
    static let concurrentRows = 20
    static let dayBefore = 86_400

    /// The other releases whose windows or runs overlap those of a release.
    func concurrent(with release: Int) -> ConcurrentView? {
        let times = catalog.releases[release].times.map(\.interval)
        return times.isEmpty ? nil : concurrent(catalog.releasesByTime.beside(release), with: times)
    }

    /// The releases that ran during an incident or in the 24 hours before.
    func concurrent(withIncident index: Int) -> ConcurrentView? {
        guard let interval = catalog.incidents[index].interval else { return nil }
        let found = catalog.releasesByTime.during(Interval(interval.start - Self.dayBefore, interval.end))
        return concurrent(found, with: [interval])
    }

    private func concurrent(_ releases: [Int], with intervals: [Interval]) -> ConcurrentView? {
        let shown = releases.prefix(Self.concurrentRows)
        let table = TableView(
            "What else ran then",
            ["Release", "Service", "Time", "Relation", "Outcome"],
            shown.map { index in
                let release = catalog.releases[index]
                let row = row(index)
                let time = release.time(at: intervals)
                let name = [release.version, release.title].compactMap { $0 }.joined(separator: " ")
                let outcome = row.outcome.map {
                    "<span class=\"state state-\($0.kind)\">\(HTMLText.escape($0.word))</span>"
                }
                return RowView([
                    linkHTML(LinkView(name, row.address)), row.services.map(linkHTML).joined(separator: ", "),
                    HTMLText.escape(time.map { Words.window($0.start, $0.end) } ?? ""),
                    time.flatMap { relation($0.interval, to: intervals) }, outcome,
                ])
            }
        )
        return table.map { table in
            let rest = releases.count - shown.count
            return ConcurrentView(
                table: table,
                note: rest > 0 ? "The first \(shown.count) of \(releases.count)." : nil
            )
        }
    }

    private func relation(_ other: Interval, to intervals: [Interval]) -> String? {
        if intervals.contains(where: other.overlaps) { return "at the same time" }
        let next = intervals.map(\.start).filter { $0 >= other.end }.min()
        return next.map { "ended \(TimeSpan(seconds: $0 - other.end).words) before" }
    }
}
