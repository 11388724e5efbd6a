internal import Diagnostics
internal import Markdown

/// Writes a plan as Markdown that a person would be glad to read in a pull request, by the output template.
package struct PlanWriter {
    /// Titles and links of what a plan names by id; `nil` where there is no such page.
    package struct Names {
        package typealias Lookup = (_ id: String) -> (title: String, link: String)?
        let pattern: Lookup
        let checklist: Lookup
        let release: Lookup

        package init(pattern: @escaping Lookup, checklist: @escaping Lookup, release: @escaping Lookup) {
            self.pattern = pattern
            self.checklist = checklist
            self.release = release
        }
    }

    let template: OutputTemplate
    let names: Names
    /// Where a link in the plan's own texts leads in the written document; `nil` leaves it as it is.
    private let relink: (_ destination: String) -> String?
    var text = ""

    package init(template: OutputTemplate, names: Names, relink: @escaping (_ destination: String) -> String?) {
        self.template = template
        self.names = names
        self.relink = relink
    }

    /// The document, with a newline at its end. Read again it gives the equal plan: what the body can't say
    /// exactly (a line's end inside a table's cell, say) stands in the front matter as well, which holds over it.
    ///
    /// - Parameter id: The heading of a plan without a title.
    package func write(_ plan: DeploymentPlan, id: String) -> String {
        var writer = self
        writer.writeBody(plan, id: id)
        return writer.frontMatter(plan, exact: exactEntries(of: plan, body: writer.text)) + writer.text
    }

    private mutating func writeBody(_ plan: DeploymentPlan, id: String) {
        paragraph("# \(inline(plan.title?.value ?? id))")
        markdown(template.intro)
        for section in template.sections { write(section, of: plan) }
        // A section that the template does not name is not lost.
        let named = Set(template.sections.filter { $0.source == nil }.compactMap { $0.id?.value })
        for section in plan.sections where section.id.map({ !named.contains($0.value) }) ?? true {
            paragraph("## \(inline(section.title?.value ?? section.id?.value.text ?? "Section"))")
            writeOwn(section, fields: [])
        }
        while text.hasSuffix("\n\n") { text.removeLast() }
    }

    /// What always stands in the front matter.
    static let frontMatterKeys: Set<String> = [
        "schema", "id", "service", "services", "version", "previous_version", "environment", "change", "kind",
        "criticality", "status", "author", "supersedes", "aliases", "tags", "vars",
    ]

    private mutating func write(_ section: TemplateSection, of plan: DeploymentPlan) {
        var part = self
        part.text = ""
        if let source = section.source?.value {
            part.write(source, of: plan)
        } else if let own = plan.sections.first(where: { $0.id?.value == section.id?.value }) {
            part.writeOwn(own, fields: section.ownFields)
        }
        guard !part.text.isEmpty else { return }
        paragraph("## \(inline(section.title?.value ?? section.id?.value.text ?? ""))")
        markdown(section.intro)
        text += part.text
    }

    private mutating func write(_ part: PlanPart, of plan: DeploymentPlan) {
        markdown(plan.notes?[part])
        switch part {
        case .summary: markdown(plan.summary)
        case .readiness: writeReadiness(plan.readiness)
        case .window: writeWindow(plan.window)
        case .risk: writeRisk(plan.risk)
        case .strategy: writeStrategy(plan.strategy)
        case .migrations: for migration in plan.migrations { write(migration, of: plan) }
        case .phases: writePhases(plan)
        case .rollback: writeRollback(plan)
        case .monitoring: writeMonitoring(plan.monitoring)
        case .roles: writeRoles(plan.roles)
        case .communications: writeCommunications(plan.communications)
        case .flags: writeFlags(plan.flags)
        case .reviews: writeReviews(plan.reviews)
        case .checklists:
            list(plan.checklists.map { id in reference(names.checklist(id.value.text), else: id.value.text) })
        case .references:
            list(
                plan.references.map {
                    let url = $0.url?.value ?? ""
                    return "[\(inline($0.title?.value ?? url))](\(angled(relink(url) ?? url)))"
                }
            )
        case .waivers: writeWaivers(plan.waivers)
        // What was done is in the run records; the plan's document does not repeat it.
        case .runs: break
        }
    }
}

