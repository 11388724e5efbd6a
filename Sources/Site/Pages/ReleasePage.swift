internal import Catalog
internal import Documents
internal import Markdown

extension PageContext {
    /// The runbook page of a release.
    func releasePage(_ index: Int) -> ReleaseView {
        let release = catalog.releases[index]
        let plan = release.plan
        let window = plan.window
        let title = [release.title, release.version].compactMap { $0 }.joined(separator: " – ")
        return ReleaseView(
            page: frame(of: release, title: title),
            row: row(index),
            previousVersion: plan.previousVersion?.value.text,
            isLoose: release.document.isLoose,
            body: release.document.body.map { body($0, below: release.title) },
            contents: release.document.body.map { contents($0) } ?? [],
            summary: html(plan.summary),
            windowText: window?.start.map { Words.window($0.value, window?.end?.value) },
            start: Words.view(window?.start?.value),
            end: Words.view(window?.end?.value),
            deadline: Words.view(window?.rollbackDeadline?.value),
            planned: plan.plannedDuration?.words,
            plannedSeconds: plan.plannedDuration.map { "\($0.seconds)" },
            digest: release.digest,
            nextAttempt: "\((release.runs.map(\.attempt).max() ?? 0) + 1)",
            facts: facts(of: release),
            riskFacts: riskFacts(plan.risk),
            riskFactors: (plan.risk?.factors ?? []).map { TextView(text: $0.value) },
            pattern: plan.strategy?.pattern.map { patternLink($0.value.text) },
            rationale: html(plan.strategy?.rationale),
            alternatives: alternatives(plan),
            stages: stages(plan),
            readinessFacts: readinessFacts(plan.readiness),
            scope: html(plan.readiness?.scope),
            gates: gates(plan),
            changes: changes(plan),
            migrations: migrations(of: release),
            phases: phases(plan).map { phase in
                var phase = phase
                phase.steps = phase.steps.map { cited($0, of: release) }
                return phase
            },
            rollback: rollback(of: release),
            soak: plan.monitoring?.soak?.value.words,
            metrics: metrics(plan),
            roles: roles(plan),
            communications: communications(plan),
            flags: flags(plan),
            reviews: reviews(plan),
            checklists: plan.checklists.map { id in
                catalog.relations.checklistByID[id.value.text].map { view(.checklist($0)) }
                    ?? LinkView(id.value.text, nil)
            },
            references: plan.references.map(view),
            waivers: waivers(plan),
            notes: notes(plan),
            sections: plan.sections.map { section($0) },
            runs: release.runs.map { run($0, of: release) },
            incidents: (catalog.relations.incidentsByRelease[index] ?? []).map { view(.incident($0)) },
            concurrent: concurrent(with: index),
            mentions: mentions(of: .release(index)),
            attachments: attachments(of: index),
            earlier: catalog.relations.earlier[index].map { neighbour($0) },
            later: catalog.relations.later[index].map { neighbour($0) },
            changesPage: PageContext.compared(index, in: catalog).map { earlier in
                LinkView(
                    "against \(catalog.releases[earlier].version ?? catalog.releases[earlier].title)",
                    link(routes.changes(index))
                )
            },
            revisions: revisions(of: release),
            revisionsNote: options.revisions.isShallow
                ? "Made from a shallow clone: earlier commits are not known." : nil,
            supersedes: plan.supersedes.flatMap { catalog.relations.releaseByID[$0.value.text] }.map { neighbour($0) },
            markdownTwin: "deployment-plan.md",
            jsonTwin: "plan.json",
            source: release.source
        )
    }

    /// A text without its marks, for the page's description.
    func plain(_ text: MarkdownText) -> String {
        let words = MarkdownDocument(text.source).plainText.words.joined(separator: " ")
        return words.count <= 200 ? words : words.prefix(199).trimmed + "…"
    }

    private func neighbour(_ index: Int) -> LinkView {
        let release = catalog.releases[index]
        return LinkView(release.version.map { "\($0) \(release.title)" } ?? release.title, link(.release(index)))
    }

    private func attachments(of release: Int) -> [LinkView] {
        (catalog.attachmentsByRelease[release] ?? []).compactMap { index in
            let file = catalog.attachments[index]
            guard published.contains(file.source) else { return nil }
            let folder = catalog.releases[release].folder.map { $0.count + 1 } ?? 0
            return LinkView(String(file.source.dropFirst(folder)), link(.attachment(index)))
        }
    }

    /// An address of the web as it is; nothing for a scheme that could run something.
    func webAddress(_ text: String?) -> String? {
        guard let text else { return nil }
        // As browsers read it: what is no sign counts for nothing.
        let signs = text.unicodeScalars.lazy.filter { $0.value > 0x20 && !$0.properties.isWhitespace }.prefix(8)
        let scheme = String(String.UnicodeScalarView(signs)).lowercased()
        return ["https://", "http://", "mailto:", "slack://", "tel:"].contains { scheme.hasPrefix($0) } ? text : nil
    }

    /// Where a text leads that is an address, or the path of a file of the book.
    func address(_ text: String?) -> String? {
        guard let text else { return nil }
        guard Catalog.isPath(text) else {
            return text.unicodeScalars.contains(where: \.properties.isWhitespace) ? nil : webAddress(text)
        }
        note(.link(text, from: source))
        if case .address(let address) = resolve(text, from: source) { return address }
        return nil
    }

