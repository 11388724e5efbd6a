internal import Catalog
internal import Diagnostics
internal import Documents
internal import Markdown

/// The parts of a plan that are tables.
extension PageContext {
    func text(_ value: String?) -> String? { value.map { HTMLText.escape($0) } }

    func code(_ value: String?) -> String? { value.map { "<code>\(HTMLText.escape($0))</code>" } }

    /// A rule's id, leading to its entry of the reference where the book has it.
    private func ruleLink(_ id: String?) -> String? {
        guard let id, let guide = catalog.guides.firstIndex(where: { $0.id == "rules" }),
            Rule.all.contains(where: { $0.id == id })
        else { return code(id) }
        return "<a href=\"\(HTMLText.escape(link(.guide(guide), id)))\">\(code(id) ?? "")</a>"
    }

    func linkHTML(_ view: LinkView) -> String {
        guard let address = view.address else { return HTMLText.escape(view.title) }
        return "<a href=\"\(HTMLText.escape(address))\">\(HTMLText.escape(view.title))</a>"
    }

    func alternatives(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Patterns that were not chosen",
            ["Pattern", "Why not"],
            (plan.strategy?.alternatives ?? []).map { alternative in
                RowView([alternative.pattern.map { linkHTML(patternLink($0.value.text)) }, inline(alternative.whyNot)])
            }
        )
    }

    func stages(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Stages of the rollout",
            ["Stage", "Traffic", "Watched for", "Goes on when"],
            (plan.strategy?.stages ?? []).map { stage in
                RowView([
                    text(stage.name?.value), text(stage.traffic?.value.text), text(stage.soak?.value.words),
                    text(stage.advanceWhen?.value),
                ])
            }
        )
    }

    func gates(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Gates",
            ["Gate", "Result", "Evidence"],
            (plan.readiness?.gates ?? []).map { gate in
                RowView([
                    text(gate.name?.value), gate.result.map { state($0.value) },
                    linked(gate.evidence?.value, "evidence"),
                ])
            }
        )
    }

    func changes(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Changes",
            ["Change", "Commit", "Committed"],
            (plan.readiness?.changes ?? []).map { change in
                let isLink = address(change.link?.value) != nil
                let summary =
                    isLink
                    ? linked(change.link?.value, change.summary?.value)
                    : [text(change.summary?.value), linked(change.link?.value)].compactMap { $0 }.joined(separator: " ")
                return RowView([
                    summary, code(change.commit?.value.text), text(change.committedAt.map { Words.time($0.value) }),
                ])
            }
        )
    }

    func metrics(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "What is watched",
            ["Metric", "Normal", "Look at it", "Act", "Source"],
            (plan.monitoring?.metrics ?? []).map { metric in
                RowView([
                    text(metric.name?.value), text(metric.normal?.value), text(metric.warning?.value),
                    text(metric.critical?.value), linked(metric.source?.value, "dashboard"),
                ])
            }
        )
    }

    func roles(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Roles",
            ["Role", "Person", "Backup", "Contact", "Duty"],
            zip(plan.roles, plan.roleIdentifiers).map { role, id in
                RowView(
                    id: id.map { "role-\($0)" },
                    name: role.role.map { "the role \($0.value)" },
                    [
                        text(role.role?.value), text(role.person?.value), text(role.backup?.value),
                        linked(role.contact?.value), text(role.duty?.value),
                    ]
                )
            }
        )
    }

    func communications(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Communications",
            ["When", "Audience", "Channel", "Message"],
            plan.communications.map { item in
                RowView([
                    text(item.at?.value.text), text(item.audience?.value), linked(item.channel?.value),
                    inline(item.message),
                ])
            }
        )
    }

    func flags(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Feature flags",
            ["Flag", "At deployment", "Then"],
            plan.flags.map { flag in
                RowView([
                    code(flag.name?.value), text(flag.atDeploy?.value.text),
                    text(flag.rollout.isEmpty ? nil : flag.rollout.map(\.value.text).joined(separator: " → ")),
                ])
            }
        )
    }

    func reviews(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Reviews",
            ["Person", "As", "Decision", "On"],
            plan.reviews.map { review in
                RowView([
                    text(review.person?.value), text(review.role?.value), review.decision.map { state($0.value) },
                    text(review.at.map { Words.date($0.value) }),
                ])
            }
        )
    }

    func waivers(_ plan: DeploymentPlan) -> TableView? {
        TableView(
            "Waivers",
            ["Rule", "Reason", "By"],
            plan.waivers.map { waiver in
                RowView([ruleLink(waiver.rule?.value), inline(waiver.reason), text(waiver.by?.value)])
            }
        )
    }

    func section(_ section: PlanSection) -> SectionView {
        let template = catalog.template?.sections.first { $0.id?.value == section.id?.value }
        let facts = section.values.map { value in
            let field = template?.ownFields.first { $0.name?.value == value.name.value }
            let name =
                field?.title?.value ?? Words.capitalized(value.name.value.split(separator: "_").joined(separator: " "))
            let isMarkdown = field?.type?.value == .markdown
            let markup = isMarkdown ? inline(Located(MarkdownText(value.value.value))) : text(value.value.value)
            return FactView(name: name, value: markup ?? "")
        }
        let id = section.id?.value.text ?? ""
        return SectionView(
            id: id,
            title: section.title?.value ?? template?.title?.value ?? id,
            facts: facts,
            body: html(section.body)
        )
    }

    /// A state as a word with a class that gives it its shape.
    func state(_ choice: some Choice) -> String {
        "<span class=\"state state-\(choice.rawValue)\">\(HTMLText.escape(choice.words))</span>"
    }
}
