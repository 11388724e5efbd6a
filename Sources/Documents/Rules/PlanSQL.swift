internal import Diagnostics

/// The SQL and the commands of a plan, looked through once for the rules that need them.
struct PlanSQL {
    let plan: DeploymentPlan
    let beside: FilesBeside

    init(_ plan: DeploymentPlan, _ beside: FilesBeside) {
        self.plan = plan
        self.beside = beside
    }

    /// Whose SQL the plan's own commands run, where all of them are of one.
    private var dialect: SQLDialect? {
        var found: Set<SQLDialect> = []
        let migrations = plan.migrations.flatMap { [$0.command, $0.rollback?.command, $0.verify?.command] }
        let steps = plan.allSteps.flatMap { [$0.command, $0.verify?.command] }
        for command in (migrations + steps).compactMap({ $0 }) {
            if let dialect = SQLDialect(namedIn: command.value) { found.insert(dialect) }
        }
        return found.count == 1 ? found.first : nil
    }

    /// A value that holds commands.
    func command(_ value: Located<String>, shell: String?) -> CommandText {
        CommandText(.value(value), shell: shell, beside: beside)
    }

    /// All the SQL that a migration runs: its script's, its command's, and that of the steps that run it in their own way.
    func texts(of migration: Migration) -> [SQLText] {
        var texts: [SQLText] = []
        let command = migration.command.map { self.command($0, shell: migration.shell?.value) }
        if let script = migration.script, let file = beside.file(script.value) {
            texts += self.texts(of: file, shell: migration.shell?.value)
            // The command says how the script is run.
            if let run = command?.sql.first(where: { $0.place.name == file.name }) {
                for index in texts.indices {
                    texts[index].dialect = texts[index].dialect ?? run.dialect
                    texts[index].isOneTransaction = run.isOneTransaction
                }
            }
        }
        texts += command?.sql ?? []
        for step in plan.allSteps where step.migration != nil && step.migration?.value == migration.id?.value {
            if let command = step.command { texts += self.command(command, shell: step.shell?.value).sql }
        }
        var seen: Set<String> = []
        texts = texts.filter { text in text.place.name.map { seen.insert($0).inserted } ?? true }
        return texts.map { text in
            var text = text
            text.dialect = dialect(of: text, in: migration)
            return text
        }
    }

    /// The SQL in a file: all of it, or what a shell script gives to a client.
    private func texts(of file: FileBeside, shell: String?) -> [SQLText] {
        let name = file.name.lowercased()
        if [".sh", ".bash", ".zsh"].contains(where: name.hasSuffix) {
            return CommandText(.file(file), beside: beside).sql
        }
        guard [".sql", ".psql", ".ddl", ".mysql", ".pgsql"].contains(where: name.hasSuffix) else { return [] }
        return [SQLText(text: ExtractedText(whole: file.bytes), place: .file(file))]
    }

    private func dialect(of text: SQLText, in migration: Migration) -> SQLDialect? {
        if let dialect = text.dialect { return dialect }
        let said = [migration.shell?.value, migration.command?.value, migration.database?.value, text.place.name]
        for word in said {
            if let word, let dialect = SQLDialect(namedIn: word) { return dialect }
        }
        return SQLDialect(spokenIn: text.text) ?? dialect
    }

    /// Whose SQL a migration's command runs, where there is none to be read.
    func dialect(of migration: Migration) -> SQLDialect? {
        for word in [migration.shell?.value, migration.command?.value, migration.database?.value] {
            if let word, let dialect = SQLDialect(namedIn: word) { return dialect }
        }
        return dialect
    }
}

extension TextPlace {
    /// The file's name; none for a value of the plan.
    var name: String? {
        guard case .file(let file) = self else { return nil }
        return file.name
    }
}

extension RecordReader {
    /// Reports something in a text of commands: in the plan where it stands there, else in the file itself with a
    /// note at the plan's key that names it.
    mutating func report(
        _ rule: Rule,
        _ message: String,
        at range: Range<Int>,
        in place: TextPlace,
        severity: Severity? = nil,
        naming key: SourceSpan,
        fixes: [Diagnostic.Fix]
    ) {
        switch place {
        case .value(let value):
            report(rule, message, at: span(of: range, in: value), severity: severity, fixes: fixes)
        case .file(let script):
            let note = Diagnostic.Note("the plan runs it here", file: file, span: key)
            let span = span(of: range, in: script)
            var diagnostic = Diagnostic(rule, message, file: script.name, at: span, notes: [note], fixes: fixes)
            if let severity { diagnostic.severity = severity }
            diagnostics.append(diagnostic)
        }
    }

    /// Says something of a stretch of a text of commands.
    mutating func note(_ words: String, at range: Range<Int>, in place: TextPlace) -> Diagnostic.Note {
        switch place {
        case .value(let value): Diagnostic.Note(words, file: file, span: span(of: range, in: value))
        case .file(let script):
            Diagnostic.Note(words, file: script.name, span: span(of: range, in: script))
        }
    }

    /// Where a stretch of a file's bytes is.
    private mutating func span(of range: Range<Int>, in script: FileBeside) -> SourceSpan {
        let lines = otherLines[script.name] ?? ByteLines(script.bytes)
        otherLines[script.name] = lines
        return lines.span(of: range)
    }

    /// Where a stretch of a value's bytes is written.
    mutating func span(of range: Range<Int>, in value: Located<String>) -> SourceSpan {
        let bytes = value.value.utf8
        func index(_ offset: Int) -> String.Index {
            bytes.index(bytes.startIndex, offsetBy: offset, limitedBy: bytes.endIndex) ?? bytes.endIndex
        }
        return span(of: index(range.lowerBound)..<index(range.upperBound), in: value)
    }
}
