/// What can be wrong with content: an id that stays, a group, how much it weighs, and what it means.
///
/// The rules themselves stand in the rooms that check them (`extension Rule`); this is only their shape.
package struct Rule: Sendable, Hashable {
    /// The groups of the reference; a draft's findings in some of them are softened.
    package enum Group: String, Sendable, CaseIterable {
        case structure, steps, phases, migrations, rollback, roles, review, strategy, records, site
    }

    /// Kebab case, permanent: `step-without-verification`.
    package let id: String
    package let group: Group
    /// The severity before the plan's status, the book's `rules:` and `--strict` are looked at.
    package let severity: Severity
    /// One sentence for the reference: what the rule finds.
    package let summary: String
    /// For the reference and SARIF, in Markdown: why it matters, and how it is mended.
    package let help: String
    /// What it marks is not for everybody's eyes: wherever the source's lines are shown it is masked.
    package let hidesText: Bool

    /// An error.
    package init(_ id: String, _ group: Group, _ summary: String, hidesText: Bool = false, help: String) {
        self.init(id, group, .error, summary, hidesText: hidesText, help: help)
    }

    package init(
        _ id: String,
        _ group: Group,
        _ severity: Severity,
        _ summary: String,
        hidesText: Bool = false,
        help: String
    ) {
        self.id = id
        self.group = group
        self.severity = severity
        self.summary = summary
        self.help = help
        self.hidesText = hidesText
    }

    package static func == (left: Rule, right: Rule) -> Bool { left.id == right.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
