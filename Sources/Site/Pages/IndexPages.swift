internal import Catalog
internal import Documents
internal import Markdown

extension PageContext {
    /// A release as lists show it.
    func row(_ index: Int) -> ReleaseRow {
        let release = catalog.releases[index]
        let date = release.outline.window?.start.map { $0.value }
        // A lasting environment of its own is worth a word; production is what everyone expects.
        let environment = release.document.isLoose || release.environment == "production" ? nil : release.environment
        return ReleaseRow(
            id: release.id,
            address: link(.release(index)),
            title: release.title,
            version: release.version,
            date: release.date.map { TimeView(text: Words.date($0), iso: date?.iso ?? $0.iso) },
            otherDays: joinedIDs(otherDays(of: release)),
            services: release.services.map { serviceLink($0) },
            serviceIDs: joinedIDs(release.services),
            pattern: release.pattern.map { patternLink($0.value.text) },
            patternID: release.pattern?.value.text,
            checklistIDs: joinedIDs(release.checklists),
            status: Words.state(release.status),
            outcome: Words.state(release.outcome) ?? Words.state(release.status),
            criticality: release.outline.criticality?.value.rawValue,
            risk: release.outline.risk?.level?.value.words,
            kind: release.outline.kind?.value.rawValue,
            change: release.outline.change?.value.rawValue,
            environment: environment,
            runCount: release.runs.count > 1 ? "\(release.runs.count) runs" : nil
        )
    }

    /// The days of its attempts, but for the one that it is listed at.
    func otherDays(of release: Release) -> [String] {
        release.days.subtracting([release.date].compactMap { $0 }).sorted().map(\.iso)
    }

    private func joinedIDs(_ ids: [String]) -> String? { ids.isEmpty ? nil : ids.joined(separator: " ") }

    /// Releases in groups by year, in the order given.
    func years(_ indexes: [Int]) -> [YearView] {
        var years: [(name: String, releases: [Int])] = []
        for index in indexes {
            let name = catalog.releases[index].date.map { String($0.year) } ?? "Undated"
            if years.last?.name != name { years.append((name, [])) }
            years[years.count - 1].releases.append(index)
        }
        return years.map { year in
            YearView(
                year: year.name,
                count: Words.count(year.releases.count, "release"),
                releases: year.releases.map(row)
            )
        }
    }

    func indexBody(_ kind: String) -> String? {
        catalog.indexTexts[kind].map { body($0.page.body) }
    }

    private func indexTitle(_ kind: String) -> String { Routes.sections.first { $0.kind == kind }?.title ?? kind }

    func releaseIndex() -> ReleaseIndexView {
        ReleaseIndexView(
            page: frame(indexTitle("releases"), section: "releases"),
            body: indexBody("releases"),
            history: history()
        )
    }

    /// So many releases of a kind are on the home page.
    private static let latestRows = 10

    func home() -> HomeView {
        let releases = catalog.releases
        let running = releases.indices.filter {
            releases[$0].status == .inProgress && releases[$0].runs.last?.record.ended == nil
        }
        let coming = releases.indices.filter {
            [.approved, .scheduled].contains(releases[$0].status) && releases[$0].outcome == nil
        }
        let preparing = releases.indices.lazy.filter {
            releases[$0].status?.isDraft == true && releases[$0].outcome == nil
        }
        let over = releases.indices.lazy.filter { releases[$0].outcome != nil }
        return HomeView(
            page: frame(catalog.title, section: nil, description: catalog.book.description.map { plain($0.value) }),
            description: html(catalog.book.description, from: "rollbook.yaml"),
            body: routes.homeText.map { body($0.page.body) },
            running: running.map(row),
            coming: coming.reversed().map(row),
            preparing: preparing.prefix(Self.latestRows).map(row),
            latest: over.prefix(Self.latestRows).map(row),
            releaseCount: Words.count(releases.count, "release"),
            services: catalog.services.map(serviceRow),
            patterns: catalog.patterns.indices.map { view(.pattern($0)) },
            guides: catalog.guides.prefix(12).indices.map { index in
                view(.guide(index), note: catalog.guides[index].attributes.summary.map { plain($0.value) })
            },
            incidents: catalog.incidents.prefix(5).indices.map { index in
                view(.incident(index), note: catalog.incidents[index].attributes.date.map { Words.date($0.value) })
            },
            allReleases: link(Routes.index("releases"))
        )
    }

