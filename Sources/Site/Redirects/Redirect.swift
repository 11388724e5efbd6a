internal import Catalog
internal import Diagnostics
internal import Documents

/// A former address of a page that leads to where the page is now.
final class Redirect: Sendable {
    let address: Address
    let target: DocumentReference
    /// Where the page is now.
    let targetAddress: Address
    /// The alias as written.
    let alias: Located<String>
    /// The source that claims it, relative to the content folder.
    let source: String

    init(address: Address, target: DocumentReference, targetAddress: Address, alias: Located<String>, source: String) {
        self.address = address
        self.target = target
        self.targetAddress = targetAddress
        self.alias = alias
        self.source = source
    }
}

/// All redirects that the sources ask for, and what can't be one: `bad-alias`.
struct Redirects {
    private let catalog: Catalog
    private let routes: Routes
    private(set) var all: [Redirect] = []
    private(set) var found: [Diagnostic] = []

    init(_ catalog: Catalog, _ routes: Routes) {
        self.catalog = catalog
        self.routes = routes
        for (index, page) in catalog.releases.enumerated() {
            add(page.outline.aliases, of: .release(index), "releases", page.source)
        }
        for (index, page) in catalog.patterns.enumerated() {
            add(page.attributes.aliases, of: .pattern(index), "patterns", page.source)
        }
        for (index, page) in catalog.checklists.enumerated() {
            add(page.attributes.aliases, of: .checklist(index), "checklists", page.source)
        }
        for (index, page) in catalog.guides.enumerated() {
            add(page.attributes.aliases, of: .guide(index), "guides", page.source)
        }
        for (index, page) in catalog.incidents.enumerated() {
            add(page.attributes.aliases, of: .incident(index), "incidents", page.source)
        }
        for (kind, text) in catalog.indexTexts.sorted(by: { $0.key < $1.key }) {
            add(text.page.attributes.aliases, of: .index(kind), kind, text.source)
        }
    }

    private mutating func add(
        _ aliases: [Located<String>],
        of target: DocumentReference,
        _ kind: String,
        _ source: String
    ) {
        for alias in aliases {
            do throws(AliasAddress.Problem) {
                let redirect = Redirect(
                    address: try AliasAddress(alias.value, kind: kind).address,
                    target: target,
                    targetAddress: routes.address(of: target),
                    alias: alias,
                    source: source
                )
                all.append(redirect)
            } catch {
                let message = "the alias `\(alias.value)` can't be an address: \(error.text)"
                found.append(Diagnostic(.badAlias, message, file: catalog.files.display(source), at: alias.span))
            }
        }
    }
}
