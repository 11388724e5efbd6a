internal import Diagnostics

/// The front matter of a pattern: what the tool compares patterns by.
package struct PatternAttributes: Record {
    package init() {}
    package var place = Place()
    package var title: Located<String>?
    package var summary: Located<MarkdownText>?
    package var alsoKnownAs: [Located<String>] = []
    package var suitsRisk: [Located<RiskLevel>] = []
    package var rollbackTime: Located<TimeSpan>?
    package var extraCapacity: Located<Share>?
    package var downtime: Located<Downtime>?
    package var needs: [Located<String>] = []
    package var needsCompatibleSchema: Located<Bool>?
    package var database: Located<String>?
    package var related: [Located<Identifier>] = []
    package var rollbackSteps: [Step] = []
    package var aliases: [Located<String>] = []

    package static let name = "pattern"
    package static let fields = FieldTable<PatternAttributes>([
        .value("title", \.title, .required, "The pattern's name"),
        .value("summary", \.summary, .required, "What it is, in a sentence or two"),
        .list("also_known_as", \.alsoKnownAs, .optional, "Its other names"),
        .list("suits_risk", \.suitsRisk, .optional, "The risk levels that it suits"),
        .value("rollback_time", \.rollbackTime, .optional, "How long a rollback typically takes"),
        .value("extra_capacity", \.extraCapacity, .optional, "How much capacity it needs on top"),
        .value("downtime", \.downtime, .optional, "How much downtime it brings"),
        .list("needs", \.needs, .optional, "What it needs: traffic splitting, a flag service ..."),
        .value(
            "needs_compatible_schema",
            \.needsCompatibleSchema,
            .optional,
            "Whether old and new code must live with one schema"
        ),
        .value("database", \.database, .optional, "How it deals with the database"),
        .list("related", \.related, .optional, "Related patterns, by id"),
        .records("rollback_steps", \.rollbackSteps, .optional, "Steps that a new plan's rollback starts from"),
        .list("aliases", \.aliases, .optional, "Earlier ids or addresses"),
    ])
}

/// The front matter of a checklist.
package struct ChecklistAttributes: Record {
    package init() {}
    package var place = Place()
    package var title: Located<String>?
    package var summary: Located<MarkdownText>?
    package var phases: [Located<PhaseKind>] = []
    package var aliases: [Located<String>] = []

    package static let name = "checklist"
    package static let fields = FieldTable<ChecklistAttributes>([
        .value("title", \.title, .required, "The checklist's name"),
        .value("summary", \.summary, .optional, "When it is gone through, and by whom"),
        .list("phases", \.phases, .optional, "The phases that show it"),
        .list("aliases", \.aliases, .optional, "Earlier ids or addresses"),
    ])
}

/// The front matter of a guide.
package struct GuideAttributes: Record {
    package init() {}
    package var place = Place()
    package var title: Located<String>?
    package var summary: Located<MarkdownText>?
    package var order: Located<Int>?
    package var aliases: [Located<String>] = []

    package static let name = "guide"
    package static let fields = FieldTable<GuideAttributes>([
        .value("title", \.title, .optional, "The guide's title; by default its first heading"),
        .value("summary", \.summary, .optional, "What it is about"),
        .value("order", \.order, .optional, "Its place among its neighbours; smaller comes first"),
        .list("aliases", \.aliases, .optional, "Earlier addresses"),
    ])
}

package enum IncidentStatus: String, Choice { case open, mitigated, resolved, reviewed }

/// The front matter of an incident.
package struct IncidentAttributes: Record {
    package init() {}
    package var place = Place()
    package var id: Located<IncidentIdentifier>?
    package var title: Located<String>?
    package var date: Located<CalendarDate>?
    package var severity: Located<String>?
    package var status: Located<IncidentStatus>?
    package var started: Located<Timestamp>?
    package var detected: Located<Timestamp>?
    package var resolved: Located<Timestamp>?
    package var releases: [Located<Identifier>] = []
    package var aliases: [Located<String>] = []

    package static let name = "incident"
    package static let fields = FieldTable<IncidentAttributes>([
        .value("id", \.id, .required, "The incident's id"),
        .value("title", \.title, .required, "What happened, in a few words"),
        .value("date", \.date, .required, "The day"),
        .value("severity", \.severity, .optional, "How bad it was, in the team's own words"),
        .value("status", \.status, .optional, "Where it stands"),
        .value("started", \.started, .optional, "When it began"),
        .value("detected", \.detected, .optional, "When it was noticed"),
        .value("resolved", \.resolved, .optional, "When it was over"),
        .list("releases", \.releases, .optional, "The releases that it has to do with"),
        .list("aliases", \.aliases, .optional, "Earlier ids or addresses"),
    ])
}
