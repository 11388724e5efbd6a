internal import Diagnostics

/// What else a plan says of its parts, in words: each note is shown in its part, before what the part lists. What is
/// said of one phase, step or migration stands in that one's own `notes`.
package struct PlanNotes: Record {
    package init() {}
    package var place = Place()
    package var window: Located<MarkdownText>?
    package var risk: Located<MarkdownText>?
    package var migrations: Located<MarkdownText>?
    package var phases: Located<MarkdownText>?
    package var rollback: Located<MarkdownText>?
    package var monitoring: Located<MarkdownText>?
    package var roles: Located<MarkdownText>?
    package var communications: Located<MarkdownText>?
    package var flags: Located<MarkdownText>?
    package var reviews: Located<MarkdownText>?
    package var checklists: Located<MarkdownText>?
    package var references: Located<MarkdownText>?
    package var waivers: Located<MarkdownText>?

    package static let name = "notes"
    package static let fields = FieldTable<PlanNotes>([
        .value("window", \.window, .optional, "What else is said of the window"),
        .value("risk", \.risk, .optional, "What else is said of the risk"),
        .value("migrations", \.migrations, .optional, "What else is said of the migrations as a whole"),
        .value("phases", \.phases, .optional, "What else is said of the phases as a whole"),
        .value("rollback", \.rollback, .optional, "What else is said of the rollback"),
        .value("monitoring", \.monitoring, .optional, "What else is said of the monitoring"),
        .value("roles", \.roles, .optional, "What else is said of the roles"),
        .value("communications", \.communications, .optional, "What else is said of the communications"),
        .value("flags", \.flags, .optional, "What else is said of the feature flags"),
        .value("reviews", \.reviews, .optional, "What else is said of the reviews"),
        .value("checklists", \.checklists, .optional, "What else is said of the checklists"),
        .value("references", \.references, .optional, "What else is said of the references"),
        .value("waivers", \.waivers, .optional, "What else is said of the waivers"),
    ])

    /// The note of a part; `nil` too for a part that has a text of its own.
    package subscript(_ part: PlanPart) -> Located<MarkdownText>? {
        switch part {
        case .window: window
        case .risk: risk
        case .migrations: migrations
        case .phases: phases
        case .rollback: rollback
        case .monitoring: monitoring
        case .roles: roles
        case .communications: communications
        case .flags: flags
        case .reviews: reviews
        case .checklists: checklists
        case .references: references
        case .waivers: waivers
        case .summary, .readiness, .strategy, .runs: nil
        }
    }
}
