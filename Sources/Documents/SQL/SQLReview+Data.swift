/// Statements that change or do away with rows and tables.
extension SQLReview {
    // MARK: Rows

    /// `WITH ... UPDATE`: the parts, which may change rows themselves, and then the statement.
    mutating func reviewWith(_ cursor: SQLCursor) {
        var cursor = cursor
        cursor.skip()
        cursor.accept("RECURSIVE")
        while let _ = cursor.name() {
            _ = cursor.group()
            guard cursor.accept("AS") else { return }
            cursor.accept("NOT")
            cursor.accept("MATERIALIZED")
            guard let part = cursor.group() else { return }
            if let word = part.first?.text, ["UPDATE", "DELETE"].contains(word) { review(part) }
            guard cursor.acceptSymbol(",") else { break }
        }
        if let word = cursor.word, ["UPDATE", "DELETE"].contains(word) { review(cursor.tokens) }
    }

    mutating func update(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        cursor.skip()
        while cursor.accept("LOW_PRIORITY") || cursor.accept("IGNORE") || cursor.accept("ONLY") {}
        guard let table = cursor.name(), !created.contains(table), !isLimited(statement) else { return }
        guard statement.outermost.contains(where: { $0.isWord("SET") }) else { return }
        report(
            "`UPDATE \(table.text)` has no WHERE: it writes every row in one transaction, and holds their locks until its end",
            fix:
                "backfill in batches of some thousand rows by the key, each in a transaction of its own, with a pause between",
            at: statement
        )
    }

    mutating func delete(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        cursor.skip()
        while cursor.accept("LOW_PRIORITY") || cursor.accept("QUICK") || cursor.accept("IGNORE") {}
        guard cursor.accept("FROM") || statement.contains(where: { $0.isWord("FROM") }) else { return }
        cursor.accept("ONLY")
        guard let table = cursor.name(), !created.contains(table), !isLimited(statement) else { return }
        destroys("DELETE FROM \(table.text) without WHERE", at: statement, table: table)
        report(
            "`DELETE FROM \(table.text)` has no WHERE: every row goes in one transaction",
            fix: "delete in batches of some thousand rows by the key, each in a transaction of its own; say which rows",
            at: statement,
            breaks: true
        )
    }

    /// Something says which rows are meant, or how many.
    private func isLimited(_ statement: ArraySlice<SQLToken>) -> Bool {
        let words = statement.outermost
        if words.hasWords("LIMIT") { return true }
        if words.hasWords("JOIN"), words.hasWords("ON") || words.hasWords("USING") { return true }
        guard let place = words.first(where: { $0.isWord("WHERE") }),
            let start = statement.firstIndex(where: { $0.range == place.range })
        else { return false }
        let condition = statement[(start + 1)...].prefix { !$0.isWord("RETURNING") && !$0.isWord("ORDER") }
        let said = condition.map(\.text).filter { $0 != "(" && $0 != ")" }
        return !(said == ["TRUE"] || said == ["1"] || said == ["1", "=", "1"])
    }

    mutating func truncate(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        cursor.skip()
        cursor.accept("TABLE")
        for part in cursor.tokens.split(at: ",") {
            var cursor = SQLCursor(part)
            cursor.accept("ONLY")
            guard let table = cursor.name(), !created.contains(table) else { continue }
            locks("TRUNCATE \(table.text)", at: statement)
            destroys("TRUNCATE \(table.text)", at: statement, table: table)
            report(
                "`TRUNCATE \(table.text)` takes every row away at once, under an exclusive lock",
                fix:
                    "keep the rows that are still read; delete the others in batches, or move to a new table and drop the old one later",
                at: statement,
                breaks: true
            )
        }
    }

    mutating func lockTable(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        cursor.skip()
        if cursor.isAt("INSTANCE") { return }
        if !cursor.accept("TABLES") { cursor.accept("TABLE") }
        guard let table = cursor.name(), !created.contains(table) else { return }
        let mode = statement.firstIndex(where: { $0.isWord("MODE") }).flatMap { end in
            statement[..<end].lastIndex(where: { $0.isWord("IN") }).map { statement[($0 + 1)..<end].map(\.text) }
        }
        if let mode, mode != ["ACCESS", "EXCLUSIVE"], mode != ["EXCLUSIVE"] { return }
        if !statement.contains(where: { $0.isWord("NOWAIT") }) { locks("LOCK TABLE \(table.text)", at: statement) }
        report(
            "`LOCK TABLE \(table.text)` keeps others out until the transaction ends",
            fix: "do without it: lock only the rows that are changed (`SELECT ... FOR UPDATE`), in small batches",
            at: statement
        )
    }

