internal import Catalog
internal import Diagnostics
internal import Documents
internal import Markdown

/// The files beside a runbook page, for other tools and for pull requests.
extension PageContext {
    /// `plan.json`: the plan with defaults as they are shown, its runs, where it stands.
    func jsonTwin(_ index: Int) -> [UInt8] {
        let release = catalog.releases[index]
        var writer = JSONWriter(isCompact: false)
        writer.object { writer in
            writer.member("digest") { $0.write(.string(release.digest)) }
            writer.member("id") { $0.write(.string(release.id)) }
            writer.member("outcome") { $0.write(JSON(release.outcome?.rawValue)) }
            writer.member("plan") { release.plan.write(to: &$0) }
            writer.member("runs") { writer in
                writer.array { writer in
                    for run in release.runs {
                        var record = run.record
                        record.attempt = Located(run.attempt)
                        writer.item { [record] in record.write(to: &$0) }
                    }
                }
            }
            writer.member("schema") { $0.write(.int(1)) }
            writer.member("source") { $0.write(.string(release.source)) }
            let url = base?.absolute(address) ?? "/" + LinkWriter.encoded(address.path)
            writer.member("url") { $0.write(.string(url)) }
        }
        return writer.finished()
    }

    /// `deployment-plan.md`: the plan as Markdown, its links leading to the site's pages.
    func markdownTwin(_ index: Int) -> [UInt8] {
        let release = catalog.releases[index]
        if let body = release.document.body {
            // A free text stays as it is, but for its links.
            var text = String(decoding: (try? catalog.files.read(release.source)) ?? [], as: UTF8.self)
            if !showsSecrets(catalog.book) { text = withoutSecrets(text) }
            let links = body.document.links
            return Array(
                relinked(text, links: links, lineOffset: body.lineOffset) { target(of: $0, from: release.source) }.utf8
            )
        }
        let names = PlanWriter.Names(
            pattern: { id in
                note(.pattern(id))
                return catalog.relations.patternByID[id].map { (catalog.patterns[$0].title, link(.pattern($0))) }
            },
            checklist: { id in
                note(.checklist(id))
                return catalog.relations.checklistByID[id].map { (catalog.checklists[$0].title, link(.checklist($0))) }
            },
            release: { id in
                note(.release(id))
                return catalog.relations.releaseByID[id].map { (catalog.releases[$0].title, link(.release($0))) }
            }
        )
        let writer = PlanWriter(template: catalog.template ?? .builtIn, names: names) { destination in
            // The anchors of steps are the page's: the Markdown beside it has none.
            if case .fragment(let fragment) = catalog.target(of: destination, from: release.source) {
                return (pageFile ?? "./") + "#" + LinkWriter.encoded(fragment)
            }
            return target(of: destination, from: release.source)
        }
        return Array(writer.write(release.plan, id: release.id).utf8)
    }

    /// Where a link of a source leads from here; `nil` where it stays as it is.
    private func target(of destination: String, from source: String) -> String? {
        if Self.asksBook(destination) { note(.twinLink(destination, from: source)) }
        return twinTarget(of: destination, from: source)
    }

    func twinTarget(of destination: String, from source: String) -> String? {
        switch catalog.target(of: destination, from: source) {
        case .document(let document, let fragment): link(document, fragment)
        case .file(let path): link(Address(path))
        default: nil
        }
    }
}
