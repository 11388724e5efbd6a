internal import Catalog
internal import Documents
internal import Markdown

/// The anchors of each page, so that a link to one that is not there is found.
struct Anchors: Sendable {
    /// The sections of a runbook page, as themes must name them. On pages that are a text of their own the theme's
    /// sections begin with `page-`, so that no heading of the text meets them.
    static let sections = [
        "summary", "phases", "rollback", "triggers", "rollback-procedure", "migrations", "strategy", "risk",
        "readiness",
        "monitoring", "roles", "communications", "flags", "reviews", "checklists", "references", "waivers", "runs",
        "incidents", "concurrent", "attachments", "page-mentions",
    ]

    let catalog: Catalog

    /// All anchors of a document's page.
    func anchors(of document: DocumentReference) -> Set<String> {
        switch document {
        case .release(let index), .run(let index, _): release(catalog.releases[index])
        case .pattern(let index):
            Set(catalog.patterns[index].body.document.anchors + steps(catalog.patterns[index].attributes.rollbackSteps))
                .union(["page-releases", "page-related", "page-rollback-steps", "page-mentions"])
        case .checklist(let index):
            Set(catalog.checklists[index].body.document.anchors + ["page-releases", "page-mentions"])
        case .guide(let index): Set(catalog.guides[index].body.document.anchors + ["page-mentions"])
        case .incident(let index):
            Set(catalog.incidents[index].body.document.anchors + ["page-releases", "page-concurrent", "page-mentions"])
        case .index(let kind): Set(catalog.indexTexts[kind]?.page.body.document.anchors ?? [])
        case .attachment: []
        }
    }

    private func release(_ release: Release) -> Set<String> {
        ofParts(release).union(release.document.body?.document.anchors ?? [])
    }

    /// The anchors of a release's page that no text of it makes.
    func ofParts(_ release: Release) -> Set<String> {
        let plan = release.outline
        var anchors = Self.sections + steps(plan.allSteps)
        anchors += plan.phaseIdentifiers.map { "phase-\($0)" }
        anchors += plan.migrations.compactMap { $0.id.map { "migration-\($0.value.text)" } }
        anchors += (plan.rollback?.triggers ?? []).map { "trigger-\($0.identifier)" }
        anchors += plan.roleIdentifiers.compactMap { $0.map { "role-\($0)" } }
        anchors += plan.sections.compactMap { $0.id.map { "section-\($0.value.text)" } }
        for run in release.runs {
            anchors.append("run-\(run.attempt)")
            anchors += run.record.steps.compactMap { $0.id.map { "run-\(run.attempt)-step-\($0.value.text)" } }
        }
        return Set(anchors)
    }

    private func steps(_ steps: [Step]) -> [String] {
        steps.flatMap { ["step-\($0.identifier)"] + $0.aliases.map { "step-\($0.value)" } }
    }
}
