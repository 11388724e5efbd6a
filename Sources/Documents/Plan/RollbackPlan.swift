internal import Diagnostics

/// When and how the release is taken back, and who decides.
package struct RollbackPlan: Record {
    package init() {}
    package var place = Place()
    package var method: Located<RollbackMethod>?
    package var decision: RollbackDecision?
    package var estimated: Located<TimeSpan>?
    package var notPossibleAfter: Located<Identifier>?
    package var triggers: [Trigger] = []
    package var steps: [Step] = []
    package var rehearsed: Rehearsal?

    package static let name = "rollback"
    package static let fields = FieldTable<RollbackPlan>([
        .value("method", \.method, .required, "How it is taken back"),
        .record(
            "decision",
            \.decision,
            .ruled(
                .noDecider,
                message: "names nobody who decides",
                hint: "add `decision:` with `primary:` and `backup:`, two people"
            ),
            "Who decides"
        ),
        .value("estimated", \.estimated, .required, "How long it takes"),
        .value("not_possible_after", \.notPossibleAfter, .optional, "The step after which there is no way back"),
        .records(
            "triggers",
            \.triggers,
            .ruled(
                .noTrigger,
                message: "has no trigger",
                hint: "add `triggers:` with numbers, such as `when: http_5xx_ratio > 2% for 5m`"
            ),
            "What makes it necessary, in numbers"
        ),
        .records(
            "steps",
            \.steps,
            .ruled(
                .noRollbackSteps,
                message: "has no steps",
                hint: "add `steps:`: what exactly is done to go back?"
            ),
            "The steps, as in phases"
        ),
        .record("rehearsed", \.rehearsed, .optional, "When and where it was tried"),
    ])
}

/// Who decides on a rollback.
package struct RollbackDecision: Record {
    package init() {}
    package var place = Place()
    package var primary: Located<String>?
    package var backup: Located<String>?
    package var escalation: Located<String>?
    package var decideWithin: Located<TimeSpan>?

    package static let name = "decision"
    package static let fields = FieldTable<RollbackDecision>([
        .value(
            "primary",
            \.primary,
            .ruled(.noDecider, message: "has no primary", hint: "add `primary:`: who decides on a rollback?"),
            "Who decides"
        ),
        .value(
            "backup",
            \.backup,
            .ruled(
                .noDecider,
                message: "has no backup",
                hint: "add `backup:`: who decides when the first can't be reached?"
            ),
            "Who decides when the first can't be reached"
        ),
        .value("escalation", \.escalation, .optional, "Whom to turn to when both can't"),
        .value("decide_within", \.decideWithin, .optional, "How soon it must be decided"),
    ])
}

/// A condition in numbers that asks for a rollback, written in short (`when`) or by its parts.
package struct Trigger: Record {
    package init() {}
    package var place = Place()
    package var id: Located<Identifier>?
    package var when: Located<String>?
    @Indirect package var metric: Located<String>? = nil
    @Indirect package var comparator: Located<String>? = nil
    @Indirect package var threshold: Located<Number>? = nil
    @Indirect package var unit: Located<String>? = nil
    @Indirect package var duration: Located<TimeSpan>? = nil
    @Indirect package var scope: Located<String>? = nil
    @Indirect package var query: Located<String>? = nil
    @Indirect package var dashboard: Located<String>? = nil
    package var action: Located<TriggerAction>?

    package static let name = "trigger"
    package static let fields = FieldTable<Trigger>([
        .value("id", \.id, .optional, "The trigger's permanent id; by default its metric"),
        .value("when", \.when, .optional, "The short form: `http_5xx_ratio > 2% for 5m`"),
        .value("metric", \._metric, .optional, "What is measured"),
        .value("comparator", \._comparator, .optional, "How it is compared: `>`, `>=`, `<`, `<=`, `==`"),
        .value("threshold", \._threshold, .optional, "The number alone"),
        .value("unit", \._unit, .optional, "What the number counts: %, ms, count, or a word"),
        .value("for", \._duration, .optional, "How long it must hold"),
        .value("scope", \._scope, .optional, "What it is measured over"),
        .value("query", \._query, .optional, "The query that gives the number"),
        .value("dashboard", \._dashboard, .optional, "Where one can see it"),
        .value("action", \.action, .optional, "What is done; by default rollback"),
    ])

    package var nameInMessages: String { "trigger '\(id?.value.text ?? metric?.value ?? when?.value ?? "?")'" }

    /// The condition in words, by whichever form it was given.
    package var condition: String {
        if let when { return when.value }
        var parts = [metric?.value, comparator?.value].compactMap { $0 }
        if let threshold {
            let unit = unit?.value ?? ""
            parts.append(threshold.value.text + (unit.isEmpty || unit == "%" ? unit : " \(unit)"))
        }
        if let duration { parts.append("for \(duration.value.text)") }
        return parts.joined(separator: " ")
    }
}
