/// `ALTER TABLE` and what it does, action by action.
extension SQLReview {
    mutating func alter(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        cursor.skip()
        while cursor.accept("ONLINE") || cursor.accept("IGNORE") || cursor.accept("OFFLINE") {}
        switch cursor.word {
        case "TABLE":
            cursor.skip()
            alterTable(cursor, statement)
        case "FOREIGN" where cursor.accept("FOREIGN", "TABLE"),
            "MATERIALIZED" where cursor.accept("MATERIALIZED", "VIEW"),
            "VIEW" where cursor.accept("VIEW"):
            alterTable(cursor, statement)
        case "INDEX":
            if cursor.tokens.hasWords("SET", "TABLESPACE") { reportTablespace(statement) }
        case "TYPE": alterType(cursor, statement)
        case "DOMAIN": alterDomain(cursor, statement)
        case "SCHEMA" where cursor.tokens.hasWords("RENAME", "TO"):
            report(
                "renaming a schema breaks every statement of the running version that names it",
                fix: "make the new schema beside the old one, and move the readers first",
                at: statement,
                breaks: true
            )
        default: break
        }
    }

    private mutating func alterTable(_ cursor: SQLCursor, _ statement: ArraySlice<SQLToken>) {
        var cursor = cursor
        if cursor.accept("ALL", "IN", "TABLESPACE") { return reportTablespace(statement) }
        cursor.skipCondition()
        cursor.accept("ONLY")
        guard let name = cursor.name() else { return }
        cursor.acceptSymbol("*")
        let isGuarded = acceptWait(&cursor)
        let actions = cursor.tokens.split(at: ",")
        var change = TableChange(name: name, isNew: created.contains(name))
        change.readOptions(actions)
        if !change.isNew, !isGuarded, actions.contains(where: { !Self.isGentle($0) }) {
            locks("ALTER TABLE \(name.text)", at: statement)
        }
        for action in actions { review(action, of: change) }
        if let option = change.copying, !change.isNew {
            report(
                "`\(option)` keeps writers out of `\(name.text)` while the table is copied or changed",
                fix:
                    "ask for `ALGORITHM=INPLACE, LOCK=NONE`, or use gh-ost or pt-online-schema-change where the server refuses that",
                at: statement
            )
        }
    }

    /// MariaDB's `WAIT n` and `NOWAIT`, which limit the waiting for the lock.
    private func acceptWait(_ cursor: inout SQLCursor) -> Bool {
        if cursor.accept("NOWAIT") { return true }
        guard cursor.accept("WAIT") else { return false }
        cursor.skip()
        return true
    }

    /// Actions of PostgreSQL that neither readers nor writers wait for.
    private static func isGentle(_ action: ArraySlice<SQLToken>) -> Bool {
        var cursor = SQLCursor(action)
        if cursor.isAt("VALIDATE") || cursor.isAt("CLUSTER") || cursor.isAt("ATTACH") { return true }
        if cursor.accept("DETACH") { return action.contains { $0.isWord("CONCURRENTLY") } }
        if cursor.accept("SET") || cursor.accept("RESET") { return cursor.token?.isSymbol("(") == true }
        if cursor.accept("ALTER") {
            return action.hasWords("SET", "STATISTICS")
        }
        return false
    }

    private mutating func review(_ action: ArraySlice<SQLToken>, of change: TableChange) {
        var cursor = SQLCursor(action)
        let verb = cursor.word
        cursor.skip()
        switch verb {
        case "ADD": add(cursor, action, to: change)
        case "DROP": dropFrom(cursor, action, of: change)
        case "ALTER": alterColumn(cursor, action, of: change)
        case "RENAME": rename(cursor, action, of: change)
        case "VALIDATE": validate(cursor, action, of: change)
        case "SET": setOption(cursor, action, of: change)
        default: reviewMySQL(action, of: change)
        }
    }

    private mutating func add(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, to change: TableChange) {
        var cursor = cursor
        let saysColumn = cursor.accept("COLUMN")
        if !saysColumn, addConstraint(cursor, action, to: change) { return }
        if !saysColumn, !isPostgres, addIndex(cursor, action, to: change) { return }
        if !saysColumn, cursor.isAt("PARTITION") || cursor.isAt("PERIOD") || cursor.isAt("SYSTEM") { return }
        cursor.skipCondition()
        if let group = cursor.group() {
            for definition in group.split(at: ",") { addColumn(SQLCursor(definition), action, to: change) }
        } else {
            addColumn(cursor, action, to: change)
        }
    }

    private mutating func dropFrom(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, of change: TableChange) {
        var cursor = cursor
        let saysColumn = cursor.accept("COLUMN")
        if !saysColumn {
            switch cursor.word {
            case "CONSTRAINT", "FOREIGN", "CHECK": return
            case "INDEX", "KEY": if !isPostgres { return }
            case "PRIMARY": return dropPrimaryKey(action, of: change)
            case "PARTITION":
                return destroys("DROP PARTITION of \(change.name.text)", at: action, table: change.name)
            case "SYSTEM", "PERIOD": return
            default: break
            }
        }
        cursor.skipCondition()
        guard let column = cursor.name() else { return }
        destroys("DROP COLUMN \(column.text)", at: action, table: change.name, column: column)
        guard !change.isNew, !addedColumns.contains("\(change.name.last).\(column.last)") else { return }
        report(
            "`DROP COLUMN \(column.text)` takes a column away that the running version may still read or write",
            fix:
                "release code that no longer uses it first, then drop it as a `stage: contract` that names its `expands:`",
            at: action,
            breaks: true
        )
    }

