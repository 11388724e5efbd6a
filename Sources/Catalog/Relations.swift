internal import Documents
internal import Markdown

extension Catalog {
    /// Joins what belongs together, from both sides; needs the index of ids.
    mutating func join() {
        joinReleases()
        joinIncidents()
        joinServices()
        joinMentions()
    }

    mutating func indexIDs() {
        for (index, release) in releases.enumerated() where relations.releaseByID[release.id] == nil {
            relations.releaseByID[release.id] = index
        }
        for (index, release) in releases.enumerated() {
            for alias in release.outline.aliases where relations.releaseByID[alias.value] == nil {
                relations.releaseByFormerID[alias.value] = relations.releaseByFormerID[alias.value] ?? index
            }
        }
        for (index, page) in patterns.enumerated() where relations.patternByID[page.id] == nil {
            relations.patternByID[page.id] = index
        }
        for (index, page) in checklists.enumerated() where relations.checklistByID[page.id] == nil {
            relations.checklistByID[page.id] = index
        }
        for (index, page) in incidents.enumerated() where relations.incidentByID[page.id] == nil {
            relations.incidentByID[page.id] = index
        }
    }

    private mutating func joinReleases() {
        for (index, release) in releases.enumerated() {
            for service in release.services { relations.releasesByService[service, default: []].append(index) }
            if let pattern = release.pattern?.value.text {
                relations.releasesByPattern[pattern, default: []].append(index)
            }
            for checklist in release.checklists {
                relations.releasesByChecklist[checklist, default: []].append(index)
            }
        }
        // Neighbours of the first service; drafts and the like too, since they are pages as well.
        for (service, indexes) in relations.releasesByService {
            for (newer, older) in zip(indexes, indexes.dropFirst()) {
                if releases[newer].services.first == service { relations.earlier[newer] = older }
                if releases[older].services.first == service { relations.later[older] = newer }
            }
        }
    }

    private mutating func joinIncidents() {
        var pairs: Set<[Int]> = []
        for (incident, page) in incidents.enumerated() {
            for id in page.attributes.releases {
                if let release = relations.releaseByID[id.value.text] { pairs.insert([release, incident]) }
            }
        }
        for (release, value) in releases.enumerated() {
            for run in value.runs {
                for named in run.record.incidents {
                    guard let id = named.id?.value.text, let incident = relations.incidentByID[id] else { continue }
                    pairs.insert([release, incident])
                }
            }
        }
        for pair in pairs.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            relations.incidentsByRelease[pair[0], default: []].append(pair[1])
            relations.releasesByIncident[pair[1], default: []].append(pair[0])
        }
    }

    private mutating func joinServices() {
        services = book.services.map { Service(id: $0.name.value, info: $0.record) }
        let known = Set(services.map(\.id))
        let others = relations.releasesByService.keys.filter { !known.contains($0) }.sorted()
        services += others.map { Service(id: $0, info: nil) }
        serviceByID = Dictionary(services.enumerated().map { ($1.id, $0) }) { first, _ in first }
    }

    /// Which texts link to which documents.
    private mutating func joinMentions() {
        for (source, reference) in documents.sorted(by: { $0.key < $1.key }) {
            var seen: Set<DocumentReference> = []
            for (destination, _) in links(in: reference) {
                guard case .document(let target, _) = target(of: destination, from: source) else { continue }
                guard target != reference, seen.insert(target).inserted else { continue }
                relations.mentions[target, default: []].append(reference)
            }
        }
    }

    private func links(in reference: DocumentReference) -> [(destination: String, line: Int)] {
        switch reference {
        case .guide(let index): guides[index].body.document.links.map { ($0.destination, $0.line) }
        case .pattern(let index): patterns[index].body.document.links.map { ($0.destination, $0.line) }
        case .checklist(let index): checklists[index].body.document.links.map { ($0.destination, $0.line) }
        case .incident(let index): incidents[index].body.document.links.map { ($0.destination, $0.line) }
        default: []
        }
    }
}
