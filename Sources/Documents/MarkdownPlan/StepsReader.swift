internal import Diagnostics
internal import Markdown

/// What is to be done in a step and is not its command.
struct UnreadAction {
    let line: Int
    /// The step is done by hand, else it has a command beside this.
    let isByHand: Bool
}

/// Reads steps out of what stands below a heading: as headings of their own, as items of a list, or as a table's rows.
struct StepsReader {
    private(set) var steps: [YAMLValue] = []
    /// What belongs to no step, with its first line.
    private(set) var rest: [PlanLine] = []
    /// What is to be done in steps and is no command of them.
    private(set) var unread: [UnreadAction] = []

    private let isLoose: Bool

    /// - Parameters:
    ///   - heading: What stands over the lines: the title of a step that has none.
    ///   - isLoose: The text was not written as a plan: what is a command is told by its words.
    init(_ lines: ArraySlice<PlanLine>, heading: String = "", isLoose: Bool = false) {
        self.isLoose = isLoose
        let levels = lines.compactMap { line in if case .heading(let level, _) = line.kind { level } else { nil } }
        if let level = levels.min() {
            readHeadings(lines, level: level, heading: heading)
        } else if !readItems(lines) {
            if !readTable(lines) { readBare(lines, heading: heading) }
        }
    }

    private mutating func readHeadings(_ lines: ArraySlice<PlanLine>, level: Int, heading: String) {
        let parts = sections(lines, level: level)
        if let before = parts.before, !before.isEmpty {
            let hasCommand = before.indices.contains { isCommandFence(at: $0, in: before) }
            let hasItem = !isLoose && before.contains { $0.kind == .text && item($0) != nil }
            let hasRow = !isLoose && Self.table(in: before) != nil
            let found = hasCommand || hasItem || hasRow ? StepsReader(before, heading: heading, isLoose: isLoose) : nil
            steps += found?.steps ?? []
            unread += found?.unread ?? []
            rest += found?.rest ?? Array(before)
        }
        for part in parts.sections {
            if withoutNumber(part.title) == part.title {
                if isLoose ? takeResult(part) || readParts(part) : readList(part) { continue }
            }
            var mapping = PlanMapping()
            let title = withoutNumber(part.title)
            if !title.isEmpty {
                mapping.add("title", plainText(ofInline: title), line: part.line.number, column: part.column(of: title))
            }
            var reader = ActionReader(mapping, isLoose: isLoose)
            var read = reader.read(part.lines)
            if let line = reader.unread { unread.append(UnreadAction(line: line, isByHand: false)) }
            if read.isEmpty { read.add("title", part.title, line: part.line.number) }
            dropSameTitle(&read)
            if let value = read.value { steps.append(value) }
        }
    }

    /// "Expected result" as a heading of its own says what to expect of the step above.
    private mutating func takeResult(_ part: HeadedLines) -> Bool {
        let text = joined(part.lines.map(\.text))
        guard part.title.lowercased().hasPrefix("expected"), !text.isEmpty, let step = steps.last,
            case .mapping(let entries) = step.content, !entries.contains(where: { $0.key == "expected" })
        else { return false }
        let value = YAMLValue.text(text, line: part.line.number)
        let all = entries + [YAMLEntry(key: "expected", keySpan: value.span, value: value)]
        steps[steps.count - 1] = YAMLValue(content: .mapping(all), span: step.span)
        return true
    }

    /// Steps below a heading that is no step itself: its items with code, or its commands where it has several.
    private mutating func readParts(_ part: HeadedLines) -> Bool {
        let commands = part.lines.indices.filter { isCommandFence(at: $0, in: part.lines) }.count
        let hasItems = part.lines.contains { $0.kind == .text && $0.indent == 0 && item($0) != nil }
        guard commands > 1 || hasItems else { return false }
        let found = StepsReader(part.lines, heading: plainText(ofInline: part.title), isLoose: true)
        guard found.steps.count > 1 else { return false }
        steps += found.steps
        rest += found.rest
        return true
    }