// MARK: Blocks

extension PlanWriter {
    mutating func paragraph(_ line: String) { text += line + "\n\n" }

    /// A text of the plan's own, its links leading where they lead from here.
    mutating func markdown(_ value: Located<MarkdownText>?) {
        guard let value, !value.value.source.trimmed.isEmpty else { return }
        paragraph(relinked(value.value.source).trimmedEnd)
    }

    mutating func list(_ items: [String]) {
        guard !items.isEmpty else { return }
        text += items.map { "- \($0)\n" }.joined() + "\n"
    }

    /// `**Name:** value` lines for what is there.
    mutating func facts(_ facts: [(String, String?)]) {
        list(facts.compactMap { name, value in value.map { "**\(name):** \($0)" } })
    }

    /// A table without the columns in which nothing stands.
    mutating func table(_ columns: [String], _ rows: [[String?]]) {
        guard !rows.isEmpty else { return }
        let kept = columns.indices.filter { index in rows.contains { !($0[index] ?? "").isEmpty } }
        guard !kept.isEmpty else { return }
        text += "| " + kept.map { columns[$0] }.joined(separator: " | ") + " |\n"
        text += "|" + kept.map { _ in " --- |" }.joined() + "\n"
        for row in rows { text += "| " + kept.map { cell(row[$0] ?? "") }.joined(separator: " | ") + " |\n" }
        text += "\n"
    }

    mutating func code(_ code: String, _ language: String, indent: String = "") {
        var longest = 2
        var run = 0
        for byte in code.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        var body = code
        while body.hasSuffix("\n") { body.removeLast() }
        text += "\(indent)\(fence)\(language)\n"
        text += body.lines.map { $0.isEmpty ? "\n" : "\(indent)\($0)\n" }.joined()
        text += "\(indent)\(fence)\n\n"
    }

    /// A plain text in a line of Markdown: what would be markup is escaped.
    func inline(_ text: String) -> String {
        let line = text.onOneLine
        guard line.utf8.contains(where: { Self.markup.contains($0) }) else { return line }
        var bytes: [UInt8] = []
        for byte in line.utf8 {
            if Self.markup.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let markup = Array("\\`*_[]<>|~&".utf8)

    /// A Markdown text in one line, as a table's cell needs it; GitHub shows `<br>` as a line's end.
    func oneLine(_ value: Located<MarkdownText>?) -> String? {
        value.map {
            relinked($0.value.source).lines.joined(separator: "<br>")
        }
    }

    func reference(_ found: (title: String, link: String)?, else id: String) -> String {
        found.map { "[\(inline($0.title))](\(angled($0.link)))" } ?? "`\(id)`"
    }

    /// A link's target; one with blanks or parentheses stands in angle brackets.
    private func angled(_ link: String) -> String {
        link.contains { " ()<>".contains($0) } ? "<\(link.filter { $0 != "<" && $0 != ">" })>" : link
    }

    private func cell(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        let line = text.onOneLine
        guard line.utf8.contains(UInt8(ascii: "|")) else { return line }
        for character in line {
            if character == "|", !isEscaped { result += "\\" }
            isEscaped = character == "\\" && !isEscaped
            result.append(character)
        }
        return result
    }

    func relinked(_ source: String) -> String {
        guard source.mayHoldLink else { return source }
        return Documents.relinked(source, links: MarkdownDocument(source).links, relink)
    }
}

extension String {
    /// Its lines joined by blanks.
    fileprivate var onOneLine: String {
        guard utf8.mayHoldNewline else { return self }
        return split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    var trimmedEnd: String {
        var rest = self[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
