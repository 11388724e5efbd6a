internal import Catalog
internal import Documents

/// The five steps of planning as questions: scope, risk, strategy, phases, rollback.
struct PlanningDialogue {
    let dialogue: Dialogue
    let source: EarlierPlan
    private var catalog: Catalog { source.catalog }

    init(dialogue: Dialogue, source: EarlierPlan) {
        self.dialogue = dialogue
        self.source = source
    }

    /// Asks for what the options left open.
    func fill(_ draft: inout PlanDraft, _ needs: inout PlanningNeeds, isPatternGiven: Bool) throws(Dialogue.Ended) {
        say("1. Scope: \(draft.service) \(draft.version)\n")
        if draft.title == nil {
            draft.title = try dialogue.value("  What does it do, in a few words", "") { $0 }
        }
        say("2. Risk. An empty answer leaves a question open.\n")
        try askRisk(&draft, &needs)
        say("3. Strategy\n")
        if !isPatternGiven { try askPattern(&draft, needs) }
        source.fill(&draft)
        say("4. Phases: \(draft.earlier.map { "from \($0.id)" } ?? "the usual ones, each with a step to fill in")\n")
        let steps = draft.plan.rollback?.steps.count ?? 0
        say("5. Rollback: \(counted(steps, "step")), to be read and rehearsed\n")
    }

    private func askRisk(_ draft: inout PlanDraft, _ needs: inout PlanningNeeds) throws(Dialogue.Ended) {
        if draft.risk.level == nil { draft.risk.level = located(try dialogue.choose("  How high is the risk")) }
        draft.risk.userImpact = located(try dialogue.choose("  How much would users notice"))
        draft.risk.rollbackComplexity = located(try dialogue.choose("  How hard is it to take back"))
        draft.risk.dataChange = located(try dialogue.choose("  What does it do to data"))
        if let change = draft.risk.dataChange?.value, change != .none {
            draft.isBreaking = try dialogue.decide("  Would the change break the version that runs now") ?? false
        }
        needs.spareCapacity = try dialogue.value(
            "  How much capacity is there on top, such as 25%",
            "please answer with a share such as 25%, or nothing"
        ) { Share($0) ?? Share("\($0)%") }
        needs.canSplitTraffic = try dialogue.decide("  Can a share of the traffic be sent to the new version")
        draft.risk.downtimeAllowed = located(try dialogue.choose("  How much downtime is allowed"))
        needs.risk = draft.risk
        needs.isBreaking = draft.isBreaking
    }

    private func askPattern(_ draft: inout PlanDraft, _ needs: PlanningNeeds) throws(Dialogue.Ended) {
        let ranked = catalog.rankedPatterns(for: needs)
        guard !ranked.isEmpty else { return say("  the book has no patterns yet: `rollbook new pattern` starts one\n") }
        for (index, pattern) in ranked.enumerated() {
            say("  \(index + 1) \(pattern.id) (\(pattern.history))\n")
            for reason in pattern.reasons { say("      + \(reason)\n") }
            for concern in pattern.concerns { say("      - \(concern)\n") }
        }
        draft.choose(ranked, try dialogue.pick("  Which pattern", among: ranked.map(\.id)), catalog)
    }

    private func located<Value: Choice>(_ value: Value?) -> Located<Value>? { value.map { Located($0) } }

    private func say(_ text: String) { dialogue.say(text) }
}

extension PlanDraft {
    /// Takes a pattern of the ranking, with its reasons; the two next best are the alternatives.
    mutating func choose(_ ranked: [RankedPattern], _ index: Int, _ catalog: Catalog) {
        guard ranked.indices.contains(index) else { return }
        let chosen = ranked[index]
        let attributes = catalog.patterns.first { $0.id == chosen.id }?.attributes ?? PatternAttributes()
        pattern = (chosen.id, chosen.title, attributes)
        reasons = chosen.reasons
        alternatives = ranked.filter { $0.id != chosen.id }.prefix(2).map { other in
            let why =
                other.concerns.isEmpty ? "TODO why not" : "TODO why not: \(other.concerns.joined(separator: "; "))"
            return (other.id, why)
        }
    }
}
