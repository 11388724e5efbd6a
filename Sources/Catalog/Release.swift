package import Documents
package import Markdown

/// A release of the book: its plan, what was done, and where it stands among the others.
package final class Release: Sendable {
    package let id: String
    /// The plan's file, relative to the content folder.
    package let source: String
    /// The folder that it has to itself, where attachments and runs lie.
    package let folder: String?
    @usableFromInline package let document: PlanDocument
    /// By attempt.
    package let runs: [Run]
    /// The day it is for: the window's, else one named in its text or path, else the first run's.
    package let date: CalendarDate?
    /// Of the plan without reviews, status and waivers: equal where the plan is.
    package let digest: String
    /// The links in the Markdown texts of its plan.
    package let links: [TextLink]
    /// The files beside the plan that reading it asked for, those that are not there included.
    package let beside: [String]
    package let title: String
    package let version: String?
    package let environment: String
    package let status: PlanStatus?
    /// The services' ids, each once, in the plan's order.
    package let services: [String]
    /// The checklists' ids, each once, in the plan's order.
    package let checklists: [String]
    /// The id of the pattern that it follows, as its plan names it.
    package let pattern: Located<Identifier>?
    /// Where it stands in time: the window's start, else its day; nothing sorts before everything.
    package let moment: Int

    init(
        id: String,
        source: String,
        folder: String?,
        document: PlanDocument,
        runs: [Run],
        date: CalendarDate?,
        digest: String,
        links: [TextLink],
        beside: [String] = []
    ) {
        self.id = id
        self.source = source
        self.folder = folder
        self.document = document
        self.runs = runs
        self.date = date
        self.digest = digest
        self.links = links
        self.beside = beside
        // Once, since every list of releases asks for them.
        let outline = document.outline
        title = outline.title?.value ?? id
        version = outline.version?.value.text
        environment = outline.environment?.value ?? "production"
        status = outline.status?.value
        services = unique(outline.allServices.map(\.value.text))
        checklists = unique(outline.checklists.map(\.value.text))
        pattern = outline.strategy?.pattern
        moment = outline.window?.start?.value.seconds ?? date.map { $0.daysSinceEpoch * 86_400 } ?? Int.min
    }

    /// The whole plan: for the release's own pages, since it may have to be read first.
    package var plan: DeploymentPlan {
        // Lent, not copied.
        _read { yield document.plan }
    }

    /// The plan but for what only its own pages show.
    @inlinable package var outline: DeploymentPlan {
        @inline(__always) _read { yield document.outline }
    }

    /// The days that it has to do with: its own, and those on which an attempt began or ended.
    package var days: Set<CalendarDate> {
        let times = runs.flatMap { [$0.record.started, $0.record.ended] }
        return Set(times.compactMap { $0?.value.date } + [date].compactMap { $0 })
    }

    /// Its last run's, else what the status says; none while nothing has happened.
    package var outcome: RunOutcome? {
        if let last = runs.last { return last.record.outcome?.value }
        switch status {
        case .completed: return .success
        case .rolledBack: return .rolledBack
        case .aborted: return .aborted
        case .cancelled: return .cancelled
        default: return nil
        }
    }
}

/// Each once, in their order.
private func unique(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
}

/// One attempt at a release.
package final class Run: Sendable {
    package let record: RunRecord
    /// The links in its Markdown texts.
    package let links: [TextLink]
    /// The record's file, relative to the content folder.
    package let source: String
    /// From 1; as written, else by the order of the files.
    package let attempt: Int

    init(record: RunRecord, links: [TextLink], source: String, attempt: Int) {
        self.record = record
        self.links = links
        self.source = source
        self.attempt = attempt
    }
}

/// A link in a Markdown text that is a value of a document in YAML.
package struct TextLink: Sendable {
    /// The text that it stands in.
    package let text: Located<MarkdownText>
    package let link: Link

    /// All links in the texts of a record, in their order.
    static func all(in record: some Record) -> [TextLink] { all(inTextsOf: record) }

    private static func all(inTextsOf record: some Record) -> [TextLink] {
        record.markdownTexts.flatMap { text in
            // Most have none, and need no reader.
            guard text.value.source.hasPart("](") || text.value.source.hasPart("][") else { return [TextLink]() }
            return all(in: text)
        }
    }

    /// All links in the texts of a plan, and the paths among its references.
    static func all(in plan: DeploymentPlan) -> [TextLink] {
        let references = plan.references.compactMap { reference -> TextLink? in
            guard let url = reference.url, Catalog.isPath(url.value) else { return nil }
            let link = Link(
                kind: .link,
                destination: url.value,
                title: "",
                text: reference.title?.value ?? "",
                line: 1,
                column: nil,
                length: url.value.unicodeScalars.count
            )
            return TextLink(text: Located(MarkdownText(url.value), at: url.span, style: url.style), link: link)
        }
        return all(inTextsOf: plan) + references
    }

    /// All links in a text.
    static func all(in text: Located<MarkdownText>) -> [TextLink] {
        MarkdownDocument(text.value.source).links.map { TextLink(text: text, link: $0) }
    }
}
