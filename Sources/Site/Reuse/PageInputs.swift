package import Catalog
package import Documents

/// What tells whether a build can take over what an earlier one made.
package struct ReuseKeys: Sendable {
    /// Of all that every page depends on beside the documents: the program, the theme, the options, the book's settings.
    package let base: SHA256.Digest
    /// Of every file of the content.
    package let digests: FileDigests

    package init(base: SHA256.Digest, digests: FileDigests) {
        self.base = base
        self.digests = digests
    }
}

/// What each page is made of, as a fingerprint: of its sources, and of the documents that it shows something of.
///
/// What a page asks for while it is made (where its links lead) is no part of it: see `PageQuery`.
final class PageInputs: Sendable {
    private let site: SiteContext
    private let digests: FileDigests
    private let base: SHA256.Digest
    /// A release with its runs and what lies beside it, by its index.
    private let releases: [SHA256.Digest]
    private let incidents: SHA256.Digest

    /// - Parameter home: The context of the home page, for what all pages' frames have.
    init(_ keys: ReuseKeys, _ home: PageContext) {
        site = home.site
        digests = keys.digests
        var base = Fingerprint(keys.base)
        let catalog = home.catalog
        let options = home.options
        base.add(catalog.title)
        for section in Routes.sections { base.add(home.hasPages(section.kind)) }
        base.add(home.feeds.entries.isEmpty)
        base.add(home.feeds.events.isEmpty)
        base.add(options.revisions.isShallow)
        base.add(options.revisions.prefix)
        base.add(catalog.guides.first { $0.id == "rules" }?.source)
        self.base = base.digest
        releases = catalog.releases.indices.map { Self.release($0, home, keys.digests) }
        var incidents = Fingerprint()
        for incident in catalog.incidents {
            incidents.add(incident.id)
            incidents.add(keys.digests[incident.source])
        }
        self.incidents = incidents.digest
    }

    private var catalog: Catalog { _read { yield site.catalog } }
    private var routes: Routes { _read { yield site.routes } }
    private var options: SiteOptions { _read { yield site.options } }

    private static func release(_ index: Int, _ context: PageContext, _ digests: FileDigests) -> SHA256.Digest {
        let release = context.catalog.releases[index]
        var print = Fingerprint()
        print.add(release.id)
        print.add(release.source)
        for path in [release.source] + release.beside { print.add(digests[path]) }
        for run in release.runs {
            print.add(run.attempt)
            print.add(digests[run.source])
        }
        for attachment in context.catalog.attachmentsByRelease[index] ?? [] {
            let file = context.catalog.attachments[attachment]
            print.add(file.source)
            print.add(digests[file.source])
            print.add(context.published.contains(file.source))
        }
        for migration in release.outline.migrations {
            guard let script = migration.script?.value,
                case .document(.attachment(let attachment), _) = context.catalog.target(
                    of: script,
                    from: release.source
                )
            else { continue }
            let file = context.catalog.attachments[attachment]
            print.add(digests[file.source])
            print.add(context.routes.attachment(attachment).path)
            print.add(context.published.contains(file.source))
        }
        return print.digest
    }

    private func page(_ kind: String, _ address: Address) -> Fingerprint {
        var print = Fingerprint(base)
        print.add(kind)
        print.add(address.path)
        return print
    }

    private func page(_ kind: String, _ document: DocumentReference, source: String) -> Fingerprint {
        var print = page(kind, routes.address(of: document))
        print.add(source)
        print.add(digests[source])
        for commit in options.revisions.commits[source] ?? [] {
            print.add(commit.hash)
            print.add(commit.date.iso)
            print.add(commit.subject)
        }
        for mention in catalog.relations.mentions[document] ?? [] {
            print.add(routes.title(of: mention))
            print.add(routes.address(of: mention).path)
        }
        return print
    }

    // MARK: By kinds of pages

    func release(_ index: Int) -> SHA256.Digest {
        let release = catalog.releases[index]
        var print = page("release", .release(index), source: release.source)
        print.add(releases[index])
        let relations = catalog.relations
        let superseded = release.outline.supersedes.flatMap { relations.releaseByID[$0.value.text] }
        for other in [relations.earlier[index], relations.later[index], superseded] {
            print.add(other.map { releases[$0] })
        }
        print.add(relations.earlier[index].map { catalog.releases[$0].document.isLoose })
        add(concurrent: catalog.releasesByTime.beside(index), to: &print)
        for incident in relations.incidentsByRelease[index] ?? [] { add(incident: incident, to: &print) }
        for id in release.checklists + release.runs.flatMap(\.record.checklists).compactMap({ $0.id?.value.text }) {
            let checklist = relations.checklistByID[id].map { catalog.checklists[$0] }
            print.add(checklist?.source)
            print.add(checklist.flatMap { digests[$0.source] })
        }
        for run in release.runs {
            for incident in run.record.incidents.compactMap({ $0.id.flatMap { relations.incidentByID[$0.value.text] } })
            {
                add(incident: incident, to: &print)
            }
        }
        for migration in release.outline.migrations {
            guard let id = migration.expands?.value.split(separator: "#").first else { continue }
            print.add(relations.releaseByID[String(id)] != nil)
        }
        return print.digest
    }

