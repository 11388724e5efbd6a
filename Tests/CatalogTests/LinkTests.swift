import Catalog
import Testing

/// What a link in a source leads to.
@Suite struct LinkTests {
    static let files = [
        "rollbook.yaml": bookFile, "releases/a/README.md": "# A\n", "releases/a/x y.sql": "", "releases/b.md": "# B\n",
        "patterns/blue-green.md": "---\ntitle: B\nsummary: S\n---\n", "guides/README.md": "# Guides\n",
        "guides/deep/one.md": "# One\n",
        "guides/deep/README.md": "# Deep\n", "images/p.png": "", "guides/é.md": "# E\n",
    ]

    @Test(arguments: [
        ("README.md", "release a"), ("../b.md", "release b"), ("../b.md#step", "release b #step"),
        ("../a/", "release a"), ("../a", "release a"),
        (".", "release a"), ("#here", "fragment here"), ("#\u{FE0F}-download", "fragment \u{FE0F}-download"),
        ("#caf%C3%A9", "fragment café"),
        ("../../patterns/blue-green.md", "pattern blue-green"),
        ("../../patterns/", "index patterns"), ("/patterns/blue-green.md", "pattern blue-green"),
        ("x%20y.sql", "attachment releases/a/x y.sql"),
        ("../../images/p.png", "attachment images/p.png"), ("../../rollbook.yaml", "file rollbook.yaml"),
        ("../c.md", "missing releases/c.md"),
        ("../../../x.md", "outside"), ("/../x", "outside"), ("https://example.org", "external"),
        ("mailto:a@b", "external"),
        ("//example.org/a", "external"), ("../../guides/deep/", "guide deep"), ("../../guides", "index guides"),
        ("../../guides/%C3%A9.md", "guide é"), ("../b.md?plain=1#x", "release b #x"), ("./../b.md", "release b"),
        ("../b.md#", "release b #"),
        ("../../releases", "index releases"), ("../../incidents/", "missing incidents"), ("../../", "missing "),
        ("x:y", "external"),
        ("../b%2", "missing releases/b%2"),
    ])
    func leadsThere(_ destination: String, _ target: String) async throws {
        let catalog = try await load(Self.files)
        #expect(Self.words(catalog.target(of: destination, from: "releases/a/README.md"), catalog) == target)
    }

    private static func words(_ target: LinkTarget, _ catalog: Catalog) -> String {
        switch target {
        case .external: "external"
        case .fragment(let name): "fragment \(name)"
        case .file(let path): "file \(path)"
        case .missing(let path): "missing \(path)"
        case .outside: "outside"
        case .document(let document, let fragment): words(document, catalog) + (fragment.map { " #\($0)" } ?? "")
        }
    }

    private static func words(_ document: DocumentReference, _ catalog: Catalog) -> String {
        switch document {
        case .release(let index): "release \(catalog.releases[index].id)"
        case .run(let index, let attempt): "run \(catalog.releases[index].id) \(attempt)"
        case .pattern(let index): "pattern \(catalog.patterns[index].id)"
        case .checklist(let index): "checklist \(catalog.checklists[index].id)"
        case .guide(let index): "guide \(catalog.guides[index].id)"
        case .incident(let index): "incident \(catalog.incidents[index].id)"
        case .index(let kind): "index \(kind)"
        case .attachment(let index): "attachment \(catalog.attachments[index].source)"
        }
    }
}
