internal import Documents

/// The globs of `sources:`, in the order in which they are asked.
struct SourceGlobs: Sendable {
    enum Kind: Sendable { case release, pattern, checklist, incident, guide }

    private let globs: [(kind: Kind, glob: Glob)]
    private let excluded: [Glob]

    init(_ book: Book) {
        let sources = book.sources ?? Sources()
        let lists: [(Kind, [Located<String>])] = [
            (.release, sources.releases), (.pattern, sources.patterns), (.checklist, sources.checklists),
            (.incident, sources.incidents), (.guide, sources.guides),
        ]
        globs = lists.flatMap { kind, patterns in patterns.map { (kind, Glob($0.value)) } }
        excluded = sources.exclude.map { Glob($0.value) }
    }

    var isEmpty: Bool { globs.isEmpty }

    /// Whether a file is no part of the book.
    func excludes(_ path: String) -> Bool { excluded.contains { $0.matches(path) } }

    /// The first glob that takes the file; only Markdown and, for releases, YAML are documents.
    func kind(of path: String) -> (kind: Kind, glob: Glob)? {
        guard !globs.isEmpty, Placement.isMarkdown(path) || Placement.isYAML(path) else { return nil }
        return globs.first { kind, glob in
            (Placement.isMarkdown(path) || kind == .release) && glob.matches(path)
        }
    }
}
