/// Indexes, and what else has a gentle form called CONCURRENTLY.
extension SQLReview {
    mutating func create(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        cursor.skip()
        if cursor.accept("OR", "REPLACE") {
            // A table that is replaced was there before.
            if cursor.isAt("TABLE") { return }
        }
        let modifiers: Set<String> = [
            "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED", "FOREIGN", "RECURSIVE", "CONSTRAINT",
        ]
        while let word = cursor.word, modifiers.contains(word) { cursor.skip() }
        switch cursor.word {
        case "TABLE", "VIEW":
            cursor.skip()
            cursor.skipCondition()
            noteCreation(cursor.name())
        case "MATERIALIZED":
            guard cursor.accept("MATERIALIZED", "VIEW") else { return }
            cursor.skipCondition()
            noteCreation(cursor.name())
        case "UNIQUE", "INDEX", "FULLTEXT", "SPATIAL", "CLUSTERED", "NONCLUSTERED": createIndex(cursor, statement)
        case "TRIGGER":
            guard let on = cursor.tokens.firstIndex(where: { $0.isWord("ON") }) else { return }
            var rest = SQLCursor(cursor.tokens[(on + 1)...])
            if let table = rest.name(), !created.contains(table) {
                locks("CREATE TRIGGER on \(table.text)", at: statement)
            }
        default: break
        }
    }

    private mutating func noteCreation(_ name: SQLName?) {
        guard let name else { return }
        created.insert(name)
        if let index = renamedAway.removeValue(forKey: name.last) { withdraw(index) }
    }

    private mutating func createIndex(_ cursor: SQLCursor, _ statement: ArraySlice<SQLToken>) {
        var cursor = cursor
        let isSpecial = cursor.isAt("FULLTEXT") || cursor.isAt("SPATIAL")
        if !cursor.isAt("INDEX") { cursor.skip() }
        guard cursor.accept("INDEX") else { return }
        let isConcurrent = cursor.accept("CONCURRENTLY")
        cursor.skipCondition()
        var name: SQLName?
        if !cursor.isAt("ON") { name = cursor.name() }
        if !cursor.isAt("ON"), let on = cursor.tokens.firstIndex(where: { $0.isWord("ON") }) {
            cursor.skip(on - cursor.tokens.startIndex)
        }
        guard cursor.accept("ON") else { return }
        let isOnParentAlone = cursor.accept("ONLY")
        guard let table = cursor.name() else { return }
        if let name { createdIndexes.insert(name) }
        guard !isConcurrent else { return needsNoTransaction("CREATE INDEX CONCURRENTLY", at: statement) }
        var change = TableChange(name: table, isNew: created.contains(table))
        change.readOptions(cursor.tokens)
        guard !change.isNew, !isOnParentAlone else { return }
        locks("CREATE INDEX on \(table.text)", at: statement)
        if let option = change.copying {
            return report(
                "`\(option)` keeps writers out of `\(table.text)` while the index is built",
                fix: "ask for `ALGORITHM=INPLACE, LOCK=NONE`",
                at: statement
            )
        }
        if isSpecial { return reportSpecialIndex(change, statement) }
        guard isPostgres else { return noteOnlineIndex(change, statement) }
        report(
            "`CREATE INDEX` without CONCURRENTLY keeps writers out of `\(table.text)` until the index is built",
            fix: "`CREATE INDEX CONCURRENTLY`, outside of a transaction",
            at: statement
        )
    }

    /// MySQL's `ADD INDEX`, `ADD KEY`; whether there was one.
    mutating func addIndex(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, to change: TableChange) -> Bool {
        switch cursor.word {
        case "FULLTEXT", "SPATIAL":
            if !change.isNew { reportSpecialIndex(change, action) }
            return true
        case "INDEX", "KEY":
            guard action.contains(where: { $0.isSymbol("(") }) else { return false }
            if !change.isNew { noteOnlineIndex(change, action) }
            return true
        default: return false
        }
    }

    private mutating func reportSpecialIndex(_ change: TableChange, _ tokens: ArraySlice<SQLToken>) {
        report(
            "a FULLTEXT or SPATIAL index keeps writers out of `\(change.name.text)` until it is built",
            fix: "use gh-ost or pt-online-schema-change (`pattern: online-tool`)",
            at: tokens
        )
    }

    /// MySQL builds most indexes while writers go on, and says so only when it is asked to.
    mutating func noteOnlineIndex(_ change: TableChange, _ tokens: ArraySlice<SQLToken>) {
        guard !change.isNew, !change.hasOptions, change.copying == nil else { return }
        let isCertain = isMySQL
        report(
            isCertain
                ? "nothing keeps this index from locking `\(change.name.text)` while it is built"
                : "this index may keep writers out of `\(change.name.text)` until it is built",
            fix: isCertain
                ? "say `ALGORITHM=INPLACE, LOCK=NONE`: MySQL then refuses rather than locks"
                : "on PostgreSQL build it by `CREATE INDEX CONCURRENTLY`; on MySQL say `ALGORITHM=INPLACE, LOCK=NONE`",
            at: tokens,
            isNote: true
        )
    }

    mutating func dropIndex(_ cursor: SQLCursor, _ statement: ArraySlice<SQLToken>) {
        var cursor = cursor
        cursor.skip()
        if cursor.accept("CONCURRENTLY") { return needsNoTransaction("DROP INDEX CONCURRENTLY", at: statement) }
        cursor.skipCondition()
        guard let name = cursor.name(), !createdIndexes.contains(name) else { return }
        locks("DROP INDEX \(name.text)", at: statement)
        // MySQL's form names the table, and holds nobody up.
        guard !cursor.isAt("ON"), !isMySQL else {
            var change = TableChange(name: name, isNew: false)
            change.readOptions(cursor.tokens)
            if let option = change.copying {
                report(
                    "`\(option)` keeps writers out of the table",
                    fix: "ask for `ALGORITHM=INPLACE, LOCK=NONE`",
                    at: statement
                )
            }
            return
        }
        report(
            "`DROP INDEX` without CONCURRENTLY waits for all who use the table, and everybody waits behind it",
            fix: "`DROP INDEX CONCURRENTLY`, outside of a transaction",
            at: statement
        )
    }

    mutating func reindex(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        if statement.contains(where: { $0.isWord("CONCURRENTLY") }) {
            return needsNoTransaction("REINDEX CONCURRENTLY", at: statement)
        }
        locks("REINDEX", at: statement)
        report(
            "`REINDEX` without CONCURRENTLY keeps writers out of the table, and readers from the index, until it is done",
            fix: "`REINDEX ... CONCURRENTLY` (PostgreSQL 12 and later)",
            at: statement
        )
    }

    mutating func refresh(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        guard cursor.accept("REFRESH", "MATERIALIZED", "VIEW"), !cursor.accept("CONCURRENTLY") else { return }
        guard let view = cursor.name(), !created.contains(view) else { return }
        locks("REFRESH MATERIALIZED VIEW \(view.text)", at: statement)
        report(
            "`REFRESH MATERIALIZED VIEW` without CONCURRENTLY keeps readers away from `\(view.text)` until it is done",
            fix: "give the view a unique index and `REFRESH MATERIALIZED VIEW CONCURRENTLY`",
            at: statement
        )
    }
}
