internal import Catalog
internal import Documents
internal import Markdown

/// What the search finds of each page.
extension PageContext {
    func searchPage() -> SearchView {
        SearchView(page: frame("Search", section: nil), pageFile: pageFile)
    }

    func searchDocument(ofRelease index: Int) -> SearchDocument {
        let release = catalog.releases[index]
        let plan = release.plan
        let outcome = Words.state(release.outcome) ?? Words.state(release.status)
        let facts = [
            plan.version?.value.text, Words.list(release.services.map { serviceTitle($0) }), release.date?.iso,
            outcome?.word, plan.strategy?.pattern.map { patternLink($0.value.text).title },
            plan.criticality?.value.rawValue,
        ]
        var document = SearchDocument(
            address: address,
            kind: "Release",
            title: release.title,
            facts: facts.compactMap { $0 }.filter { !$0.isEmpty }
        )
        document.moment = release.moment
        document.fields = fields(
            "release",
            [
                ("version", plan.version?.value.text), ("pattern", plan.strategy?.pattern?.value.text),
                ("status", release.status?.rawValue),
                ("risk", plan.risk?.level?.value.rawValue), ("criticality", plan.criticality?.value.rawValue),
                ("environment", release.environment), ("change", plan.change?.value.rawValue),
                ("year", release.date.map { String($0.year) }), ("author", plan.author?.value),
            ] + release.services.map { ("service", $0) } + plan.tags.map { ("tag", $0.value) }
                + outcomes(of: release).map { ("outcome", $0.rawValue) }
        )
        document.parts = parts(of: plan) + release.runs.flatMap { parts(of: $0, in: plan) }
        if let body = release.document.body { document.parts += parts(of: body) }
        return document
    }

    func searchDocument(ofPattern index: Int) -> SearchDocument {
        let pattern = catalog.patterns[index]
        let attributes = pattern.attributes
        let names = attributes.alsoKnownAs.map(\.value)
        let facts = names.isEmpty ? [] : ["also known as " + (Words.list(names) ?? "")]
        var document = SearchDocument(address: address, kind: "Pattern", title: pattern.title, facts: facts)
        document.fields = fields("pattern", [("pattern", pattern.id)])
        document.parts = parts(of: pattern.body, summary: attributes.summary)
        document.parts += attributes.rollbackSteps.map { part(of: $0, in: DeploymentPlan()) }
        return document
    }

    func searchDocument(ofChecklist index: Int) -> SearchDocument {
        let checklist = catalog.checklists[index]
        var document = SearchDocument(address: address, kind: "Checklist", title: checklist.title, facts: [])
        document.fields = fields("checklist", [("checklist", checklist.id)])
        document.parts = parts(of: checklist.body, summary: checklist.attributes.summary)
        document.parts += checklist.body.document.taskItems.map {
            SearchDocument.Part(anchor: $0.anchor, title: $0.text, text: "")
        }
        return document
    }

    func searchDocument(ofGuide index: Int) -> SearchDocument {
        let guide = catalog.guides[index]
        var document = SearchDocument(address: address, kind: "Guide", title: guide.title, facts: [])
        document.fields = fields("guide", [])
        document.parts = parts(of: guide.body, summary: guide.attributes.summary)
        return document
    }

    func searchDocument(ofIncident index: Int) -> SearchDocument {
        let incident = catalog.incidents[index]
        let attributes = incident.attributes
        let day = attributes.date?.value.iso ?? attributes.started.map { Words.time($0.value) }
        let facts = [attributes.id?.value.text ?? incident.id, day, attributes.severity?.value].compactMap { $0 }
        var document = SearchDocument(address: address, kind: "Incident", title: incident.title, facts: facts)
        document.moment = incident.moment
        document.fields = fields(
            "incident",
            [
                ("severity", attributes.severity?.value), ("status", attributes.status?.value.rawValue),
                ("year", (attributes.date?.value ?? attributes.started?.value.date).map { String($0.year) }),
            ]
        )
        document.parts = parts(of: incident.body)
        return document
    }

    func searchDocument(of service: Service) -> SearchDocument {
        var document = SearchDocument(address: address, kind: "Service", title: service.title, facts: [])
        document.fields = fields("service", [("service", service.id)])
        return document
    }

    /// How its attempts went, each once: who looks for what was rolled back wants also what succeeded later.
    private func outcomes(of release: Release) -> [RunOutcome] {
        let all = release.runs.compactMap { $0.record.outcome?.value } + [release.outcome].compactMap { $0 }
        return RunOutcome.allCases.filter(all.contains)
    }

    private func fields(_ kind: String, _ values: [(String, String?)]) -> [(name: String, value: String)] {
        [("kind", kind)] + values.compactMap { name, value in value.map { (name, $0) } }
    }

    // MARK: Texts

    /// The words of a Markdown text.
    private func words(_ text: Located<MarkdownText>?) -> String {
        guard let source = text?.value.source else { return "" }
        // Most are a sentence without a mark, and need no reader.
        let isPlain = source.utf8.allSatisfy { byte in
            switch byte {
            case 0x20, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
            default: ".,:;()'\"/%$?=".utf8.contains(byte)
            }
        }
        return isPlain ? source : MarkdownDocument(source).plainText
    }

