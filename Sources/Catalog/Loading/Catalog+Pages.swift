internal import Diagnostics
internal import Documents

extension Catalog {
    mutating func readPages(_ placement: Placement, _ source: SourceReader, jobs: Int) async throws -> [Diagnostic] {
        var found: [Diagnostic] = []
        patterns = try await read(placement.patterns, source, jobs, &found).sorted(by: Self.bySource)
        checklists = try await read(placement.checklists, source, jobs, &found).sorted(by: Self.bySource)
        guides = try await read(placement.guides, source, jobs, isGuide: true, &found).sorted(by: Self.byOrder)
        let read: [Incident] = try await read(placement.incidents, source, jobs, capitals: true, &found)
        incidents = read.map { incident in
            // An incident is called by the id that its front matter gives.
            guard let id = incident.attributes.id?.value.text else { return incident }
            return Incident(id: id, source: incident.source, page: incident.page)
        }.sorted { ($1.moment, $1.id) < ($0.moment, $0.id) }
        let book = book
        for (kind, path) in placement.indexTexts {
            let parsed = source.read(path, Self.emptyPage) {
                readPage(GuideAttributes.self, from: $0, file: $1, isForeign: true, book: book)
            }
            indexTexts[kind] = IndexText(source: path, page: parsed.value)
            found += parsed.diagnostics
        }
        return found
    }

    private static var emptyPage: MarkdownPage<GuideAttributes> {
        MarkdownPage(attributes: GuideAttributes(), body: MarkdownBody(""))
    }

    private func read<Attributes: Record>(
        _ places: [Placement.Place],
        _ source: SourceReader,
        _ jobs: Int,
        capitals: Bool = false,
        isGuide: Bool = false,
        _ found: inout [Diagnostic]
    ) async throws -> [BookPage<Attributes>] {
        let book = book
        let pages = try await places.parallelMap(jobs: jobs) { place in
            source.remembered(place.path) { source in
                let empty = MarkdownPage(attributes: Attributes(), body: MarkdownBody(""))
                return source.read(place.path, empty) {
                    readPage(Attributes.self, from: $0, file: $1, isForeign: place.isForeign, book: book)
                }
            }
        }
        var result: [BookPage<Attributes>] = []
        for (place, parsed) in zip(places, pages) {
            found += parsed.diagnostics
            let id = isGuide ? place.name : pageID(place, capitals: capitals, &found)
            result.append(BookPage(id: id, source: place.path, page: parsed.value))
        }
        return result
    }

    private static func bySource<Attributes>(_ left: BookPage<Attributes>, _ right: BookPage<Attributes>) -> Bool {
        left.source < right.source
    }

    /// By `order`, those without one behind, then by path.
    private static func byOrder(_ left: Guide, _ right: Guide) -> Bool {
        let orders = (left.attributes.order?.value ?? Int.max, right.attributes.order?.value ?? Int.max)
        return orders.0 == orders.1 ? left.source < right.source : orders.0 < orders.1
    }

    mutating func addAttachments(_ placement: Placement) {
        let owners = Dictionary(
            releases.enumerated().compactMap { index, release in release.folder.map { ($0, index) } }
        ) {
            first,
            _ in first
        }
        attachments = placement.attachments.map { file in
            Attachment(source: file.path, size: file.size, release: file.releaseFolder.flatMap { owners[$0] })
        }
        for (index, attachment) in attachments.enumerated() {
            if let release = attachment.release { attachmentsByRelease[release, default: []].append(index) }
        }
    }

    mutating func addDocuments() {
        for (index, release) in releases.enumerated() {
            documents[release.source] = .release(index)
            for run in release.runs { documents[run.source] = .run(release: index, attempt: run.attempt) }
        }
        for (index, page) in patterns.enumerated() { documents[page.source] = .pattern(index) }
        for (index, page) in checklists.enumerated() { documents[page.source] = .checklist(index) }
        for (index, page) in guides.enumerated() { documents[page.source] = .guide(index) }
        for (index, page) in incidents.enumerated() { documents[page.source] = .incident(index) }
        for (kind, text) in indexTexts { documents[text.source] = .index(kind) }
        for (index, file) in attachments.enumerated() { documents[file.source] = .attachment(index) }
    }
}
