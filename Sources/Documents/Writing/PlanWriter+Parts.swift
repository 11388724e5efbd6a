internal import Diagnostics

/// The parts of a plan that are told.
extension PlanWriter {
    /// The short fields, between lines of dashes, and what the body can't say exactly.
    func frontMatter(_ plan: DeploymentPlan, exact: [(key: String, value: String)]) -> String {
        let values: [(String, String?)] = [
            ("schema", "1"), ("id", plan.id?.value.text), ("service", plan.service?.value.text),
            ("services", listed(plan.services.map(\.value.text))),
            ("version", plan.version.map { yamlText($0.value.text) }),
            ("previous_version", plan.previousVersion.map { yamlText($0.value.text) }),
            ("environment", plan.environment.map { yamlText($0.value) }), ("change", plan.change?.value.rawValue),
            ("kind", plan.kind?.value.rawValue), ("criticality", plan.criticality?.value.rawValue),
            ("status", plan.status?.value.rawValue), ("author", plan.author.map { yamlText($0.value) }),
            ("supersedes", plan.supersedes?.value.text),
            ("aliases", listed(plan.aliases.map { yamlText($0.value) })),
            ("tags", listed(plan.tags.map { yamlText($0.value) })),
        ]
        var text = "---\n"
        for (key, value) in values { if let value { text += "\(key): \(value)\n" } }
        if !plan.vars.isEmpty { text += "vars:\n" }
        for value in plan.vars { text += "  \(yamlText(value.name.value)): \(yamlText(value.value.value))\n" }
        // Who edits the text below would wonder why nothing comes of it.
        if !exact.isEmpty {
            text += "# What the text below can't say exactly. It holds over the text: change it here as well.\n"
        }
        for (key, value) in exact { text += "\(key): \(value)\n" }
        return text + "---\n\n"
    }

    private func listed(_ items: [String]) -> String? {
        items.isEmpty ? nil : "[\(items.joined(separator: ", "))]"
    }

    mutating func writeReadiness(_ readiness: Readiness?) {
        guard let readiness else { return }
        facts([
            ("Decision", readiness.decision?.value.rawValue),
            ("Decided by", readiness.decidedBy.map { inline($0.value) }),
            ("Decided at", readiness.decidedAt?.value.iso),
        ])
        markdown(readiness.scope)
        table(
            ["Gate", "Result", "Evidence"],
            readiness.gates.map { [$0.name.map { inline($0.value) }, $0.result?.value.rawValue, $0.evidence?.value] }
        )
        table(
            ["Change", "Commit", "Committed", "Link"],
            readiness.changes.map { change in
                [
                    change.summary.map { inline($0.value) }, change.commit.map { "`\($0.value.text)`" },
                    change.committedAt?.value.iso, change.link?.value,
                ]
            }
        )
    }

    mutating func writeWindow(_ window: ReleaseWindow?) {
        facts([
            ("Start", window?.start?.value.iso), ("End", window?.end?.value.iso),
            ("Rollback deadline", window?.rollbackDeadline?.value.iso),
        ])
    }

    mutating func writeRisk(_ risk: RiskProfile?) {
        facts([
            ("Level", risk?.level?.value.rawValue), ("User impact", risk?.userImpact?.value.rawValue),
            ("Rollback complexity", risk?.rollbackComplexity?.value.rawValue),
            ("Data change", risk?.dataChange?.value.rawValue),
            ("Downtime allowed", risk?.downtimeAllowed?.value.rawValue),
        ])
        guard let factors = risk?.factors, !factors.isEmpty else { return }
        paragraph("Factors:")
        list(factors.map { inline($0.value) })
    }

    mutating func writeStrategy(_ strategy: Strategy?) {
        guard let strategy else { return }
        if let pattern = strategy.pattern {
            facts([("Pattern", reference(names.pattern(pattern.value.text), else: pattern.value.text))])
        }
        markdown(strategy.rationale)
        table(
            ["Alternative", "Why not"],
            strategy.alternatives.map { alternative in
                [
                    alternative.pattern.map { reference(names.pattern($0.value.text), else: $0.value.text) },
                    oneLine(alternative.whyNot),
                ]
            }
        )
        table(
            ["Stage", "Traffic", "Soak", "Advance when"],
            strategy.stages.map { stage in
                [
                    stage.name.map { inline($0.value) }, stage.traffic?.value.text, stage.soak?.value.text,
                    stage.advanceWhen.map { inline($0.value) },
                ]
            }
        )
    }

