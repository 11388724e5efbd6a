internal import Diagnostics

/// `unsafe-operation`, `no-lock-timeout` and `destructive-not-marked`: what the SQL and the commands of a plan do.
func findUnsafeCommands(in plan: DeploymentPlan, _ beside: FilesBeside, _ reader: inout RecordReader) {
    let sql = PlanSQL(plan, beside)
    // What one migration makes is known to the next.
    var review = SQLReview()
    for migration in plan.migrations { find(in: migration, sql, &review, &reader) }
    for step in plan.phases.flatMap(\.steps) { find(in: step, sql, SQLReview(), &reader) }
    for migration in plan.migrations { findInRollback(of: migration, sql, review, &reader) }
    for step in plan.rollback?.steps ?? [] { find(in: step, sql, review, &reader) }
}

/// More findings than this in one text say nothing new.
private let findingLimit = 200

private func find(in migration: Migration, _ sql: PlanSQL, _ review: inout SQLReview, _ reader: inout RecordReader) {
    let texts = sql.texts(of: migration)
    let key = migration.script?.span ?? migration.command?.span ?? migration.place.span
    let isExpected = migration.stage?.value == .contract && migration.expands != nil
    let isQuiet = sql.plan.hasDowntime(for: migration)
    var isMarked = migration.destructive?.value == true
    review.locksAreLimited = migration.lockTimeout != nil || migration.setsLockTimeout
    review.skipsForeignKeyChecks = false
    for text in texts {
        review.dialect = text.dialect
        review.review(text.text, isOneTransaction: text.isOneTransaction)
        if !isExpected, !text.isForeign {
            for finding in review.unsafe.prefix(findingLimit) where finding.breaks || !isQuiet {
                reader.report(
                    .unsafeOperation,
                    finding.message,
                    at: text.text.range(finding.range),
                    in: text.place,
                    severity: finding.isNote ? .note : nil,
                    naming: key,
                    fixes: [Diagnostic.Fix(finding.fix)]
                )
            }
        }
        if let lock = review.lock, !isQuiet, !text.isForeign {
            reader.reportLock(lock, text, migration, review.dialect)
            // Once is enough.
            review.locksAreLimited = true
        }
        if let first = review.destroyed.first, !isMarked {
            reader.reportDestruction(
                first.statement,
                migration.nameInMessages,
                migration.destructive,
                at: text.text.range(first.range),
                in: text.place,
                lacking: migration.place
            )
            isMarked = true
        }
    }
    if texts.isEmpty, !isExpected, !isQuiet { reader.judgeOperation(of: migration, sql) }
    if !isMarked, let command = migration.command {
        let text = sql.command(command, shell: migration.shell?.value)
        reader.findDestructivePrograms(text, migration.nameInMessages, migration.destructive, lacking: migration.place)
    }
}

private func find(in step: Step, _ sql: PlanSQL, _ review: SQLReview, _ reader: inout RecordReader) {
    let migration = step.migration.flatMap { id in sql.plan.migrations.first { $0.id?.value == id.value } }
    if let mark = step.destructive, !mark.value, migration?.destructive?.value == true {
        let message = "\(step.nameInMessages) runs a migration that is destructive, and says `destructive: false`"
        let fix = Diagnostic.Fix("say `destructive: true`", replace: mark.span, with: "true")
        return reader.report(.destructiveNotMarked, message, at: mark.span, fixes: [fix])
    }
    // A step is shown as destructive where its migration is.
    guard let command = step.command, (step.destructive ?? migration?.destructive)?.value != true else { return }
    let text = sql.command(command, shell: step.shell?.value)
    if reader.findDestructiveSQL(text.sql, step.nameInMessages, step.destructive, review, lacking: step.place) {
        return
    }
    reader.findDestructivePrograms(text, step.nameInMessages, step.destructive, lacking: step.place)
}

/// A rollback may drop what the plan has made; what else it drops must be marked.
private func findInRollback(
    of migration: Migration,
    _ sql: PlanSQL,
    _ review: SQLReview,
    _ reader: inout RecordReader
) {
    guard let command = migration.rollback?.command, migration.destructive?.value != true,
        migration.reversible?.value != .withDataLoss
    else { return }
    let name = "the rollback of \(migration.nameInMessages)"
    let text = sql.command(command, shell: migration.shell?.value)
    var review = review
    // What a tool does can't be read; then the rollback drops what it has made, as far as anyone can tell.
    review.mayHaveCreated = sql.texts(of: migration).isEmpty
    if reader.findDestructiveSQL(text.sql, name, nil, review, lacking: migration.place) { return }
    reader.findDestructivePrograms(text, name, nil, lacking: migration.place)
}

