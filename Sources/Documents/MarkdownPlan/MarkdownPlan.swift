internal import Diagnostics
internal import Markdown

/// Reads a plan in Markdown as `plan-format` describes it: what the plan's writer wrote, to the letter, and what
/// people write by hand, by tables of words.
///
/// The plan is put together as YAML values with the places of the Markdown, so that the one reader of plans, with
/// all its checks, reads both. What the front matter says holds over the body.
struct MarkdownPlanReader {
    let template: OutputTemplate
    /// The text was not written as a plan.
    let isLoose: Bool
    var plan = PlanMapping()
    var phases: [YAMLValue] = []
    var migrations: [YAMLValue] = []
    private var ownSections: [YAMLValue] = []
    private var takenIDs: Set<String> = []
    /// For each id that was wanted more than once the last number given.
    private var idNumbers: [String: Int] = [:]
    /// The part that is being read, and those that were.
    private var part: PlanPart?
    private var seen: Set<PlanPart> = []
    var rollback: RollbackParts?
    private var notes = PlanMapping()
    /// Text that no piece of a part is known for, with its first line.
    var unread: [(heading: String, line: Int)] = []
    /// What is to be done in steps and is no command of them.
    var unreadInSteps: [UnreadAction] = []

    init(template: OutputTemplate, isLoose: Bool = false) {
        self.template = template
        self.isLoose = isLoose
    }

    mutating func read(_ lines: [PlanLine]) {
        var body = lines[...]
        if let index = body.firstIndex(where: { if case .heading(1, _) = $0.kind { true } else { false } }),
            withoutComments(body[..<index]).allSatisfy({ $0.kind == .blank }),
            case .heading(_, let title) = body[index].kind
        {
            plan.add(
                "title",
                plainText(ofInline: title),
                line: lines[index].number,
                column: lines[index].column(of: title)
            )
            body = body[(index + 1)...]
        }
        let parts = sections(body, level: isLoose ? level(of: body) : 2)
        let opening = withoutIntro(parts.before ?? [], template.intro?.value.source)
        for part in parts.sections { read(part) }
        if let rollback {
            plan.add("rollback", rollback.value)
            unreadInSteps += rollback.unreadSteps
        }
        if isLoose, phases.isEmpty { readOpening(opening) }
        plan.add("migrations", migrations)
        plan.add("phases", phases)
        if let first = opening.first {
            // What stands above the first heading comes before what the summary says.
            let text = joined(opening.map(\.text))
            let summary = plan.text("summary")
            plan.remove("summary")
            plan.add("summary", [text, summary].compactMap { $0 }.joined(separator: "\n\n"), line: first.number)
        }
        plan.add("notes", notes)
        plan.add("sections", ownSections)
    }

    /// Lines without those of comments that have them for themselves.
    private func withoutComments(_ lines: ArraySlice<PlanLine>) -> [PlanLine] {
        var isInside = false
        return lines.filter { line in
            let text = line.text.trimmed
            guard isInside || text.hasPrefix("<!--") else { return true }
            isInside = !text.hasSuffix("-->")
            return false
        }
    }

    /// The level of the headings that stand over the parts of a free text.
    private func level(of body: ArraySlice<PlanLine>) -> Int {
        let levels = body.compactMap { line in if case .heading(let level, _) = line.kind { level } else { nil } }
        return max(2, levels.min() ?? 2)
    }

    /// A short runbook: steps right below the title.
    private mutating func readOpening(_ lines: ArraySlice<PlanLine>) {
        let found = StepsReader(lines, isLoose: true)
        guard !found.steps.isEmpty, let first = lines.first else { return }
        var mapping = PlanMapping()
        mapping.add("kind", PhaseKind.deployment.rawValue, line: first.number)
        mapping.add("steps", found.steps)
        if let value = mapping.value { phases.append(value) }
    }

    private mutating func read(_ section: HeadedLines) {
        let title = plainText(ofInline: section.title)
        let known = template.sections.first { $0.title?.value == title }
        let lines = withoutIntro(section.lines, known?.intro?.value.source)
        if let known, known.source == nil { return readOwn(known, lines) }
        let part =
            known?.source?.value
            ?? OutputTemplate.builtIn.sections.first { $0.title?.value.lowercased() == title.lowercased() }?.source?
            .value
        if let part { return read(part, HeadedLines(line: section.line, title: section.title, lines: lines)) }
        let plain = withoutNumber(title)
        if let part = PlanWords.part(of: plain) {
            return read(part, HeadedLines(line: section.line, title: section.title, lines: lines))
        }
        if let kind = PlanWords.phase(of: plain) {
            let found = StepsReader(lines, isLoose: isLoose)
            if !found.steps.isEmpty { return addPhase(section, kind: kind, lines: lines) }
        }
        if isLoose, hasCommands(lines) { return addPhase(section, kind: .other, lines: lines) }
        readOwn(nil, lines, heading: section)
    }

    /// Whether steps with commands stand here, whatever the heading says.
    private func hasCommands(_ lines: ArraySlice<PlanLine>) -> Bool {
        StepsReader(lines, isLoose: true).steps.contains { step in
            guard case .mapping(let entries) = step.content else { return false }
            return entries.contains { $0.key == "command" }
        }
    }

