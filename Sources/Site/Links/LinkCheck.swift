internal import Catalog
internal import Diagnostics
internal import Documents
internal import Markdown

/// Follows every link of every source: `broken-link`, `broken-anchor`, `missing-file`, `link-outside-content`.
struct LinkCheck {
    private let catalog: Catalog
    private let anchors: Anchors
    private(set) var found: [Diagnostic] = []
    /// Files that are no documents and that pages refer to: they are published.
    private(set) var referredFiles: Set<String> = []
    private var known: [DocumentReference: Set<String>] = [:]
    private var lines: (source: String, lines: [Substring])?
    /// How many lines may still be looked through for where a target stands: of thousands the later ones are told at their line.
    private var searchBudget = 1_000_000

    init(_ catalog: Catalog) {
        self.catalog = catalog
        anchors = Anchors(catalog: catalog)
        for release in catalog.releases { check(release) }
        for page in catalog.patterns {
            check(page.body, page.source)
            check(page.links, page.source)
        }
        for page in catalog.checklists {
            check(page.body, page.source)
            check(page.links, page.source)
        }
        for page in catalog.guides { check(page.body, page.source) }
        for page in catalog.incidents { check(page.body, page.source) }
        for text in catalog.indexTexts.values.sorted(by: { $0.source < $1.source }) {
            check(text.page.body, text.source)
        }
    }

    private mutating func check(_ release: Release) {
        if let body = release.document.body { check(body, release.source) }
        check(release.links, release.source)
        for run in release.runs { check(run.links, run.source) }
        for migration in release.outline.migrations {
            guard let script = migration.script else { continue }
            guard case .document(.attachment, _) = catalog.target(of: script.value, from: release.source) else {
                let message = "there is no file `\(script.value)` beside the plan"
                report(.missingFile, message, .at(script.span), release.source)
                continue
            }
        }
    }

    /// Where a link stands: known, or to be looked up in the source once something is said of it.
    private enum LinkPlace {
        case at(SourceSpan)
        case inText(Located<MarkdownText>, target: String, line: Int)
        /// The target stands elsewhere, in a definition, mostly below.
        case below(target: String, line: Int)
    }

    private mutating func check(_ body: MarkdownBody, _ source: String) {
        for link in body.document.links {
            let line = link.line + body.lineOffset
            if let column = link.column {
                check(link, .at(SourceSpan(line: line, column: column, length: link.length)), source)
            } else {
                check(link, .below(target: link.destination, line: line), source)
            }
        }
    }

    /// Links in texts in YAML: the line is looked up, since quotes, folding and indentation hide the column.
    private mutating func check(_ links: [TextLink], _ source: String) {
        for one in links {
            check(one.link, .inText(one.text, target: one.link.destination, line: one.link.line), source)
        }
    }

    private mutating func check(_ link: Link, _ place: LinkPlace, _ source: String) {
        guard !link.destination.isEmpty else { return report(.brokenLink, "this link has no target", place, source) }
        switch catalog.target(of: link.destination, from: source) {
        case .external:
            guard link.kind == .image, catalog.book.remoteImages?.value != .allow else { return }
            let isWeb = link.destination.hasPrefix("http") || link.destination.hasPrefix("//")
            guard isWeb else { return }
            report(.remoteImage, "this picture is loaded from elsewhere; the page shows a link to it", place, source)
        case .fragment(let fragment):
            guard let own = catalog.documents[source] else { return }
            checkAnchor(fragment, own, place, source)
        case .document(let document, let fragment):
            if case .attachment(let index) = document { referredFiles.insert(catalog.attachments[index].source) }
            if let fragment, !fragment.isEmpty { checkAnchor(fragment, document, place, source) }
        case .file(let path): referredFiles.insert(path)
        case .missing(let path):
            let rule: Rule = link.kind == .image ? .missingFile : .brokenLink
            let what = link.kind == .image ? "picture" : "file"
            let message = "there is no \(what) `\(path)` in the content folder"
            report(rule, message, place, source, fixes: nearest(to: path))
        case .outside:
            report(.linkOutsideContent, "`\(link.destination)` leads out of the content folder", place, source)
        }
    }

    private mutating func checkAnchor(
        _ fragment: String,
        _ document: DocumentReference,
        _ place: LinkPlace,
        _ source: String
    ) {
        if case .attachment = document { return }
        if known[document] == nil { known[document] = anchors.anchors(of: document) }
        guard let all = known[document], !all.contains(fragment), !all.contains(fragment.lowercased()) else { return }
        // What has the name of a heading in a plan in Markdown is a part of it on the page.
        let parts = ["phase-", "step-", "section-", "migration-", "trigger-", "role-"].map {
            $0 + fragment.lowercased()
        }
        let near = parts.first(where: all.contains) ?? suggestion(for: fragment, among: all.sorted())
        let fixes = near.map { [Diagnostic.Fix("did you mean `#\($0)`?")] } ?? []
        report(.brokenAnchor, "the page has no anchor `#\(fragment)`", place, source, fixes: fixes)
    }

    /// A path that is right but for the case of its letters, or nearly so.
    private func nearest(to path: String) -> [Diagnostic.Fix] {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let same = catalog.allPaths.first { $0.lowercased() == path.lowercased() }
        let neighbours = same == nil ? catalog.allPaths.filter { $0.hasPrefix(folder) }.sorted() : []
        guard let near = same ?? suggestion(for: path, among: neighbours) else { return [] }
        return [Diagnostic.Fix("did you mean `\(near)`?")]
    }

    private mutating func span(of place: LinkPlace, _ source: String) -> SourceSpan {
        switch place {
        case .at(let span): span
        case .inText(let text, let target, let line): span(of: target, in: text, line: line, source)
        case .below(let target, let line):
            span(of: target, from: line, through: Int.max, source) ?? SourceSpan(line: line, column: 1, length: 1)
        }
    }

    private mutating func span(
        of target: String,
        in text: Located<MarkdownText>,
        line: Int,
        _ source: String
    ) -> SourceSpan {
        let start = Int(text.span.start.line)
        // A text of a plan in Markdown stands there as it is, and its place is where it begins.
        if source.hasSuffix(".md"), let found = span(of: target, from: start + line - 1, through: .max, source) {
            return found
        }
        let first = start + (text.style == .literal ? line : 0)
        return span(of: target, from: first, through: Int(text.span.end.line), source)
            ?? SourceSpan(text.span.start, text.span.start)
    }

    /// Where a text stands first in some lines of a source.
    private mutating func span(of target: String, from first: Int, through last: Int, _ source: String) -> SourceSpan? {
        if lines?.source != source {
            let bytes = (try? catalog.files.read(source)) ?? []
            let all = String(decoding: bytes, as: UTF8.self)
            lines = (source, all.split(separator: "\n", omittingEmptySubsequences: false))
        }
        let all = lines?.lines ?? []
        guard first >= 1, first <= all.count, searchBudget > 0 else { return nil }
        for number in first...max(first, min(last, all.count)) {
            searchBudget -= 1
            guard let range = all[number - 1].partRange(target) else { continue }
            let column = all[number - 1].unicodeScalars.distance(from: all[number - 1].startIndex, to: range.lowerBound)
            return SourceSpan(line: number, column: column + 1, length: target.unicodeScalars.count)
        }
        return nil
    }

    private mutating func report(
        _ rule: Rule,
        _ message: String,
        _ place: LinkPlace,
        _ source: String,
        fixes: [Diagnostic.Fix] = []
    ) {
        let span = span(of: place, source)
        found.append(Diagnostic(rule, message, file: catalog.files.display(source), at: span, fixes: fixes))
    }
}
