package import Catalog
package import Diagnostics
internal import Documents

/// What was found in a book, as its `rules:`, its plans' `waivers:` and `--strict` weigh it.
package struct Judgement: Sendable {
    /// Sorted, each once.
    package private(set) var diagnostics: [Diagnostic] = []
    /// How many findings plans waive.
    package private(set) var waivedCount = 0

    /// - Parameters:
    ///   - further: What was found beside the catalog's own findings.
    ///   - isAlone: The document is checked without its book, so a waiver may be for a rule that was not looked at.
    package init(_ catalog: Catalog, _ further: [Diagnostic] = [], isStrict: Bool = false, isAlone: Bool = false) {
        var waivers = WaiverTable(catalog)
        var found = (catalog.diagnostics + further).filter { !waivers.waives($0) }
        waivedCount = waivers.count
        if !isAlone { waivers.finish() }
        found += waivers.findings
        var choices: [String: SeverityPolicy.Choice] = [:]
        for rule in catalog.book.rules {
            choices[rule.name.value] = rule.value.value
            guard !Rule.all.contains(where: { $0.id == rule.name.value }) else { continue }
            found.append(unknownRule(rule.name, file: catalog.files.display("rollbook.yaml")))
        }
        // A rule that the book makes an error is one for plans that are past their draft, like the others of its group.
        guard !found.isEmpty else { return }
        let drafts = Set(catalog.releases.filter(\.outline.isDraft).map { catalog.files.display($0.source) })
        let ofBook = SeverityPolicy(choices: choices)
        let ofCommand = SeverityPolicy(isStrict: isStrict)
        // What looks like a secret in one finding's file is not told by another.
        let secretive = Set(found.lazy.filter { $0.rule == .secretInText }.map(\.file))
        if !secretive.isEmpty { found = found.map { secretive.contains($0.file) ? $0.withoutSecrets : $0 } }
        diagnostics = found.compactMap(ofBook.apply).map { drafts.contains($0.file) ? $0.softened : $0 }
            .compactMap(ofCommand.apply).sortedOnce()
    }
}

/// The waivers of all plans, and which of them had something to waive.
private struct WaiverTable {
    private struct Entry {
        let rule: Located<String>
        /// The files that it holds for: the plan, its runs and what lies in its folder.
        let file: String
        let folder: String?
    }

    private var entries: [Entry] = []
    private var indexesByRule: [String: [Int]] = [:]
    private var unused: Set<Int>
    private(set) var count = 0
    private(set) var findings: [Diagnostic] = []

    init(_ catalog: Catalog) {
        unused = []
        for release in catalog.releases {
            let waivers = release.outline.waivers
            guard !waivers.isEmpty else { continue }
            let file = catalog.files.display(release.source)
            for waiver in waivers {
                guard let rule = waiver.rule else { continue }
                guard Rule.all.contains(where: { $0.id == rule.value }) else {
                    findings.append(unknownRule(rule, file: file))
                    continue
                }
                // Without a reason it waives nothing; that the reason is missing has been reported.
                guard let reason = waiver.reason, !reason.value.source.isEmpty else { continue }
                indexesByRule[rule.value, default: []].append(entries.count)
                let folder = release.folder.map { catalog.files.display($0) + "/" }
                entries.append(Entry(rule: rule, file: file, folder: folder))
            }
        }
        unused = Set(entries.indices)
    }

    mutating func waives(_ diagnostic: Diagnostic) -> Bool {
        guard let indexes = indexesByRule[diagnostic.rule.id], diagnostic.severity != .note else { return false }
        for index in indexes {
            let entry = entries[index]
            guard diagnostic.file == entry.file || entry.folder.map(diagnostic.file.hasPrefix) ?? false else {
                continue
            }
            unused.remove(index)
            count += 1
            return true
        }
        return false
    }

    /// `unused-waiver` for those that waived nothing, and what was wrong with the others.
    mutating func finish() {
        for index in unused.sorted() {
            let entry = entries[index]
            findings.append(
                Diagnostic(
                    .unusedWaiver,
                    "this waiver waives nothing: the plan does not break `\(entry.rule.value)`",
                    file: entry.file,
                    at: entry.rule.span,
                    fixes: [Diagnostic.Fix("take it out")]
                )
            )
        }
    }
}

extension Diagnostic {
    /// The same with blocks in place of what looks like a secret.
    fileprivate var withoutSecrets: Diagnostic {
        let notes = notes.map {
            Note(Documents.withoutSecrets($0.message), file: $0.file, span: $0.span)
        }
        let fixes = fixes.map { fix in
            let title = Documents.withoutSecrets(fix.title)
            // Blocks are nothing to write into a file.
            return title == fix.title ? fix : Fix(title)
        }
        var masked = Diagnostic(
            rule,
            Documents.withoutSecrets(message),
            file: file,
            at: span,
            notes: notes,
            fixes: fixes
        )
        masked.severity = severity
        return masked
    }
}

private func unknownRule(_ rule: Located<String>, file: String) -> Diagnostic {
    let fixes = suggestion(for: rule.value, among: Rule.all.map(\.id)).map {
        [Diagnostic.Fix("did you mean `\($0)`?", replace: rule.span, with: $0)]
    }
    let message = "there is no rule `\(rule.value)`"
    return Diagnostic(.unknownReference, message, file: file, at: rule.span, fixes: fixes ?? [])
}

extension Rule {
    package static let unusedWaiver = Rule(
        "unused-waiver",
        .structure,
        .warning,
        "A waiver for a rule that the plan does not break.",
        help: """
            It was needed once, or names another rule than the one that speaks; left standing it will hide the next breach. Take \
            it out.
            """
    )
}
