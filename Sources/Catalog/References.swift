internal import Diagnostics
internal import Documents

extension Catalog {
    /// `unknown-reference` between documents: patterns, checklists, releases, migrations, incidents, steps of runs.
    func danglingReferences() -> [Diagnostic] {
        var check = ReferenceCheck(catalog: self)
        for release in releases {
            check.file = files.display(release.source)
            check.plan(release.outline)
            check.circle(release)
            for run in release.runs {
                check.file = files.display(run.source)
                check.run(run.record, of: release)
            }
        }
        for pattern in patterns {
            check.file = files.display(pattern.source)
            for id in pattern.attributes.related { check.pattern(id) }
        }
        for incident in incidents {
            check.file = files.display(incident.source)
            for id in incident.attributes.releases { check.release(id) }
        }
        return check.found
    }
}

private struct ReferenceCheck {
    let catalog: Catalog
    var file = ""
    var found: [Diagnostic] = []

    init(catalog: Catalog) { self.catalog = catalog }

    mutating func plan(_ plan: DeploymentPlan) {
        pattern(plan.strategy?.pattern)
        for alternative in plan.strategy?.alternatives ?? [] { pattern(alternative.pattern) }
        for id in plan.checklists { checklist(id) }
        release(plan.supersedes)
        for migration in plan.migrations { expand(migration.expands, in: plan) }
        if let environment = plan.environment, !catalog.book.environments.isEmpty {
            let known = catalog.book.environments.map(\.value)
            guard !known.contains(environment.value) else { return }
            let message = "rollbook.yaml lists no environment `\(environment.value)`"
            let fixes = didYouMean(environment.value, known, environment.span)
            found.append(Diagnostic(.unknownValue, message, file: file, at: environment.span, fixes: fixes))
        }
    }

    private static let longestCircle = 50

    /// Of releases that take each other's places none is the last.
    mutating func circle(_ release: Release) {
        guard let id = release.outline.supersedes else { return }
        var next = catalog.relations.releaseByID[id.value.text].map { catalog.releases[$0] }
        var seen: Set<String> = []
        while let other = next, seen.count < Self.longestCircle, seen.insert(other.id).inserted {
            if other === release {
                let message =
                    id.value.text == release.id
                    ? "a release can't take its own place"
                    : "`\(id.value.text)` takes, by way of its own `supersedes:`, the place of this release"
                return found.append(Diagnostic(.unknownReference, message, file: file, at: id.span))
            }
            next = other.outline.supersedes.flatMap { catalog.relations.releaseByID[$0.value.text] }.map {
                catalog.releases[$0]
            }
        }
    }

    mutating func pattern(_ id: Located<Identifier>?) {
        guard let id, catalog.relations.patternByID[id.value.text] == nil else { return }
        reportUnknown("pattern", id.value.text, id.span, among: catalog.patterns.map(\.id))
    }

    private mutating func checklist(_ id: Located<Identifier>?) {
        guard let id, catalog.relations.checklistByID[id.value.text] == nil else { return }
        reportUnknown("checklist", id.value.text, id.span, among: catalog.checklists.map(\.id))
    }

    mutating func release(_ id: Located<Identifier>?) {
        guard let id, catalog.relations.releaseByID[id.value.text] == nil else { return }
        reportUnknownRelease(id.value.text, id.span) { $0 }
    }

    /// - Parameter written: How a release's id is written in the place of what stands there.
    private mutating func reportUnknownRelease(_ name: String, _ span: SourceSpan, _ written: (String) -> String) {
        guard let current = catalog.relations.releaseByFormerID[name].map({ catalog.releases[$0].id }) else {
            return reportUnknown("release", name, span, among: catalog.releases.map(\.id))
        }
        let fix = Diagnostic.Fix("write `\(written(current))`", replace: span, with: written(current))
        let message = "the release `\(name)` is called `\(current)` now"
        found.append(Diagnostic(.unknownReference, message, file: file, at: span, fixes: [fix]))
    }

    /// `<release>#<migration>`, or `#<migration>` in the same plan.
    private mutating func expand(_ reference: Located<String>?, in plan: DeploymentPlan) {
        guard let reference else { return }
        let parts = reference.value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        guard parts.count == 2, !parts[1].isEmpty else {
            let message =
                "`\(reference.value)` names no migration: it is written `release#migration`, or `#migration` in this plan"
            found.append(Diagnostic(.unknownReference, message, file: file, at: reference.span))
            return
        }
        var migrations = plan.migrations
        if !parts[0].isEmpty {
            guard let index = catalog.relations.releaseByID[parts[0]] else {
                return reportUnknownRelease(parts[0], reference.span) { "\($0)#\(parts[1])" }
            }
            migrations = catalog.releases[index].outline.migrations
        }
        let known = migrations.compactMap { $0.id?.value.text }
        let place = parts[0].isEmpty ? "this plan" : "the release `\(parts[0])`"
        guard !known.contains(parts[1]) else { return }
        let message = "\(place) has no migration `\(parts[1])`"
        let near = suggestion(for: parts[1], among: known)
        let fixes = near.map {
            [Diagnostic.Fix("did you mean `\(parts[0])#\($0)`?", replace: reference.span, with: "\(parts[0])#\($0)")]
        }
        found.append(Diagnostic(.unknownReference, message, file: file, at: reference.span, fixes: fixes ?? []))
    }

    mutating func run(_ run: RunRecord, of release: Release) {
        for named in run.incidents {
            guard let id = named.id, catalog.relations.incidentByID[id.value.text] == nil else { continue }
            reportUnknown("incident", id.value.text, id.span, among: catalog.incidents.map(\.id))
        }
        for ticked in run.checklists { checklist(ticked.id) }
        // A free text has no steps by name.
        guard !release.document.isLoose else { return }
        let steps = release.outline.stepNames
        let triggers = Set((release.outline.rollback?.triggers ?? []).map(\.identifier))
        // That a plan has no steps is said once, at the plan.
        if !steps.isEmpty {
            for result in run.steps { part(result.id, "step", steps, release) }
            for named in run.incidents { part(named.step, "step", steps, release) }
        }
        for decision in run.decisions { part(decision.trigger, "trigger", triggers, release) }
    }

    private mutating func part(_ id: Located<Identifier>?, _ what: String, _ known: Set<String>, _ release: Release) {
        guard let id, !known.contains(id.value.text) else { return }
        let message = "the plan of \(release.id) has no \(what) `\(id.value.text)`"
        let fixes = didYouMean(id.value.text, known.sorted(), id.span)
        found.append(Diagnostic(.runOfUnknownStep, message, file: file, at: id.span, fixes: fixes))
    }

    private mutating func reportUnknown(_ what: String, _ name: String, _ span: SourceSpan, among known: [String]) {
        var fixes = didYouMean(name, known, span)
        if fixes.isEmpty, ["pattern", "checklist"].contains(what) {
            fixes = [Diagnostic.Fix("write it: \(what)s/\(name).md")]
        }
        found.append(Diagnostic(.unknownReference, "there is no \(what) `\(name)`", file: file, at: span, fixes: fixes))
    }
}
