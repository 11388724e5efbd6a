internal import Diagnostics

/// Reads what is said of one step or migration: facts, the command, what to expect, how to verify.
struct ActionReader {
    private(set) var mapping: PlanMapping
    private let facts: [String: (key: String, form: PlanWords.Form)]
    private let isMigration: Bool
    private let isLoose: Bool

    private enum Slot: Equatable {
        case free
        case text(key: String)
        case verify, expectOfVerify
    }

    private var slot = Slot.free
    private var text: [String] = []
    private var textLine = 0
    private var textColumn = 1
    /// The next line with a shell's block or a labelled text, and which of them it is.
    private var ahead: (index: Int, isShell: Bool)?
    private var verify = PlanMapping()
    /// The way back of a migration, once its label was met.
    private var rollback: PlanMapping?
    private var free: (text: [String], line: Int) = ([], 0)
    /// The first numbered or task item with code in the text under no label.
    private var firstItem: Int?
    /// Items and commands that stay in the text around the one command, with their first line.
    private(set) var unread: Int?

    /// - Parameter mapping: What the heading said: the title.
    init(_ mapping: PlanMapping, isMigration: Bool = false, isLoose: Bool = false) {
        self.isLoose = isLoose
        self.mapping = mapping
        self.isMigration = isMigration
        facts = isMigration ? PlanWords.migrationFacts : PlanWords.actionFacts
    }

    mutating func read(_ lines: ArraySlice<PlanLine>) -> PlanMapping {
        var index = lines.startIndex
        // Whether the line begins a paragraph, or stands below a label: in the middle of a text it is a part of that.
        var isFirst = true
        while index < lines.endIndex {
            let line = lines[index]
            if case .fence(let info) = line.kind {
                let end = lines[index...].firstIndex { $0.kind == .fenceEnd } ?? lines.endIndex
                let block = lines[index..<min(end + 1, lines.endIndex)]
                if !takeCode(block, info: info.lowercased(), below: lines[block.endIndex...]) {
                    for line in block { append(line) }
                }
                index = block.endIndex
                isFirst = true
                continue
            }
            let isTaken = PlanFact(line).map { take($0, isFirst: isFirst) } ?? false
            if !isTaken { append(line) }
            isFirst = isTaken || line.kind == .blank
            index += 1
        }
        close()
        finish()
        return mapping
    }

    /// Whether a shell's block comes before the next labelled text.
    private mutating func hasShell(in lines: ArraySlice<PlanLine>) -> Bool {
        // Looked for once as far as that holds: there may be thousands of blocks.
        if let ahead, lines.startIndex <= ahead.index { return ahead.isShell }
        let end = lines.firstIndex { line in
            if case .fence(let info) = line.kind { return PlanWords.shells.contains(info.lowercased()) }
            return PlanFact(line).map { PlanWords.actionTexts[$0.label] != nil } ?? false
        }
        let isShell = end.map { if case .fence = lines[$0].kind { true } else { false } } ?? false
        ahead = (end ?? lines.endIndex, isShell)
        return isShell
    }

    /// A fact, or the beginning of a labelled text.
    private mutating func take(_ fact: PlanFact, isFirst: Bool) -> Bool {
        if rollback == nil || !isMigration {
            if slot == .free || isFirst || fact.isListed, mapping.take(fact, facts) { return true }
        }
        guard let key = PlanWords.actionTexts[fact.label] else { return false }
        switch key {
        case "tested":
            guard rollback != nil, let tested = Documents.rehearsal(fact.value, line: fact.line, column: fact.column)
            else { return false }
            close()
            rollback?.add("tested", tested)
            slot = .free
            return true
        case "rollback":
            guard isMigration, rollback == nil else { return false }
            close()
            rollback = PlanMapping()
            slot = .free
            return true
        case "forward_fix": guard isMigration, rollback == nil else { return false }
        case "manual": guard !isMigration else { return false }
        case "notes": guard rollback == nil else { return false }
        case "expect": guard slot == .verify || slot == .expectOfVerify else { return false }
        case "command":
            guard slot == .free, let code = codeSpan(fact.value), !current.has("command") else { return false }
            add("command", code, fact.line, fact.column)
            return true
        default: break
        }
        let isTaken = key == "verify" ? !verify.isEmpty || current.has("verify") : current.has(key)
        guard !isTaken || key == "expect" else { return false }
        if key == "expect" {
            slot = .expectOfVerify
        } else {
            close()
            slot = key == "verify" ? .verify : .text(key: key)
        }
        text = fact.value.isEmpty ? [] : [fact.value]
        (textLine, textColumn) = (fact.line, fact.column)
        return true
    }

    private var current: PlanMapping { rollback ?? mapping }

    private mutating func add(_ key: String, _ text: String, _ line: Int, _ column: Int = 1) {
        if rollback == nil {
            mapping.add(key, text, line: line, column: column)
        } else {
            rollback?.add(key, text, line: line, column: column)
        }
    }