    mutating func writeMonitoring(_ monitoring: Monitoring?) {
        facts([("Soak", monitoring?.soak?.value.text)])
        table(
            ["Metric", "Normal", "Warning", "Critical", "Source"],
            (monitoring?.metrics ?? []).map { metric in
                [metric.name, metric.normal, metric.warning, metric.critical].map { $0.map { inline($0.value) } }
                    + [metric.source?.value]
            }
        )
    }

    mutating func writeRoles(_ roles: [Role]) {
        table(
            ["Role", "Person", "Backup", "Contact", "Duty"],
            roles.map { role in
                [role.role, role.person, role.backup, role.contact, role.duty].map { $0.map { inline($0.value) } }
            }
        )
    }

    mutating func writeCommunications(_ communications: [Communication]) {
        table(
            ["When", "Audience", "Channel", "Message"],
            communications.map { item in
                [
                    item.at?.value.text, item.audience.map { inline($0.value) }, item.channel.map { inline($0.value) },
                    oneLine(item.message),
                ]
            }
        )
    }

    mutating func writeFlags(_ flags: [FeatureFlag]) {
        table(
            ["Flag", "At deployment", "Rollout"],
            flags.map { flag in
                [
                    flag.name.map { codeSpan($0.value) }, flag.atDeploy?.value.text,
                    flag.rollout.map(\.value.text).joined(separator: ", "),
                ]
            }
        )
    }

    mutating func writeReviews(_ reviews: [Review]) {
        table(
            ["Person", "Role", "Decision", "Date", "Digest"],
            reviews.map { review in
                [
                    review.person.map { inline($0.value) }, review.role.map { inline($0.value) },
                    review.decision?.value.rawValue, review.at?.value.iso, review.digest.map { codeSpan($0.value) },
                ]
            }
        )
    }

    mutating func writeWaivers(_ waivers: [Waiver]) {
        table(
            ["Rule", "Reason", "By"],
            waivers.map { waiver in
                [waiver.rule.map { "`\($0.value)`" }, oneLine(waiver.reason), waiver.by.map { inline($0.value) }]
            }
        )
    }

    /// A section of the team's own: its fields, then its text.
    mutating func writeOwn(_ section: PlanSection, fields: [TemplateField]) {
        // The heading's id is told where it is not the heading's own.
        if fields.isEmpty, let id = section.id?.value.text, let title = section.title?.value {
            facts([("Id", Identifier.proposal(for: title) == id ? nil : "`\(id)`")])
        }
        facts(
            section.values.map { value in
                let field = fields.first { $0.name?.value == value.name.value }
                let isMarkdown = field?.type?.value == .markdown
                let text = value.value.value
                return (field?.title?.value ?? value.name.value, isMarkdown ? text : inline(text))
            }
        )
        markdown(section.body)
    }
}

extension OutputTemplate {
    /// The template that holds where the book has none.
    package static let builtIn: OutputTemplate = {
        let sections: [(PlanPart, String)] = [
            (.summary, "Summary"), (.window, "Window"), (.readiness, "Readiness"), (.risk, "Risk"),
            (.strategy, "Strategy"), (.migrations, "Migrations"), (.phases, "Runbook"), (.rollback, "Rollback"),
            (.monitoring, "Monitoring"), (.roles, "Roles"), (.communications, "Communications"),
            (.flags, "Feature flags"),
            (.checklists, "Checklists"), (.reviews, "Reviews"), (.references, "References"), (.waivers, "Waivers"),
        ]
        var template = OutputTemplate()
        template.sections = sections.map { part, title in
            var section = TemplateSection()
            section.id = Located(Identifier(part.rawValue))
            section.title = Located(title)
            section.source = Located(part)
            return section
        }
        return template
    }()
}
