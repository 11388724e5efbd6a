package import Catalog
package import Diagnostics
internal import Documents

/// The history as `rollbook history` prints it: the releases, and what the deployments of each service say.
package struct HistoryReport: Sendable {
    private let catalog: Catalog
    private let filter: HistoryFilter
    private let releases: [Int]

    package init(_ catalog: Catalog, _ filter: HistoryFilter) {
        self.catalog = catalog
        self.filter = filter
        releases = catalog.releases.indices.filter { filter.matches(catalog.releases[$0]) }
    }

    package var releaseCount: Int { releases.count }

    // MARK: For people

    package var text: String {
        guard !releases.isEmpty else { return "" }
        var table = TextTable(["Date", "Release", "Services", "Pattern", "Crit", "Outcome", "Title"])
        for index in releases {
            let release = catalog.releases[index]
            let runs = release.runs.count > 1 ? ", \(release.runs.count) runs" : ""
            table.add([
                release.date?.iso ?? "", release.id, release.services.joined(separator: ", "),
                release.pattern?.value.text ?? "", release.outline.criticality?.value.rawValue ?? "",
                (release.outcome?.words ?? release.status?.words ?? "") + runs, release.title,
            ])
        }
        return ([table.text] + services.map(text)).joined(separator: "\n")
    }

    private func text(of service: Service) -> String {
        let windows = windows(of: service)
        var table = TextTable([service.title] + windows.map(\.title))
        for measure in MeasureDefinition.all {
            table.add(
                [measure.name]
                    + windows.map { window in
                        let value = measure.value(window.measures)
                        return "\(value.text ?? "n/a")  (\(value.count))"
                    }
            )
        }
        return table.text
    }

    // MARK: For programs

    /// The releases as `releases.json` has them, and the measures of each service in each window.
    package func json(baseURL: String?) -> JSON {
        guard case .object(var members) = ReleaseRegister(catalog, baseURL: baseURL).json(of: releases) else {
            return .null
        }
        let measures = services.map { service in
            (service.id, JSON.array(windows(of: service).map { Self.json($0) }))
        }
        members["measures"] = .object(Dictionary(uniqueKeysWithValues: measures))
        return .object(members)
    }

    private static func json(_ window: Window) -> JSON {
        let measures = window.measures
        func share(_ portion: Portion) -> JSON { ["count": .int(portion.part), "of": .int(portion.whole)] }
        func middle(_ median: Median) -> JSON {
            ["seconds": median.value.map { .int($0.seconds) } ?? .null, "n": .int(median.count)]
        }
        return [
            "days": window.days.map { .int($0) } ?? .null,
            "after": .string(Timestamp(seconds: measures.start).iso),
            "until": .string(Timestamp(seconds: measures.end).iso),
            "deployments": .int(measures.deployments.count),
            "deployments_per_week": measures.perWeek.map { JSON(number: ($0 * 1000).rounded() / 1000) } ?? .null,
            "frequency": JSON(measures.pace?.rawValue),
            "change_lead_time": middle(measures.leadTime),
            "change_fail_rate": share(measures.failRate),
            "failed_deployment_recovery_time": middle(measures.recovery),
            "deployment_rework_rate": share(measures.reworkRate),
            "planned_duration": middle(measures.planned),
            "actual_duration": middle(measures.actual),
            "rolled_back": share(measures.rollbackRate),
            "rollback_rehearsed": share(measures.rehearsed),
        ]
    }

    // MARK: Measures

    private struct Window {
        let title: String
        /// `nil` for all, or where days were asked for.
        let days: Int?
        let measures: DeploymentMeasures
    }

    /// Services are never blended; one that was never deployed has no measures.
    private var services: [Service] {
        guard filter.allowsMeasures else { return [] }
        return catalog.services.filter { service in
            (filter.service ?? service.id) == service.id && !catalog.history.deployments(of: service.id).isEmpty
        }
    }

    private func windows(of service: Service) -> [Window] {
        if filter.since != nil || filter.until != nil {
            let first = filter.since.map { $0.daysSinceEpoch * 86_400 - 1 }
            let last = filter.until.map { $0.daysSinceEpoch * 86_400 + 86_399 }
            let all = catalog.history.deployments(of: service.id)
            let start = first ?? (all.map(\.start).min() ?? 0) - 1
            let end = last ?? catalog.history.end ?? start
            let title = [filter.since.map { "from \($0.iso)" }, filter.until.map { "to \($0.iso)" }]
                .compactMap { $0 }.joined(separator: " ")
            return [Window(title: title, days: nil, measures: DeploymentMeasures(all, from: start, to: end))]
        }
        let days = catalog.measuredDays
        let recent = DeploymentMeasures(catalog.history, service: service.id, days: days)
        let whole = DeploymentMeasures(catalog.history, service: service.id, days: nil)
        return [
            recent.map { Window(title: "last \(days) days", days: days, measures: $0) },
            whole.map { Window(title: "all", days: nil, measures: $0) },
        ].compactMap { $0 }
    }
}
