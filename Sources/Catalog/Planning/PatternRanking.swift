package import Documents

/// What a release needs of its pattern. What is not known is not asked of it.
package struct PlanningNeeds: Sendable {
    package var risk = RiskProfile()
    /// The capacity that there is on top.
    package var spareCapacity: Share?
    /// A share of the traffic can go one way and the rest another.
    package var canSplitTraffic: Bool?
    /// The running version can't live with the change of the schema.
    package var isBreaking = false

    package init() {}
}

/// A pattern, how well it suits, and why.
package struct RankedPattern: Sendable, Equatable {
    package let id: String
    package let title: String
    package let score: Int
    /// What speaks for it, in words that go on after "because".
    package let reasons: [String]
    /// What speaks against it.
    package let concerns: [String]
    /// Finished releases by it, and how many of them were taken back or failed.
    package let used: Int
    package let failed: Int

    /// `3 releases, 1 of them rolled back or failed`, or that there is none.
    package var history: String {
        guard used > 0 else { return "no release yet" }
        let releases = "\(used) release\(used == 1 ? "" : "s")"
        return failed == 0 ? "\(releases), none rolled back" : "\(releases), \(failed) rolled back or failed"
    }
}

extension Catalog {
    /// The book's patterns, the one that suits best first; of equals the one that was used more, then the one with
    /// the faster rollback.
    package func rankedPatterns(for needs: PlanningNeeds) -> [RankedPattern] {
        let ranked = patterns.map { pattern in
            let outcomes = (relations.releasesByPattern[pattern.id] ?? []).compactMap { releases[$0].outcome }
                // What never ran says nothing of the pattern.
                .filter { $0 != .cancelled && $0 != .aborted }
            return (rank(pattern, needs, outcomes), pattern.attributes.rollbackTime?.value.seconds ?? .max)
        }
        return ranked.sorted { left, right in
            (-left.0.score, -left.0.used, left.1, left.0.id) < (-right.0.score, -right.0.used, right.1, right.0.id)
        }.map(\.0)
    }
}

/// Judges one pattern by its attributes and by the outcomes of the releases that used it.
func rank(_ pattern: Pattern, _ needs: PlanningNeeds, _ outcomes: [RunOutcome]) -> RankedPattern {
    let attributes = pattern.attributes
    var judged = Judgement()
    if let level = needs.risk.level?.value, !attributes.suitsRisk.isEmpty {
        let suits = attributes.suitsRisk.contains { $0.value == level }
        judged.add(suits ? 3 : -4, "it suits a \(level.rawValue) risk", "it is not meant for a \(level.rawValue) risk")
    }
    if let allowed = needs.risk.downtimeAllowed?.value, let brings = attributes.downtime?.value {
        judged.add(
            brings.rank <= allowed.rank ? 1 : -6,
            brings == .none ? "it brings no downtime" : "its downtime (\(brings.rawValue)) is allowed",
            "it brings downtime (\(brings.rawValue)), and \(allowed.rawValue) is allowed"
        )
    }
    if let spare = needs.spareCapacity, let extra = attributes.extraCapacity?.value {
        judged.add(
            extra.percent <= spare.percent ? 1 : -4,
            extra.percent == 0 ? "it needs no capacity on top" : "its \(extra.text) of extra capacity are there",
            "it needs \(extra.text) of capacity on top, and \(spare.text) are there"
        )
    }
    if let canSplit = needs.canSplitTraffic, attributes.splitsTraffic {
        judged.add(canSplit ? 1 : -6, "traffic can be split", "it needs traffic splitting, which there is not")
    }
    if needs.isBreaking, let compatible = attributes.needsCompatibleSchema?.value {
        judged.add(
            compatible ? -6 : 3,
            "it can live with a breaking change of the schema",
            "old and new code must live with one schema, and the change is breaking"
        )
    }
    judge(attributes.rollbackTime?.value, needs, &judged)
    let failed = outcomes.count { $0 == .rolledBack || $0 == .failed }
    if outcomes.count >= 2 {
        let isGood = failed * 5 <= outcomes.count
        if isGood || failed * 2 >= outcomes.count {
            judged.add(
                isGood ? 1 : -1,
                "\(outcomes.count - failed) of \(outcomes.count) releases by it stayed",
                "\(failed) of \(outcomes.count) releases by it were taken back"
            )
        }
    }
    return RankedPattern(
        id: pattern.id,
        title: pattern.title,
        score: judged.score,
        reasons: judged.reasons,
        concerns: judged.concerns,
        used: outcomes.count,
        failed: failed
    )
}

/// The more users would notice, and the harder it is to go back, the more a fast way back counts.
private func judge(_ rollback: TimeSpan?, _ needs: PlanningNeeds, _ judged: inout Judgement) {
    guard let rollback else { return }
    let isUrgent = needs.risk.userImpact?.value == .critical || needs.risk.rollbackComplexity?.value == .complex
    let isFast = rollback.seconds <= 300
    if isFast {
        judged.add(isUrgent ? 2 : 1, "a rollback takes \(rollback.text)", "")
    } else if isUrgent {
        judged.add(rollback.seconds > 1800 ? -3 : -1, "", "a rollback takes \(rollback.text)")
    }
}

/// What was found for and against a pattern so far.
private struct Judgement {
    var score = 0
    var reasons: [String] = []
    var concerns: [String] = []

    mutating func add(_ points: Int, _ reason: String, _ concern: String) {
        score += points
        if points > 0 { reasons.append(reason) } else { concerns.append(concern) }
    }
}

extension Downtime {
    /// How much it is, against the others.
    fileprivate var rank: Int {
        switch self {
        case .none: 0
        case .brief: 1
        case .window: 2
        }
    }
}
