internal import Documents

/// The files of an earlier build that can be taken over as they stand in the output.
package struct StandingPages: Sendable {
    private let transaction: OutputTransaction
    private let cache: PageCache
    private let isUntouched: Bool
    /// The places of each page by its address; `nil` where nothing can be taken over at all.
    private let places: [String: PermalinkList.Block]?

    /// - Parameters:
    ///   - cache: What the earlier build kept of its pages.
    ///   - places: What the output's list of addresses says.
    ///   - isUntouched: The output stands as the earlier build left it, so its files need not be looked at.
    package init(_ transaction: OutputTransaction, _ cache: PageCache, _ places: PublishedPlaces?, isUntouched: Bool) {
        self.transaction = transaction
        self.cache = cache
        self.isUntouched = isUntouched
        // Of another build the list counts for nothing.
        let isOurs = places.map { transaction.wrote(PermalinkList.address.file, $0.digest) } ?? false
        self.places = isOurs && !cache.isEmpty ? places?.blocks : nil
    }

    /// The words of the earlier build's pages.
    var words: SearchIndex.Earlier { places == nil ? SearchIndex.Earlier() : cache.words }

    /// Takes over a file with what the search has of it, where it would be made the same; `nil` where it must be made.
    func keep(_ part: SitePart, _ site: SiteContext, _ search: SearchIndex) throws -> PermalinkList.Block? {
        guard let places, let inputs = part.inputs, let record = cache.record(part.file),
            record.key == part.key(inputs(), record.queries, site), (record.found != nil) == (part.search != nil),
            let block = places[Permalink(part.address).text], part.search == nil || search.holds(part.address)
        else { return nil }
        var files = [(part.file, record.contents)]
        if let found = record.found { files.append((SearchDocument.file(of: part.address), found)) }
        guard try transaction.keep(files, role: part.role, isUntouched: isUntouched) else { return nil }
        if part.search != nil { search.keep(part.address) }
        cache.keep(record, part.file)
        return block
    }

    /// Notes of what a file was made, for the next build.
    ///
    /// - Parameter digests: Of the file's bytes, and of what the search shows of it.
    func note(_ part: SitePart, _ site: SiteContext, _ digests: [SHA256.Digest]) {
        guard let inputs = part.inputs, let contents = digests.first else { return }
        let queries = part.log?.take() ?? []
        let key = part.key(inputs(), queries, site)
        let found = digests.dropFirst().first
        cache.keep(PageCache.Record(key: key, contents: contents, found: found, queries: queries), part.file)
    }

    /// Makes room for what is noted of so many files.
    func reserve(_ count: Int) { cache.reserve(count) }

    func stored(words: [UInt8]) -> [UInt8] { cache.takeEncoded(words: words) }
}

/// The places of each page of a published site, as its list of addresses has them.
package struct PublishedPlaces: Sendable {
    /// Of the list's bytes.
    let digest: SHA256.Digest
    let blocks: [String: PermalinkList.Block]

    /// `nil` where there is no list.
    package init?(_ output: OutputFolder) {
        guard let list = output.contents(of: PermalinkList.address.file) else { return nil }
        digest = SHA256.digest(of: list)
        blocks = PermalinkList.blocks(of: list)
    }
}
