internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents
internal import Site

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Builds the site from the content folder.",
        discussion: """
            A build with errors publishes nothing: the site that stood there stays as it was.

              rollbook build
              rollbook build --content runbooks --output public --base-url https://runbooks.example.org/
            """
    )

    @OptionGroup var book: ContentOptions

    @Option(name: .long, help: ArgumentHelp("The folder that the site is written to.", valueName: "folder"))
    var output = "site"

    @OptionGroup var theme: ThemeOption

    @Option(name: .customLong("base-url"), help: ArgumentHelp("Where the site is published.", valueName: "url"))
    var baseURL: String?

    @Flag(name: .long, help: "Write links down to the file, so that the site also works from a disk.")
    var offline = false

    @Flag(name: .customLong("no-git"), help: "Take nothing from git: pages show no revisions.")
    var noGit = false

    @Flag(name: .long, help: "Build everything anew, whatever the cache says.")
    var clean = false

    @Option(
        name: .long,
        help: ArgumentHelp("Where the cache is kept; by default .rollbook beside the content.", valueName: "folder")
    )
    var cache: String?

    @Flag(name: .long, help: "Wait where another build writes to the same folder.")
    var wait = false

    @Flag(name: .long, help: "Print how long each stage took.")
    var profile = false

    mutating func validate() throws {
        if let baseURL, !SiteOptions.isAddress(baseURL) {
            throw ValidationError(
                "--base-url takes an address that begins with https:// or http://, without ? and #, not '\(baseURL)'"
            )
        }
    }

    func run() async throws {
        try await reportingFailures { try await build() }
    }

    private func build() async throws {
        var stages = StageTimes()
        let tree = try book.tree()
        try refuseOutputInContent()
        let progress = Progress()
        progress.show("reading \(tree.displayPath)")
        let earlier = clean ? nil : buildCache.record
        async let state = earlier == nil ? nil : OutputFolder(path: output).state(jobs: book.jobs)
        let (listing, digests) = try await digests(tree)
        let base = try await base(tree)
        let key = key(base, digests)
        let standing = await state
        let isUntouched = standing != nil && standing?.digest == earlier?.state
        if let earlier, earlier.key == key, earlier.time <= book.now.seconds, isUntouched {
            progress.clear()
            Terminal.write(earlier.output, to: 1)
            Terminal.write(earlier.message, to: 2)
            Terminal.message(
                outcome(
                    earlier.pages,
                    earlier.releases,
                    stages.total,
                    written: 0,
                    unchanged: earlier.files,
                    earlier.summary
                )
            )
            stages.end("seeing that nothing has changed")
            if profile { Terminal.message(stages.text) }
            return
        }
        stages.end("looking whether something has changed")
        let bookKey = bookKey(base, digests)
        async let pages = PageCache(clean ? nil : buildCache.pages)
        async let places = clean ? nil : PublishedPlaces(OutputFolder(path: output))
        let documents = DocumentCache(clean ? nil : buildCache.documents, base: bookKey, digests: digests)
        var options = SiteOptions(baseURL: baseURL, isOffline: offline, jobs: book.jobs, version: toolVersion)
        options.reuse = ReuseKeys(base: bookKey, digests: digests)
        let (site, said) = try await site(tree, listing, documents, options, &stages)
        progress.clear()
        Terminal.write(said.output, to: 1)
        Terminal.write(said.message, to: 2)
        guard !said.hasErrors else {
            throw Failure("\(said.summary); nothing was published", .contentHasErrors)
        }
        progress.show("writing \(output)")
        // Of documents as they were, whatever becomes of the pages.
        async let documentsAreKept = keep { files throws(OutputError) in
            try files.keep(documents: documents.takeEntries())
        }
        let (earlierPages, earlierPlaces) = (await pages, await places)
        let (changes, rendered) = try await publish(
            // Given away, so that it is gone when its pages are made.
            consume site,
            { StandingPages($0, earlierPages, earlierPlaces, isUntouched: isUntouched) },
            progress,
            &stages
        )
        progress.clear()
        Terminal.message(
            outcome(
                said.pages,
                said.releases,
                stages.total,
                written: changes.written.count,
                unchanged: changes.unchanged.count,
                removed: changes.removed.count,
                said.summary
            )
        )
        // What was read is not what the next build would compare with.
        guard !documents.isDisturbed else {
            if profile { Terminal.message(stages.text) }
            return
        }
        async let published = OutputFolder(path: output).state(after: changes, of: standing, jobs: book.jobs)
        // Pages are kept when they are published, since of an output that was left half-way they would tell wrong; and
        // a run in the future is none one day.
        if await documentsAreKept, keep({ files throws(OutputError) in try files.keep(pages: rendered.stored) }),
            let state = await published?.digest, said.isLasting
        {
            let record = BuildRecord(
                key: key,
                state: state,
                time: book.now.seconds,
                pages: said.pages,
                releases: said.releases,
                files: changes.written.count + changes.unchanged.count,
                output: said.output,
                message: said.message,
                summary: said.summary
            )
            _ = keep { files throws(OutputError) in try files.keep(record) }
        }
        stages.end("keeping what it was made of")
        if profile { Terminal.message(stages.text) }
        // What thousands of plans left is freed by the system at once; part by part it takes a while.
        withExtendedLifetime((rendered, changes, documents)) { Terminal.end() }
    }

    /// What is said of a book, beside its site.
    private struct Findings {
        let pages: Int
        let releases: Int
        let hasErrors: Bool
        /// Whether the same would be said another day.
        let isLasting: Bool
        /// On standard output and on standard error.
        let output: [UInt8]
        let message: [UInt8]
        let summary: String
    }

    private func site(
        _ tree: FileTree,
        _ listing: FileTree.Listing,
        _ documents: DocumentCache,
        _ options: SiteOptions,
        _ stages: inout StageTimes
    ) async throws -> (Site, Findings) {
        let catalog = try await book.catalog(tree, listing: listing, cache: documents)
        stages.end("reading and judging the sources")
        var options = options
        options.revisions = Git.revisions(of: catalog, book.content, isWanted: !noGit)
        stages.end("asking git")
        let site = await Site(
            catalog,
            theme: try theme.load(catalog, content: book.content),
            options: options,
            isStrict: book.strict
        )
        stages.end("following links, giving out addresses")
        let report = DiagnosticReport(
            diagnostics: site.diagnostics,
            waivedCount: site.judgement.waivedCount,
            catalog: catalog,
            options: book
        )
        let printed = report.printed
        let findings = Findings(
            pages: site.pageCount,
            releases: catalog.releases.count,
            hasErrors: report.hasErrors,
            isLasting: !report.diagnostics.contains { $0.rule.id == Rule.runInFuture.id },
            output: printed.output,
            message: printed.message,
            summary: report.summary
        )
        return (site, findings)
    }

    private func outcome(
        _ pages: Int,
        _ releases: Int,
        _ seconds: Double,
        written: Int,
        unchanged: Int,
        removed: Int = 0,
        _ summary: String
    ) -> String {
        var words = "built \(counted(pages, "page")) of \(counted(releases, "release")) in \(tenths(seconds)) s: "
        words += "\(written) written, \(unchanged) unchanged"
        if removed > 0 { words += ", \(removed) removed" }
        return words + "; \(summary)\n"
    }

    private func publish(
        _ site: consuming Site,
        _ standing: (OutputTransaction) -> StandingPages,
        _ progress: Progress,
        _ stages: inout StageTimes
    ) async throws -> (PublishedChanges, RenderedSite) {
        let transaction = try begin()
        do {
            let standing = standing(transaction)
            stages.end("recalling the pages of the earlier build")
            let rendered = try await (consume site).render(reusing: standing) { file in
                defer { progress.step() }
                return try transaction.add(file)
            }
            stages.end("rendering and staging \(rendered.made.count) files")
            let changes = try transaction.publish()
            stages.end("putting them in place")
            return (changes, rendered)
        } catch {
            transaction.abandon()
            throw error
        }
    }

    /// The lock lies beside the content, so that builds with different caches see each other's; where nobody may write there,
    /// in the cache.
    private func begin() throws(OutputError) -> OutputTransaction {
        let folder = OutputFolder(path: output)
        do throws(OutputError) {
            return try folder.begin(lockFolder: toolFolder, wait: wait)
        } catch {
            guard let cache, case .system(let failure) = error, failure.isForbidden, failure.path.hasPrefix(toolFolder)
            else {
                throw error
            }
            return try folder.begin(lockFolder: cache, wait: wait)
        }
    }

    /// An output inside the content would be read by the next build.
    private func refuseOutputInContent() throws {
        guard let content = FileTree.realPath(book.content) else { return }
        let target = FolderPath.real(output)
        if target == content || target.hasPrefix(content + "/") {
            throw Failure(
                "the output \(shown(output)) lies in the content folder \(shown(book.content)); give another with --output",
                .inputOutput
            )
        }
    }

    private func tenths(_ seconds: Double) -> String { "\(Double(Int(seconds * 10 + 0.5)) / 10)" }
}
