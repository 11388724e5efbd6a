internal import Catalog
internal import Documents
internal import Markdown

/// What all pages need: held once, since every page keeps it until it is made.
final class SiteContext: Sendable {
    let catalog: Catalog
    let theme: Theme
    let routes: Routes
    let options: SiteOptions
    let feeds: ReleaseFeeds
    /// Files that are published beside the pages, by source.
    let published: Set<String>
    /// The site's address as the command or the book gives it.
    let base: SiteBase?

    init(_ catalog: Catalog, theme: Theme, options: SiteOptions, feeds: ReleaseFeeds, published: Set<String>) {
        self.catalog = catalog
        self.theme = theme
        self.options = options
        self.published = published
        routes = Routes(catalog: catalog)
        self.feeds = feeds
        base = SiteBase(options.baseURL ?? catalog.book.baseURL?.value)
    }

    /// The same with a catalog in which some plans were read anew.
    convenience init(_ earlier: SiteContext, _ catalog: Catalog) {
        self.init(
            catalog,
            theme: earlier.theme,
            options: earlier.options,
            feeds: earlier.feeds,
            published: earlier.published
        )
    }
}

/// What making one page needs: the catalog, where the page stands, and how its links and texts are written.
struct PageContext: Sendable {
    let site: SiteContext
    let address: Address
    /// The source whose relative links are followed; empty for pages without one.
    let source: String
    /// Where the page's questions are noted, while it is made for a build that keeps what it made.
    var log: QueryLog?

    // Lent, not copied.
    var catalog: Catalog { _read { yield site.catalog } }
    var routes: Routes { _read { yield site.routes } }
    var options: SiteOptions { _read { yield site.options } }
    var feeds: ReleaseFeeds { _read { yield site.feeds } }
    var published: Set<String> { _read { yield site.published } }

    var writer: LinkWriter {
        var writer = LinkWriter(page: address, isOffline: options.isOffline)
        if address == Routes.notFound { writer.absolutePrefix = base?.path ?? "/" }
        return writer
    }

    var base: SiteBase? { site.base }

    func link(_ target: Address, _ fragment: String? = nil) -> String { writer.link(to: target, fragment: fragment) }

    func link(_ document: DocumentReference, _ fragment: String? = nil) -> String {
        writer.link(to: routes.address(of: document), fragment: fragment ?? routes.anchor(of: document))
    }

    /// What a script's links to a page end with where pages are read from a disk.
    var pageFile: String? { options.isOffline ? "index.html" : nil }

    func view(_ document: DocumentReference, note: String? = nil) -> LinkView {
        LinkView(routes.title(of: document), link(document), note: note)
    }

    /// A pattern's link by its id; the id alone where there is no such page.
    func patternLink(_ id: String) -> LinkView {
        note(.pattern(id))
        guard let index = catalog.relations.patternByID[id] else { return LinkView(id, nil) }
        return view(.pattern(index))
    }

    func serviceLink(_ id: String) -> LinkView {
        LinkView(serviceTitle(id), link(routes.service(id)))
    }

    func serviceTitle(_ id: String) -> String {
        catalog.serviceByID[id].map { catalog.services[$0].title } ?? id
    }
}

// MARK: Markdown

extension PageContext {
    /// A text as markup, its links made into addresses.
    func html(_ text: Located<MarkdownText>?, from source: String? = nil, prefix: String = "") -> String? {
        guard let text, !text.value.source.isEmpty else { return nil }
        var options = renderOptions(from: source ?? self.source)
        options.idPrefix = prefix
        options.headingShift = 3
        return MarkdownDocument(text.value.source).html(options)
    }

    /// A text of one paragraph without its `<p>`; a longer one as it is.
    func inline(_ text: Located<MarkdownText>?, from source: String? = nil) -> String? {
        guard let text, !text.value.source.isEmpty else { return nil }
        var options = renderOptions(from: source ?? self.source)
        options.inline = true
        options.headingShift = 3
        return MarkdownDocument(text.value.source).html(options)
    }

