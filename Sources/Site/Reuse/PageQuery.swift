internal import Catalog
internal import Markdown
internal import Synchronization

/// A question that a page asks of the book while it is made. As long as all answers are the same, so is the page.
enum PageQuery: Hashable, Sendable {
    /// Where a link, a picture or a code span of a source leads on the page.
    case link(String, from: String)
    case image(String, from: String)
    case code(String, from: String)
    /// Where a link of a source leads in the Markdown beside the page.
    case twinLink(String, from: String)
    /// Title and address of what a plan names by id.
    case pattern(String)
    case checklist(String)
    case release(String)
}

/// The questions that one file of the site asked.
final class QueryLog: Sendable {
    private let queries = Mutex<Set<PageQuery>>([])

    func add(_ query: PageQuery) { queries.withLock { _ = $0.insert(query) } }

    /// All of them, in an order that is the same for the same questions; the log is empty then.
    func take() -> [PageQuery] {
        queries.withLock { queries in
            defer { queries = [] }
            return queries.sorted { $0.parts.lexicographicallyPrecedes($1.parts) }
        }
    }
}

extension PageQuery {
    /// The kind and the texts, for order and for storing.
    var parts: [String] {
        switch self {
        case .link(let text, let source): ["link", text, source]
        case .image(let text, let source): ["image", text, source]
        case .code(let text, let source): ["code", text, source]
        case .twinLink(let text, let source): ["twin", text, source]
        case .pattern(let id): ["pattern", id]
        case .checklist(let id): ["checklist", id]
        case .release(let id): ["release", id]
        }
    }

    init?(parts: [String]) {
        switch (parts.first, parts.count) {
        case ("link", 3): self = .link(parts[1], from: parts[2])
        case ("image", 3): self = .image(parts[1], from: parts[2])
        case ("code", 3): self = .code(parts[1], from: parts[2])
        case ("twin", 3): self = .twinLink(parts[1], from: parts[2])
        case ("pattern", 2): self = .pattern(parts[1])
        case ("checklist", 2): self = .checklist(parts[1])
        case ("release", 2): self = .release(parts[1])
        default: return nil
        }
    }
}

extension PageContext {
    /// Notes a question, where somebody wants to know.
    func note(_ query: PageQuery) { log?.add(query) }

    /// The answer as the book gives it now.
    func answer(_ query: PageQuery) -> String {
        switch query {
        case .link(let destination, let source): words(resolve(destination, from: source))
        case .image(let destination, let source): words(resolveImage(destination, from: source))
        case .code(let code, let source): resolveCode(code, from: source) ?? ""
        case .twinLink(let destination, let source): twinTarget(of: destination, from: source) ?? ""
        case .pattern(let id): named(catalog.relations.patternByID[id].map { .pattern($0) })
        case .checklist(let id): named(catalog.relations.checklistByID[id].map { .checklist($0) })
        case .release(let id): named(catalog.relations.releaseByID[id].map { .release($0) })
        }
    }

    // Plain words, since Swift's own description of a value takes many times as long.

    private func words(_ resolution: LinkResolution) -> String {
        switch resolution {
        case .keep: "keep"
        case .none: "none"
        case .address(let address): "address " + address
        }
    }

    private func words(_ resolution: ImageResolution) -> String {
        switch resolution {
        case .keep: "keep"
        case .none: "none"
        case .address(let address): "address " + address
        case .link(let address): "link " + address
        }
    }

    /// Without the way from the page to it, which the two addresses say.
    private func named(_ document: DocumentReference?) -> String {
        guard let document else { return "" }
        return routes.title(of: document) + "\u{0}" + routes.address(of: document).path + "#"
            + (routes.anchor(of: document) ?? "")
    }
}
