/// A transaction that is open: what was done in it that must not be used in it.
struct SQLTransaction: Sendable {
    /// The client opened it for the whole text.
    var isOutermost = false
    /// Constraints that were added as not yet valid, as `table/name`.
    var unchecked: Set<String> = []
    /// Values that were added to an enum, with the place of the statement.
    var enumValues: [String: ArraySlice<SQLToken>] = [:]
}

extension SQLReview {
    mutating func followTransaction(_ cursor: SQLCursor) {
        var cursor = cursor
        switch cursor.word {
        case "START":
            if cursor.accept("START", "TRANSACTION") { transaction = transaction ?? SQLTransaction() }
        case "BEGIN": transaction = transaction ?? SQLTransaction()
        case "ROLLBACK":
            cursor.skip()
            if !cursor.accept("WORK") { cursor.accept("TRANSACTION") }
            // Back to a savepoint, the transaction stays open.
            if !cursor.isAt("TO"), transaction?.isOutermost != true { transaction = nil }
        default:
            if transaction?.isOutermost != true { transaction = nil }
        }
    }

    /// Says where a value is used that the open transaction has added to its type.
    mutating func noteUse(of tokens: ArraySlice<SQLToken>) {
        guard let values = transaction?.enumValues, !values.isEmpty else { return }
        for token in tokens where token.kind == .string {
            guard let place = values[token.text] else { continue }
            transaction?.enumValues[token.text] = nil
            report(
                "`ADD VALUE '\(token.text)'` and a statement that uses the value stand in one transaction, which PostgreSQL refuses",
                fix: "commit `ALTER TYPE ... ADD VALUE` alone, before anything uses the value",
                at: place,
                breaks: true
            )
        }
    }

    /// Something that can't run in a transaction stands in one.
    mutating func needsNoTransaction(_ what: String, at tokens: ArraySlice<SQLToken>) {
        guard transaction != nil else { return }
        report(
            "`\(what)` can't run inside a transaction: the migration stops here",
            fix: "run it outside `BEGIN ... COMMIT`, in a migration of its own",
            at: tokens,
            breaks: true
        )
    }
}
