internal import Diagnostics
internal import Markdown

/// The way back: who decides, by which triggers, and what is done.
extension MarkdownPlanReader {
    private static let triggerColumns: Columns = [
        ("id", ["trigger"], .code), ("scope", ["scope"], .text), ("query", ["query"], .code),
        ("dashboard", ["dashboard"], .text), ("action", ["action"], .text),
    ]

    /// What is read of the way back; several sections may say it: "Rollback triggers", "Rollback steps".
    struct RollbackParts {
        var facts = PlanMapping()
        var decision = PlanMapping()
        var triggers: [YAMLValue] = []
        var steps: [YAMLValue] = []
        var unreadSteps: [UnreadAction] = []
        /// Text of it that is not known, each with the heading that it stands under.
        var rest: [(heading: String, lines: [PlanLine])] = []

        var value: PlanMapping {
            var mapping = facts
            mapping.add("decision", decision)
            mapping.add("triggers", triggers)
            mapping.add("steps", steps)
            return mapping
        }
    }

    /// A further section on the way back is read where it says what the earlier ones do not.
    ///
    /// - Returns: Whether it was.
    mutating func readRollback(_ section: HeadedLines) -> Bool {
        let found = rollbackParts(section)
        guard var all = rollback else {
            rollback = found
            for (heading, lines) in found.rest { leave(heading, lines) }
            return true
        }
        let isNew =
            all.triggers.isEmpty && !found.triggers.isEmpty || all.steps.isEmpty && !found.steps.isEmpty
            || all.decision.isEmpty && !found.decision.isEmpty
        let isSaidTwice =
            !all.triggers.isEmpty && !found.triggers.isEmpty || !all.steps.isEmpty && !found.steps.isEmpty
            || found.facts.entries.contains { all.facts.has($0.key) }
            || found.decision.entries.contains { all.decision.has($0.key) }
        guard isNew, !isSaidTwice else { return false }
        for entry in found.facts.entries { all.facts.add(entry.key, entry.value) }
        for entry in found.decision.entries { all.decision.add(entry.key, entry.value) }
        all.triggers += found.triggers
        all.steps += found.steps
        all.unreadSteps += found.unreadSteps
        rollback = all
        for (heading, lines) in found.rest { leave(heading, lines) }
        return true
    }

    private func rollbackParts(_ section: HeadedLines) -> RollbackParts {
        var found = RollbackParts()
        let levels = section.lines.compactMap { line in
            if case .heading(let level, _) = line.kind { level } else { nil }
        }
        let parts = sections(section.lines, level: levels.min() ?? 3)
        var rest = facts(parts.before ?? [], PlanWords.decisionFacts, &found.decision)
        rest = facts(rest[...], PlanWords.rollbackFacts, &found.facts)
        found.triggers = readTriggers(&rest)
        for part in parts.sections {
            var lines = Array(part.lines)
            let words = part.title.lowercased()
            if words.hasPart("trigger") || words.hasPart("criteria") || words.hasPart("when") {
                found.triggers += readTriggers(&lines)
                found.rest.append((part.title, lines))
            } else if words.hasPart("decision") || words.hasPart("decider") {
                found.rest.append((part.title, facts(lines[...], PlanWords.decisionFacts, &found.decision)))
            } else {
                let steps = StepsReader(lines[...], heading: plainText(ofInline: part.title), isLoose: isLoose)
                found.steps += steps.steps
                found.unreadSteps += steps.unread
                // The heading of a text is a part of it.
                let isText = steps.steps.isEmpty && lines.contains { $0.kind != .blank }
                found.rest.append((part.title, isText ? [part.line] + lines : steps.rest))
            }
        }
        if found.steps.isEmpty {
            let steps = StepsReader(rest[...], heading: plainText(ofInline: section.title), isLoose: isLoose)
            found.steps = steps.steps
            found.unreadSteps += steps.unread
            rest = steps.rest
        }
        found.rest.append((section.title, rest))
        return found
    }

    /// Triggers of a table, or of list items that hold a condition; what is read is taken out of the lines.
    private func readTriggers(_ lines: inout [PlanLine]) -> [YAMLValue] {
        let tables = PlanTable.all(in: lines[...])
        let conditions = ["condition", "threshold", "when"]
        let durations = ["for", "duration", "window", "over"]
        if let table = tables.first(where: { $0.column(conditions) != nil }) {
            let known = [conditions, durations, ["metric"]] + Self.triggerColumns.map(\.names)
            lines = table.rest(of: lines, besides: known)
            let isOurs = table.column(["condition"]) != nil
            return table.rows.compactMap { row in
                var mapping = PlanMapping()
                if let condition = table.cell(row, conditions) {
                    if let parts = TriggerParts(condition.text) {
                        parts.add(to: &mapping, line: condition.line, column: condition.column)
                    } else {
                        let lasting = table.cell(row, durations)
                        let metric = isOurs ? nil : table.cell(row, ["trigger", "metric"])
                        let text = Self.condition(condition, lasting: lasting, metric: metric)
                        mapping.add("when", text, line: condition.line, column: condition.column)
                    }
                }
                addTriggerCells(of: row, in: table, to: &mapping)
                return mapping.value
            }
        }
        let items = lines.filter { line in
            guard line.kind == .text, line.text.trimmed.hasPrefix("- ") || line.text.trimmed.hasPrefix("* ") else {
                return false
            }
            let words = line.text.lowercased()
            return words.contains(where: \.isNumber)
                && [">", "<", "exceed", "above", "below", "more than", "less than", "at least", "over "].contains {
                    words.contains($0)
                }
        }
        let taken = Set(items.map(\.number))
        lines.removeAll { taken.contains($0.number) }
        return items.compactMap { line in
            var mapping = PlanMapping()
            let source = line.text.trimmed.dropFirst(2)
            let column = line.indent + 3
            // A link in the condition is where it can be seen.
            let (condition, link) = withoutLink(source)
            mapping.add("when", plainText(ofInline: condition), line: line.number, column: column)
            if let link { mapping.add("dashboard", link, line: line.number, column: column) }
            return mapping.value
        }
    }

    /// A condition whose metric and time may stand in columns of their own.
    private static func condition(_ condition: PlanCell, lasting: PlanCell?, metric: PlanCell?) -> String {
        var text = plainText(ofInline: condition.text)
        if let lasting = lasting.map({ plainText(ofInline: $0.text) }), !text.hasPart(" for ") {
            text += lasting.hasPrefix("for ") ? " \(lasting)" : " for \(lasting)"
        }
        guard let metric = metric.map({ plainText(ofInline: $0.text) }), !text.contains(metric) else { return text }
        return "\(metric) \(text)"
    }

    private func addTriggerCells(
        of row: (cells: [PlanCell], line: Int),
        in table: PlanTable,
        to mapping: inout PlanMapping
    ) {
        for entry in Self.triggerColumns {
            guard let cell = table.cell(row, entry.names) else { continue }
            if entry.key == "id" {
                if let (id, column) = cell.code { mapping.add("id", id, line: cell.line, column: column) }
                continue
            }
            let (text, column) =
                entry.form == .code
                ? cell.plain(keepsAddresses: true)
                : (plainText(ofInline: cell.text, keepsAddresses: true), cell.column)
            let word = entry.key == "action" ? choiceWord(text) : text
            mapping.add(entry.key, word, line: cell.line, column: column)
        }
    }
}
