internal import Diagnostics
internal import Documents

extension Catalog {
    /// Reads the content folder: finds what there is, reads each file once, joins what belongs together.
    ///
    /// - Parameters:
    ///   - listing: What `files.list` gave just now, where somebody has asked already.
    ///   - now: Seconds since 1970, for the rule about runs in the future; nothing else depends on it.
    ///   - memory: Of a book that is read again and again: what did not change is not read again.
    ///   - cache: Of an earlier build: what has the same bytes is not read again.
    ///
    /// What is wrong with the content is in `diagnostics`; thrown is only what is wrong with the machine.
    package static func load(
        _ files: FileTree,
        listing: FileTree.Listing? = nil,
        jobs: Int,
        now: Int? = nil,
        memory: DocumentMemory? = nil,
        cache: DocumentCache? = nil
    ) async throws -> Catalog {
        var catalog = Catalog(files: files)
        let listing = try listing ?? files.list()
        var found = try catalog.readBook(listing)
        let placement = Placement(listing, book: catalog.book, hasBook: catalog.hasBookFile, display: files.display)
        found += placement.diagnostics
        catalog.allPaths = Set(listing.files.map(\.path))
        let source = SourceReader(files: files, listing: listing, memory: memory)
        // All documents are read as the book and its template say.
        memory?.begin(dependingOn: [Placement.bookFile, placement.template].map { source.stamp($0 ?? "") })

        // Markdown plans have the template's sections.
        found += try catalog.readTemplate(placement, source)
        found += try await catalog.readReleases(placement, source, jobs: jobs, now: now, cache: cache)
        found += try await catalog.readPages(placement, source, jobs: jobs)
        catalog.addAttachments(placement)
        catalog.addDocuments()
        catalog.indexIDs()
        // What asks for documents by their ids alone is found out beside what joins them.
        let indexed = catalog
        async let asked =
            indexed.danglingReferences() + indexed.contractsWithoutExpand()
            + indexed.unsuitablePatterns() + indexed.similarServices()
        async let history = (DeploymentHistory(indexed), ReleasesByTime(indexed))
        catalog.join()
        (catalog.history, catalog.releasesByTime) = await history
        found += catalog.overlappingWindows()
        found += catalog.completedWithoutRun()
        found += await asked
        if catalog.isEmpty { found.append(catalog.emptiness) }

        catalog.diagnostics = found.sortedOnce()
        memory?.source = source
        return catalog
    }

    private mutating func readBook(_ listing: FileTree.Listing) throws -> [Diagnostic] {
        title = files.name
        let path = Placement.bookFile
        guard listing.files.contains(where: { $0.path == path }) else {
            // With nothing to publish there is a worse thing to say.
            guard !listing.files.isEmpty else { return [] }
            let fix = Diagnostic.Fix("write a rollbook.yaml with at least `title:`")
            let message = "there is no rollbook.yaml: the title is the folder's name, and defaults hold"
            return [Diagnostic(.noBookFile, message, file: files.display(path), at: .fileStart, fixes: [fix])]
        }
        hasBookFile = true
        let parsed = Documents.readBook(from: try files.read(path), file: files.display(path))
        book = parsed.value
        title = book.title?.value ?? files.name
        return parsed.diagnostics
    }

    private mutating func readTemplate(_ placement: Placement, _ source: SourceReader) throws -> [Diagnostic] {
        guard let path = placement.template else { return [] }
        let parsed = source.read(path, OutputTemplate()) { Documents.readTemplate(from: $0, file: $1) }
        template = parsed.value.sections.isEmpty ? nil : parsed.value
        return parsed.diagnostics
    }

    private var emptiness: Diagnostic {
        let fix = Diagnostic.Fix("put a plan at releases/<id>/deployment-plan.yaml, or Markdown files anywhere")
        let message = "there is nothing to publish in \(files.displayPath)"
        return Diagnostic(.emptyBook, message, file: files.displayPath, at: .fileStart, fixes: [fix])
    }
}
