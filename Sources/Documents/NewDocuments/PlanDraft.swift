internal import Diagnostics

/// What a new plan starts from. `plan` is the plan as far as it can be known, each blank text a TODO.
package struct PlanDraft: Sendable {
    package var id: String
    package var service: String
    package var version: String
    package var title: String?
    package var risk = RiskProfile()
    /// The running version can't live with the change of the schema.
    package var isBreaking = false
    /// The pattern's id, what is known of it, and why it was chosen.
    package var pattern: (id: String, title: String, attributes: PatternAttributes)?
    package var reasons: [String] = []
    package var alternatives: [(id: String, whyNot: String)] = []
    /// The plan that the phases, people and triggers come from.
    package var earlier: (id: String, plan: DeploymentPlan)?
    /// The service's version that runs now.
    package var previousVersion: String?
    package var checklists: [String] = []
    package var requiredRoles: [String] = []

    package init(id: String, service: String, version: String) {
        self.id = id
        self.service = service
        self.version = version
    }

    package var plan: DeploymentPlan {
        var plan = DeploymentPlan()
        plan.schema = Located(1)
        plan.id = Located(Identifier(id))
        plan.service = Located(Identifier(service))
        plan.version = Located(VersionText(version))
        plan.previousVersion = previousVersion.map { Located(VersionText($0)) }
        plan.title = Located(title ?? "TODO what this release does, in a few words")
        plan.summary = Located(MarkdownText("TODO what is different for those who use it, and why now"))
        plan.environment = Located(earlier?.plan.environment?.value ?? "production")
        plan.change = Located(.normal)
        plan.kind = Located(.planned)
        plan.criticality = earlier?.plan.criticality
        plan.status = Located(.draft)
        var readiness = Readiness()
        readiness.decision = Located(.pending)
        readiness.scope = Located(MarkdownText("TODO what is in, and what is left for later"))
        plan.readiness = readiness
        plan.risk = risk
        if risk.factors.isEmpty {
            plan.risk?.factors = [Located("TODO what could go wrong with this change in particular")]
        }
        plan.strategy = strategy
        plan.migrations = migrations
        plan.phases = phases
        plan.rollback = rollback
        plan.monitoring = earlier?.plan.monitoring
        plan.communications = (earlier?.plan.communications ?? []).map { communication in
            var communication = communication
            communication.message = Located(MarkdownText("TODO what they are told"))
            return communication
        }
        plan.checklists = checklists.map { Located(Identifier($0)) }
        keepIDsApart(in: &plan)
        keepReferences(in: &plan)
        plan.roles = roles(for: plan)
        plan.vars = vars(for: plan)
        return plan
    }

    var takenOver: TakenOver {
        var versions: [(old: String, new: String)] = []
        if let old = earlier?.plan.version?.value.text, old != version { versions.append((old, version)) }
        if let old = earlier?.plan.previousVersion?.value.text, let previousVersion, old != previousVersion,
            old != versions.first?.old
        {
            versions.append((old, previousVersion))
        }
        // What is no single word is no version, and stands in no comment.
        return TakenOver(versions: versions.filter { !$0.old.isEmpty && !$0.old.contains(where: \.isWhitespace) })
    }

    private var strategy: Strategy {
        var strategy = Strategy()
        strategy.pattern = pattern.map { Located(Identifier($0.id)) }
        let name = pattern?.title ?? "this pattern"
        let level = risk.level.map { "now that the risk is \($0.value.rawValue)" } ?? "for the risk"
        let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
        strategy.rationale = Located(MarkdownText("TODO say why \(name) is right \(level)\(why)"))
        strategy.alternatives = alternatives.map { id, whyNot in
            var alternative = Alternative()
            alternative.pattern = Located(Identifier(id))
            alternative.whyNot = Located(MarkdownText(whyNot))
            return alternative
        }
        strategy.stages = stages
        return strategy
    }

    /// Those of the earlier plan where the pattern is the same; else a start where the pattern splits traffic.
    private var stages: [Stage] {
        if let strategy = earlier?.plan.strategy, strategy.pattern?.value.text == pattern?.id, !strategy.stages.isEmpty
        {
            return strategy.stages
        }
        guard let pattern, pattern.attributes.splitsTraffic else { return [] }
        return [("First slice", 5.0, 900), ("A quarter", 25, 1800), ("Everybody", 100, 1800)].map { name, share, soak in
            var stage = Stage()
            stage.name = Located(name)
            stage.traffic = Located(Share(percent: share))
            stage.soak = Located(TimeSpan(seconds: soak))
            stage.advanceWhen = Located("TODO which number must hold")
            return stage
        }
    }
}

extension PatternAttributes {
    /// Whether it needs a share of the traffic to go one way and the rest another.
    package var splitsTraffic: Bool {
        needs.contains { $0.value.lowercased().contains("traffic split") }
    }
}