    /// `deployment-plan.md` and `plan.json`.
    func twin(_ index: Int, _ address: Address) -> SHA256.Digest {
        var print = page("twin", address)
        print.add(releases[index])
        return print.digest
    }

    func changes(_ index: Int, against earlier: Int) -> SHA256.Digest {
        let source = catalog.releases[index].source
        var print = page("changes", routes.changes(index))
        for commit in (options.revisions.commits[source] ?? []).prefix(1) { print.add(commit.hash) }
        print.add(releases[index])
        print.add(releases[earlier])
        for run in catalog.releases[index].runs {
            print.add(options.revisions.plans[run.source].map { SHA256.digest(of: $0) })
        }
        return print.digest
    }

    func pattern(_ index: Int) -> SHA256.Digest {
        let pattern = catalog.patterns[index]
        var print = page("pattern", .pattern(index), source: pattern.source)
        add(releases: catalog.relations.releasesByPattern[pattern.id] ?? [], to: &print)
        return print.digest
    }

    func checklist(_ index: Int) -> SHA256.Digest {
        let checklist = catalog.checklists[index]
        var print = page("checklist", .checklist(index), source: checklist.source)
        add(releases: catalog.relations.releasesByChecklist[checklist.id] ?? [], to: &print)
        return print.digest
    }

    func guide(_ index: Int) -> SHA256.Digest {
        var print = page("guide", .guide(index), source: catalog.guides[index].source)
        for other in [index - 1, index + 1] {
            let guide = catalog.guides.indices.contains(other) ? catalog.guides[other] : nil
            print.add(guide?.id)
            print.add(guide?.title)
        }
        return print.digest
    }

    func incident(_ index: Int) -> SHA256.Digest {
        let incident = catalog.incidents[index]
        var print = page("incident", .incident(index), source: incident.source)
        add(releases: catalog.relations.releasesByIncident[index] ?? [], to: &print)
        if let interval = incident.interval {
            let day = Interval(interval.start - PageContext.dayBefore, interval.end)
            add(concurrent: catalog.releasesByTime.during(day), to: &print)
        }
        return print.digest
    }

    func service(_ service: Service) -> SHA256.Digest {
        var print = page("service", routes.service(service.id))
        add(releases: catalog.relations.releasesByService[service.id] ?? [], to: &print)
        // Measures are those of the days before it.
        print.add(catalog.history.end)
        addFilters(to: &print)
        return print.digest
    }

    func year(_ address: Address, _ releases: [Int]) -> SHA256.Digest {
        var print = page("year", address)
        add(releases: releases, to: &print)
        addFilters(to: &print)
        return print.digest
    }

    func metrics(_ address: Address) -> SHA256.Digest {
        var print = page("metrics", address)
        let source = catalog.indexTexts["metrics"]?.source
        print.add(source)
        print.add(source.flatMap { digests[$0] })
        print.add(catalog.measuredDays)
        print.add(catalog.history.end)
        addFilters(to: &print)
        for deployment in catalog.history.deployments {
            let release = catalog.releases[deployment.release]
            print.add(release.id)
            print.add(release.version)
            print.add(deployment)
        }
        for item in catalog.history.leftOut {
            print.add(catalog.releases[item.release].id)
            print.add(catalog.releases[item.release].title)
            print.add(item.attempt)
            print.add(item.reason == .cancelled)
        }
        return print.digest
    }

    /// What a history can be narrowed to has names beside those of the releases.
    private func addFilters(to print: inout Fingerprint) {
        for checklist in catalog.checklists {
            print.add(checklist.id)
            print.add(checklist.title)
        }
        for service in catalog.services {
            print.add(service.id)
            print.add(service.title)
        }
    }

    private func add(releases shown: [Int], to print: inout Fingerprint) {
        print.add(shown.count)
        for index in shown { print.add(releases[index]) }
        // Whether a release failed is also said by incidents.
        print.add(incidents)
    }

    private func add(concurrent shown: [Int], to print: inout Fingerprint) {
        print.add(shown.count)
        for index in shown.prefix(PageContext.concurrentRows) { print.add(releases[index]) }
    }

    private func add(incident index: Int, to print: inout Fingerprint) {
        print.add(catalog.incidents[index].id)
        print.add(digests[catalog.incidents[index].source])
    }
}

/// A fingerprint of values in their order.
struct Fingerprint {
    private var writer = StoredWriter()

    init() {}

    init(_ first: SHA256.Digest) { writer.add(first) }

    mutating func add(_ text: String?) { writer.add(text) }
    mutating func add(_ number: Int?) {
        writer.add(number == nil ? 0 : 1)
        if let number { writer.add(number) }
    }
    mutating func add(_ flag: Bool?) { add(flag.map { $0 ? 1 : 0 }) }
    mutating func add(_ digest: SHA256.Digest?) { writer.add(digest) }
    mutating func add(_ deployment: Deployment) { deployment.write(to: &writer) }

    var digest: SHA256.Digest { SHA256.digest(of: writer.bytes) }
}
