/// Constraints: what makes the server look at all rows while others wait.
extension SQLReview {
    /// Looks at a constraint that is added; whether there was one.
    mutating func addConstraint(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, to change: TableChange) -> Bool {
        var cursor = cursor
        var name: SQLName?
        let isNamed = cursor.accept("CONSTRAINT")
        let kinds: Set<String> = ["FOREIGN", "CHECK", "UNIQUE", "PRIMARY", "EXCLUDE", "NOT"]
        if isNamed, !kinds.contains(cursor.word ?? "") || cursor.tokens.dropFirst().first.map(Self.isKind) == true {
            cursor.skipCondition()
            name = cursor.name()
        }
        guard let kind = cursor.word, kinds.contains(kind) else { return isNamed }
        let words = action.outermost
        let isUnchecked = words.hasWords("NOT", "VALID")
        let isIgnored = words.hasWords("NOT", "ENFORCED")
        if isUnchecked, let name { transaction?.unchecked.insert("\(change.name.last)/\(name.last)") }
        switch kind {
        case "CHECK":
            cursor.skip()
            if let expression = cursor.group() {
                checks.add(name, to: change.name, expression, isValid: !isUnchecked && !isIgnored)
            }
            guard !change.isNew, !isUnchecked, !isIgnored else { return true }
            reportUnchecked("a check", "CHECK (...)", change, action)
        case "NOT":
            guard cursor.accept("NOT", "NULL") else { return false }
            guard !change.isNew, !isUnchecked else { return true }
            reportUnchecked("a NOT NULL constraint", "NOT NULL ...", change, action)
        case "FOREIGN":
            guard !change.isNew, !isUnchecked, !isIgnored, !(skipsForeignKeyChecks && !isPostgres) else { return true }
            if isMySQL {
                report(
                    "adding a foreign key copies `\(change.name.text)` while writers wait",
                    fix:
                        "use gh-ost or pt-online-schema-change, or `SET foreign_key_checks = 0` with `ALGORITHM=INPLACE` where the data is known to fit",
                    at: action
                )
            } else {
                report(
                    "a foreign key without NOT VALID reads all of `\(change.name.text)` while writers of both tables wait",
                    fix:
                        "add it `NOT VALID`, then `VALIDATE CONSTRAINT` in a statement of its own, which lets writers go on",
                    at: action
                )
            }
        case "EXCLUDE":
            guard !change.isNew else { return true }
            report(
                "an exclusion constraint builds its index under an exclusive lock; there is no way to build it concurrently",
                fix: "add it in a window with downtime (`pattern: offline`), or make a new table with it and switch",
                at: action
            )
        default: addUnique(isPrimary: kind == "PRIMARY", words, action, change)
        }
        return true
    }

    /// Whether a word begins what follows the name of a constraint.
    private static func isKind(_ token: SQLToken) -> Bool {
        ["FOREIGN", "CHECK", "UNIQUE", "PRIMARY", "EXCLUDE", "NOT"].contains { token.isWord($0) }
    }

    private mutating func addUnique(
        isPrimary: Bool,
        _ words: [SQLToken],
        _ action: ArraySlice<SQLToken>,
        _ change: TableChange
    ) {
        guard !change.isNew, !words.hasWords("USING", "INDEX") else { return }
        let what = isPrimary ? "PRIMARY KEY" : "UNIQUE"
        if isMySQL, isPrimary {
            guard !change.isOnline else { return }
            return reportRewrite("`ADD PRIMARY KEY`", of: change.name, action)
        }
        if !isPostgres, !isPrimary { return noteOnlineIndex(change, action) }
        report(
            "`\(what)` builds its index under an exclusive lock: nobody can read or write `\(change.name.text)` meanwhile",
            fix: "`CREATE UNIQUE INDEX CONCURRENTLY` first, then `ADD CONSTRAINT ... \(what) USING INDEX`",
            at: action
        )
    }

    private mutating func reportUnchecked(
        _ what: String,
        _ clause: String,
        _ change: TableChange,
        _ action: ArraySlice<SQLToken>
    ) {
        report(
            isMySQL
                ? "adding \(what) copies `\(change.name.text)` while writers wait"
                : "\(what) without NOT VALID reads all of `\(change.name.text)` under an exclusive lock",
            fix: isMySQL
                ? "add it `NOT ENFORCED`, or use gh-ost or pt-online-schema-change"
                : "`ADD CONSTRAINT ... \(clause) NOT VALID`, then `VALIDATE CONSTRAINT` in a statement of its own",
            at: action
        )
    }

    mutating func validate(_ cursor: SQLCursor, _ action: ArraySlice<SQLToken>, of change: TableChange) {
        var cursor = cursor
        guard cursor.accept("CONSTRAINT"), let name = cursor.name() else { return }
        checks.validate(name, of: change.name)
        guard !change.isNew, transaction?.unchecked.contains("\(change.name.last)/\(name.last)") == true else { return }
        report(
            "`VALIDATE CONSTRAINT \(name.text)` stands in the transaction that adds the constraint, so all rows are read under its lock",
            fix: "commit between `NOT VALID` and `VALIDATE CONSTRAINT`",
            at: action
        )
    }

    mutating func alterDomain(_ cursor: SQLCursor, _ statement: ArraySlice<SQLToken>) {
        let tokens = cursor.tokens
        let addsCheck = tokens.contains { $0.isWord("ADD") } && tokens.contains { $0.isWord("CHECK") }
        guard addsCheck && !tokens.hasWords("NOT", "VALID") || tokens.hasWords("SET", "NOT", "NULL") else { return }
        report(
            "this looks at all rows of all tables that use the domain, while they are locked",
            fix: "`ADD CONSTRAINT ... NOT VALID`, then `ALTER DOMAIN ... VALIDATE CONSTRAINT`",
            at: statement
        )
    }
}