    private func join(_ texts: String?...) -> String {
        texts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func join(_ texts: [String]) -> String { texts.filter { !$0.isEmpty }.joined(separator: "\n") }

    private func parts(of body: MarkdownBody, summary: Located<MarkdownText>? = nil) -> [SearchDocument.Part] {
        var parts = body.document.sections.map { section in
            SearchDocument.Part(
                anchor: section.anchor,
                title: section.title,
                text: section.text,
                command: section.code.isEmpty ? nil : section.code
            )
        }
        if summary != nil { parts.insert(SearchDocument.Part(title: "", text: words(summary)), at: 0) }
        return parts
    }

    // MARK: Plans

    private func parts(of plan: DeploymentPlan) -> [SearchDocument.Part] {
        var parts: [SearchDocument.Part] = []
        func add(_ anchor: String, _ title: String, _ texts: [String], command: String? = nil) {
            let text = join(texts)
            guard !text.isEmpty || command != nil else { return }
            parts.append(SearchDocument.Part(anchor: anchor, title: title, text: text, command: command))
        }
        add("summary", "Summary", [words(plan.summary)])
        for (phase, anchor) in zip(plan.phases, plan.phaseIdentifiers) {
            let criteria = (phase.goNoGo?.criteria ?? []).map(\.value)
            add("phase-\(anchor)", phase.title?.value ?? "Phase", [words(phase.notes)] + criteria)
            parts += phase.steps.map { part(of: $0, in: plan) }
        }
        for trigger in plan.rollback?.triggers ?? [] {
            add(
                "trigger-\(trigger.identifier)",
                "\(Words.capitalized(does(trigger.action?.value))) if \(trigger.condition)",
                [trigger.scope?.value ?? ""],
                command: trigger.query?.value
            )
        }
        parts += (plan.rollback?.steps ?? []).map { part(of: $0, in: plan) }
        for migration in plan.migrations {
            let id = migration.id?.value.text ?? ""
            let title = migration.title?.value ?? id
            let texts = [migration.operation?.value ?? "", words(migration.expected), words(migration.notes)]
            let commands = [migration.command, migration.rollback?.command].compactMap { $0?.value }
            add("migration-\(id)", title, texts, command: commands.isEmpty ? nil : plan.resolved(join(commands)))
        }
        let others = (plan.strategy?.alternatives ?? []).flatMap { [$0.pattern?.value.text ?? "", words($0.whyNot)] }
        add("strategy", "Strategy", [words(plan.strategy?.rationale)] + others)
        add("risk", "Risk", (plan.risk?.factors ?? []).map(\.value))
        let changes = (plan.readiness?.changes ?? []).flatMap {
            [$0.summary?.value ?? "", $0.commit?.value.text ?? "", lastPart(of: $0.link)]
        }
        let gates = (plan.readiness?.gates ?? []).flatMap { [$0.name?.value ?? "", lastPart(of: $0.evidence)] }
        add("readiness", "Readiness", [words(plan.readiness?.scope)] + gates + changes)
        add(
            "roles",
            "Roles",
            plan.roles.map { [$0.role, $0.person, $0.backup].compactMap { $0?.value }.joined(separator: " ") }
        )
        add("communications", "Communications", plan.communications.map { words($0.message) })
        add("flags", "Feature flags", plan.flags.compactMap { $0.name?.value })
        add("references", "References", plan.references.flatMap { [$0.title?.value ?? "", lastPart(of: $0.url)] })
        for section in plan.sections {
            add("section-\(section.id?.value.text ?? "")", section.title?.value ?? "", [words(section.body)])
        }
        for note in PlanPart.allCases { add(note.rawValue, "", [words(plan.notes?[note])]) }
        return parts
    }

    /// The last part of an address: mostly the number of a ticket or a build.
    private func lastPart(of address: Located<String>?) -> String {
        address?.value.split(separator: "/").last.map(String.init) ?? ""
    }

    private func part(of step: Step, in plan: DeploymentPlan) -> SearchDocument.Part {
        let commands = [step.command, step.verify?.command].compactMap { $0?.value }
        let text = join(
            words(step.manual),
            words(step.expected),
            words(step.verify?.text),
            words(step.verify?.expect),
            words(step.notes)
        )
        return SearchDocument.Part(
            anchor: step.identifier.isEmpty ? nil : "step-\(step.identifier)",
            title: step.title?.value ?? step.identifier,
            text: text,
            command: commands.isEmpty ? nil : plan.resolved(join(commands))
        )
    }

    private func does(_ action: TriggerAction?) -> String {
        switch action {
        case nil, .rollback, .autoRollback: "roll back"
        case .pause, .hold, .notify: action?.words ?? ""
        }
    }

    /// What was seen, done otherwise and decided.
    private func parts(of run: Run, in plan: DeploymentPlan) -> [SearchDocument.Part] {
        let record = run.record
        let seen = record.steps.map { join(words($0.observed), words($0.deviation)) }
        let decided = record.decisions.map { join($0.by?.value, $0.decision?.value.words, words($0.reason)) }
        let text = join([words(record.notes)] + seen + decided)
        guard !text.isEmpty else { return [] }
        return [SearchDocument.Part(anchor: "run-\(run.attempt)", title: "Run \(run.attempt)", text: text)]
    }
}