    private mutating func rename(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, of change: TableChange) {
        var cursor = cursor
        if cursor.isAt("CONSTRAINT") || cursor.isAt("INDEX") || cursor.isAt("KEY") { return }
        if cursor.accept("TO") || cursor.accept("AS") {
            if let new = cursor.name() { renameTable(change.name, to: new, action) }
            return
        }
        let saysColumn = cursor.accept("COLUMN")
        cursor.skipCondition()
        guard let old = cursor.name() else { return }
        guard cursor.accept("TO"), let new = cursor.name() else {
            // MySQL's `RENAME new`.
            if !saysColumn, cursor.isAtEnd { renameTable(change.name, to: old, action) }
            return
        }
        guard !change.isNew else { return }
        report(
            "`RENAME COLUMN \(old.text) TO \(new.text)` breaks the running version at once, which knows only the old name",
            fix:
                "add `\(new.text)`, write both, backfill in batches, switch the readers, and drop `\(old.text)` in a later release",
            at: action,
            breaks: true
        )
    }

    /// A table gets another name.
    mutating func renameTable(_ old: SQLName, to new: SQLName, _ tokens: ArraySlice<SQLToken>) {
        // It takes the place of one that has just gone.
        if let index = renamedAway.removeValue(forKey: new.last) {
            withdraw(index)
            return
        }
        if created.contains(old) {
            created.remove(old)
            created.insert(new)
            return
        }
        renamedAway[old.last] = unsafe.count
        report(
            "renaming `\(old.text)` to `\(new.text)` breaks the running version at once, which knows only the old name",
            fix:
                "keep a view of the old name in the same transaction, or make the new table beside it and move the readers first",
            at: tokens,
            breaks: true
        )
    }

    /// MySQL's `RENAME TABLE a TO b, c TO a`; two that change places harm nobody.
    mutating func renameTables(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        guard cursor.accept("RENAME", "TABLE") || cursor.accept("RENAME", "TABLES") else { return }
        locks("RENAME TABLE", at: statement)
        for pair in cursor.tokens.split(at: ",") {
            var cursor = SQLCursor(pair)
            guard let old = cursor.name(), cursor.accept("TO"), let new = cursor.name() else { continue }
            renameTable(old, to: new, statement)
        }
    }

    private mutating func setOption(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, of change: TableChange) {
        guard !change.isNew else { return }
        switch cursor.word {
        case "TABLESPACE": reportTablespace(action)
        case "LOGGED", "UNLOGGED", "ACCESS":
            let what = action.prefix(3).map(\.text).prefix(cursor.word == "ACCESS" ? 3 : 2).joined(separator: " ")
            reportRewrite("`\(what)`", of: change.name, action)
        case "SCHEMA":
            report(
                "`SET SCHEMA` moves `\(change.name.text)` away from where the running version looks for it",
                fix: "leave a view at the old place in the same transaction, or move the readers first",
                at: action,
                breaks: true
            )
        default: break
        }
    }

    mutating func reportTablespace(_ tokens: ArraySlice<SQLToken>) {
        report(
            "`SET TABLESPACE` copies it all under an exclusive lock: nobody can read or write meanwhile",
            fix: "use `pg_repack --tablespace`, or do it in a window with downtime (`pattern: offline`)",
            at: tokens
        )
    }

    mutating func reportRewrite(_ what: String, of table: SQLName, _ tokens: ArraySlice<SQLToken>) {
        report(
            "\(what) rewrites all of `\(table.text)` under a lock that keeps everybody out",
            fix: isMySQL
                ? "use gh-ost or pt-online-schema-change (`pattern: online-tool`)"
                : "make a new column or table, backfill it in batches, and switch to it",
            at: tokens
        )
    }
}

/// What an `ALTER TABLE` is about, and how MySQL was asked to do it.
struct TableChange: Sendable {
    let name: SQLName
    /// Made by this migration.
    let isNew: Bool
    /// `LOCK=NONE`, or `ALGORITHM=INSTANT`: the server refuses rather than locks.
    private(set) var isOnline = false
    private(set) var isInstant = false
    private(set) var hasOptions = false
    /// The option that keeps writers out.
    private(set) var copying: String?

    init(name: SQLName, isNew: Bool) {
        self.name = name
        self.isNew = isNew
    }

    mutating func readOptions(_ actions: [ArraySlice<SQLToken>]) {
        for action in actions { readOptions(action) }
    }

    /// `ALGORITHM=...` and `LOCK=...`, wherever they stand.
    mutating func readOptions(_ tokens: ArraySlice<SQLToken>) {
        for index in tokens.indices where tokens[index].isWord("ALGORITHM") || tokens[index].isWord("LOCK") {
            var cursor = SQLCursor(tokens[(index + 1)...])
            cursor.acceptSymbol("=")
            guard let value = cursor.word else { continue }
            switch (tokens[index].text, value) {
            case ("ALGORITHM", "INSTANT"): (isInstant, isOnline, hasOptions) = (true, true, true)
            case ("ALGORITHM", "INPLACE"), ("ALGORITHM", "NOCOPY"): hasOptions = true
            case ("LOCK", "NONE"): (isOnline, hasOptions) = (true, true)
            case ("ALGORITHM", "COPY"), ("LOCK", "EXCLUSIVE"), ("LOCK", "SHARED"):
                copying = copying ?? "\(tokens[index].text)=\(value)"
            default: continue
            }
        }
    }
}
