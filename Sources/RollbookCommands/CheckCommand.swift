internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents
internal import Site

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks the content without writing anything.",
        discussion: """
            Without a path the whole book is checked; with paths only what lies under them is reported.

              rollbook check
              rollbook check content/releases/payments-2.4.0 --strict
              rollbook check --published site/permalinks.txt
              rollbook check --explain content/releases/payments-2.4.0/README.md
            """
    )

    @Argument(help: ArgumentHelp("Files or folders to report on.", valueName: "path"))
    var paths: [String] = []

    @OptionGroup var book: ContentOptions

    @Flag(help: "Prints the outline of the plans that are named: what was read as what, with its line.")
    var explain = false

    @Option(
        help: ArgumentHelp(
            "An earlier permalinks.txt, or a built site that holds one: what it lists must still be there.",
            valueName: "path"
        )
    )
    var published: String?

    mutating func validate() throws {
        if explain, paths.isEmpty { throw ValidationError("--explain takes the file of a plan") }
    }

    func run() async throws {
        try await reportingFailures { try await explain ? explainPlans() : check() }
    }

    private func check() async throws {
        let alone = try paths.filter { !(try isInBook($0)) }
        // Nothing but files from elsewhere: the book need not be there.
        let checksBook = paths.isEmpty || alone.count < paths.count || published != nil
        let tree = checksBook ? try book.tree() : FileTree.inMemory([:])
        var catalog = try await book.catalog(tree)
        var found: [Diagnostic] = []
        var waivedCount = 0
        if checksBook {
            var site = await Site(
                catalog,
                theme: try Theme.carried(),
                options: SiteOptions(jobs: book.jobs, version: toolVersion),
                isStrict: book.strict
            )
            if let list = publishedList {
                let bytes = try FileTree.readFile(list, shownAs: shown(list))
                try await site.compare(withPublished: bytes, file: shown(list))
            }
            found = site.diagnostics.filter { lies($0.file) }
            waivedCount = site.judgement.waivedCount
        }
        for path in alone {
            let file = try book.checkAlone(path)
            let judgement = Judgement(file, isStrict: book.strict, isAlone: true)
            found += judgement.diagnostics
            waivedCount += judgement.waivedCount
            catalog = checksBook ? catalog : file
        }
        let report = DiagnosticReport(
            diagnostics: found.sortedOnce(),
            waivedCount: waivedCount,
            catalog: catalog,
            options: book
        )
        report.print()
        let count = checksBook ? counted(catalog.releases.count, "release") : counted(alone.count, "file")
        Terminal.message("checked \(count): \(report.summary)\n")
        if report.hasErrors { throw ExitCode.contentHasErrors }
    }

    /// The earlier list of addresses, also where the site that holds it is named.
    private var publishedList: String? {
        published.map { path in
            let inFolder = "\(path)/\(Site.permalinkFile)"
            return FileTree.isFolder(path) ? inFolder : path
        }
    }

    /// The outline of each plan on standard output; what is wrong with it is what `check` without `--explain` says.
    private func explainPlans() async throws {
        let catalog = try? await book.catalog(try book.tree())
        let template = catalog?.template ?? .builtIn
        for path in try paths.flatMap({ try plans(at: $0, in: catalog) }) {
            let bytes = try FileTree.readFile(path, shownAs: path)
            let file = shown(path)
            let isMarkdown = path.hasSuffix(".md")
            let parsed =
                isMarkdown
                ? readMarkdownRelease(from: bytes, file: file, template: template) : readPlan(from: bytes, file: file)
            var plan = parsed.value.plan
            if parsed.value.isLoose {
                let outline = readOutline(of: bytes, file: file, template: template)
                plan.migrations = outline.migrations
                plan.phases = outline.phases
                plan.rollback = outline.rollback
                plan.roles = outline.roles
            }
            let text = PlanOutline(plan, file: file).text
            // A free text's outline is read from the file as it is.
            Terminal.output(parsed.holdsSecrets ? withoutSecrets(text) : text)
        }
    }

    /// The file itself, or the plans of the book that lie in a folder.
    private func plans(at path: String, in catalog: Catalog?) throws -> [String] {
        guard FileTree.isFolder(path) else { return [path] }
        let folder = shown(path)
        let sources = catalog?.releases.map(\.source).sorted() ?? []
        let found = sources.filter { Self.lies(catalog?.files.display($0) ?? $0, in: folder) }
        guard !found.isEmpty else { throw Failure("no plan of the book lies in \(path)", .inputOutput) }
        return found.map { "\(book.content)/\($0)" }
    }

    private func isInBook(_ path: String) throws -> Bool {
        guard let real = FileTree.realPath(path) else {
            throw Failure("there is no file or folder \(path); without a path the whole book is checked", .inputOutput)
        }
        guard let content = FileTree.realPath(book.content) else { return false }
        return real == content || real.hasPrefix(content + "/")
    }

    /// Whether a finding's file is among the paths that were asked for.
    private func lies(_ file: String) -> Bool {
        let asked = paths.map { shown($0) }
        return asked.isEmpty || file == publishedList.map(shown)
            || asked.contains { Self.lies(file, in: $0) || file == book.content }
    }

    /// Whether a file, as messages name it, is a path that was asked for, or lies below it.
    private static func lies(_ file: String, in path: String) -> Bool {
        path == "." || file == path || file.hasPrefix(path.hasSuffix("/") ? path : path + "/")
    }
}

extension ContentOptions {
    /// A file outside the book, by the rules for one document.
    func checkAlone(_ path: String) throws -> Catalog {
        if FileTree.isFolder(path) {
            let words =
                "lies outside the book in \(shown(content)): name a file of it, or the book's folder with --content"
            throw Failure("the folder \(path) \(words)", .inputOutput)
        }
        let bytes = try FileTree.readFile(path, shownAs: path)
        return Catalog.alone(bytes, file: shown(path))
    }
}