    /// Items with blocks of code of their own below a heading that says nothing of a step: they are the steps, each with
    /// its command.
    private mutating func readList(_ part: HeadedLines) -> Bool {
        let lines = part.lines.drop { $0.kind == .blank }
        guard let first = lines.first, first.kind == .text, item(first) != nil,
            lines.count(where: { $0.kind == .text && $0.indent == first.indent && item($0) != nil }) > 1,
            lines.indices.count(where: { lines[$0].indent > first.indent && isCommandFence(at: $0, in: lines) }) > 1,
            !lines.contains(where: { $0.kind == .text && $0.indent <= first.indent && isLabelled($0) })
        else { return false }
        let found = StepsReader(lines, heading: plainText(ofInline: part.title))
        guard let step = found.steps.first, case .mapping(let entries) = step.content else { return false }
        // What the list is headed by is said with its first step.
        var mapping = PlanMapping()
        for entry in entries { mapping.add(entry.key, entry.value) }
        mapping.append("notes", part.title, line: part.line.number)
        steps += [mapping.value ?? step] + found.steps.dropFirst()
        unread += found.unread
        rest += found.rest
        return true
    }

    /// Whether a line says something of the step that its heading is: `Owner: dba`, `Expected:`.
    private func isLabelled(_ line: PlanLine) -> Bool {
        PlanFact(line).map { PlanWords.actionFacts[$0.label] != nil || PlanWords.actionTexts[$0.label] != nil } ?? false
    }

    private func isCommandFence(at index: Int, in lines: ArraySlice<PlanLine>) -> Bool {
        guard case .fence(let info) = lines[index].kind else { return false }
        let isShell = PlanWords.shells.contains(info.lowercased())
        guard isLoose else { return isShell }
        guard isShell || info.isEmpty else { return false }
        let block = lines[(index + 1)...].prefix { $0.kind == .code }.map(\.text)
        if PlanWords.databases.contains(info.lowercased()) { return true }
        return isShell ? !CommandWords.isOutput(block) : CommandWords.isCommand(block)
    }

    /// A step without a title is headed by its id.
    private func dropSameTitle(_ mapping: inout PlanMapping) {
        guard mapping.entries.count > 1, let title = mapping.text("title"), title == mapping.text("id") else { return }
        mapping.remove("title")
    }

    /// Ordered or task items, where one of them holds code.
    private mutating func readItems(_ lines: ArraySlice<PlanLine>) -> Bool {
        guard let first = lines.first(where: { $0.kind == .text && item($0) != nil }), let own = item(first) else {
            return false
        }
        var items: [[PlanLine]] = []
        var before: [PlanLine] = []
        for line in lines {
            if line.kind == .text, line.indent <= own.indent, let found = item(line), found.indent <= own.indent {
                items.append([line])
            } else if items.isEmpty {
                before.append(line)
            } else {
                items[items.count - 1].append(line)
            }
        }
        guard
            items.contains(where: { $0.contains { if case .fence = $0.kind { true } else { $0.text.contains("`") } } })
        else { return false }
        rest += before
        for lines in items {
            guard let head = lines.first, let found = item(head) else { continue }
            var mapping = PlanMapping()
            let title = plainText(ofInline: found.text).trimmed
            let short = title.hasSuffix(":") ? String(title.dropLast()) : title
            mapping.add(
                "title",
                short,
                line: head.number,
                column: head.text.unicodeScalars.count - found.text.unicodeScalars.count + 1
            )
            let body = lines.dropFirst().map { $0.outdented(min($0.indent, found.indent + 2)) }
            var reader = ActionReader(mapping, isLoose: isLoose)
            var read = reader.read(body[...])
            if let line = reader.unread { unread.append(UnreadAction(line: line, isByHand: false)) }
            if !read.has("command") {
                switch CommandWords.spoken(in: found.text) {
                case .nothing: break
                case .command(let code): read.add("command", code, line: head.number, column: head.column(of: code))
                case .words: if !isLoose { unread.append(UnreadAction(line: head.number, isByHand: true)) }
                }
            }
            if !read.has("command"), !read.has("manual") { read.add("manual", found.text, line: head.number) }
            if let value = read.value { steps.append(value) }
        }
        return true
    }

