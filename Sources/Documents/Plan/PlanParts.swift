internal import Diagnostics

/// What is watched after the deployment, and for how long.
package struct Monitoring: Record {
    package init() {}
    package var place = Place()
    package var soak: Located<TimeSpan>?
    package var metrics: [MonitoredMetric] = []

    package static let name = "monitoring"
    package static let fields = FieldTable<Monitoring>([
        .value("soak", \.soak, .optional, "How long it is watched"),
        .records("metrics", \.metrics, .optional, "What is watched"),
    ])
}

/// One number that is watched, and what it should be.
package struct MonitoredMetric: Record {
    package init() {}
    package var place = Place()
    package var name: Located<String>?
    package var source: Located<String>?
    package var normal: Located<String>?
    package var warning: Located<String>?
    package var critical: Located<String>?

    package static let name = "metric"
    package static let fields = FieldTable<MonitoredMetric>([
        .value("name", \.name, .required, "What is measured"),
        .value("source", \.source, .optional, "Where one can see it"),
        .value("normal", \.normal, .optional, "What it is when all is well"),
        .value("warning", \.warning, .optional, "From where on it is looked at"),
        .value("critical", \.critical, .optional, "From where on something is done"),
    ])
}

/// Who does what.
package struct Role: Record {
    package init() {}
    package var place = Place()
    package var role: Located<String>?
    package var person: Located<String>?
    package var backup: Located<String>?
    package var contact: Located<String>?
    package var duty: Located<String>?

    package static let name = "role"
    package static let fields = FieldTable<Role>([
        .value("role", \.role, .required, "The role, by which steps name their owner"),
        .value("person", \.person, .required, "Who has it"),
        .value("backup", \.backup, .optional, "Who has it when the first can't"),
        .value("contact", \.contact, .optional, "How they are reached during the window"),
        .value("duty", \.duty, .optional, "What they do"),
    ])
}

/// Who is told what, and when.
package struct Communication: Record {
    package init() {}
    package var place = Place()
    package var at: Located<WindowOffset>?
    package var audience: Located<String>?
    package var channel: Located<String>?
    package var message: Located<MarkdownText>?

    package static let name = "communication"
    package static let fields = FieldTable<Communication>([
        .value("at", \.at, .required, "When, from the window's start"),
        .value("audience", \.audience, .required, "Who is told"),
        .value("channel", \.channel, .optional, "Where"),
        .value("message", \.message, .optional, "What they are told"),
    ])
}

/// A feature flag that belongs to the release.
package struct FeatureFlag: Record {
    package init() {}
    package var place = Place()
    package var name: Located<String>?
    package var atDeploy: Located<Share>?
    package var rollout: [Located<Share>] = []

    package static let name = "flag"
    package static let fields = FieldTable<FeatureFlag>([
        .value("name", \.name, .required, "The flag's name"),
        .value("at_deploy", \.atDeploy, .optional, "Its share when the code goes out"),
        .list("rollout", \.rollout, .optional, "The shares that follow"),
    ])
}

/// What somebody said of the plan.
package struct Review: Record {
    package init() {}
    package var place = Place()
    package var person: Located<String>?
    package var role: Located<String>?
    package var decision: Located<ReviewDecision>?
    package var at: Located<CalendarDate>?
    package var digest: Located<String>?

    package static let name = "review"
    package static let fields = FieldTable<Review>([
        .value("person", \.person, .required, "Who looked at it"),
        .value("role", \.role, .optional, "As what"),
        .value("decision", \.decision, .required, "What they said"),
        .value("at", \.at, .optional, "On which day"),
        .value("digest", \.digest, .optional, "The digest of the plan that they looked at"),
    ])

    package var nameInMessages: String { "review by '\(person?.value ?? "?")'" }
}

/// A related document elsewhere.
package struct Reference: Record {
    package init() {}
    package var place = Place()
    package var title: Located<String>?
    package var url: Located<String>?

    package static let name = "reference"
    package static let fields = FieldTable<Reference>([
        .value("title", \.title, .required, "What it is"),
        .value("url", \.url, .required, "Where it is"),
    ])
}

/// A rule that the plan breaks on purpose.
package struct Waiver: Record {
    package init() {}
    package var place = Place()
    package var rule: Located<String>?
    package var reason: Located<MarkdownText>?
    package var by: Located<String>?

    package static let name = "waiver"
    package static let fields = FieldTable<Waiver>([
        .value("rule", \.rule, .required, "The rule's id"),
        .value("reason", \.reason, .required, "Why it may be broken here"),
        .value("by", \.by, .optional, "Who allowed it"),
    ])
}

/// A section of the team's own.
package struct PlanSection: Record {
    package init() {}
    package var place = Place()
    package var id: Located<Identifier>?
    package var title: Located<String>?
    package var body: Located<MarkdownText>?
    package var values: [NamedValue<String>] = []

    package static let name = "section"
    package static let fields = FieldTable<PlanSection>([
        .value("id", \.id, .required, "The section's id, as the output template names it"),
        .value("title", \.title, .optional, "Its heading; by default the template's"),
        .value("body", \.body, .optional, "Its text"),
        .map("fields", \.values, "The values of the fields that the template asks for"),
    ])
}
