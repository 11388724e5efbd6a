internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents
internal import Markdown
internal import Site

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Says what the tool finds here, for a bug report.",
        discussion: """
            Writes nothing. What is wrong with the content is `rollbook check`'s to say; here it is counted.

              rollbook doctor
              rollbook doctor --content runbooks --output public
            """
    )

    @Option(help: ArgumentHelp("The content folder.", valueName: "folder"))
    var content = "content"

    @Option(help: ArgumentHelp("The folder that the site is written to.", valueName: "folder"))
    var output = "site"

    @OptionGroup var theme: ThemeOption

    func run() async throws {
        var lines: [(String, String)] = [
            ("rollbook", toolVersion), ("libcmark", MarkdownDocument.parserVersion),
            ("system", "\(Self.system), \(counted(Terminal.processorCount, "processor"))"),
            ("git", Git(folder: ".").version ?? "not found: pages would show no revisions"),
        ]
        lines += await book()
        lines += [("cache", cache), ("output", site)]
        let width = lines.map(\.0.count).max() ?? 0
        for (name, value) in lines {
            Terminal.output(name + String(repeating: " ", count: width + 2 - name.count) + value + "\n")
        }
    }

    private func book() async -> [(String, String)] {
        guard let tree = try? FileTree.disk(content, displayPath: shown(content)),
            let catalog = try? await Catalog.load(tree, jobs: Terminal.processorCount)
        else {
            return [
                ("content", "there is no folder \(shown(content)) that can be read; `rollbook init .` starts a book")
            ]
        }
        let counts = [
            counted(catalog.releases.count, "release"), counted(catalog.patterns.count, "pattern"),
            counted(catalog.checklists.count, "checklist"), counted(catalog.guides.count, "guide"),
            counted(catalog.incidents.count, "incident"),
        ].joined(separator: ", ")
        return [("content", "\(shown(content)): \(counts)")] + (await theme(of: catalog))
    }

    private func theme(of catalog: Catalog) async -> [(String, String)] {
        let name = theme.theme ?? catalog.book.theme?.value ?? "default"
        let loaded: Theme
        do {
            loaded = try theme.load(catalog, content: content)
        } catch {
            let lines = ((error as? Failure)?.message ?? "\(error)").split(separator: "\n")
            let more = lines.count > 1 ? " (and \(counted(lines.count - 1, "other")))" : ""
            return [("theme", "\(name): can't be used: \(lines.first ?? "")\(more)")]
        }
        let site = await Site(catalog, theme: loaded, options: SiteOptions(jobs: 1, version: toolVersion))
        let errors = site.diagnostics.count { $0.severity == .error }
        let warnings = site.diagnostics.count { $0.severity == .warning }
        return [
            ("theme", name), ("findings", "\(counted(errors, "error")), \(counted(warnings, "warning"))"),
        ]
    }

    private var cache: String {
        let folder = shown(FolderPath.tool(ofContent: content))
        guard let record = BuildCache(folder: folder, output: FolderPath.real(output)).record else {
            return "\(folder): holds no build into \(shown(output)); the next one makes every page"
        }
        return "\(folder): holds the last build into \(shown(output)), \(counted(record.pages, "page"))"
    }

    private var site: String {
        guard FileTree.realPath(output) != nil else { return "\(shown(output)): not there yet" }
        let isOurs = FileTree.realPath("\(output)/.rollbook-manifest") != nil
        return
            "\(shown(output)): \(isOurs ? "a site of Rollbook" : "no site of Rollbook; a build would refuse to write here")"
    }

    private static var system: String {
        #if os(Linux)
        "Linux"
        #elseif os(macOS)
        "macOS"
        #else
        "another system"
        #endif
    }
}
