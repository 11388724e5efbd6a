package import Catalog
package import Diagnostics
package import Documents
internal import Synchronization

#if canImport(Glibc)
internal import CMalloc
#endif

/// A catalog as a site: what is wrong with its links and addresses, and its files.
package struct Site: Sendable {
    /// All that was found in the book, its links and addresses, as the book and its plans weigh it.
    package private(set) var judgement: Judgement
    package var diagnostics: [Diagnostic] { judgement.diagnostics }
    /// How many pages it has.
    package var pageCount: Int { files.pageCount }
    /// The file of a built site that lists all its addresses.
    package static let permalinkFile = PermalinkList.address.file
    let files: SiteTable
    let context: SiteContext
    private let isStrict: Bool
    /// What was found beside the catalog's own findings.
    private var found: [Diagnostic]

    /// Follows all links and gives out the addresses; renders nothing yet.
    package init(_ catalog: Catalog, theme: Theme, options: SiteOptions, isStrict: Bool = false) async {
        async let feeds = ReleaseFeeds(catalog)
        async let aliases = Redirects(catalog, Routes(catalog: catalog))
        let links = LinkCheck(catalog)
        let published = PublishedFiles(catalog, referred: links.referredFiles)
        let context = SiteContext(
            catalog,
            theme: theme,
            options: options,
            feeds: await feeds,
            published: published.sources
        )
        let redirects = await aliases
        let plan = await SitePlan(context, redirects: redirects.all)
        let routeTable = RouteTable(plan.parts, last: .permalinks, catalog)
        files = SiteTable(routeTable.parts)
        found = links.found + published.found + redirects.found + routeTable.found + theme.findings
        if let problem = catalog.badBaseURL { found.append(problem) }
        judgement = Judgement(catalog, found, isStrict: isStrict)
        self.context = context
        self.isStrict = isStrict
    }

    /// The site of a book in which some plans were read anew: all addresses stay.
    ///
    /// - Returns: `nil` where a finding about links or addresses points into one of those plans.
    package func replacing(_ reread: Rereading) -> Site? {
        guard !found.contains(where: { finding in reread.files.contains { finding.speaks(of: $0) } }) else {
            return nil
        }
        return Site(self, reread.catalog)
    }

    private init(_ earlier: Site, _ catalog: Catalog) {
        context = SiteContext(earlier.context, catalog)
        files = earlier.files
        found = earlier.found
        isStrict = earlier.isStrict
        judgement = Judgement(catalog, found, isStrict: isStrict)
    }

    /// Makes every file of which something has changed and hands it to `take`, from several tasks at once; the search's
    /// index and the list of all addresses come last.
    ///
    /// - Parameters:
    ///   - standing: The files of an earlier build, which are taken over where they would be made the same.
    ///   - take: Gives back the fingerprint of the file's bytes.
    package consuming func render(
        reusing standing: StandingPages? = nil,
        _ take: @escaping @Sendable (SiteFile) throws -> SHA256.Digest
    ) async throws -> RenderedSite {
        let jobs = context.options.jobs
        let search = SearchIndex(standing?.words ?? SearchIndex.Earlier())
        let (list, made) = try await renderPages(reusing: standing, search, take)
        // A book that was read as a whole leaves room for what comes now; of another one little is in memory, and it
        // takes longer to free it part by part than to end the program.
        let book = made.count * 2 > files.parts.count ? nil : context
        _ = consume self
        #if canImport(Glibc)
        if book == nil { malloc_trim(0) }
        #endif
        async let stored = standing?.stored(words: search.encoded) ?? []
        async let addresses = take(
            SiteFile(path: PermalinkList.address.file, contents: list.contents, role: .index)
        )
        _ = try await search.files().parallelMap(jobs: jobs) { file in
            try take(SiteFile(path: file.path, contents: file.contents(), role: .index))
        }
        _ = try await addresses
        return RenderedSite(made: made, stored: await stored, book: book)
    }

    /// Gives all addresses, and the names of the files that were made.
    private func renderPages(
        reusing standing: StandingPages?,
        _ search: SearchIndex,
        _ take: @escaping @Sendable (SiteFile) throws -> SHA256.Digest
    ) async throws -> (PermalinkList, made: [String]) {
        let made = Mutex<[String]>([])
        standing?.reserve(files.parts.count)
        let list = try await pages { part in
            if let kept = try standing?.keep(part, context, search) { return kept }
            made.withLock { $0.append(part.file) }
            var digests: [SHA256.Digest] = []
            let block = try make(part, search) { digests.append(try take($0)) }
            standing?.note(part, context, digests)
            return block
        }
        return (list, made.withLock { $0.sorted() })
    }

    /// Makes one part: its file, and what the search shows of it.
    private func make(
        _ part: SitePart,
        _ search: SearchIndex?,
        _ take: (SiteFile) throws -> Void
    ) throws -> PermalinkList.Block {
        let file = SiteFile(path: part.file, contents: try part.contents(context), role: part.role)
        try take(file)
        if let search, let document = part.found(context) {
            search.add(document)
            try take(SiteFile(path: document.file, contents: document.script, role: part.role))
        }
        return PermalinkList.Block(anchors: part.isPage ? AnchorScanner.anchors(in: file.contents) : [])
    }

    /// Renders the site for its addresses, and adds to the findings what an earlier list has and the site has not.
    ///
    /// - Parameters:
    ///   - earlier: The bytes of an earlier `permalinks.txt`.
    ///   - file: Its path, as messages show it.
    package mutating func compare(withPublished earlier: [UInt8], file: String) async throws {
        let site = self
        let list = try await pages { try site.make($0, nil) { _ in } }
        found += LostAddresses(list, earlier: earlier, file: file).found
        judgement = Judgement(context.catalog, found, isStrict: isStrict)
    }

    /// All addresses with their anchors, one page made after the other.
    func permalinks() throws -> PermalinkList {
        var list = PermalinkList()
        for part in files.parts { list.add(part, try make(part, nil) { _ in }) }
        return list
    }

    private func pages(_ make: @escaping @Sendable (SitePart) throws -> PermalinkList.Block) async throws
        -> PermalinkList
    {
        let parts = files.parts
        // Begun first, no one waits for them at the end.
        let slow = parts.indices.filter { parts[$0].showsMany }
        let order = slow + parts.indices.filter { !parts[$0].showsMany }
        let blocks = try await order.parallelMap(jobs: context.options.jobs, slow: slow.count) {
            try make(parts[$0])
        }
        var list = PermalinkList()
        for (index, block) in zip(order, blocks) { list.add(parts[index], block) }
        return list
    }
}

/// What rendering a site gave beside its files.
package struct RenderedSite: Sendable {
    /// The files that were made; all others were taken over. Without those that are made of all others.
    package let made: [String]
    /// What the next build wants to know, to be kept for it.
    package let stored: [UInt8]
    /// What is freed with it.
    fileprivate let book: SiteContext?
}
