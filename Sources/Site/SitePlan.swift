internal import Catalog
internal import Documents

/// All files that the site is made of, in a fixed order.
struct SitePlan {
    private let site: SiteContext
    private(set) var parts: [SitePart] = []
    /// Where the build keeps what it made.
    private var inputs: PageInputs?

    init(_ site: SiteContext, redirects: [Redirect]) async {
        let home = PageContext(site: site, address: Routes.home, source: "")
        let inputs = site.options.reuse.map { PageInputs($0, home) }
        // Of many releases, half by half at the same time.
        let releases = site.catalog.releases.indices
        let half = releases.count / 2
        async let older = SitePlan(site, inputs, releases: half..<releases.upperBound)
        self.init(site, inputs, releases: releases.lowerBound..<half)
        parts += await older.parts
        addDocuments()
        addIndexes()
        addFiles()
        addFeeds()
        addSitemap()
        // Last, so that they are told what they would stand over.
        for redirect in redirects { add(redirect) }
        for index in parts.indices where parts[index].role == .index && parts[index].redirect == nil {
            parts[index].showsMany = true
        }
    }

    /// The files of some releases alone.
    private init(_ site: SiteContext, _ inputs: PageInputs?, releases: Range<Int>) {
        self.site = site
        self.inputs = inputs
        for index in releases { addRelease(index) }
    }

    private var catalog: Catalog { _read { yield site.catalog } }
    private var routes: Routes { _read { yield site.routes } }

    private mutating func addRelease(_ index: Int) {
        // Asked by way of the site: what a plan that is changed meanwhile lends is copied.
        let site = site
        let release = site.catalog.releases[index]
        let address = site.routes.release(index)
        page("release", address, release.source, found: { $0.searchDocument(ofRelease: index) }) {
            $0.releasePage(index)
        }
        madeOf { $0.release(index) }
        let markdown = Address(address.path + "deployment-plan.md")
        add(markdown, .page, release.source, on: address) { $0.markdownTwin(index) }
        madeOf { $0.twin(index, markdown) }
        let json = Address(address.path + "plan.json")
        add(json, .page, release.source, on: address) { $0.jsonTwin(index) }
        madeOf { $0.twin(index, json) }
        if let earlier = PageContext.compared(index, in: site.catalog) {
            page("changes", site.routes.changes(index), release.source) { $0.changesPage(index, against: earlier) }
            madeOf { $0.changes(index, against: earlier) }
        }
    }

    private mutating func addDocuments() {
        for (index, pattern) in catalog.patterns.enumerated() {
            page("pattern", routes.pattern(index), pattern.source, found: { $0.searchDocument(ofPattern: index) }) {
                $0.patternPage(index)
            }
            madeOf { $0.pattern(index) }
            parts[parts.count - 1].showsMany = true
        }
        for (index, checklist) in catalog.checklists.enumerated() {
            page(
                "checklist",
                routes.checklist(index),
                checklist.source,
                found: { $0.searchDocument(ofChecklist: index) }
            ) {
                $0.checklistPage(index)
            }
            madeOf { $0.checklist(index) }
            parts[parts.count - 1].showsMany = true
        }
        for (index, guide) in catalog.guides.enumerated() {
            page("guide", routes.guide(index), guide.source, found: { $0.searchDocument(ofGuide: index) }) {
                $0.guidePage(index)
            }
            madeOf { $0.guide(index) }
        }
        for (index, incident) in catalog.incidents.enumerated() {
            page("incident", routes.incident(index), incident.source, found: { $0.searchDocument(ofIncident: index) }) {
                $0.incidentPage(index)
            }
            madeOf { $0.incident(index) }
        }
        for service in catalog.services {
            page("service", routes.service(service.id), nil, .index, found: { $0.searchDocument(of: service) }) {
                $0.servicePage(service)
            }
            madeOf { $0.service(service) }
        }
    }

