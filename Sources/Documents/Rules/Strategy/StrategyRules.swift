package import Diagnostics

extension Rule {
    package static let rationaleIgnoresRisk = Rule(
        "rationale-ignores-risk",
        .strategy,
        .warning,
        "The rationale names nothing of the risk profile.",
        help: """
            The strategy is chosen from the risk, and a reviewer wants to follow the thought. Say which risk the pattern answers: \
            its level, the impact on users, the change of data, or one of the factors.
            """
    )
    package static let canaryWithoutStages = Rule(
        "canary-without-stages",
        .strategy,
        .warning,
        "A canary release without stages.",
        help: """
            Without shares, times and what must hold to go on, a canary is a deployment in one go with a nicer name. Add \
            `stages:` with `traffic`, `soak` and `advance_when`.
            """
    )
    package static let stagesNotRising = Rule(
        "stages-not-rising",
        .strategy,
        "A stage takes no more traffic than the one before.",
        help: "Stages go up: 1 %, 5 %, 25 %, 100 %. A stage that only waits longer is the soak of the one before."
    )
    package static let soakShorterThanTrigger = Rule(
        "soak-shorter-than-trigger",
        .strategy,
        .warning,
        "A stage is watched for less time than a trigger needs to fire.",
        help: """
            The next stage begins before the trigger could say no. Let each stage soak at least as long as the longest trigger \
            must hold, with some room.
            """
    )
}

/// The rules of the strategy that need nothing but the plan.
func findStrategyFaults(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    guard let strategy = plan.strategy else { return }
    reader.checkRationale(strategy, plan)
    if let pattern = strategy.pattern, pattern.value.text.contains("canary"), strategy.stages.isEmpty {
        let fix = Diagnostic.Fix("add `stages:` with `traffic`, `soak` and `advance_when`")
        reader.report(.canaryWithoutStages, "a canary release without stages", at: pattern.span, fixes: [fix])
    }
    let shares = strategy.stages.compactMap(\.traffic)
    for share in shares where share.value.percent > 100 {
        reader.report(.shareOutOfRange, "a stage can't take \(share.value.text) of the traffic", at: share.span)
    }
    for flag in plan.flags {
        for share in flag.rollout + (flag.atDeploy.map { [$0] } ?? []) where share.value.percent > 100 {
            reader.report(.shareOutOfRange, "a flag can't be on for \(share.value.text)", at: share.span)
        }
    }
    for (before, share) in zip(shares, shares.dropFirst()) where share.value.percent <= before.value.percent {
        let message = "this stage takes \(share.value.text), the one before \(before.value.text)"
        reader.report(.stagesNotRising, message, at: share.span, notes: [reader.note("the stage before", before.span)])
        break
    }
    let durations = (plan.rollback?.triggers ?? []).compactMap { trigger in
        trigger.parsed.duration.map { (trigger, $0) }
    }
    guard let longest = durations.max(by: { $0.1 < $1.1 }) else { return }
    for stage in strategy.stages {
        guard let soak = stage.soak, soak.value < longest.1 else { continue }
        let message =
            "stage '\(stage.name?.value ?? "?")' soaks for \(soak.value.words), \(longest.0.nameInMessages) needs \(longest.1.words)"
        let place = longest.0.duration?.span ?? longest.0.when?.span.firstLine ?? longest.0.place.span
        reader.report(.soakShorterThanTrigger, message, at: soak.span, notes: [reader.note("the trigger", place)])
    }
}

extension RecordReader {
    fileprivate mutating func checkRationale(_ strategy: Strategy, _ plan: DeploymentPlan) {
        guard let rationale = strategy.rationale, let risk = plan.risk else { return }
        var words: Set<String> = []
        if let level = risk.level { words.insert(level.value.rawValue) }
        if let impact = risk.userImpact { words.insert(impact.value.rawValue) }
        if let change = risk.dataChange { words.insert(change.value.rawValue) }
        for factor in risk.factors {
            for word in lowercasedWords(of: factor.value)
            where word.count >= 4 && !Self.everyday.contains(word) {
                words.insert(String(word))
            }
        }
        guard !words.isEmpty else { return }
        let said = lowercasedWords(of: rationale.value.source)
        let isNamed = said.contains { word in
            words.contains(String(word))
                || words.contains { $0.count >= 4 && word.count >= 4 && (word.hasPrefix($0) || $0.hasPrefix(word)) }
        }
        guard !isNamed else { return }
        report(
            .rationaleIgnoresRisk,
            "the rationale names nothing of the risk profile",
            at: rationale.span.firstLine,
            fixes: [Diagnostic.Fix("say which risk the pattern answers: the level, the impact, the data, or a factor")]
        )
    }

    private static let everyday: Set<Substring> = [
        "with", "that", "this", "from", "have", "will", "when", "then", "than", "they", "them", "into", "only", "also",
        "more", "most", "some", "such", "very", "each", "every", "been", "were", "which", "while", "over", "under",
        "there", "their", "these", "those", "before", "after", "between",
    ]
}