    /// The body of a page below its title.
    ///
    /// - Parameter title: What the page shows as its title; a first heading that says something else stays.
    func body(_ body: MarkdownBody, below title: String? = nil) -> String {
        var options = renderOptions(from: source)
        var shown = body.document.title
        if let title, let text = shown?.text, text != title, titleWithoutStatus(text) != title { shown = nil }
        options.omitsTitle = shown != nil
        options.headingLinks = true
        // A second heading of the first level would be a second title.
        let hasOther = body.document.headings.contains { $0.level == 1 && $0.anchor != shown?.anchor }
        options.headingShift = hasOther ? 1 : 0
        // The title's own anchor stays, though the theme shows the title.
        let anchor = shown.map { $0.anchor.isEmpty ? "" : "<span id=\"\(HTMLText.escape($0.anchor))\"></span>\n" } ?? ""
        return anchor + body.document.html(options)
    }

    /// The headings of the first level below the title, for a table of contents; with further titles those below them too.
    func contents(_ body: MarkdownBody) -> [LinkView] {
        let own = body.document.headings.filter { $0.anchor != body.document.title?.anchor }
        let top = max(2, own.map(\.level).min() ?? 2)
        return own.filter { $0.level <= top }.map {
            LinkView($0.text, "#" + LinkWriter.encoded($0.anchor, keeping: ""))
        }
    }

    private func renderOptions(from source: String) -> RenderOptions {
        var options = RenderOptions()
        options.resolveLink = { destination in
            if Self.asksBook(destination) { note(.link(destination, from: source)) }
            return resolve(destination, from: source)
        }
        options.resolveImage = { destination in
            if Self.asksBook(destination) { note(.image(destination, from: source)) }
            return resolveImage(destination, from: source)
        }
        options.resolveCode = { code in
            guard Self.canBePath(code) else { return nil }
            note(.code(code, from: source))
            return resolveCode(code, from: source)
        }
        options.highlight = { info, code in highlight(code, language: info) }
        // A step's address leads to the step, whatever a text on its page says.
        options.isOwnID = { id in
            guard id != "main", case .release(let index)? = catalog.documents[source] else { return id == "main" }
            let release = catalog.releases[index]
            return !release.document.isLoose && Anchors(catalog: catalog).ofParts(release).contains(id)
        }
        options.rawHTML = catalog.book.rawHTML?.value == .drop ? .drop : .allowList
        return options
    }

    /// Whether the book has a say in where a link leads.
    static func asksBook(_ destination: String) -> Bool {
        !destination.hasPrefix("#") && !Catalog.isExternal(destination)
    }

    func resolve(_ destination: String, from source: String) -> LinkResolution {
        switch catalog.target(of: destination, from: source) {
        case .external: return .keep
        case .fragment(let fragment):
            guard let own = catalog.documents[source], let anchor = anchor(fragment, of: own), anchor != fragment else {
                return .keep
            }
            return .address("#" + LinkWriter.encoded(anchor, keeping: ""))
        case .document(let document, let fragment):
            if case .attachment(let index) = document, !published.contains(catalog.attachments[index].source) {
                return .none
            }
            return .address(link(document, anchor(fragment, of: document)))
        case .file(let path): return published.contains(path) ? .address(link(Address(path))) : .none
        case .missing, .outside: return .none
        }
    }

    /// GitHub takes `#Some-Heading` for `#some-heading`; a browser does not.
    private func anchor(_ fragment: String?, of document: DocumentReference) -> String? {
        guard let fragment, fragment != fragment.lowercased() else { return fragment }
        let all = Anchors(catalog: catalog).anchors(of: document)
        return all.contains(fragment) || !all.contains(fragment.lowercased()) ? fragment : fragment.lowercased()
    }

    func resolveImage(_ destination: String, from source: String) -> ImageResolution {
        switch catalog.target(of: destination, from: source) {
        case .external:
            if destination.hasPrefix("data:") { return .keep }
            return catalog.book.remoteImages?.value == .allow ? .keep : .link(destination)
        case .document(.attachment(let index), _):
            let path = catalog.attachments[index].source
            return published.contains(path) ? .address(link(.attachment(index))) : .none
        case .file(let path): return published.contains(path) ? .address(link(Address(path))) : .none
        default: return .none
        }
    }

