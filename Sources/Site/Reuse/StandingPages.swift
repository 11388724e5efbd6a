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
    ///   - isUntouched: The output stands as the earlier build left it, so its files need not be looked at.
    package init(_ transaction: OutputTransaction, _ cache: PageCache, isUntouched: Bool) {
        self.transaction = transaction
        self.cache = cache
        self.isUntouched = isUntouched
        let list = self.cache.isEmpty ? nil : transaction.standingContents(of: PermalinkList.address.file)
        places = list.map { PermalinkList.blocks(of: $0) }
    }

    /// The words of the earlier build's pages, as the search's index keeps them.
    var words: [UInt8]? { places == nil ? nil : cache.words }

    /// Takes over a file with what the search has of it, where it would be made the same; `nil` where it must be made.
    func keep(_ part: SitePart, _ search: SearchIndex) throws -> PermalinkList.Block? {
        guard let places, let inputs = part.inputs, let record = cache.record(part.address.file),
            record.key == part.key(inputs(), record.queries), (record.found != nil) == (part.found != nil),
            let block = places[Permalink(part.address).text], part.found == nil || search.holds(part.address)
        else { return nil }
        var files = [(part.address.file, record.contents)]
        if let found = record.found { files.append((SearchDocument.file(of: part.address), found)) }
        guard try transaction.keep(files, role: part.role, isUntouched: isUntouched) else { return nil }
        if part.found != nil { search.keep(part.address) }
        cache.keep(record, part.address.file)
        return block
    }

    /// Notes of what a file was made, for the next build.
    ///
    /// - Parameter digests: Of the file's bytes, and of what the search shows of it.
    func note(_ part: SitePart, _ digests: [SHA256.Digest]) {
        guard let inputs = part.inputs, let contents = digests.first else { return }
        let queries = part.log?.all ?? []
        let key = part.key(inputs(), queries)
        let found = digests.dropFirst().first
        cache.keep(PageCache.Record(key: key, contents: contents, found: found, queries: queries), part.address.file)
    }

    func stored(words: [UInt8]) -> [UInt8] { cache.encoded(words: words) }
}
