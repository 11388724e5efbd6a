/// Columns that are added, and columns that change.
extension SQLReview {
    /// Functions that give another value for each row, so that each row must be written.
    private static let volatile: Set<String> = [
        "RANDOM", "RANDOM_NORMAL", "GEN_RANDOM_UUID", "UUID_GENERATE_V1", "UUID_GENERATE_V1MC", "UUID_GENERATE_V4",
        "UUIDV4", "UUIDV7", "UUID_GENERATE_V7", "GEN_RANDOM_BYTES", "GEN_SALT", "CLOCK_TIMESTAMP", "TIMEOFDAY",
        "NEXTVAL",
        "UUID", "UUID_SHORT", "RAND", "RANDOM_BYTES", "SYSDATE",
    ]

    private static let serial: Set<String> = [
        "SERIAL", "BIGSERIAL", "SMALLSERIAL", "SERIAL2", "SERIAL4", "SERIAL8",
    ]

    /// The definition of one column, from its name on.
    mutating func addColumn(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, to change: TableChange) {
        var cursor = cursor
        guard let column = cursor.name() else { return }
        addedColumns.insert("\(change.name.last).\(column.last)")
        guard !change.isNew else { return }
        let definition = cursor.tokens
        let words = definition.outermost
        let isGenerated = words.hasWords("GENERATED") || words.hasWords("AS")
        if let type = definition.first, type.kind == .word, Self.serial.contains(type.text) {
            return reportNumbering("`\(type.text.lowercased())`", column, action, change)
        }
        if words.hasWords("AS", "IDENTITY") { return reportNumbering("an identity", column, action, change) }
        if words.hasWords("AUTO_INCREMENT") { return reportNumbering("`AUTO_INCREMENT`", column, action, change) }
        if isGenerated, words.hasWords("STORED") || words.hasWords("PERSISTENT") {
            return reportRewrite("a stored generated column `\(column.text)`", of: change.name, action)
        }
        if let function = volatileDefault(definition) {
            report(
                "the default `\(function.lowercased())()` of `\(column.text)` differs from row to row, so all of `\(change.name.text)` is rewritten under a lock",
                fix:
                    "add the column without a default, then `SET DEFAULT` for new rows, then backfill the old ones in batches",
                at: action
            )
        }
        let hasDefault = words.hasWords("DEFAULT") && !words.hasWords("DEFAULT", "NULL")
        if words.hasWords("NOT", "NULL"), !hasDefault, !isGenerated {
            report(
                "`\(column.text)` is added as NOT NULL without a default: it fails where there are rows, and the running version can't insert any",
                fix:
                    "add it nullable or with a constant default, backfill in batches, then `CHECK (\(column.text) IS NOT NULL) NOT VALID` and `VALIDATE CONSTRAINT`",
                at: action,
                breaks: true
            )
        }
        addColumnConstraints(words, column, action, change)
    }

    private mutating func addColumnConstraints(
        _ words: [SQLToken],
        _ column: SQLName,
        _ action: ArraySlice<SQLToken>,
        _ change: TableChange
    ) {
        if !isMySQL, words.hasWords("REFERENCES") {
            report(
                "the foreign key of the new column `\(column.text)` locks writers out of both tables",
                fix:
                    "add the column alone, then `ADD CONSTRAINT ... FOREIGN KEY ... NOT VALID`, then `VALIDATE CONSTRAINT`",
                at: action
            )
        }
        if words.hasWords("CHECK"), !words.hasWords("NOT", "ENFORCED") {
            report(
                "the check of the new column `\(column.text)` is tried on all rows under an exclusive lock",
                fix:
                    "add the column alone, then `ADD CONSTRAINT ... CHECK (...) NOT VALID`, then `VALIDATE CONSTRAINT`",
                at: action
            )
        }
        guard words.hasWords("UNIQUE") || words.hasWords("PRIMARY", "KEY"), !change.isOnline else { return }
        report(
            "the unique index of the new column `\(column.text)` is built under an exclusive lock",
            fix: "add the column alone, then `CREATE UNIQUE INDEX CONCURRENTLY`, then `ADD CONSTRAINT ... USING INDEX`",
            at: action
        )
    }

    private func volatileDefault(_ definition: ArraySlice<SQLToken>) -> String? {
        guard let start = definition.firstIndex(where: { $0.isWord("DEFAULT") }) else { return nil }
        let enders: Set<String> = ["CHECK", "REFERENCES", "CONSTRAINT", "COMMENT"]
        let expression = definition[start...].prefix { $0.kind != .word || !enders.contains($0.text) }
        return zip(expression, expression.dropFirst()).first { token, next in
            // A name in quotes may be a function's, too.
            (token.kind == .word || token.kind == .name) && next.isSymbol("(")
                && Self.volatile.contains(token.text.uppercased())
        }?.0.text
    }

    private mutating func reportNumbering(
        _ what: String,
        _ column: SQLName,
        _ action: ArraySlice<SQLToken>,
        _ change: TableChange
    ) {
        report(
            "\(what) as `\(column.text)` numbers all rows: `\(change.name.text)` is rewritten under a lock that keeps everybody out",
            fix: isMySQL
                ? "use gh-ost or pt-online-schema-change (`pattern: online-tool`)"
                : "add a plain column, give it a sequence by `SET DEFAULT nextval(...)`, and backfill the old rows in batches",
            at: action
        )
    }

    // MARK: Changes

    mutating func alterColumn(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, of change: TableChange) {
        guard !change.isNew else { return }
        var cursor = cursor
        if !cursor.accept("COLUMN"), cursor.isAt("CONSTRAINT") || cursor.isAt("INDEX") || cursor.isAt("CHECK") {
            return
        }
        cursor.skipCondition()
        guard let column = cursor.name() else { return }
        if cursor.accept("TYPE") || cursor.accept("SET", "DATA", "TYPE") {
            report(
                "changing the type of `\(column.text)` rewrites all of `\(change.name.text)` and its indexes under an exclusive lock",
                fix:
                    "add a column of the new type, write both, backfill in batches, switch the readers, then drop the old one",
                at: action
            )
        } else if cursor.accept("SET", "NOT", "NULL") {
            guard !checks.prove(column, of: change.name) else { return }
            report(
                "`SET NOT NULL` reads all of `\(change.name.text)` under an exclusive lock, and fails at the first null",
                fix:
                    "first `ADD CONSTRAINT ... CHECK (\(column.text) IS NOT NULL) NOT VALID`, then `VALIDATE CONSTRAINT`, then `SET NOT NULL`, which then needs no scan",
                at: action
            )
        } else if cursor.accept("SET", "EXPRESSION") {
            reportRewrite("`SET EXPRESSION`", of: change.name, action)
        }
    }
}