    /// A block of code, where it is a command or what proves it.
    ///
    /// - Parameter below: What follows in the step.
    private mutating func takeCode(_ block: ArraySlice<PlanLine>, info: String, below: ArraySlice<PlanLine>) -> Bool {
        guard let first = block.first else { return false }
        let indent = first.indent
        let body = block.dropFirst().filter { $0.kind == .code }.map { line in
            String(line.text.dropFirst(min(indent, line.indent)))
        }
        var isShell = PlanWords.shells.contains(info)
        if isLoose {
            isShell =
                isShell
                ? PlanWords.databases.contains(info) || !CommandWords.isOutput(body)
                : info.isEmpty && CommandWords.isCommand(body)
        }
        let line = first.number + 1
        if slot == .verify, text.allSatisfy(\.isWhiteSpace), verify.isEmpty, isShell || info.isEmpty {
            verify.add("command", body.joined(separator: "\n"), line: line)
            text = []
            return true
        }
        if case .text("expected") = slot, !isShell { return false }
        switch slot {
        case .free, .text("expected"), .verify: break
        default: return false
        }
        let isOther =
            !isShell && !isLoose && !isMigration && slot == .free && !info.isEmpty && !current.has("command")
            && !PlanWords.dataLanguages.contains(info) && !hasShell(in: below)
        if isShell || isOther {
            guard !current.has("command") else {
                if !isLoose, slot == .free { unread = unread ?? first.number }
                return false
            }
            close()
            slot = .free
            let isSession =
                info == "console" || info == "shell-session" || isLoose && body.first?.hasPrefix("$ ") == true
            if isSession, takeSession(body, line: line) { return true }
            add("command", body.joined(separator: "\n"), line)
            if info != "bash", !info.isEmpty, rollback == nil { mapping.add("shell", info, line: first.number) }
            return true
        }
        let isPrinted = info.isEmpty || isLoose && PlanWords.shells.contains(info)
        if isPrinted, slot == .free, current.has("command"), !current.has("expected") {
            add("expected", (block.map(\.text)).joined(separator: "\n"), first.number)
            return true
        }
        return false
    }

    /// A console's lines: those behind its prompt are commands, the others what to expect.
    private mutating func takeSession(_ body: [String], line: Int) -> Bool {
        guard let session = ShellSession(body) else { return false }
        add("command", session.commands.joined(separator: "\n"), line)
        var output = session.output[...]
        while output.last?.isWhiteSpace ?? false { output.removeLast() }
        if !output.isEmpty {
            add("expected", "```\n\(output.joined(separator: "\n"))\n```", line + session.commands.count)
        }
        return true
    }

    private mutating func append(_ line: PlanLine) {
        if slot == .free {
            if firstItem == nil, line.kind == .text, line.text.utf8.contains(UInt8(ascii: "`")), item(line) != nil {
                firstItem = line.number
            }
            if free.text.isEmpty { free.line = line.number }
            if line.kind != .blank || !free.text.isEmpty { free.text.append(line.text) }
        } else {
            if text.isEmpty { (textLine, textColumn) = (line.number, line.cut + line.indent + 1) }
            if line.kind != .blank || !text.isEmpty { text.append(line.text) }
        }
    }

    /// Ends the text that is open.
    private mutating func close() {
        let source = joined(text)
        text = []
        switch slot {
        case .free: return
        case .text(let key): if !source.isEmpty { add(key, source, textLine, textColumn) }
        case .expectOfVerify:
            if !source.isEmpty { verify.add("expect", source, line: textLine, column: textColumn) }
            closeVerify()
        case .verify:
            if verify.isEmpty {
                if !source.isEmpty { add("verify", source, textLine, textColumn) }
            } else {
                if !source.isEmpty { verify.add("expect", source, line: textLine, column: textColumn) }
                closeVerify()
            }
        }
        slot = .free
    }

    private mutating func closeVerify() {
        if rollback == nil { mapping.add("verify", verify) } else { rollback?.add("verify", verify) }
        verify = PlanMapping()
    }

    /// Text under no label: what a person does where there is no command, else a note.
    private mutating func finish() {
        if let rollback { mapping.add("rollback", rollback) }
        let source = joined(free.text)
        guard !source.isEmpty else { return }
        // Steps of their own, which now stand below the command and not where they stood.
        if !isLoose, unread == nil, mapping.has("command") { unread = firstItem }
        let isDone = isMigration || mapping.has("command") || mapping.has("migration") || mapping.has("manual")
        mapping.append(isDone ? "notes" : "manual", source, line: free.line)
    }
}

/// Lines as one text, without blank lines at both ends.
func joined(_ lines: [String]) -> String {
    var lines = lines[...]
    while lines.last?.isWhiteSpace ?? false { lines.removeLast() }
    while lines.first?.isWhiteSpace ?? false { lines.removeFirst() }
    return lines.joined(separator: "\n")
}