extension Migration {
    /// The command itself limits the waiting for locks: `PGOPTIONS`, an option of its tool.
    fileprivate var setsLockTimeout: Bool {
        let text = command?.value.lowercased() ?? ""
        return ["lock_timeout=", "lock-timeout", "lock_wait_timeout=", "lock-wait-timeout"].contains {
            text.contains($0)
        }
    }
}

extension RecordReader {
    fileprivate mutating func reportLock(
        _ lock: SQLLock,
        _ text: SQLText,
        _ migration: Migration,
        _ dialect: SQLDialect?
    ) {
        let note = note("the lock is taken here", at: text.text.range(lock.range), in: text.place)
        let setting = dialect == .mysql ? "SET SESSION lock_wait_timeout = 2;" : "SET lock_timeout = '2s';"
        let fix = Diagnostic.Fix("begin it with `\(setting)`, or add `lock_timeout:` where the tool sets it")
        let message =
            "\(migration.nameInMessages) takes a strong lock (`\(lock.statement)`) and has no lock timeout: whoever comes behind it waits as long as it does"
        report(.noLockTimeout, message, at: migration.place.span, notes: [note], fixes: [fix])
    }

    fileprivate mutating func judgeOperation(of migration: Migration, _ sql: PlanSQL) {
        guard let operation = migration.operation, migration.pattern?.value != .onlineTool,
            let problem = OperationWords(operation.value).problem(sql.dialect(of: migration))
        else { return }
        let message = "`\(operation.value)` \(problem.message)"
        let severity: Severity? = problem.isNote ? .note : nil
        report(
            .unsafeOperation,
            message,
            at: operation.span.firstLine,
            severity: severity,
            fixes: [Diagnostic.Fix(problem.fix)]
        )
    }

    fileprivate mutating func findDestructiveSQL(
        _ texts: [SQLText],
        _ name: String,
        _ mark: Located<Bool>?,
        _ review: SQLReview,
        lacking place: Place
    ) -> Bool {
        for text in texts {
            var review = review
            review.dialect = text.dialect ?? SQLDialect(spokenIn: text.text)
            review.review(text.text)
            let added = review.addedColumns
            guard let first = review.destroyed.first(where: { !$0.isOwn(review.mayHaveCreated, added) }) else {
                continue
            }
            reportDestruction(
                first.statement,
                name,
                mark,
                at: text.text.range(first.range),
                in: text.place,
                lacking: place
            )
            return true
        }
        return false
    }

    fileprivate mutating func findDestructivePrograms(
        _ text: CommandText,
        _ name: String,
        _ mark: Located<Bool>?,
        lacking place: Place
    ) {
        for invocation in text.invocations {
            guard let destruction = DestructiveProgram.destruction(by: invocation) else { continue }
            let last = invocation.arguments.last { !$0.bytes.isEmpty } ?? invocation.word
            let start = invocation.word.offset(0)
            let range = start..<max(start, last.offset(last.bytes.count))
            return reportDestruction(destruction, name, mark, at: range, in: text.place, lacking: place)
        }
    }

    fileprivate mutating func reportDestruction(
        _ what: String,
        _ name: String,
        _ mark: Located<Bool>?,
        at range: Range<Int>,
        in text: TextPlace,
        lacking place: Place
    ) {
        let said = mark == nil ? "is not marked" : "says `destructive: false`"
        let fix = mark.map { Diagnostic.Fix("say `destructive: true`", replace: $0.span, with: "true") }
        let message = "\(name) does away with data (`\(what)`) and \(said)"
        // What lacks is in the plan, whatever file the command stands in.
        var span = mark?.span ?? place.span
        var notes: [Diagnostic.Note] = []
        switch text {
        case .value(let value): span = self.span(of: range, in: value)
        case .file: notes = [note("the data goes here", at: range, in: text)]
        }
        report(
            .destructiveNotMarked,
            message,
            at: span,
            notes: notes,
            fixes: [fix ?? Diagnostic.Fix("add `destructive: true`")]
        )
    }
}

extension SQLDestruction {
    /// The table or column is one that the plan has added.
    fileprivate func isOwn(_ mayBeNew: Bool, _ added: Set<String>) -> Bool {
        guard let table else { return false }
        if mayBeNew, statement.hasPrefix("DROP ") { return true }
        guard let column else { return false }
        return added.contains("\(table.last).\(column.last)")
    }
}
