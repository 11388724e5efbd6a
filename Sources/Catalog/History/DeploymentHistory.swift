internal import Documents

/// All deployments of a book, the newest first, and what was left out of them.
package struct DeploymentHistory: Sendable {
    package private(set) var deployments: [Deployment] = []
    package private(set) var leftOut: [LeftOut] = []
    /// When the book's last run ended: a measure's window ends here, not at a clock's time. In seconds since 1970.
    package private(set) var end: Int?
    private var byService: [String: [Int]] = [:]
    private var byRelease: [Int: [Int]] = [:]

    init() {}

    package init(_ catalog: Catalog) {
        for index in catalog.releases.indices where catalog.releases[index].environment == "production" {
            add(catalog, index)
        }
        deployments.sort { ($0.moment, $1.release, $0.attempt ?? 0) > ($1.moment, $0.release, $1.attempt ?? 0) }
        for (index, deployment) in deployments.enumerated() {
            byRelease[deployment.release, default: []].append(index)
            for service in Set(deployment.services) { byService[service, default: []].append(index) }
        }
        end =
            catalog.releases.flatMap(\.runs).compactMap { $0.record.ended?.value.seconds }.max()
            ?? deployments.first?.moment
    }

    package func deployments(of service: String) -> [Deployment] {
        (byService[service] ?? []).map { deployments[$0] }
    }

    /// Those of some releases, the newest first.
    package func deployments(ofReleases releases: [Int]) -> [Deployment] {
        releases.flatMap { byRelease[$0] ?? [] }.sorted().map { deployments[$0] }
    }

    private mutating func add(_ catalog: Catalog, _ index: Int) {
        let release = catalog.releases[index]
        var changes = LeadTimes(release.outline.readiness?.changes ?? [])
        guard !release.runs.isEmpty else {
            switch release.outcome {
            case .success, .rolledBack:
                guard release.moment != Int.min else { return }
                add(catalog, index, nil, release.outcome ?? .success, &changes)
            case .aborted: leftOut.append(LeftOut(release: index, attempt: nil, reason: .abortedBefore))
            case .cancelled: leftOut.append(LeftOut(release: index, attempt: nil, reason: .cancelled))
            default: return
            }
            return
        }
        for run in release.runs {
            guard let outcome = run.record.outcome?.value, run.record.started != nil else { continue }
            if outcome == .cancelled {
                leftOut.append(LeftOut(release: index, attempt: run.attempt, reason: .cancelled))
            } else if outcome == .aborted, !release.reachedProduction(run.record) {
                leftOut.append(LeftOut(release: index, attempt: run.attempt, reason: .abortedBefore))
            } else {
                add(catalog, index, run, outcome, &changes)
            }
        }
    }

    private mutating func add(
        _ catalog: Catalog,
        _ index: Int,
        _ run: Run?,
        _ outcome: RunOutcome,
        _ changes: inout LeadTimes
    ) {
        let release = catalog.releases[index]
        let start = run?.record.started?.value.seconds ?? release.moment
        let end = run == nil ? release.outline.window?.end?.value.seconds : run?.record.ended?.value.seconds
        let caused = run.map { catalog.incidentsCaused(by: $0.record) } ?? []
        let isCause = run?.record.incidents.contains { $0.relation?.value == .causedBy } ?? false
        let isFailed = [.rolledBack, .failed, .aborted].contains(outcome) || isCause
        let rollback = run?.record.decisions.first { $0.decision?.value == .rollback }
        let stays = [.success, .successWithIssues, .partial].contains(outcome)
        deployments.append(
            Deployment(
                release: index,
                attempt: run?.attempt,
                services: release.services,
                start: start,
                end: end,
                outcome: outcome,
                isFailed: isFailed,
                isRework: [.hotfix, .rework].contains(release.outline.kind?.value),
                recovery: isFailed ? run.flatMap { Self.recovery($0.record, caused) } : nil,
                // What no one wrote down can't be set against the plan.
                planned: run == nil ? nil : release.outline.plannedDuration,
                pattern: release.pattern?.value.text,
                trigger: rollback?.trigger?.value.text,
                isRehearsed: release.outline.rollback?.rehearsed?.at != nil,
                leadTimes: stays ? changes.delivered(at: end) : []
            )
        )
    }

    /// From the first decision to roll back, else the incident's start, to `rollback.restored`, else the incident's
    /// resolution.
    private static func recovery(_ record: RunRecord, _ incidents: [Incident]) -> TimeSpan? {
        let decisions = record.decisions.filter { $0.decision?.value == .rollback }.compactMap { $0.at?.value.seconds }
        let start =
            decisions.min() ?? record.rollback?.decided?.value.seconds
            ?? incidents.compactMap { $0.attributes.started?.value.seconds }.min()
        let end =
            record.rollback?.restored?.value.seconds
            ?? incidents.compactMap { $0.attributes.resolved?.value.seconds }.max()
        guard let start, let end, end >= start else { return nil }
        return TimeSpan(seconds: end - start)
    }
}

/// The commits of a plan, each taken once: by the first deployment that stayed.
private struct LeadTimes {
    private var committed: [Int]

    init(_ changes: [Change]) {
        committed = changes.compactMap { $0.committedAt?.value.seconds }
    }

    /// From each commit to `end`; a commit after it is no delivery of it.
    mutating func delivered(at end: Int?) -> [TimeSpan] {
        guard let end else { return [] }
        defer { committed = [] }
        return committed.filter { end > $0 }.map { TimeSpan(seconds: end - $0) }
    }
}

extension Catalog {
    fileprivate func incidentsCaused(by record: RunRecord) -> [Incident] {
        record.incidents.filter { $0.relation?.value == .causedBy }
            .compactMap { $0.id.flatMap { relations.incidentByID[$0.value.text] } }.map { incidents[$0] }
    }
}

extension Release {
    /// Whether a step of a migration or deployment phase had passed.
    fileprivate func reachedProduction(_ record: RunRecord) -> Bool {
        let phases = outline.phases.filter { [.migration, .deployment].contains($0.kind?.value) }
        let steps = Set(phases.flatMap(\.steps).flatMap(\.names))
        return record.steps.contains { result in
            guard let id = result.id?.value.text, steps.contains(id) else { return false }
            return [.passed, .retried].contains(result.result?.value)
        }
    }
}
