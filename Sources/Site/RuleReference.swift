package import Diagnostics

/// The reference of the rules in Markdown, made from the rules themselves.
package enum RuleReference {
    /// The whole guide, front matter included.
    package static let guide: String = {
        var text = """
            ---
            title: Rules
            summary: Every rule by which plans, runs and pages are checked. What it finds, why it matters, how it is mended.
            order: 90
            ---

            # Rules

            `rollbook check` and `rollbook build` look at every document by these rules and name the one that speaks in brackets: \
            `[no-trigger]`. `rollbook rules no-trigger` prints its entry on the terminal.

            ## How much a finding weighs

            An **error** keeps the site from being published: the one that stands there stays. A **warning** does not, unless \
            `--strict` is given. A **note** never does.

            While a plan's `status` is `draft` or `in-review`, `missing-field` and the errors of the groups steps, phases, \
            migrations, rollback, roles, review and strategy are warnings: a plan may be unfinished, and is told what it lacks.

            A book weighs a rule otherwise in `rollbook.yaml`:

            ```yaml
            rules:
              broken-link: warning
              step-without-duration: error
              duplicate-heading: ignore
            ```

            A plan breaks a rule on purpose with a waiver. Its reason is shown on the runbook's page; a waiver without a reason \
            waives nothing, and one that waives nothing is a warning itself.

            ```yaml
            waivers:
              - rule: rollback-not-rehearsed
                reason: The same switch was made last week.
                by: Dana Okafor
            ```

            """
        for group in Rule.Group.allCases {
            text += "\n## \(group.title)\n\n\(group.summary)\n"
            for rule in Rule.all where rule.group == group { text += "\n" + entry(rule, level: 3) }
        }
        return text
    }()

    /// One rule's entry, under a heading of `level`.
    package static func entry(_ rule: Rule, level: Int) -> String {
        """
        \(String(repeating: "#", count: level)) \(rule.id)

        *\(rule.severity.rawValue)* \u{00B7} \(rule.summary)

        \(rule.help)

        """
    }
}

extension Rule.Group {
    fileprivate var title: String {
        switch self {
        case .review: "Reviews"
        case .site: "The site"
        case .records: "Run records"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }

    fileprivate var summary: String {
        switch self {
        case .structure:
            "Whether a file can be read, and says what its format asks for. What is wrong here is wrong in a draft too."
        case .steps: "Whether somebody who was not there when the plan was written can follow each step."
        case .phases: "Whether the phases are all there, in an order that works, and fit into the window."
        case .migrations: "Whether the old and the new version can both live with the database at every moment."
        case .rollback: "Whether it is said when to go back, who decides, and how it is done."
        case .roles: "Whether everything has somebody who does it, and not all of it the same one."
        case .review: "Whether the plan was looked at and let go by others than its author."
        case .strategy: "Whether the way of rolling out answers the risk."
        case .records: "Whether what was done is told completely enough to learn from it."
        case .site: "Whether every link and picture of the pages leads somewhere."
        }
    }
}