    private static func canBePath(_ code: String) -> Bool {
        code.contains(".") && !code.contains(" ") && !code.hasPrefix("/")
    }

    /// A code span that is exactly a source's path, from the content folder or from the text's own, is a link.
    func resolveCode(_ code: String, from source: String) -> String? {
        guard Self.canBePath(code) else { return nil }
        if let document = catalog.documents[code], code != source { return link(document) }
        guard code.contains("/"), case .document(let document, _) = catalog.target(of: code, from: source),
            catalog.documents[code] == document || code.hasPrefix("..")
        else { return nil }
        return link(document)
    }
}

// MARK: Frames

extension PageContext {
    /// What every page has. `section` is the part of the navigation that the page belongs to.
    func frame(_ title: String, section: String?, description: String? = nil, trail: [LinkView] = []) -> PageFrame {
        let isWide = catalog.book.remoteImages?.value == .allow
        let policy = [
            "default-src 'none'", "style-src 'self'", isWide ? "img-src 'self' https: data:" : "img-src 'self' data:",
            "script-src 'self'", "base-uri 'none'", "form-action 'none'",
            options.isPreview ? "connect-src 'self'" : nil,
        ].compactMap { $0 }.joined(separator: "; ")
        let kinds = Routes.sections.filter { hasPages($0.kind) }
        let home = LinkView("Home", link(Routes.home))
        let index = kinds.first { $0.kind == section }.map { LinkView($0.title, link(Routes.index($0.kind))) }
        return PageFrame(
            title: title,
            bookTitle: catalog.title,
            description: description,
            language: catalog.book.language?.value ?? "en",
            root: writer.absolutePrefix ?? (address.rootPath.isEmpty ? "./" : address.rootPath),
            stylesheet: link(Address("assets/rollbook.css")),
            icon: link(Address("assets/icon.svg")),
            policy: policy,
            canonical: base?.absolute(address),
            alternates: alternates,
            navigation: kinds.map {
                NavigationLink(title: $0.title, address: link(Routes.index($0.kind)), isCurrent: $0.kind == section)
            },
            breadcrumbs: address == Routes.home || address == Routes.notFound
                ? [] : [home] + (index.map { $0.address == link(address) ? [] : [$0] } ?? []) + trail,
            home: link(Routes.home),
            search: link(SearchIndex.address),
            citation: address == Routes.notFound ? nil : citation(title),
            generator: "Rollbook \(options.version)",
            revision: lastRevision
        )
    }

    /// The same for machines, as far as there is something in it.
    private var alternates: [AlternateView] {
        var all: [AlternateView] = []
        func add(_ title: String, _ type: String, _ address: Address) {
            all.append(AlternateView(title: title, type: type, address: link(address)))
        }
        if !feeds.entries.isEmpty { add("Feed of the releases", "application/atom+xml", ReleaseFeeds.feed) }
        if !feeds.events.isEmpty { add("Calendar of the windows", "text/calendar", ReleaseFeeds.calendar) }
        if hasPages("releases") { add("All releases as JSON", "application/json", ReleaseFeeds.register) }
        return all
    }

    /// Whether a part of the site has anything to show.
    func hasPages(_ kind: String) -> Bool {
        switch kind {
        case "releases": !catalog.releases.isEmpty || catalog.indexTexts[kind] != nil
        case "services": !catalog.services.isEmpty
        case "patterns": !catalog.patterns.isEmpty || catalog.indexTexts[kind] != nil
        case "checklists": !catalog.checklists.isEmpty || catalog.indexTexts[kind] != nil
        case "guides": !catalog.guides.isEmpty || catalog.indexTexts[kind] != nil
        case "metrics": catalog.history.deployments.contains { !$0.services.isEmpty }
        case "incidents": !catalog.incidents.isEmpty || catalog.indexTexts[kind] != nil
        default: false
        }
    }

    /// Pages that link to a document.
    func mentions(of document: DocumentReference) -> [LinkView] {
        (catalog.relations.mentions[document] ?? []).map { view($0) }
    }
}