    private mutating func read(_ part: PlanPart, _ section: HeadedLines) {
        let lines = section.lines
        // A second section of one part, or of what the document only repeats, stays a section.
        let isPlural = part == .phases || part == .migrations
        let isSaid = part == .rollback && rollback != nil
        guard part != .runs, seen.insert(part).inserted || isPlural || isSaid else {
            return readOwn(nil, lines, heading: section)
        }
        self.part = part
        defer { self.part = nil }
        if isSaid {
            if !readRollback(section) { readOwn(nil, lines, heading: section) }
            return
        }
        switch part {
        case .summary: addText("summary", lines, to: \.plan)
        case .window: readFacts("window", PlanWords.windowFacts, section)
        case .readiness: readReadiness(section)
        case .risk: readRisk(section)
        case .strategy: readStrategy(section)
        case .migrations: readMigrations(section)
        case .phases: readPhases(section)
        case .rollback: _ = readRollback(section)
        case .monitoring: readMonitoring(section)
        case .roles: readRows("roles", section, Self.roleColumns)
        case .communications: readRows("communications", section, Self.communicationColumns)
        case .flags: readFlags(section)
        case .reviews: readRows("reviews", section, Self.reviewColumns)
        case .waivers: readRows("waivers", section, Self.waiverColumns)
        case .checklists: readList("checklists", section)
        case .references: readReferences(section)
        case .runs: break
        }
    }

    // MARK: Text that is kept

    /// Text of the part that is being read, and no piece of it that is known: it becomes a note of the part.
    mutating func leave(_ heading: String, _ lines: [PlanLine]) {
        guard let first = lines.first(where: { $0.kind != .blank }) else { return }
        unread.append((plainText(ofInline: heading), first.number))
        if let part { notes.append(part.rawValue, joined(lines.map(\.text)), line: first.number) }
    }

    private mutating func freeID(_ title: String) -> String {
        let base = Identifier.proposal(for: title) ?? "section"
        var id = base
        while takenIDs.contains(id) {
            let number = (idNumbers[base] ?? 1) + 1
            idNumbers[base] = number
            id = "\(base.prefix(90))-\(number)"
        }
        takenIDs.insert(id)
        return id
    }

    private mutating func readOwn(_ known: TemplateSection?, _ lines: ArraySlice<PlanLine>, heading: HeadedLines? = nil)
    {
        guard lines.contains(where: { $0.kind != .blank }) || heading != nil else { return }
        let line = heading?.line.number ?? lines.first?.number ?? 1
        var mapping = PlanMapping()
        var values: [YAMLEntry] = []
        var rest = lines.drop { $0.kind == .blank }
        var id: String?
        while let first = rest.first, let fact = PlanFact(first), fact.isItem {
            if let known,
                let field = known.ownFields.first(where: {
                    $0.title?.value == fact.title || $0.name?.value == fact.title
                })
            {
                let isMarkdown = field.type?.value == .markdown
                let value = YAMLValue.text(
                    isMarkdown ? fact.value : plainText(ofInline: fact.value),
                    line: fact.line,
                    column: fact.column
                )
                values.append(YAMLEntry(key: field.name?.value ?? fact.title, keySpan: value.span, value: value))
            } else if known == nil, fact.label == "id", let code = codeSpan(fact.value) {
                id = code
            } else if known == nil, Self.isKey(fact.title), !fact.value.isEmpty {
                let value = YAMLValue.text(plainText(ofInline: fact.value), line: fact.line, column: fact.column)
                values.append(YAMLEntry(key: fact.title, keySpan: value.span, value: value))
            } else {
                break
            }
            rest = rest.dropFirst()
            // The id stands in a list of its own.
            let next = rest.drop { $0.kind == .blank }
            if let line = next.first, let fact = PlanFact(line), fact.isItem { rest = next }
        }
        if let known {
            let id = known.id?.value.text ?? "section"
            takenIDs.insert(id)
            mapping.add("id", id, line: line)
            if let title = known.title { mapping.add("title", title.value, line: line) }
        } else if let heading {
            let title = plainText(ofInline: heading.title)
            if let id { takenIDs.insert(id) }
            mapping.add("id", id ?? freeID(title), line: line, column: heading.column(of: heading.title))
            if Identifier.problem(in: title) != nil || id != nil { mapping.add("title", title, line: line) }
        }
        let body = joined(rest.map(\.text))
        if !body.isEmpty { mapping.add("body", body, line: rest.first { $0.kind != .blank }?.number ?? line) }
        if let first = values.first {
            mapping.add("fields", YAMLValue(content: .mapping(values), span: first.keySpan))
        }
        if let value = mapping.value { ownSections.append(value) }
    }

    /// A label that is a key of a team's own section and no word of a text.
    private static func isKey(_ label: String) -> Bool {
        label.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    /// Lines without the template's own text at their top.
    private func withoutIntro(_ lines: ArraySlice<PlanLine>, _ intro: String?) -> ArraySlice<PlanLine> {
        let rest = lines.drop { $0.kind == .blank }
        guard let intro, !intro.trimmed.isEmpty else { return rest }
        let wanted = intro.trimmedEnd.lines
        guard rest.count >= wanted.count, zip(rest, wanted).allSatisfy({ $0.text == $1 }) else { return rest }
        return rest.dropFirst(wanted.count).drop { $0.kind == .blank }
    }

    // MARK: Phases and migrations

    private mutating func addText(
        _ key: String,
        _ lines: ArraySlice<PlanLine>,
        to path: WritableKeyPath<Self, PlanMapping>
    ) {
        let text = joined(lines.map(\.text))
        guard !text.isEmpty, let first = lines.first(where: { $0.kind != .blank }) else { return }
        if self[keyPath: path].has(key) { return leave(key.capitalizedFirst, Array(lines)) }
        self[keyPath: path].add(key, text, line: first.number)
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension PlanMapping {
    mutating func remove(_ key: String) { self = PlanMapping(entries.filter { $0.key != key }) }

    private init(_ entries: [YAMLEntry]) {
        self.init()
        for entry in entries { add(entry.key, entry.value) }
    }
}
