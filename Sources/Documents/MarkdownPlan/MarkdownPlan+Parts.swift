internal import Diagnostics
internal import Markdown

/// The parts of a plan that are told: facts, tables and lists.
extension MarkdownPlanReader {
    typealias Columns = [(key: String, names: [String], form: PlanWords.Form)]

    static let roleColumns: Columns = [
        ("role", ["role", "function"], .text), ("person", ["person", "name", "primary", "who", "assignee"], .text),
        ("backup", ["backup", "secondary", "deputy"], .text),
        ("contact", ["contact", "channel", "phone", "slack"], .text),
        ("duty", ["duty", "responsibility", "responsibilities"], .text),
    ]
    static let communicationColumns: Columns = [
        ("at", ["when", "time"], .text), ("audience", ["audience", "who", "to"], .text),
        ("channel", ["channel", "where"], .text), ("message", ["message", "what", "content"], .script),
    ]
    static let reviewColumns: Columns = [
        ("person", ["person", "name", "reviewer", "approver"], .text), ("role", ["role"], .text),
        ("decision", ["decision", "status"], .text), ("at", ["date", "at"], .text), ("digest", ["digest"], .code),
    ]
    static let waiverColumns: Columns = [
        ("rule", ["rule"], .code), ("reason", ["reason"], .script), ("by", ["by"], .text),
    ]
    private static let metricColumns: Columns = [
        ("name", ["metric", "name"], .text), ("source", ["source", "dashboard"], .text), ("normal", ["normal"], .text),
        ("warning", ["warning"], .text), ("critical", ["critical"], .text),
    ]
    private static let gateColumns: Columns = [
        ("name", ["gate"], .text), ("result", ["result", "status"], .text), ("evidence", ["evidence", "link"], .text),
    ]
    private static let changeColumns: Columns = [
        ("summary", ["change"], .text), ("commit", ["commit"], .code), ("committed_at", ["committed"], .text),
        ("link", ["link"], .text),
    ]
    private static let alternativeColumns: Columns = [
        ("pattern", ["alternative"], .reference), ("why_not", ["why not"], .script),
    ]
    private static let stageColumns: Columns = [
        ("name", ["stage"], .text), ("traffic", ["traffic"], .text), ("soak", ["soak"], .text),
        ("advance_when", ["advance when"], .text),
    ]

    /// The rows of a table as mappings; a cell's form `script` is Markdown as it stands.
    private func records(_ table: PlanTable, _ columns: Columns) -> [YAMLValue] {
        table.rows.compactMap { row in
            var mapping = PlanMapping()
            for (key, names, form) in columns {
                guard let cell = table.cell(row, names) else { continue }
                let (text, column) =
                    switch form {
                    case .script: (cellText(cell.text), cell.column)
                    case .reference: (referenceID(cell.text), cell.column)
                    default: cell.plain(keepsAddresses: form != .code)
                    }
                let word = PlanWords.choiceKeys.contains(key) ? choiceWord(text) : text
                mapping.add(key, word, line: cell.line, column: column)
            }
            return mapping.value
        }
    }

    /// The first table that has the first of the columns; what is read is taken out of the lines.
    private func takeTable(
        _ key: String,
        _ columns: Columns,
        of lines: inout [PlanLine],
        to mapping: inout PlanMapping
    ) {
        guard let names = columns.first?.names,
            let table = PlanTable.all(in: lines[...]).first(where: { $0.column(names) != nil })
        else { return }
        mapping.add(key, records(table, columns))
        lines = table.rest(of: lines, besides: columns.map(\.names))
    }

    mutating func readRows(_ key: String, _ section: HeadedLines, _ columns: Columns) {
        let tables = PlanTable.all(in: section.lines)
        let table = tables.first { table in columns.prefix(3).contains { table.column($0.names) != nil } }
        guard let table, !plan.has(key) else { return leave(section.title, Array(section.lines)) }
        plan.add(key, records(table, columns))
        leave(section.title, table.rest(of: section.lines, besides: columns.map(\.names)))
    }

    /// Facts of a section, as lines or as the rows of a table with two columns; what is left is returned.
    func facts(
        _ lines: ArraySlice<PlanLine>,
        _ table: [String: (key: String, form: PlanWords.Form)],
        _ mapping: inout PlanMapping
    ) -> [PlanLine] {
        let taken = rowsTaken(lines, table, &mapping)
        return lines.filter { line in
            !taken.contains(line.number) && !(PlanFact(line).map { mapping.take($0, table) } ?? false)
        }
    }

    /// The lines of tables that hold facts and nothing else.
    private func rowsTaken(
        _ lines: ArraySlice<PlanLine>,
        _ table: [String: (key: String, form: PlanWords.Form)],
        _ mapping: inout PlanMapping
    ) -> Set<Int> {
        var taken: Set<Int> = []
        for found in PlanTable.all(in: lines) where found.columns.count == 2 {
            let facts = found.rows.compactMap { PlanFact(row: $0.cells) }
            // A row that says nothing new is told as text that is not read.
            var taking = mapping
            guard !facts.isEmpty, facts.count == found.rows.count, facts.allSatisfy({ taking.take($0, table) }) else {
                continue
            }
            // The first fact may stand where other tables have their headings.
            if let head = lines.first(where: { found.holds($0) }),
                let fact = PlanFact(row: tableCells(head))
            {
                _ = taking.take(fact, table)
            }
            mapping = taking
            taken.formUnion(lines.filter { found.holds($0) }.map(\.number))
        }
        return taken
    }

