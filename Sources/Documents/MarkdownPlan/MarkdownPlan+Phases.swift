internal import Markdown

/// What is done: phases of steps, and migrations.
extension MarkdownPlanReader {
    mutating func readPhases(_ section: HeadedLines) {
        let levels = section.lines.compactMap { line in
            if case .heading(let level, _) = line.kind { level } else { nil }
        }
        guard let level = levels.min() else {
            return addPhase(section, kind: PlanWords.phase(of: section.title) ?? .deployment, lines: section.lines)
        }
        let parts = sections(section.lines, level: level)
        leave(section.title, Array(parts.before ?? []))
        for part in parts.sections { addPhase(part, kind: nil, lines: part.lines) }
    }

    mutating func addPhase(_ section: HeadedLines, kind: PhaseKind?, lines: ArraySlice<PlanLine>) {
        var mapping = PlanMapping()
        let title = plainText(ofInline: withoutNumber(section.title))
        let line = section.line.number
        var rest = lines.drop { $0.kind == .blank }
        var facts = PlanMapping()
        while let first = rest.first, let fact = PlanFact(first), facts.take(fact, PlanWords.phaseFacts) {
            rest = rest.dropFirst()
        }
        var criteria: [YAMLValue] = []
        let behind = rest.drop { $0.kind == .blank }
        if let first = behind.first, first.text == "Goes on only if:" {
            let items = behind.dropFirst().drop { $0.kind == .blank }
            let listed = items.prefix { $0.text.hasPrefix("- ") }
            criteria = listed.map { .text(plainText(ofInline: $0.text.dropFirst(2)), line: $0.number, column: 3) }
            rest = items.dropFirst(listed.count)
        }
        let written = facts.text("kind")
        let found = kind ?? PlanWords.phase(of: section.title) ?? .other
        let word = written ?? found.rawValue
        mapping.add("kind", word, line: line)
        if !title.isEmpty, title != word.split(separator: "-").joined(separator: " ") {
            mapping.add("title", title, line: line, column: section.column(of: title))
        }
        for entry in facts.entries where entry.key != "kind" && entry.key != "go_no_go" {
            mapping.add(entry.key, entry.value)
        }
        var pause = PlanMapping()
        if case .mapping(let entries)? = facts.entries.first(where: { $0.key == "go_no_go" })?.value.content {
            for entry in entries { pause.add(entry.key, entry.value) }
        }
        pause.add("criteria", criteria)
        mapping.add("go_no_go", pause)
        let steps = StepsReader(rest, heading: title, isLoose: isLoose)
        if let first = steps.rest.first(where: { $0.kind != .blank }) {
            unread.append((title, first.number))
            mapping.add("notes", joined(steps.rest.map(\.text)), line: first.number)
        }
        unreadInSteps += steps.unread
        mapping.add("steps", steps.steps)
        if let value = mapping.value { phases.append(value) }
    }

    mutating func readMigrations(_ section: HeadedLines) {
        let parts = sections(section.lines, level: 3)
        if parts.sections.isEmpty, PlanWords.phase(of: section.title) != nil,
            !StepsReader(section.lines, isLoose: isLoose).steps.isEmpty
        {
            return addPhase(section, kind: .migration, lines: section.lines)
        }
        leave(section.title, Array(parts.before ?? []))
        for part in parts.sections {
            var mapping = PlanMapping()
            let title = plainText(ofInline: part.title)
            mapping.add("title", title, line: part.line.number, column: part.column(of: part.title))
            var reader = ActionReader(mapping, isMigration: true)
            var read = reader.read(part.lines)
            if read.text("title") == read.text("id") { read.remove("title") }
            if let value = read.value { migrations.append(value) }
        }
    }
}
