package import Catalog
package import Diagnostics
package import Documents
internal import Synchronization

/// A catalog as a site: what is wrong with its links and addresses, and its files.
package struct Site: Sendable {
    /// All that was found in the book, its links and addresses, as the book and its plans weigh it.
    package private(set) var judgement: Judgement
    package var diagnostics: [Diagnostic] { judgement.diagnostics }
    /// How many pages it has.
    package let pageCount: Int
    /// The files, each to be made when it is wanted: pages are worked on in parallel.
    let parts: [SitePart]
    /// The file of a built site that lists all its addresses.
    package static let permalinkFile = PermalinkList.address.file
    private let options: SiteOptions
    private let catalog: Catalog
    private let isStrict: Bool
    /// What was found beside the catalog's own findings.
    private var found: [Diagnostic]

    /// Follows all links and gives out the addresses; renders nothing yet.
    ///
    /// - Throws: `ThemeError` where the theme can't be used.
    package init(_ catalog: Catalog, theme: Theme, options: SiteOptions, isStrict: Bool = false) throws(ThemeError) {
        let links = LinkCheck(catalog)
        let files = PublishedFiles(catalog, referred: links.referredFiles)
        let redirects = Redirects(catalog, Routes(catalog: catalog))
        let plan = SitePlan(
            catalog: catalog,
            theme: theme,
            options: options,
            published: files.sources,
            redirects: redirects.all
        )
        let routeTable = RouteTable(plan.parts, last: .permalinks, catalog)
        parts = routeTable.parts
        pageCount = parts.count { $0.address.file.hasSuffix(".html") && $0.redirect == nil }
        found = links.found + files.found + redirects.found + routeTable.found
        if let problem = catalog.badBaseURL { found.append(problem) }
        judgement = Judgement(catalog, found, isStrict: isStrict)
        self.catalog = catalog
        self.options = options
        self.isStrict = isStrict
    }

    /// Makes every file of which something has changed and hands it to `take`, from several tasks at once; the search's
    /// index and the list of all addresses come last.
    ///
    /// - Parameters:
    ///   - standing: The files of an earlier build, which are taken over where they would be made the same.
    ///   - take: Gives back the fingerprint of the file's bytes.
    package func render(
        reusing standing: StandingPages? = nil,
        _ take: @escaping @Sendable (SiteFile) throws -> SHA256.Digest
    ) async throws -> RenderedSite {
        let search = SearchIndex(standing?.words ?? SearchIndex.Earlier())
        let made = Mutex<[String]>([])
        let list = try await pages { part in
            if let kept = try standing?.keep(part, search) { return kept }
            made.withLock { $0.append(part.address.file) }
            var digests: [SHA256.Digest] = []
            let block = try make(part, search) { digests.append(try take($0)) }
            standing?.note(part, digests)
            return block
        }
        async let words = standing?.stored(words: search.encoded) ?? []
        async let addresses = take(
            SiteFile(path: PermalinkList.address.file, contents: list.contents, role: .index)
        )
        _ = try await search.files().parallelMap(jobs: options.jobs) { file in
            try take(SiteFile(path: file.path, contents: file.contents(), role: .index))
        }
        _ = try await addresses
        return RenderedSite(made: made.withLock { $0.sorted() }, stored: await words)
    }

    /// Makes one part: its file, and what the search shows of it.
    private func make(
        _ part: SitePart,
        _ search: SearchIndex?,
        _ take: (SiteFile) throws -> Void
    ) throws -> PermalinkList.Block {
        let file = SiteFile(path: part.address.file, contents: try part.contents(), role: part.role)
        try take(file)
        if let search, let document = part.found?() {
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
        judgement = Judgement(catalog, found, isStrict: isStrict)
    }

    /// All addresses with their anchors, one page made after the other.
    func permalinks() throws -> PermalinkList {
        var list = PermalinkList()
        for part in parts { list.add(part, try make(part, nil) { _ in }) }
        return list
    }

    private func pages(_ make: @escaping @Sendable (SitePart) throws -> PermalinkList.Block) async throws
        -> PermalinkList
    {
        // Begun first, no one waits for them at the end.
        let slow = parts.indices.filter { parts[$0].showsMany }
        let order = slow + parts.indices.filter { !parts[$0].showsMany }
        let blocks = try await order.parallelMap(jobs: options.jobs, slow: slow.count) { [parts] in
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
}

/// One file of the site that is yet to be made.
struct SitePart: Sendable {
    let address: Address
    let role: SiteFile.Role
    /// The source that it comes from, relative to the content folder; `nil` for what is made of many.
    let source: String?
    /// What it leads to, where it is a page at a former address.
    var redirect: Redirect?
    /// Whether its address is one that others may link to and that must stay.
    var isPermanent = true
    /// Whether it has a line for each of many releases, so that making it takes long.
    var showsMany = false
    let contents: @Sendable () throws -> [UInt8]
    /// What the search finds of it, where it is looked through.
    var found: (@Sendable () -> SearchDocument)?
    /// Of what it is made, but for the answers to the questions that it asks meanwhile; `nil` where it is always made.
    var inputs: (@Sendable () -> SHA256.Digest)?
    /// Where it notes its questions, and the book's answers as they are now.
    var log: QueryLog?
    var answer: (@Sendable (PageQuery) -> String)?

    /// The key under which it is kept.
    func key(_ inputs: SHA256.Digest, _ queries: [PageQuery]) -> SHA256.Digest {
        var print = Fingerprint(inputs)
        for query in queries { print.add(answer?(query)) }
        return print.digest
    }

    /// Stands for the list of all addresses, which is made of the others.
    static let permalinks = SitePart(address: PermalinkList.address, role: .index, source: nil) { [] }

    /// Whether it is shown at its address: the page of a missing address is not, and a redirect leads on.
    var isPage: Bool {
        address.file.hasSuffix(".html") && address != Routes.notFound && role >= .page && redirect == nil
    }
}
