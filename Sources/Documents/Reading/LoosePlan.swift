internal import Diagnostics
internal import Markdown

/// Reads a release in free Markdown: title, status, date and what else can be told.
package func readLoosePlan(from bytes: [UInt8], file: String, book: Book? = nil) -> Parsed<PlanDocument> {
    let parsed = readPage(LooseAttributes.self, from: bytes, file: file, isForeign: true, book: book)
    let attributes = parsed.value.attributes
    var body = parsed.value.body
    if parsed.diagnostics.allSatisfy({ !$0.isFatal }) { body.mark(stepMarks(of: bytes, file: file)) }
    var plan = attributes.plan
    let heading = body.document.title ?? body.document.headings.first
    if plan.title == nil, let heading, !heading.text.isEmpty {
        let title = titleWithoutStatus(heading.text)
        plan.title = Located(title, at: SourceSpan(line: heading.line + body.lineOffset, column: 1))
    }
    let source = String(decoding: bytes, as: UTF8.self)
    if plan.status == nil, let status = attributes.statusText.flatMap({ StatusWords.status(in: $0.value) }) {
        plan.status = Located(status)
    }
    if plan.status == nil, let (status, line) = StatusWords.find(in: source, heading: heading?.text) {
        plan.status = Located(status, at: SourceSpan(line: line, column: 1))
    }
    var diagnostics = parsed.diagnostics
    if diagnostics.allSatisfy({ !$0.isFatal }) {
        let message = "this release is free text: its page shows it, but no command, trigger or role in it is checked"
        let fix = Diagnostic.Fix(
            isFrontMatterBelowTop(bytes)
                ? "take out the empty lines above `---`: front matter begins in the first line"
                : "write it as `deployment-plan.yaml` to have it checked"
        )
        diagnostics.append(Diagnostic(.unstructuredPlan, message, file: file, at: .fileStart, fixes: [fix]))
    }
    let date = attributes.date?.value ?? heading.flatMap { day(besideStatusIn: $0.text) }
    return Parsed(PlanDocument(plan: plan, body: body, date: date), diagnostics)
}

/// Whether nothing but empty lines keep a plan's front matter from being read.
private func isFrontMatterBelowTop(_ bytes: [UInt8]) -> Bool {
    var lines = LineScanner(bytes[...])
    var isBelow = false
    while let line = lines.next() {
        let text = String(decoding: line, as: UTF8.self).trimmed
        if text.isEmpty {
            isBelow = true
        } else {
            guard isBelow, text == "---" else { return false }
            return lines.next().map { String(decoding: $0, as: UTF8.self).contains(":") } ?? false
        }
    }
    return false
}

/// Where the steps of a free text stand, with the anchors that they would have in a plan.
private func stepMarks(of bytes: [UInt8], file: String) -> [MarkdownDocument.Mark] {
    readOutline(of: bytes, file: file).allSteps.map { step in
        let line = step.title?.span.start.line ?? step.place.span.start.line
        return MarkdownDocument.Mark(line: Int(line), id: "step-\(step.identifier.isEmpty ? "step" : step.identifier)")
    }
}

/// What the front matter of a free text may say; all of it is optional.
private struct LooseAttributes: Record {
    var place = Place()
    var id: Located<Identifier>?
    var title: Located<String>?
    var date: Located<CalendarDate>?
    var statusText: Located<String>?
    var service: Located<Identifier>?
    var services: [Located<Identifier>] = []
    var version: Located<String>?
    var aliases: [Located<String>] = []
    var tags: [Located<String>] = []

    static let name = "release"
    static let fields = FieldTable<LooseAttributes>([
        .value("id", \.id, .optional, "The release's id"),
        .value("title", \.title, .optional, "The title; by default the first heading"),
        .value("date", \.date, .optional, "The day of the release"),
        .value("status", \.statusText, .optional, "Where it stands"),
        .value("service", \.service, .optional, "The service"),
        .list("services", \.services, .optional, "The services"),
        .value("version", \.version, .optional, "The version"),
        .list("aliases", \.aliases, .optional, "Earlier ids or addresses"),
        .list("tags", \.tags, .optional, "Words to find it by"),
    ])

    var plan: DeploymentPlan {
        var plan = DeploymentPlan()
        plan.id = id
        plan.title = title
        plan.service = service
        plan.services = services
        plan.version = version.map { Located(VersionText($0.value), at: $0.span) }
        plan.tags = tags
        plan.aliases = aliases
        return plan
    }
}

/// A heading without the status that people write behind it: "Upgrade (COMPLETED - 2024-12-01)".
package func titleWithoutStatus(_ heading: String) -> String {
    guard let status = statusInBrackets(heading) else { return heading }
    let rest = heading[..<heading.index(before: status.startIndex)].trimmed
    return rest.isEmpty ? heading : rest
}

/// `2024-12-01` of `Cutover (COMPLETED - 2024-12-01)`.
private func day(besideStatusIn heading: String) -> CalendarDate? {
    statusInBrackets(heading)?.split { !$0.isNumber && $0 != "-" }.lazy.compactMap { CalendarDate($0) }.first
}

/// What stands in brackets behind a heading, where it says how the release stands.
private func statusInBrackets(_ heading: String) -> Substring? {
    guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "(") else { return nil }
    let inside = heading[heading.index(after: open)...].dropLast()
    return StatusWords.status(alone: String(inside)) == nil ? nil : inside
}
