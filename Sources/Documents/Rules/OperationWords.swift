internal import Markdown

/// What the words of a migration's `operation` say, where no SQL can be read: `drop-column`, `add index`.
struct OperationWords {
    private let words: [String]
    private let text: String

    init(_ operation: String) {
        words = operation.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        text = " " + words.joined(separator: " ") + " "
    }

    private func says(_ any: String...) -> Bool { any.contains { words.contains($0) } }
    private func hasPhrase(_ any: String...) -> Bool { any.contains { text.hasPart(" \($0) ") } }

    /// What is unsafe about it, and the safe way; `nil` where nothing is said that is.
    func problem(_ dialect: SQLDialect?) -> (message: String, fix: String, isNote: Bool)? {
        // Words that say that the safe way is taken.
        let isGentle = says(
            "concurrently",
            "online",
            "concurrent",
            "inplace",
            "instant",
            "batches",
            "batched",
            "validated"
        )
        let isUnchecked = hasPhrase("not valid", "unvalidated", "not validated")
        let drops = says("drop", "remove", "delete", "dropping", "removing")
        let adds = says("add", "create", "adding", "build", "set")
        if drops, says("column", "columns"), !says("default") {
            return (
                "drops a column that the running version may still use",
                "release code that no longer uses it first, then drop it as a `stage: contract` that names its `expands:`",
                false
            )
        }
        if drops, says("table", "tables", "database") {
            return (
                "drops a table that the running version may still use",
                "release code that no longer uses it first, then drop it as a `stage: contract` that names its `expands:`",
                false
            )
        }
        if says("rename", "renaming"), says("column", "columns", "table", "tables") {
            return (
                "renames what the running version knows by its old name",
                "add the new one, write both, backfill in batches, switch the readers, and drop the old one in a later release",
                false
            )
        }
        if says("change", "alter", "modify", "convert", "changing"), says("type", "datatype"), !says("enum") {
            return (
                "changes a type, which rewrites the table under a lock",
                "add a column of the new type, write both, backfill in batches, switch the readers, then drop the old one",
                false
            )
        }
        if hasPhrase("not null"), adds || says("make"), !says("check", "default", "drop"), !isGentle, !isUnchecked {
            return (
                "sets NOT NULL, which reads the whole table under a lock",
                "first `CHECK (... IS NOT NULL) NOT VALID`, then `VALIDATE CONSTRAINT`, then `SET NOT NULL`", false
            )
        }
        if adds, hasPhrase("foreign key", "check constraint") || says("fk") || hasPhrase("add check"), !isUnchecked,
            !isGentle
        {
            return (
                "adds a constraint that reads the whole table while writers wait",
                "add it `NOT VALID`, then `VALIDATE CONSTRAINT` in a statement of its own", false
            )
        }
        if hasPhrase("unique constraint", "primary key"), adds, !isGentle, !hasPhrase("using index") {
            return (
                "builds a unique index under an exclusive lock",
                "`CREATE UNIQUE INDEX CONCURRENTLY` first, then `ADD CONSTRAINT ... USING INDEX`", false
            )
        }
        let isOfNewTable = hasPhrase("create table", "add table", "new table")
        if says("index", "indexes", "indices"), adds || drops, !isGentle, !isOfNewTable {
            if dialect == .mysql { return nil }
            return (
                "\(drops ? "drops" : "builds") an index, and does not say that it is done concurrently",
                "`\(drops ? "DROP" : "CREATE") INDEX CONCURRENTLY` on PostgreSQL, outside of a transaction",
                dialect == nil
            )
        }
        if says("truncate") || hasPhrase("vacuum full") || says("cluster") && !isGentle
            || hasPhrase("rewrite table", "table rewrite")
            || says("reindex") && !isGentle
        {
            return (
                "takes an exclusive lock on a table that is in use",
                "use the online form (`CONCURRENTLY`, `pg_repack`, gh-ost), or batches", false
            )
        }
        if says("enum"), says("change", "rename", "drop", "alter", "modify", "remove"), !hasPhrase("add value") {
            return (
                "changes the values of an enum that the running version still writes",
                "add the new value, write it, move the old rows in batches, and leave the old value unused", false
            )
        }
        return nil
    }
}
