/// `ALTER TYPE`: the values of an enum.
extension SQLReview {
    mutating func alterType(_ cursor: SQLCursor, _ statement: ArraySlice<SQLToken>) {
        var cursor = cursor
        cursor.skip()
        guard let type = cursor.name(), !created.contains(type) else { return }
        if cursor.accept("ADD", "VALUE") {
            cursor.skipCondition()
            // Alone it harms nobody; the rest of the transaction must not use the value.
            if let value = cursor.token?.text, cursor.token?.kind == .string {
                transaction?.enumValues[value] = statement
            }
        } else if cursor.isAt("RENAME", "VALUE") {
            report(
                "`RENAME VALUE` breaks the running version, which still writes and compares the old value",
                fix:
                    "`ADD VALUE` for the new one, write it, move the old rows in batches, and leave the old value unused",
                at: statement,
                breaks: true
            )
        } else if cursor.isAt("DROP", "VALUE") {
            report(
                "`DROP VALUE`: a value of an enum can't be dropped",
                fix:
                    "leave it unused; or move to a column of a new type: add it, backfill in batches, switch, drop the old one",
                at: statement,
                breaks: true
            )
        } else if cursor.isAt("RENAME", "TO") {
            report(
                "renaming the type `\(type.text)` breaks the casts of the running version",
                fix: "make the new type beside it, and move columns and casts before the old one goes",
                at: statement,
                breaks: true
            )
        }
    }
}
