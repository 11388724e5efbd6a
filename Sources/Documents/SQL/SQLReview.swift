/// Looks through a migration's SQL, statement by statement, as someone would who has been woken by one: what breaks the
/// running version, what holds others up, what does away with data.
///
/// What a statement does to a table that the same migration has just made harms nobody.
struct SQLReview: Sendable {
    /// Whose SQL it is; `nil` where that can't be told: then only that is found which is unsafe in both, or spelt so in one.
    var dialect: SQLDialect?
    private(set) var unsafe: [SQLFinding] = []
    private(set) var lock: SQLLock?
    private(set) var destroyed: [SQLDestruction] = []

    var created = SQLNames()
    var createdIndexes = SQLNames()
    /// Columns that were added, as `table.column`.
    var addedColumns: Set<String> = []
    /// More was made than could be read.
    var mayHaveCreated = false
    var checks = NotNullChecks()
    /// Tables that were renamed, with the finding about it: a new table or view of the name takes that back.
    var renamedAway: [String: Int] = [:]
    var transaction: SQLTransaction?
    var locksAreLimited = false
    var skipsForeignKeyChecks = false

    init(dialect: SQLDialect? = nil) { self.dialect = dialect }

    var isPostgres: Bool { dialect == .postgres }
    var isMySQL: Bool { dialect == .mysql }

    /// Looks at one more text of the migration; what was found in the one before is forgotten.
    mutating func review(_ text: ExtractedText, isOneTransaction: Bool = false) {
        unsafe = []
        lock = nil
        destroyed = []
        renamedAway = [:]
        transaction = isOneTransaction ? SQLTransaction(isOutermost: true) : nil
        review(text.bytes, nil)
        unsafe.removeAll { $0.message.isEmpty }
    }

    private mutating func review(_ bytes: [UInt8], _ range: Range<Int>?) {
        var statements = SQLStatementReader(bytes, range: range, dialect: dialect)
        while let statement = statements.next() {
            if statement.tokens.first?.isWord("DO") == true {
                // An anonymous block runs at once; what stands in routines does not.
                let body = statement.tokens.first { $0.kind == .string && $0.isDollarQuoted }
                if range == nil, let body { review(bytes, body.inner) }
                continue
            }
            review(statement.tokens[...], isInBlock: range != nil)
        }
    }

    /// Words that a statement in a block can begin with.
    private static let verbs: Set<String> = [
        "ALTER", "CREATE", "DROP", "TRUNCATE", "UPDATE", "DELETE", "LOCK", "WITH", "REFRESH",
    ]

    private mutating func review(_ tokens: ArraySlice<SQLToken>, isInBlock: Bool) {
        guard isInBlock else { return review(tokens) }
        let openers: Set<String> = ["BEGIN", "THEN", "ELSE", "LOOP"]
        let start = tokens.indices.first { index in
            tokens[index].kind == .word && Self.verbs.contains(tokens[index].text)
                && (index == tokens.startIndex || openers.contains(tokens[index - 1].text))
        }
        if let start { review(tokens[start...]) }
    }

    mutating func review(_ tokens: ArraySlice<SQLToken>) {
        let cursor = SQLCursor(tokens)
        guard let verb = cursor.word else { return }
        noteUse(of: tokens)
        switch verb {
        case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT": followTransaction(cursor)
        case "SET", "RESET": readSetting(tokens)
        case "SELECT":
            readSetting(tokens)
            if tokens.contains(where: { $0.isWord("PG_DROP_REPLICATION_SLOT") }) {
                destroys("pg_drop_replication_slot", at: tokens)
            }
        case "CREATE": create(cursor)
        case "ALTER": alter(cursor)
        case "DROP": drop(cursor)
        case "RENAME": renameTables(cursor)
        case "WITH": reviewWith(cursor)
        case "UPDATE": update(cursor)
        case "DELETE": delete(cursor)
        case "TRUNCATE": truncate(cursor)
        case "LOCK": lockTable(cursor)
        case "REINDEX": reindex(cursor)
        case "VACUUM": vacuum(cursor)
        case "CLUSTER": cluster(cursor)
        case "REFRESH": refresh(cursor)
        case "OPTIMIZE": optimize(cursor)
        case "FLUSH":
            if cursor.tokens.hasWords("WITH", "READ", "LOCK") {
                report(
                    "`FLUSH TABLES WITH READ LOCK` stops all writes to the server",
                    fix:
                        "take a consistent snapshot instead: `mysqldump --single-transaction`, or the storage's snapshot",
                    at: tokens
                )
            }
        default: break
        }
    }

    // MARK: What was found

    mutating func report(
        _ message: String,
        fix: String,
        at tokens: ArraySlice<SQLToken>,
        isNote: Bool = false,
        breaks: Bool = false
    ) {
        unsafe.append(
            SQLFinding(message: message, fix: fix, range: tokens.byteRange, isNote: isNote, breaks: breaks)
        )
    }

    /// Takes a finding back.
    mutating func withdraw(_ index: Int) {
        if unsafe.indices.contains(index) { unsafe[index].message = "" }
    }

    /// A lock is taken that others wait behind.
    mutating func locks(_ statement: String, at tokens: ArraySlice<SQLToken>) {
        if lock == nil, !locksAreLimited { lock = SQLLock(statement: statement, range: tokens.byteRange) }
    }

    mutating func destroys(
        _ statement: String,
        at tokens: ArraySlice<SQLToken>,
        table: SQLName? = nil,
        column: SQLName? = nil
    ) {
        destroyed.append(
            SQLDestruction(statement: statement, range: tokens.byteRange, table: table, column: column)
        )
    }

    // MARK: Settings

    /// `SET lock_timeout`, `SELECT set_config('lock_timeout', ...)`, MySQL's `lock_wait_timeout`.
    private mutating func readSetting(_ tokens: ArraySlice<SQLToken>) {
        let settings: Set<String> = ["LOCK_TIMEOUT", "LOCK_WAIT_TIMEOUT"]
        let isReset = tokens.first?.isWord("RESET") == true
        let isQuery = tokens.first?.isWord("SELECT") == true
        for index in tokens.indices where !isQuery || tokens[index].kind == .string {
            let name = tokens[index].text.uppercased()
            if name == "FOREIGN_KEY_CHECKS", let value = tokens[(index + 1)...].first(where: { $0.kind == .number }) {
                skipsForeignKeyChecks = value.text == "0"
            }
            if isReset, name == "ALL" { locksAreLimited = false }
            guard settings.contains(name) else { continue }
            if isQuery, !tokens.contains(where: { $0.isWord("SET_CONFIG") }) { continue }
            let value = tokens[(index + 1)...].first { token in
                [.number, .string].contains(token.kind) || token.kind == .word && token.text != "TO"
            }
            let digits = value?.text.filter(\.isNumber) ?? ""
            let isNothing = digits.isEmpty || digits.allSatisfy { $0 == "0" }
            locksAreLimited = !isReset && !isNothing
        }
    }
}
