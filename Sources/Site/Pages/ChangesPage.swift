internal import Catalog
internal import Diagnostics
internal import Documents
internal import Markdown

extension PageContext {
    /// The release that a release's plan is compared with: the one before, where both are structured plans.
    static func compared(_ index: Int, in catalog: Catalog) -> Int? {
        guard let earlier = catalog.relations.earlier[index] else { return nil }
        return [index, earlier].contains { catalog.releases[$0].document.isLoose } ? nil : earlier
    }

    /// What a release changes against the one before.
    func changesPage(_ index: Int, against earlier: Int) -> ChangesView {
        let release = catalog.releases[index]
        let runs = executedPlans(of: release).map { run, revision, plan in
            RunComparisonView(
                number: "\(run.attempt)",
                run: LinkView("Run \(run.attempt)", link(routes.release(index), "run-\(run.attempt)")),
                revision: revision,
                comparison: view(PlanComparison(from: plan, to: release.plan), of: index, prefix: "run-\(run.attempt)-")
            )
        }
        let title = "Changes in \(release.version ?? release.title)"
        return ChangesView(
            page: frame(title, section: "releases", trail: [LinkView(release.title, link(.release(index)))]),
            release: comparedRelease(index),
            against: comparedRelease(earlier),
            comparison: view(
                PlanComparison(from: catalog.releases[earlier].plan, to: release.plan),
                of: index,
                prefix: ""
            ),
            runs: runs
        )
    }

    /// The plans that were really followed, of the runs that name a revision which could be read.
    private func executedPlans(of release: Release) -> [(run: Run, revision: String, plan: DeploymentPlan)] {
        release.runs.compactMap { run in
            guard let revision = run.record.revision?.value.text, let bytes = options.revisions.plans[run.source] else {
                return nil
            }
            let parsed =
                release.source.hasSuffix(".md")
                ? readMarkdownRelease(from: bytes, file: release.source, template: catalog.template ?? .builtIn)
                : readPlan(from: bytes, file: release.source)
            // Of a plan that could not be read whole, differences would be made up.
            let isWhole = parsed.diagnostics.allSatisfy { $0.severity != .error || $0.rule.group != .structure }
            return isWhole && !parsed.value.isLoose ? (run, revision, parsed.value.plan) : nil
        }
    }

    private func comparedRelease(_ index: Int) -> LinkView {
        let release = catalog.releases[index]
        return LinkView(
            [release.version, release.title].compactMap { $0 }.joined(separator: " "),
            link(.release(index))
        )
    }

    private func view(_ comparison: PlanComparison, of release: Int, prefix: String) -> ComparisonView {
        ComparisonView(
            parts: comparison.parts.map { part in
                PartChangesView(
                    id: prefix + part.part.rawValue,
                    title: part.part.title,
                    isOfRun: !prefix.isEmpty,
                    fields: part.fields.map { view($0, isMarked: true) },
                    items: part.items.map { view($0, in: part.part, of: release) }
                )
            }
        )
    }

    private func view(_ item: ItemChange, in part: ComparedPart, of release: Int) -> ItemChangeView {
        let anchor = item.kind == .removed ? nil : Self.anchorPrefixes[part].map { $0 + item.id }
        return ItemChangeView(
            kind: item.kind.rawValue,
            word: item.fields.isEmpty && item.move != nil ? "Moved" : Words.capitalized(item.kind.rawValue),
            item: LinkView(item.title, anchor.map { link(routes.release(release), $0) }),
            remarks: Words.list(item.remarks),
            fields: item.shownFields.map { view($0, isMarked: item.kind == .changed) }
        )
    }

    private static let anchorPrefixes: [ComparedPart: String] = [
        .steps: "step-", .phases: "phase-", .migrations: "migration-", .triggers: "trigger-",
    ]

    private func view(_ field: FieldChange, isMarked: Bool) -> FieldChangeView {
        let text = field.new ?? field.old ?? ""
        let isCode = field.key.hasSuffix("command") || field.key == "query"
        let html = isMarked ? field.words.folded.map(\.html).joined() : HTMLText.escape(text)
        return FieldChangeView(name: Words.capitalized(field.label), html: html, isCode: isCode)
    }
}

extension WordRun {
    fileprivate var html: String {
        let text = HTMLText.escape(text)
        return switch kind {
        case .same: text
        case .removed: "<del>\(text)</del>"
        case .added: "<ins>\(text)</ins>"
        }
    }
}