    /// The first table that has a column for commands.
    private static func table(in lines: ArraySlice<PlanLine>) -> PlanTable? {
        PlanTable.all(in: lines).first { $0.column(["command", "commands"]) != nil }
    }

    /// The rows of such a table.
    private mutating func readTable(_ lines: ArraySlice<PlanLine>) -> Bool {
        guard let table = Self.table(in: lines) else { return false }
        rest += lines.filter { !table.holds($0) }
        let columns: [(key: String, names: [String])] = [
            ("title", ["step", "title", "task", "action", "what", "description"]),
            ("command", ["command", "commands"]),
            ("expected", ["expected", "expected result", "expected output", "result"]),
            ("verify", ["verify", "verification", "check"]), ("owner", ["owner", "who", "role", "responsible"]),
            ("duration", ["duration", "time", "estimate"]),
        ]
        for row in table.rows {
            var mapping = PlanMapping()
            for (key, names) in columns {
                guard let cell = table.cell(row, names) else { continue }
                switch key {
                case "command":
                    if let (text, column) = cell.command {
                        mapping.add(key, text, line: cell.line, column: column)
                    } else if cell.text.contains(where: \.isLetter),
                        !["n/a", "none"].contains(plainText(ofInline: cell.text).lowercased())
                    {
                        // "by hand", "ask the DBA": no shell is to be told so. A dash says that there is none.
                        mapping.add("manual", cellText(cell.text), line: cell.line, column: cell.column)
                    }
                case "expected", "verify": mapping.add(key, cellText(cell.text), line: cell.line, column: cell.column)
                default:
                    let text = plainText(ofInline: cell.text, keepsAddresses: key == "title")
                    mapping.add(key, text, line: cell.line, column: cell.column)
                }
            }
            let others = table.unknownCells(row, besides: columns.map(\.names))
            if !others.isEmpty { mapping.add("notes", others.joined(separator: "\n\n"), line: row.line) }
            if let value = mapping.value { steps.append(value) }
        }
        return true
    }

    /// Neither headings nor items: commands below a heading of the phase are one step each.
    private mutating func readBare(_ lines: ArraySlice<PlanLine>, heading: String) {
        var current: [PlanLine] = []
        var hasCommand = false
        var chunks: [[PlanLine]] = []
        for index in lines.indices {
            if isCommandFence(at: index, in: lines) {
                if hasCommand {
                    // What leads to the next command stands above it.
                    let lead = current.reversed().prefix { $0.kind == .text || $0.kind == .blank }.count
                    chunks.append(Array(current.dropLast(lead)))
                    current = Array(current.suffix(lead))
                }
                hasCommand = true
            }
            current.append(lines[index])
        }
        guard hasCommand else { return rest += Array(lines) }
        chunks.append(current)
        for chunk in chunks {
            guard let start = chunk.indices.first(where: { isCommandFence(at: $0, in: chunk[...]) }) else { continue }
            var lead = chunk[..<start]
            let head = lead.lastIndex { $0.kind == .text }.map { lead.remove(at: $0) }
            var mapping = PlanMapping()
            let title = head.map { plainText(ofInline: $0.text.trimmed) } ?? ""
            let line = head ?? chunk[start]
            mapping.add(
                "title",
                title.isEmpty
                    ? (heading.isEmpty ? "Run" : heading) : title.hasSuffix(":") ? String(title.dropLast()) : title,
                line: line.number
            )
            // What stands above the title comes before what stands below the command.
            if let first = lead.first(where: { $0.kind != .blank }) {
                mapping.add("notes", joined(lead.map(\.text)), line: first.number)
            }
            var reader = ActionReader(mapping, isLoose: isLoose)
            if let value = reader.read(chunk[start...]).value { steps.append(value) }
        }
    }
}

extension PlanLine {
    func column(of text: String) -> Int {
        guard let range = self.text.partRange(text) else { return 1 }
        return cut + self.text[..<range.lowerBound].unicodeScalars.count + 1
    }
}

extension PlanMapping {
    func text(_ key: String) -> String? {
        guard case .scalar(let scalar)? = entries.first(where: { $0.key == key })?.value.content else { return nil }
        return scalar.text
    }
}