    func serviceRow(_ service: Service) -> ServiceRow {
        let releases = catalog.relations.releasesByService[service.id] ?? []
        return ServiceRow(
            id: service.id,
            title: service.title,
            address: link(routes.service(service.id)),
            owner: service.info?.owner?.value,
            releaseCount: Words.count(releases.count, "release"),
            latest: releases.first { catalog.releases[$0].outcome != nil }.map(row)
        )
    }

    func serviceIndex() -> ServiceIndexView {
        ServiceIndexView(
            page: frame("Services", section: "services"),
            body: indexBody("services"),
            services: catalog.services.map(serviceRow)
        )
    }

    func servicePage(_ service: Service) -> ServiceView {
        let releases = catalog.relations.releasesByService[service.id] ?? []
        var facts: [FactView] = []
        if let owner = service.info?.owner?.value { facts.append(FactView(name: "Owner", value: linked(owner) ?? "")) }
        for dashboard in service.info?.dashboards ?? [] {
            facts.append(FactView(name: "Dashboard", value: linked(dashboard.value) ?? ""))
        }
        if let repository = service.info?.repository?.value {
            facts.append(FactView(name: "Source", value: linked(repository) ?? ""))
        }
        let incidents = Set(releases.flatMap { catalog.relations.incidentsByRelease[$0] ?? [] }).sorted()
        return ServiceView(
            page: frame(service.title, section: "services"),
            service: serviceRow(service),
            facts: facts,
            history: history(of: service),
            measures: measures(of: service),
            incidents: incidents.map { view(.incident($0)) }
        )
    }

    func patternIndex() -> PatternIndexView {
        let rows = catalog.patterns.indices.map { index in
            let pattern = catalog.patterns[index]
            let attributes = pattern.attributes
            return PatternRow(
                title: pattern.title,
                address: link(.pattern(index)),
                summary: inline(attributes.summary, from: pattern.source),
                risks: Words.list(attributes.suitsRisk.map(\.value.words)),
                downtime: attributes.downtime?.value.words,
                rollbackTime: attributes.rollbackTime?.value.words,
                extraCapacity: attributes.extraCapacity?.value.text,
                compatibleSchema: attributes.needsCompatibleSchema.map { $0.value ? "needed" : "not needed" },
                needs: Words.list(attributes.needs.map(\.value)),
                useCount: useCount(of: catalog.relations.releasesByPattern[pattern.id] ?? [])
            )
        }
        return PatternIndexView(
            page: frame("Patterns", section: "patterns"),
            body: indexBody("patterns"),
            patterns: rows
        )
    }

    func checklistIndex() -> ChecklistIndexView {
        ChecklistIndexView(
            page: frame("Checklists", section: "checklists"),
            body: indexBody("checklists"),
            checklists: catalog.checklists.indices.map { index in
                view(
                    .checklist(index),
                    note: Words.count(catalog.checklists[index].body.document.taskItems.count, "item")
                )
            }
        )
    }

    func guideIndex() -> GuideIndexView {
        var groups: [(folder: String, guides: [Int])] = []
        for index in catalog.guides.indices {
            let parts = catalog.guides[index].id.split(separator: "/").dropLast()
            let folder = parts.joined(separator: "/")
            if let group = groups.firstIndex(where: { $0.folder == folder }) {
                groups[group].guides.append(index)
            } else {
                groups.append((folder, [index]))
            }
        }
        groups.sort { $0.folder < $1.folder }
        return GuideIndexView(
            page: frame(catalog.indexTexts["guides"]?.page.headingTitle ?? "Guides", section: "guides"),
            body: indexBody("guides"),
            groups: groups.map { group in
                GuideGroup(
                    title: group.folder,
                    guides: group.guides.map {
                        view(.guide($0), note: catalog.guides[$0].attributes.summary.map { plain($0.value) })
                    }
                )
            }
        )
    }

    func incidentRow(_ index: Int) -> IncidentRow {
        let incident = catalog.incidents[index]
        return IncidentRow(
            id: incident.id,
            title: incident.title,
            address: link(.incident(index)),
            date: incident.attributes.date.map { TimeView(text: Words.date($0.value), iso: $0.value.iso) },
            severity: incident.attributes.severity?.value,
            status: Words.state(incident.attributes.status?.value),
            releases: (catalog.relations.releasesByIncident[index] ?? []).map { view(.release($0)) }
        )
    }

    func incidentIndex() -> IncidentIndexView {
        IncidentIndexView(
            page: frame("Incidents", section: "incidents"),
            body: indexBody("incidents"),
            incidents: catalog.incidents.indices.map(incidentRow)
        )
    }
}
