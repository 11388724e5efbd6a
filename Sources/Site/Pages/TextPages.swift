internal import Catalog
internal import Documents
internal import Markdown

/// Pages that are a text with facts beside it.
extension PageContext {
    func patternPage(_ index: Int) -> PatternView {
        let pattern = catalog.patterns[index]
        let attributes = pattern.attributes
        var facts: [FactView] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { facts.append(FactView(name: name, value: HTMLText.escape(value))) }
        }
        add("Also known as", Words.list(attributes.alsoKnownAs.map(\.value)))
        add("Suits risk", Words.list(attributes.suitsRisk.map(\.value.words)))
        add("Downtime", attributes.downtime?.value.words)
        add("Rollback takes", attributes.rollbackTime?.value.words)
        add("Extra capacity", attributes.extraCapacity?.value.text)
        add("Compatible schema", attributes.needsCompatibleSchema.map { $0.value ? "needed" : "not needed" })
        add("Needs", Words.list(attributes.needs.map(\.value)))
        add("Database", attributes.database?.value)
        let releases = catalog.relations.releasesByPattern[pattern.id] ?? []
        let shown = users(releases)
        let noPlan = DeploymentPlan()
        return PatternView(
            page: frame(pattern.title, section: "patterns", description: attributes.summary.map { plain($0.value) }),
            title: pattern.title,
            summary: html(attributes.summary),
            facts: facts,
            contents: contents(pattern.body),
            body: body(pattern.body, below: pattern.title),
            rollbackSteps: attributes.rollbackSteps.enumerated().map { step($1, number: "\($0 + 1)", in: noPlan) },
            use: use(of: releases),
            releases: shown,
            note: note(shown.count, of: releases.count),
            all: wayToAll(releases, ["pattern": pattern.id]),
            related: attributes.related.map { patternLink($0.value.text) },
            mentions: mentions(of: .pattern(index)),
            source: pattern.source
        )
    }

    func checklistPage(_ index: Int) -> ChecklistView {
        let checklist = catalog.checklists[index]
        let releases = catalog.relations.releasesByChecklist[checklist.id] ?? []
        let shown = users(releases)
        return ChecklistView(
            page: frame(
                checklist.title,
                section: "checklists",
                description: checklist.attributes.summary.map { plain($0.value) }
            ),
            id: checklist.id,
            pageFile: pageFile,
            title: checklist.title,
            summary: html(checklist.attributes.summary),
            phases: Words.list(checklist.attributes.phases.map(\.value.words)),
            itemCount: Words.count(checklist.body.document.taskItems.count, "item"),
            body: body(checklist.body, below: checklist.title),
            use: use(of: releases),
            releases: shown,
            note: note(shown.count, of: releases.count),
            all: wayToAll(releases, ["checklist": checklist.id]),
            mentions: mentions(of: .checklist(index)),
            source: checklist.source
        )
    }

    func guidePage(_ index: Int) -> GuideView {
        let guide = catalog.guides[index]
        let folder = guide.id.split(separator: "/").dropLast()
        func neighbour(_ other: Int) -> LinkView? {
            guard catalog.guides.indices.contains(other) else { return nil }
            guard catalog.guides[other].id.split(separator: "/").dropLast() == folder else { return nil }
            return view(.guide(other))
        }
        return GuideView(
            page: frame(guide.title, section: "guides", description: guide.attributes.summary.map { plain($0.value) }),
            title: guide.title,
            summary: html(guide.attributes.summary),
            contents: contents(guide.body),
            body: body(guide.body, below: guide.title),
            mentions: mentions(of: .guide(index)),
            earlier: neighbour(index - 1),
            later: neighbour(index + 1),
            source: guide.source
        )
    }

    func incidentPage(_ index: Int) -> IncidentView {
        let incident = catalog.incidents[index]
        let attributes = incident.attributes
        var facts: [FactView] = []
        func add(_ name: String, _ value: String?) {
            if let value { facts.append(FactView(name: name, value: HTMLText.escape(value))) }
        }
        add("Date", attributes.date.map { Words.date($0.value) })
        add("Severity", attributes.severity?.value)
        add("Started", attributes.started.map { Words.time($0.value) })
        add("Detected", attributes.detected.map { Words.time($0.value) })
        add("Resolved", attributes.resolved.map { Words.time($0.value) })
        if let start = attributes.started?.value, let end = attributes.resolved?.value, end >= start {
            add("Lasted", TimeSpan(seconds: end.seconds - start.seconds).words)
        }
        return IncidentView(
            page: frame("\(incident.id) \(incident.title)", section: "incidents"),
            incident: incidentRow(index),
            facts: facts,
            contents: contents(incident.body),
            body: body(incident.body),
            releases: (catalog.relations.releasesByIncident[index] ?? []).map(row),
            concurrent: concurrent(withIncident: index),
            mentions: mentions(of: .incident(index)),
            source: incident.source
        )
    }
}
