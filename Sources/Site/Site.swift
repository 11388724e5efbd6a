package import Catalog
package import Diagnostics
internal import Documents

/// A catalog as a site: what is wrong with its links and addresses, and its files.
package struct Site: Sendable {
    /// All that was found in the book, its links and addresses, as the book and its plans weigh it.
    package let judgement: Judgement
    package var diagnostics: [Diagnostic] { judgement.diagnostics }
    /// How many pages it has.
    package let pageCount: Int
    /// The files, each to be made when it is wanted: pages are worked on in parallel.
    let parts: [SitePart]
    private let options: SiteOptions

    /// Follows all links and gives out the addresses; renders nothing yet.
    ///
    /// - Throws: `ThemeError` where the theme can't be used.
    package init(_ catalog: Catalog, theme: Theme, options: SiteOptions, isStrict: Bool = false) throws(ThemeError) {
        let links = LinkCheck(catalog)
        let files = PublishedFiles(catalog, referred: links.referredFiles)
        let plan = SitePlan(
            catalog: catalog,
            theme: theme,
            renderer: try theme.renderer(),
            options: options,
            published: files.sources
        )
        let routeTable = RouteTable(plan.parts, catalog)
        parts = routeTable.parts
        pageCount = parts.count { $0.address.file.hasSuffix(".html") }
        let found = links.found + files.found + routeTable.found + [catalog.badBaseURL].compactMap { $0 }
        judgement = Judgement(catalog, found, isStrict: isStrict)
        self.options = options
    }

    /// Makes every file and hands it to `take`, from several tasks at once.
    package func render(_ take: @escaping @Sendable (SiteFile) throws -> Void) async throws {
        _ = try await parts.parallelMap(jobs: options.jobs) { part in
            try take(SiteFile(path: part.address.file, contents: try part.contents(), role: part.role))
        }
    }
}

/// One file of the site that is yet to be made.
struct SitePart: Sendable {
    let address: Address
    let role: SiteFile.Role
    /// The source that it comes from, relative to the content folder; `nil` for what is made of many.
    let source: String?
    let contents: @Sendable () throws -> [UInt8]

    /// Whether readers come to it by its address: the page of a missing address is none.
    var isPage: Bool { address.file.hasSuffix(".html") && address != Routes.notFound && role >= .page }
}

/// Looks that no two sources stand at one address, upper and lower case taken as the same.
struct RouteTable {
    private(set) var parts: [SitePart] = []
    private(set) var found: [Diagnostic] = []

    init(_ all: [SitePart], _ catalog: Catalog) {
        var taken: [String: SitePart] = [:]
        var folders: [String: SitePart] = [:]
        for part in all {
            let key = part.address.file.lowercased()
            let parents = Self.parents(of: key)
            // A file can't stand where a folder must be.
            guard let first = taken[key] ?? folders[key] ?? parents.lazy.compactMap({ taken[$0] }).first else {
                taken[key] = part
                for parent in parents where folders[parent] == nil { folders[parent] = part }
                parts.append(part)
                continue
            }
            let source = part.source ?? first.source ?? ""
            let notes = first.source.map {
                [Diagnostic.Note("the first one is here", file: catalog.files.display($0), span: .fileStart)]
            }
            let message =
                "this would stand at `/\(part.address.path)`, where `\(first.source ?? first.address.path)` already is"
            found.append(
                Diagnostic(
                    .ambiguousAddress,
                    message,
                    file: catalog.files.display(source),
                    at: .fileStart,
                    notes: notes ?? []
                )
            )
        }
    }

    private static func parents(of path: String) -> [String] {
        var parents: [String] = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            parents.append(String(rest))
        }
        return parents
    }
}