    mutating func readFacts(
        _ key: String,
        _ table: [String: (key: String, form: PlanWords.Form)],
        _ section: HeadedLines
    ) {
        var mapping = PlanMapping()
        let rest = facts(section.lines, table, &mapping)
        plan.add(key, mapping)
        leave(section.title, rest)
    }

    mutating func readReadiness(_ section: HeadedLines) {
        var mapping = PlanMapping()
        var rest = facts(section.lines, PlanWords.readinessFacts, &mapping)
        for (key, columns) in [("gates", Self.gateColumns), ("changes", Self.changeColumns)] {
            takeTable(key, columns, of: &rest, to: &mapping)
        }
        addText("scope", rest, &mapping)
        plan.add("readiness", mapping)
    }

    private func addText(_ key: String, _ lines: [PlanLine], _ mapping: inout PlanMapping) {
        let text = joined(lines.map(\.text))
        guard !text.isEmpty, let first = lines.first(where: { $0.kind != .blank }) else { return }
        mapping.add(key, text, line: first.number)
    }

    mutating func readRisk(_ section: HeadedLines) {
        var mapping = PlanMapping()
        var rest = facts(section.lines, PlanWords.riskFacts, &mapping)
        if let index = rest.firstIndex(where: { ["factors:", "**factors:**"].contains($0.text.trimmed.lowercased()) }) {
            let items = rest[(index + 1)...].drop { $0.kind == .blank }.prefix { $0.text.hasPrefix("- ") }
            mapping.add(
                "factors",
                items.map { .text(plainText(ofInline: $0.text.dropFirst(2)), line: $0.number, column: 3) }
            )
            rest.removeSubrange(index..<max(index + 1, items.endIndex))
        }
        plan.add("risk", mapping)
        leave(section.title, rest)
    }

    mutating func readStrategy(_ section: HeadedLines) {
        var mapping = PlanMapping()
        var rest = facts(section.lines, PlanWords.strategyFacts, &mapping)
        for (key, columns) in [("alternatives", Self.alternativeColumns), ("stages", Self.stageColumns)] {
            takeTable(key, columns, of: &rest, to: &mapping)
        }
        addText("rationale", rest, &mapping)
        plan.add("strategy", mapping)
    }

    mutating func readMonitoring(_ section: HeadedLines) {
        var mapping = PlanMapping()
        var rest = facts(section.lines, PlanWords.monitoringFacts, &mapping)
        takeTable("metrics", Self.metricColumns, of: &rest, to: &mapping)
        plan.add("monitoring", mapping)
        leave(section.title, rest)
    }

    mutating func readFlags(_ section: HeadedLines) {
        let names = ["flag", "name"]
        guard let table = PlanTable.all(in: section.lines).first(where: { $0.column(names) != nil }) else {
            return leave(section.title, Array(section.lines))
        }
        let flags = table.rows.compactMap { row -> YAMLValue? in
            var mapping = PlanMapping()
            if let cell = table.cell(row, names) {
                let (text, column) = cell.plain()
                mapping.add("name", text, line: cell.line, column: column)
            }
            if let cell = table.cell(row, ["at deployment"]) {
                mapping.add("at_deploy", cell.text, line: cell.line, column: cell.column)
            }
            if let cell = table.cell(row, ["rollout"]) {
                let parts = cell.text.split(separator: ",").map(\.trimmed)
                mapping.add("rollout", parts.map { .text($0, line: cell.line, column: cell.column) })
            }
            return mapping.value
        }
        plan.add("flags", flags)
        leave(section.title, table.rest(of: section.lines, besides: [names, ["at deployment"], ["rollout"]]))
    }

    mutating func readList(_ key: String, _ section: HeadedLines) {
        let items = section.lines.filter { $0.kind == .text && $0.text.hasPrefix("- ") }
        plan.add(key, items.map { .text(referenceID($0.text.dropFirst(2).trimmed), line: $0.number, column: 3) })
        let taken = Set(items.map(\.number))
        leave(section.title, section.lines.filter { !taken.contains($0.number) })
    }

    mutating func readReferences(_ section: HeadedLines) {
        var rest: [PlanLine] = []
        var references: [YAMLValue] = []
        for line in section.lines {
            let source = line.text.dropFirst(2).trimmed
            guard line.kind == .text, line.text.hasPrefix("- ") || line.text.hasPrefix("* "),
                let target = linkTarget(source), let text = linkText(source)
            else {
                rest.append(line)
                continue
            }
            var mapping = PlanMapping()
            mapping.add("title", plainText(ofInline: text), line: line.number, column: 3)
            mapping.add("url", target, line: line.number, column: line.column(of: target))
            if let value = mapping.value { references.append(value) }
        }
        plan.add("references", references)
        leave(section.title, rest)
    }
}
