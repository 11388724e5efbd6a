package import Catalog
package import Diagnostics
internal import Documents

/// A theme: its templates by name and its assets, those of the theme that it extends included.
package struct Theme: Sendable {
    package let name: String
    /// `layouts/release` and `partials/step`, each also by its short name, a layout before a partial.
    private let templates: [String: String]
    /// By the layout's short name.
    private let programs: [String: TemplateProgram]
    /// By path below `assets/`.
    let assets: [String: [UInt8]]
    /// Where a template stands, for messages.
    private let locations: [String: String]
    /// The templates that pages are made of, by the places where they stand.
    private let usedFiles: Set<String>
    /// What is wrong with it though pages can be made.
    package private(set) var findings: [Diagnostic] = []

    /// The layouts that a theme must have, with what each shows.
    static let layouts: [(name: String, shape: TemplateShape)] = [
        ("home", HomeView.shape), ("releases", ReleaseIndexView.shape), ("year", YearPageView.shape),
        ("metrics", MetricsView.shape), ("release", ReleaseView.shape),
        ("changes", ChangesView.shape),
        ("services", ServiceIndexView.shape), ("service", ServiceView.shape),
        ("patterns", PatternIndexView.shape), ("pattern", PatternView.shape),
        ("checklists", ChecklistIndexView.shape), ("checklist", ChecklistView.shape),
        ("guides", GuideIndexView.shape), ("guide", GuideView.shape),
        ("incidents", IncidentIndexView.shape), ("incident", IncidentView.shape),
        ("search", SearchView.shape), ("not-found", NotFoundView.shape), ("redirect", RedirectView.shape),
    ]

    /// The theme that the tool carries.
    package static func carried() throws(ThemeError) -> Theme { try carriedTheme.get() }

    /// Compiled once: a preview asks for it at every change.
    private static let carriedTheme = Result { () throws(ThemeError) in
        var files: [String: [UInt8]] = [:]
        for file in carriedThemeFiles { files[file.path] = Array(file.text.utf8) }
        return try Theme(name: "default", files: files, location: "themes/default", extending: nil)
    }

    /// A theme from a folder; what it does not have comes from the theme that it extends, by default the carried one.
    package static func folder(_ tree: FileTree) throws -> Theme {
        let all = try tree.list().files.map(\.path)
        let paths = all.filter { path in folders.contains { path.hasPrefix($0) } }
        guard !paths.isEmpty || all.contains("theme.yaml") else {
            throw ThemeError("theme \(tree.displayPath): there is no theme.yaml, layouts/, partials/ or assets/")
        }
        var files: [String: [UInt8]] = [:]
        for path in paths {
            let bytes = try tree.read(path)
            let file = tree.display(path)
            if path.hasSuffix(".mustache"), let problem = SourceText.problem(in: bytes, file: file) {
                let place = problem.span.start
                throw ThemeError("\(file):\(place.line):\(place.column): error: \(problem.message)")
            }
            files[path] = bytes
        }
        let base = try carried()
        var theme = try Theme(name: tree.name, files: files, location: tree.displayPath, extending: base)
        let unused = UnusedThemeFiles(base: Set(base.templates.keys), used: theme.usedFiles, display: tree.display)
        theme.findings = all.compactMap(unused.finding)
        return theme
    }

    /// The folders that a theme is made of.
    static let folders = ["layouts/", "partials/", "assets/"]

    private init(
        name: String,
        files: [String: [UInt8]],
        location: String,
        extending base: Theme?
    ) throws(ThemeError) {
        var templates = base?.templates ?? [:]
        var assets = base?.assets ?? [:]
        var locations = base?.locations ?? [:]
        for (path, bytes) in files.sorted(by: { $0.key > $1.key }) {
            if path.hasPrefix("assets/") {
                assets[String(path.dropFirst("assets/".count))] = bytes
            } else if path.hasSuffix(".mustache"), path.hasPrefix("layouts/") || path.hasPrefix("partials/") {
                let stem = String(path.dropLast(".mustache".count))
                let short = stem.split(separator: "/", maxSplits: 1).last.map(String.init) ?? stem
                for name in [stem, short] {
                    templates[name] = String(decoding: bytes, as: UTF8.self)
                    locations[name] = "\(location)/\(path)"
                }
            }
        }
        var compiler = TemplateCompiler(templates: templates)
        var programs: [String: TemplateProgram] = [:]
        for (layout, shape) in Self.layouts {
            guard templates["layouts/\(layout)"] != nil else {
                throw ThemeError("theme \(name): there is no layouts/\(layout).mustache")
            }
            programs[layout] = compiler.compile("layouts/\(layout)", showing: shape)
        }
        guard compiler.problems.isEmpty else { throw ThemeError(compiler.problems, locations) }
        self.name = name
        self.templates = templates
        self.programs = programs
        self.assets = assets
        self.locations = locations
        usedFiles = Set(compiler.used.compactMap { locations[$0] })
    }

    /// A page's bytes; empty where the theme has no such layout, which none of `layouts` is.
    func render(_ layout: String, _ page: some TemplateObject) -> [UInt8] { programs[layout]?.render(page) ?? [] }
}
