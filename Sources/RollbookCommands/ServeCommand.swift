internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Dispatch
internal import Preview
internal import Site

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Shows the site in the browser while it is written: builds, watches, reloads.",
        discussion: """
            Nothing is written: pages are made when they are asked for. While the book has errors, the last good site \
            stays, and its pages show what was found. Ctrl-C ends it.

              rollbook serve
              rollbook serve --content runbooks --port 9000
            """
    )

    @OptionGroup var book: ContentOptions

    @OptionGroup var theme: ThemeOption

    @Option(name: .long, help: "The port to listen at; 0 takes a free one.")
    var port = 8080

    @Option(name: .long, help: "The name or address to listen at.")
    var host = "127.0.0.1"

    @Flag(name: .customLong("no-git"), help: "Take nothing from git: pages show no revisions.")
    var noGit = false

    @Flag(name: .long, help: "Look for changes again and again, where the file system does not tell of them.")
    var poll = false

    mutating func validate() throws {
        guard 0...65535 ~= port else { throw ValidationError("--port takes a number from 0 to 65535, not \(port)") }
    }

    func run() async throws {
        try await reportingFailures { try await serve() }
    }

    private func serve() async throws {
        // The same folder, should the path lead elsewhere one day.
        guard let content = FileTree.realPath(book.content) else {
            _ = try book.tree()
            return
        }
        let site = PreviewSite()
        let server = try listen(site)
        let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(server.port)/"
        // Watched before it is read: nothing that is written meanwhile is missed.
        let folders = [content] + theme.folders(content: book.content, try book.tree())
        let changes = Watcher(folders: folders, polls: poll).changes
        var builder = PreviewBuilder(book: book, folder: content, theme: theme, address: address, takesGit: !noGit)
        await builder.build(site, after: .unknown)
        let signals = await StopSignals()
        let serving = DispatchQueue(label: "rollbook.serve")
        serving.async { server.run() }
        Terminal.message("serving \(address) (Ctrl-C ends it)\n")

        await withTaskGroup(of: Void.self) { group in
            group.addTask { await signals.wait() }
            group.addTask { [builder] in
                var builder = builder
                for await change in changes { await builder.build(site, after: change) }
            }
            await group.next()
            group.cancelAll()
        }
        server.stop()
        serving.sync {}
    }

    /// Port in use: says so, and which one is free.
    private func listen(_ site: PreviewSite) throws -> PreviewServer {
        do throws(ServerError) {
            return try PreviewServer(site, host: host, port: port)
        } catch .portInUse {
            let free = (port + 1...min(port + 100, 65535)).lazy.first {
                (try? PreviewServer(site, host: host, port: $0)) != nil
            }
            let advice = free.map { "; `--port \($0)` is free" } ?? ""
            throw Failure("port \(port) of \(host) is in use\(advice)", .inputOutput)
        } catch .refused(let reason) {
            throw Failure("can't listen at \(host), port \(port): \(reason)", .inputOutput)
        }
    }
}

/// Builds the book for `serve`, again and again.
private struct PreviewBuilder: Sendable {
    let book: ContentOptions
    /// The content folder, all links taken out.
    let folder: String
    let theme: ThemeOption
    let address: String
    let takesGit: Bool
    private let memory = DocumentMemory()
    private var revisions: Revisions?
    private var last: (catalog: Catalog, site: Site)?
    /// What was printed last: the same is not printed again.
    private var printed: [Diagnostic]?

    init(book: ContentOptions, folder: String, theme: ThemeOption, address: String, takesGit: Bool) {
        self.book = book
        self.folder = folder
        self.theme = theme
        self.address = address
        self.takesGit = takesGit
    }

    /// One build; what is wrong with the machine is told, and the site stays as it was.
    mutating func build(_ preview: PreviewSite, after change: FolderChange) async {
        var stages = StageTimes()
        do {
            guard let (catalog, site) = try await built(after: change) else { return }
            let report = DiagnosticReport(
                diagnostics: site.diagnostics,
                waivedCount: site.judgement.waivedCount,
                catalog: catalog,
                options: book
            )
            // What keeps the page from being the newest is what its reader wants to hear of.
            let errors = report.only(.error)
            preview.take(site, findings: (report.hasErrors ? errors : report).text(), hasErrors: report.hasErrors)
            stages.end("building")
            let isNew = report.diagnostics != printed
            printed = report.diagnostics
            if isNew { report.print() }
            let words = report.hasErrors ? "; the last good site stays" : ""
            Terminal.message("built in \(milliseconds(stages.total)) ms: \(report.summary)\(words)\n")
        } catch {
            let reason = Self.message(of: error)
            preview.fail(reason)
            Terminal.message("rollbook: \(reason)\n")
        }
    }

    /// The book as it is now: only some plans read anew where that is enough; `nil` where it is as it was.
    private mutating func built(after change: FolderChange) async throws -> (Catalog, Site)? {
        if let last, let paths = change.paths(in: folder), let reread = last.catalog.rereading(paths, memory: memory),
            let site = last.site.replacing(reread)
        {
            if reread.files.isEmpty { return nil }
            self.last = (reread.catalog, site)
            return (reread.catalog, site)
        }
        // What could not be built must not be taken for the book of the next change.
        last = nil
        let catalog = try await book.catalog(try book.tree(), now: ClockTime.current, memory: memory)
        let loaded = try theme.load(catalog, content: book.content)
        if revisions == nil { revisions = Git.revisions(of: catalog, book.content, isWanted: takesGit) }
        var options = SiteOptions(baseURL: address, jobs: book.jobs, version: toolVersion)
        options.isPreview = true
        options.revisions = revisions ?? .none
        let site = await Site(catalog, theme: loaded, options: options, isStrict: book.strict)
        last = (catalog, site)
        return (catalog, site)
    }

    private static func message(of error: any Error) -> String {
        switch error {
        case let failure as Failure: failure.message
        case let error as FileTreeError: error.description
        case let error as ThemeError: error.description
        default: "\(error)"
        }
    }

    private func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }
}
