internal import Catalog
package import Documents

/// Which releases of the history are asked for; what is `nil` is not looked at.
package struct HistoryFilter: Sendable {
    /// Ids.
    package var service: String?
    package var pattern: String?
    /// The outcome, or the status of what has none yet, as the history's page names it.
    package var outcome: String?
    /// The first and the last day, both included; an attempt between them counts too.
    package var since: CalendarDate?
    package var until: CalendarDate?

    package init() {}

    /// The words that `outcome` takes.
    package static let outcomes: [String] = {
        var seen: Set<String> = []
        let all = RunOutcome.allCases.map(\.rawValue) + PlanStatus.allCases.map(\.rawValue)
        return all.filter { seen.insert($0).inserted }
    }()

    func matches(_ release: Release) -> Bool {
        if let service, !release.services.contains(service) { return false }
        if let pattern, release.pattern?.value.text != pattern { return false }
        if let outcome, (release.outcome?.rawValue ?? release.status?.rawValue) != outcome { return false }
        guard since != nil || until != nil else { return true }
        let (first, last) = (since?.daysSinceEpoch ?? Int.min, until?.daysSinceEpoch ?? Int.max)
        return release.days.contains { (first...max(first, last)).contains($0.daysSinceEpoch) }
    }

    /// Measures of the releases of one pattern or outcome would say what was asked for.
    var allowsMeasures: Bool { pattern == nil && outcome == nil }
}
