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

    @Flag(name: .long, help: "Build everything anew. (Every build does so yet.)")
    var clean = false

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
        let catalog = try await book.catalog(tree)
        stages.end("reading and judging the sources")
        var options = SiteOptions(baseURL: baseURL, isOffline: offline, jobs: book.jobs, version: toolVersion)
        options.revisions = Git.revisions(of: catalog, book.content, isWanted: !noGit)
        stages.end("asking git")
        let site = try Site(
            catalog,
            theme: try theme.load(catalog, content: book.content).theme,
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
        progress.clear()
        report.print()
        guard !report.hasErrors else {
            throw Failure("\(report.summary); nothing was published", .contentHasErrors)
        }
        progress.show("writing \(output)")
        let changes = try await publish(site, progress, &stages)
        progress.clear()
        var words = "built \(counted(site.pageCount, "page")) of \(counted(catalog.releases.count, "release"))"
        words += " in \(tenths(stages.total)) s: \(changes.written.count) written, \(changes.unchanged.count) unchanged"
        if !changes.removed.isEmpty { words += ", \(changes.removed.count) removed" }
        words += "; \(report.summary)"
        Terminal.message(words + "\n")
        if profile { Terminal.message(stages.text) }
    }

    private func publish(_ site: Site, _ progress: Progress, _ stages: inout StageTimes) async throws
        -> PublishedChanges
    {
        let lockFolder = Self.parent(of: FileTree.realPath(book.content) ?? book.content) + "/.rollbook"
        let transaction = try OutputFolder(path: output).begin(lockFolder: lockFolder, wait: wait)
        do {
            try await site.render { file in
                try transaction.add(file)
                progress.step()
            }
            stages.end("rendering and staging the files")
            let changes = try transaction.publish()
            stages.end("putting them in place")
            return changes
        } catch {
            transaction.abandon()
            throw error
        }
    }

    /// An output inside the content would be read by the next build.
    private func refuseOutputInContent() throws {
        guard let content = FileTree.realPath(book.content) else { return }
        let target = Self.resolved(output)
        if target == content || target.hasPrefix(content + "/") {
            throw Failure(
                "the output \(shown(output)) lies in the content folder \(shown(book.content)); give another with --output",
                .inputOutput
            )
        }
    }

    /// The real path of a folder that may not be there yet.
    private static func resolved(_ path: String) -> String {
        var missing: [String] = []
        var rest = path.hasPrefix("/") ? path : Terminal.workingDirectory + "/" + path
        while FileTree.realPath(rest) == nil, rest.contains("/"), rest != "/" {
            missing.append(rest.split(separator: "/").last.map(String.init) ?? "")
            rest = parent(of: rest)
        }
        let base = FileTree.realPath(rest.isEmpty ? "/" : rest) ?? rest
        return ([base] + missing.reversed()).joined(separator: "/")
    }

    private static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private func tenths(_ seconds: Double) -> String { "\(Double(Int(seconds * 10 + 0.5)) / 10)" }
}