    // MARK: Tables

    mutating func drop(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        cursor.skip()
        cursor.accept("TEMPORARY")
        switch cursor.word {
        case "TABLE", "TABLES":
            cursor.skip()
            dropTables(cursor, statement)
        case "INDEX": dropIndex(cursor, statement)
        case "DATABASE", "SCHEMA", "KEYSPACE":
            let isDatabase = cursor.word != "SCHEMA" || isMySQL
            let isAll = isDatabase || statement.contains { $0.isWord("CASCADE") }
            cursor.skip()
            cursor.skipCondition()
            guard isAll, let name = cursor.name(), !created.contains(name) else { return }
            let what = "DROP \(isDatabase ? "DATABASE" : "SCHEMA") \(name.text)"
            destroys(what, at: statement)
            report(
                "`\(what)` takes everything in it away from whoever still reads it",
                fix: "move the readers first; drop what is left as a `stage: contract` that names its `expands:`",
                at: statement,
                breaks: true
            )
        case "TYPE", "DOMAIN":
            guard statement.contains(where: { $0.isWord("CASCADE") }) else { return }
            destroys("DROP \(cursor.word ?? "") ... CASCADE", at: statement)
            report(
                "`CASCADE` drops every column of this type with it",
                fix: "change or drop the columns first, then drop the type without CASCADE",
                at: statement,
                breaks: true
            )
        case "OWNED": destroys("DROP OWNED", at: statement)
        case "VIEW", "TRIGGER":
            locks("DROP \(cursor.word ?? "")", at: statement)
        case "MATERIALIZED": locks("DROP MATERIALIZED VIEW", at: statement)
        default: break
        }
    }

    private mutating func dropTables(_ cursor: SQLCursor, _ statement: ArraySlice<SQLToken>) {
        var cursor = cursor
        cursor.skipCondition()
        for part in cursor.tokens.split(at: ",") {
            var cursor = SQLCursor(part)
            guard let table = cursor.name() else { continue }
            let isNew = created.contains(table)
            created.remove(table)
            guard !isNew else { continue }
            locks("DROP TABLE \(table.text)", at: statement)
            destroys("DROP TABLE \(table.text)", at: statement, table: table)
            guard !Self.isLeftover(table) else { continue }
            report(
                "`DROP TABLE \(table.text)` takes a table away that the running version may still read or write",
                fix:
                    "release code that no longer uses it first, then drop it as a `stage: contract` that names its `expands:`",
                at: statement,
                breaks: true
            )
        }
    }

    /// A name that says that nobody uses the table any more.
    private static func isLeftover(_ table: SQLName) -> Bool {
        let words = Set(table.last.split { !$0.isLetter && !$0.isNumber })
        return !words.isDisjoint(with: [
            "tmp", "temp", "old", "bak", "backup", "del", "gho", "ghc", "scratch", "staging",
        ])
    }

    // MARK: Upkeep

    mutating func vacuum(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        guard let full = statement.firstIndex(where: { $0.isWord("FULL") }) else { return }
        let value = statement[(full + 1)...].first?.text.uppercased() ?? ""
        guard !["FALSE", "OFF", "0"].contains(value) else { return }
        locks("VACUUM FULL", at: statement)
        report(
            "`VACUUM FULL` rewrites the table under an exclusive lock: nobody can read or write meanwhile",
            fix: "plain `VACUUM`, or `pg_repack` where the space must come back",
            at: statement
        )
    }

    mutating func cluster(_ cursor: SQLCursor) {
        locks("CLUSTER", at: cursor.tokens)
        report(
            "`CLUSTER` rewrites the table under an exclusive lock: nobody can read or write meanwhile",
            fix: "use `pg_repack`, which orders the rows while the table is in use",
            at: cursor.tokens
        )
    }
}
