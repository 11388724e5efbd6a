internal import Documents

/// What some deployments in one window say, as DORA has defined it since 2024, and what a plan adds.
///
/// They are those of one service, pattern or checklist; services are never blended: a mean over a shop's front and its
/// ledger describes neither.
package struct DeploymentMeasures: Sendable {
    /// The window, in seconds since 1970: what ended after `start` and not after `end`.
    package let start: Int
    package let end: Int
    /// The newest first.
    package let deployments: [Deployment]

    /// - Parameter days: The window's length; `nil` for all, from the service's first deployment, those without a run of their
    ///   own that count at their windows included.
    package init?(_ history: DeploymentHistory, service: String, days: Int?) {
        guard let end = history.end else { return nil }
        let all = history.deployments(of: service)
        if let days {
            self.init(all, from: end - days * 86_400, to: end)
        } else {
            let first = all.map(\.start).min() ?? end
            self.init(all, from: first - 1, to: max(end, all.map(\.moment).max() ?? end))
        }
    }

    /// Of all deployments given.
    package init(_ deployments: [Deployment]) {
        let start = deployments.map(\.start).min() ?? 0
        self.init(deployments, from: start - 1, to: deployments.map(\.moment).max() ?? start)
    }

    /// Of the deployments given, those of a window.
    package init(_ deployments: [Deployment], from start: Int, to end: Int) {
        self.start = start
        self.end = end
        self.deployments = deployments.filter { $0.moment > start && $0.moment <= end }
    }

    /// Deployments in a week; a window shorter than a week counts as one.
    package var perWeek: Double? {
        deployments.isEmpty ? nil : Double(deployments.count) * 604_800 / Double(max(604_800, end - start))
    }

    package var pace: Pace? {
        deployments.isEmpty ? nil : Pace(deployments.map(\.moment), from: start, to: end)
    }

    package var leadTime: Median { Median(deployments.flatMap(\.leadTimes)) }
    package var failRate: Portion { Portion(deployments.count(where: \.isFailed), of: deployments.count) }
    package var recovery: Median { Median(deployments.compactMap(\.recovery)) }
    package var reworkRate: Portion { Portion(deployments.count(where: \.isRework), of: deployments.count) }

    /// Deployments that went through, of which both the planned and the actual duration are known.
    package var timed: [Deployment] { deployments.filter { $0.isThrough && $0.planned != nil && $0.actual != nil } }
    package var planned: Median { Median(timed.compactMap(\.planned)) }
    package var actual: Median { Median(timed.compactMap(\.actual)) }

    package var rollbackRate: Portion { Portion(deployments.count(where: \.isRolledBack), of: deployments.count) }

    /// How many plans had tried their rollback before.
    package var rehearsed: Portion {
        let releases = Dictionary(deployments.map { ($0.release, $0.isRehearsed) }) { first, _ in first }
        return Portion(releases.values.count { $0 }, of: releases.count)
    }

    /// By pattern, the most used first.
    package var rollbacksByPattern: [(pattern: String, rolledBack: Portion)] {
        Dictionary(grouping: deployments.filter { $0.pattern != nil }) { $0.pattern ?? "" }
            .map { ($0, Portion($1.count(where: \.isRolledBack), of: $1.count)) }
            .sorted { ($1.1.whole, $0.0) < ($0.1.whole, $1.0) }
    }

    /// The triggers that rollbacks name, the most frequent first; `nil` for those that name none.
    package var rollbacksByTrigger: [(trigger: String?, count: Int)] {
        Dictionary(grouping: deployments.filter(\.isRolledBack)) { $0.trigger }.map { ($0, $1.count) }
            .sorted { ($1.1, $0.0 ?? "\u{10FFFF}") < ($0.1, $1.0 ?? "\u{10FFFF}") }
    }
}