    private mutating func addIndexes() {
        let home = context(Routes.home)
        index("releases", home) { $0.releaseIndex() }
        for (name, releases) in PageContext.years(catalog) {
            let address = PageContext.address(ofYear: name)
            page("year", address, nil, .index) { $0.yearPage(name, releases) }
            madeOf { $0.year(address, releases) }
        }
        if catalog.releases.count > PageContext.releasesPerPage {
            add(PageContext.historyData, .index, nil, isPermanent: false) { $0.historyScript() }
        }
        if home.hasPages("metrics") {
            index("metrics", home) { $0.metrics() }
            madeOf { $0.metrics(Routes.index("metrics")) }
        }
        index("services", home) { $0.serviceIndex() }
        index("patterns", home) { $0.patternIndex() }
        index("checklists", home) { $0.checklistIndex() }
        index("guides", home) { $0.guideIndex() }
        index("incidents", home) { $0.incidentIndex() }
        page("home", Routes.home, routes.homeText?.source, .index) { $0.home() }
        page("search", SearchIndex.address, nil, .index) { $0.searchPage() }
        page("not-found", Routes.notFound, nil, .index) { context in
            NotFoundView(page: context.frame("Not found", section: nil))
        }
    }

    private mutating func addFiles() {
        for (index, file) in catalog.attachments.enumerated() where site.published.contains(file.source) {
            add(routes.attachment(index), .attachment, file.source) { try $0.catalog.files.read(file.source) }
        }
        let attached = Set(catalog.attachments.map(\.source))
        for path in site.published.subtracting(attached).sorted() {
            add(Address(path), .attachment, path) { try $0.catalog.files.read(path) }
        }
        for (path, bytes) in site.theme.assets.sorted(by: { $0.key < $1.key }) {
            add(Address("assets/\(path)"), .asset, nil, isPermanent: false) { _ in bytes }
        }
    }

    private mutating func addFeeds() {
        if context(Routes.home).hasPages("releases") { add(ReleaseFeeds.register, .index, nil) { $0.register() } }
        if !site.feeds.entries.isEmpty { add(ReleaseFeeds.feed, .index, nil) { $0.feed() } }
        if !site.feeds.events.isEmpty { add(ReleaseFeeds.calendar, .index, nil) { $0.calendar() } }
    }

    /// Crawlers take absolute addresses alone, so without a `base_url` there is none.
    private mutating func addSitemap() {
        guard let base = context(ReleaseFeeds.sitemap).base else { return }
        let pages = parts.indices.filter { parts[$0].isPage }.map { base.absolute(parts[$0].address) }
        let sitemap = Sitemap(addresses: pages, baseURL: base.url)
        for number in 0..<sitemap.partCount {
            add(Address(Sitemap.partName(number + 1)), .index, nil, isPermanent: false) { _ in sitemap.part(number + 1)
            }
        }
        add(ReleaseFeeds.sitemap, .index, nil, isPermanent: false) { _ in sitemap.root }
    }

    private mutating func add(_ redirect: Redirect) {
        // A redirect names a page, so it is put in place after it.
        add(redirect.address, .index, redirect.source) { page in
            page.site.theme.render("redirect", page.redirectPage(redirect))
        }
        parts[parts.count - 1].redirect = redirect
    }

    /// Of what the last part is made: it is made again only where that is another.
    private mutating func madeOf(_ key: @escaping @Sendable (PageInputs) -> SHA256.Digest) {
        guard let inputs else { return }
        parts[parts.count - 1].inputs = { key(inputs) }
    }

    private func context(_ address: Address) -> PageContext { PageContext(site: site, address: address, source: "") }

    private mutating func index(
        _ kind: String,
        _ home: PageContext,
        _ view: @escaping @Sendable (PageContext) -> some TemplateObject
    ) {
        guard home.hasPages(kind) else { return }
        page(kind, Routes.index(kind), catalog.indexTexts[kind]?.source, .index, view)
    }

    private mutating func page(
        _ layout: String,
        _ address: Address,
        _ source: String?,
        _ role: SiteFile.Role = .page,
        found: (@Sendable (PageContext) -> SearchDocument)? = nil,
        _ view: @escaping @Sendable (PageContext) -> some TemplateObject
    ) {
        add(address, role, source, isPermanent: address != Routes.notFound) { page in
            page.site.theme.render(layout, view(page))
        }
        parts[parts.count - 1].search = found
    }

    /// - Parameter page: The page that a file stands for, where it is none itself: its links count from there.
    private mutating func add(
        _ address: Address,
        _ role: SiteFile.Role,
        _ source: String?,
        on page: Address? = nil,
        isPermanent: Bool = true,
        _ contents: @escaping @Sendable (PageContext) throws -> [UInt8]
    ) {
        var part = SitePart(address, role, source: source, page: page, make: contents)
        part.isPermanent = isPermanent
        if site.options.reuse != nil { part.log = QueryLog() }
        parts.append(part)
    }
}