    /// An address or a path as a link, another text as it is, with the addresses in it as links.
    func linked(_ text: String?, _ words: String? = nil) -> String? {
        guard let text else { return nil }
        if let address = address(text) { return linkHTML(LinkView(words ?? text, address)) }
        guard text.hasPart("://") else { return HTMLText.escape(text) }
        return text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let word = String(word)
            return linkHTML(LinkView(word, word.hasPart("://") ? webAddress(word) : nil))
        }.joined(separator: " ")
    }

    /// A reference by its title; what leads nowhere stands beside it.
    private func view(_ reference: Reference) -> LinkView {
        let url = reference.url?.value
        let target = address(url)
        let title = reference.title?.value
        return LinkView(title ?? url ?? "", target, note: target == nil && title != nil ? url : nil)
    }

    private func facts(of release: Release) -> [FactView] {
        let plan = release.plan
        var facts: [FactView] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { facts.append(FactView(name: name, value: HTMLText.escape(value))) }
        }
        if !release.document.isLoose { add("Environment", release.environment) }
        add("Kind", plan.kind?.value.words)
        add("Change", plan.change?.value.words)
        add("Author", plan.author?.value)
        add("Tags", Words.list(plan.tags.map(\.value)))
        return facts
    }

    private func notes(_ plan: DeploymentPlan) -> [PlanPart: String] {
        var notes: [PlanPart: String] = [:]
        for part in PlanPart.allCases { notes[part] = html(plan.notes?[part]) }
        return notes
    }

    private func riskFacts(_ risk: RiskProfile?) -> [FactView] {
        let values: [(String, String?)] = [
            ("Level", risk?.level?.value.words), ("User impact", risk?.userImpact?.value.words),
            ("Rollback", risk?.rollbackComplexity?.value.words), ("Data change", risk?.dataChange?.value.words),
            ("Downtime allowed", risk?.downtimeAllowed?.value.words),
        ]
        return values.compactMap { name, value in value.map { FactView(name: name, value: HTMLText.escape($0)) } }
    }

    private func readinessFacts(_ readiness: Readiness?) -> [FactView] {
        guard let readiness else { return [] }
        let values: [(String, String?)] = [
            ("Decision", readiness.decision?.value.words), ("Decided by", readiness.decidedBy?.value),
            ("Decided at", readiness.decidedAt.map { Words.time($0.value) }),
        ]
        return values.compactMap { name, value in value.map { FactView(name: name, value: HTMLText.escape($0)) } }
    }

    private func frame(of release: Release, title: String) -> PageFrame {
        let summary = release.plan.summary.map { plain($0.value) }
        var frame = frame(title, section: "releases", description: summary)
        frame.citation = citation(release.fullTitle)
        return frame
    }

    private func cited(_ step: StepView, of release: Release) -> StepView {
        var step = step
        guard !step.id.isEmpty else { return step }
        let title = "\(release.fullTitle) – \(step.title)"
        step.citation = citation(title, fragment: "step-\(step.id)")
        return step
    }

    private func rollback(of release: Release) -> RollbackView? {
        let plan = release.plan
        guard plan.rollback != nil || plan.notes?.rollback != nil else { return nil }
        let rollback = plan.rollback ?? RollbackPlan()
        let last =
            rollback.notPossibleAfter?.value.text
            ?? plan.allSteps.first { $0.pointOfNoReturn?.value == true }?.identifier
        return RollbackView(
            method: rollback.method.map { Words.capitalized($0.value.words) },
            estimated: rollback.estimated?.value.words,
            primary: rollback.decision?.primary?.value,
            backup: rollback.decision?.backup?.value,
            escalation: rollback.decision?.escalation?.value,
            decideWithin: rollback.decision?.decideWithin?.value.words,
            notes: html(plan.notes?.rollback),
            triggers: rollback.triggers.map { trigger in
                TriggerView(
                    id: trigger.identifier,
                    condition: trigger.condition,
                    scope: trigger.scope?.value,
                    query: trigger.query?.value,
                    dashboard: address(trigger.dashboard?.value),
                    source: address(trigger.dashboard?.value) == nil ? linked(trigger.dashboard?.value) : nil,
                    action: trigger.action?.value.words ?? "rollback",
                    isRollback: [nil, .rollback, .autoRollback].contains(trigger.action?.value)
                )
            },
            steps: rollback.steps.enumerated().map { cited(step($1, number: "R\($0 + 1)", in: plan), of: release) },
            rehearsed: Words.rehearsal(rollback.rehearsed),
            evidence: linked(rollback.rehearsed?.evidence?.value, "evidence"),
            lastStep: last.map { id in stepLink(id, in: plan) }
        )
    }

    private func stepLink(_ id: String, in plan: DeploymentPlan) -> LinkView {
        for (phase, value) in plan.phases.enumerated() {
            guard let step = value.steps.firstIndex(where: { $0.identifier == id }) else { continue }
            return LinkView("\(phase + 1).\(step + 1) \(value.steps[step].title?.value ?? id)", "#step-\(id)")
        }
        return LinkView(id, nil)
    }
}
