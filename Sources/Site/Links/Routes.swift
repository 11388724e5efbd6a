internal import Catalog

/// The address of everything in the catalog: a promise to those who link to it.
struct Routes: Sendable {
    let catalog: Catalog

    static let home = Address("")
    static let notFound = Address("404.html")
    static let sections: [(kind: String, title: String)] = [
        ("releases", "Releases"), ("services", "Services"), ("patterns", "Patterns"), ("checklists", "Checklists"),
        ("guides", "Guides"), ("incidents", "Incidents"), ("metrics", "Measures"),
    ]

    static func index(_ kind: String) -> Address { Address("\(kind)/") }

    func release(_ index: Int) -> Address { Address("releases/\(catalog.releases[index].id)/") }
    func changes(_ index: Int) -> Address { Address(release(index).path + "changes/") }
    func pattern(_ index: Int) -> Address { Address("patterns/\(catalog.patterns[index].id)/") }
    func checklist(_ index: Int) -> Address { Address("checklists/\(catalog.checklists[index].id)/") }
    func guide(_ index: Int) -> Address { Address("guides/\(catalog.guides[index].id)/") }
    func incident(_ index: Int) -> Address { Address("incidents/\(catalog.incidents[index].id)/") }
    func service(_ id: String) -> Address { Address("services/\(id)/") }

    /// A file beside a release stands beside its page; another keeps its path.
    func attachment(_ index: Int) -> Address {
        let file = catalog.attachments[index]
        guard let release = file.release, let folder = catalog.releases[release].folder else {
            return Address(file.source)
        }
        return Address(self.release(release).path + file.source.dropFirst(folder.count + 1))
    }

    func address(of document: DocumentReference) -> Address {
        switch document {
        case .release(let index), .run(let index, _): release(index)
        case .pattern(let index): pattern(index)
        case .checklist(let index): checklist(index)
        case .guide(let index): guide(index)
        case .incident(let index): incident(index)
        case .index(let kind): Self.index(kind)
        case .attachment(let index): attachment(index)
        }
    }

    /// The anchor that a link to a document without one of its own leads to.
    func anchor(of document: DocumentReference) -> String? {
        if case .run(_, let attempt) = document { return "run-\(attempt)" }
        return nil
    }

    /// The text of the home page: in a folder of guides alone its README is what a reader should see first.
    var homeText: IndexText? { catalog.releases.isEmpty ? catalog.indexTexts["guides"] : nil }

    func title(of document: DocumentReference) -> String {
        switch document {
        case .release(let index): catalog.releases[index].title
        case .run(let index, let attempt): "\(catalog.releases[index].title), run \(attempt)"
        case .pattern(let index): catalog.patterns[index].title
        case .checklist(let index): catalog.checklists[index].title
        case .guide(let index): catalog.guides[index].title
        case .incident(let index): catalog.incidents[index].title
        case .index(let kind): Self.sections.first { $0.kind == kind }?.title ?? kind
        case .attachment(let index): catalog.attachments[index].source
        }
    }
}
