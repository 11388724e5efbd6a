package import Diagnostics
internal import Documents

extension Rule {
    package static let patternDoesNotSuit = Rule(
        "pattern-does-not-suit",
        .strategy,
        .warning,
        "The pattern's attributes do not fit the plan's risk, downtime or migrations.",
        help: """
            A pattern says in its front matter which risk levels it suits, how much downtime it brings and whether old and new \
            code must live with one schema. Take another pattern, or say in a waiver why this one holds here.
            """
    )
}

extension Catalog {
    /// `pattern-does-not-suit`: at the plan's pattern, a finding a reason.
    func unsuitablePatterns() -> [Diagnostic] {
        var found: [Diagnostic] = []
        for release in releases where !release.document.isLoose {
            guard let named = release.pattern, let index = relations.patternByID[named.value.text] else { continue }
            let pattern = patterns[index]
            for reason in reasons(against: pattern.attributes, in: release.outline) {
                let finding = Diagnostic(
                    .patternDoesNotSuit,
                    "\(pattern.title) does not suit: \(reason)",
                    file: files.display(release.source),
                    at: named.span,
                    notes: [Diagnostic.Note("the pattern", file: files.display(pattern.source), span: .fileStart)],
                    fixes: [Diagnostic.Fix("take another pattern, or waive the rule with the reason")]
                )
                found.append(finding)
            }
        }
        return found
    }

    private func reasons(against pattern: PatternAttributes, in plan: DeploymentPlan) -> [String] {
        var reasons: [String] = []
        let levels = pattern.suitsRisk.map(\.value)
        if let level = plan.risk?.level?.value, !levels.isEmpty, !levels.contains(level) {
            let known = levels.map(\.rawValue).joined(separator: ", ")
            reasons.append("the risk is \(level.rawValue), the pattern is for \(known)")
        }
        if let allowed = plan.risk?.downtimeAllowed?.value, let brings = pattern.downtime?.value,
            brings.weight > allowed.weight
        {
            reasons.append("it brings a downtime (\(brings.rawValue)), allowed is \(allowed.rawValue)")
        }
        if pattern.needsCompatibleSchema?.value == true,
            let breaking = plan.migrations.first(where: { $0.breaking?.value == true && $0.stage?.value != .contract })
        {
            reasons.append("it needs a schema that both versions live with, and \(breaking.nameInMessages) is breaking")
        }
        return reasons
    }
}

extension Downtime {
    fileprivate var weight: Int {
        switch self {
        case .none: 0
        case .brief: 1
        case .window: 2
        }
    }
}
