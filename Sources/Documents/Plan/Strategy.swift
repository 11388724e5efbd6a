internal import Diagnostics

/// How the release is rolled out.
package struct Strategy: Record {
    package init() {}
    package var place = Place()
    package var pattern: Located<Identifier>?
    package var rationale: Located<MarkdownText>?
    package var alternatives: [Alternative] = []
    package var stages: [Stage] = []

    package static let name = "strategy"
    package static let fields = FieldTable<Strategy>([
        .value("pattern", \.pattern, .required, "The deployment pattern: a page under patterns/"),
        .value(
            "rationale",
            \.rationale,
            .ruled(
                .noRationale,
                message: "has no rationale",
                hint: "add `rationale:`: why this pattern, given the risk?"
            ),
            "Why this pattern, from the risk"
        ),
        .records("alternatives", \.alternatives, .optional, "The patterns that were not chosen, and why not"),
        .records("stages", \.stages, .optional, "The stages of the rollout"),
    ])
}

/// A pattern that was not chosen.
package struct Alternative: Record {
    package init() {}
    package var place = Place()
    package var pattern: Located<Identifier>?
    package var whyNot: Located<MarkdownText>?

    package static let name = "alternative"
    package static let fields = FieldTable<Alternative>([
        .value("pattern", \.pattern, .required, "The pattern that was not chosen"),
        .value("why_not", \.whyNot, .required, "Why it was not chosen"),
    ])
}

/// One stage of a rollout: how much traffic, for how long, what must hold to go on.
package struct Stage: Record {
    package init() {}
    package var place = Place()
    package var name: Located<String>?
    package var traffic: Located<Share>?
    package var soak: Located<TimeSpan>?
    package var advanceWhen: Located<String>?

    package static let name = "stage"
    package static let fields = FieldTable<Stage>([
        .value("name", \.name, .required, "What the stage is called"),
        .value("traffic", \.traffic, .optional, "The share of traffic that it takes"),
        .value("soak", \.soak, .optional, "How long it is watched before the next"),
        .value("advance_when", \.advanceWhen, .optional, "What must hold to go on"),
    ])
}
