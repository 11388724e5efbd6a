/// What only MySQL's and MariaDB's `ALTER TABLE` has.
extension SQLReview {
    mutating func reviewMySQL(_ action: ArraySlice<SQLToken>, of change: TableChange) {
        var cursor = SQLCursor(action)
        let verb = cursor.word
        guard !change.isNew else { return }
        cursor.skip()
        switch verb {
        case "CHANGE", "MODIFY":
            cursor.accept("COLUMN")
            cursor.skipCondition()
            guard let old = cursor.name() else { return }
            let new = verb == "CHANGE" ? cursor.name() ?? old : old
            redefine(old, as: new, cursor.tokens, action, change)
        case "CONVERT":
            guard !change.isOnline else { return }
            reportRewrite("`CONVERT TO CHARACTER SET`", of: change.name, action)
        case "ENGINE", "FORCE", "ROW_FORMAT", "KEY_BLOCK_SIZE", "ORDER", "PARTITION", "REMOVE":
            guard verb != "PARTITION" || cursor.isAt("BY"), verb != "ORDER" || cursor.isAt("BY"),
                verb != "REMOVE" || cursor.isAt("PARTITIONING")
            else { return }
            guard !change.isOnline else { return }
            reportRewrite(
                "`\(action.prefix(2).map(\.text).joined(separator: " ").trimmingSign)`",
                of: change.name,
                action
            )
        case "TRUNCATE":
            guard cursor.isAt("PARTITION") else { return }
            destroys("TRUNCATE PARTITION of \(change.name.text)", at: action, table: change.name)
            report(
                "`TRUNCATE PARTITION` takes every row of it away at once",
                fix: "keep the rows that are still read; delete the others in batches",
                at: action,
                breaks: true
            )
        default: break
        }
    }

    /// `CHANGE` and `MODIFY` say a column anew.
    private mutating func redefine(
        _ old: SQLName,
        as new: SQLName,
        _ definition: ArraySlice<SQLToken>,
        _ action: ArraySlice<SQLToken>,
        _ change: TableChange
    ) {
        if old.last != new.last {
            return report(
                "`CHANGE \(old.text) \(new.text)` renames a column, which breaks the running version at once",
                fix:
                    "add `\(new.text)`, write both, backfill in batches, switch the readers, and drop `\(old.text)` in a later release",
                at: action,
                breaks: true
            )
        }
        // The server refuses what it can't do so.
        guard !change.isOnline else { return }
        let isEnum = definition.first?.isWord("ENUM") == true || definition.first?.isWord("SET") == true
        report(
            isEnum
                ? "saying the values of `\(old.text)` anew copies `\(change.name.text)` unless they are only added at the end"
                : "saying the column `\(old.text)` anew copies `\(change.name.text)` while writers wait, if its type or nullness changes",
            fix: isEnum
                ? "add values only at the end, with `ALGORITHM=INSTANT`, so that the server refuses rather than copies"
                : "say `ALGORITHM=INPLACE, LOCK=NONE`, so that the server refuses rather than locks; else use gh-ost or pt-online-schema-change",
            at: action
        )
    }

    mutating func dropPrimaryKey(_ action: ArraySlice<SQLToken>, of change: TableChange) {
        guard !change.isNew, !change.isOnline else { return }
        reportRewrite("`DROP PRIMARY KEY`", of: change.name, action)
    }

    mutating func optimize(_ cursor: SQLCursor) {
        let statement = cursor.tokens
        var cursor = cursor
        cursor.skip()
        while cursor.accept("NO_WRITE_TO_BINLOG") || cursor.accept("LOCAL") {}
        guard cursor.accept("TABLE") || cursor.accept("TABLES"), let table = cursor.name() else { return }
        guard !created.contains(table) else { return }
        locks("OPTIMIZE TABLE \(table.text)", at: statement)
        report(
            "`OPTIMIZE TABLE \(table.text)` writes all of the table anew",
            fix: "use gh-ost or pt-online-schema-change (`pattern: online-tool`) at a quiet time",
            at: statement
        )
    }
}

extension String {
    /// `ENGINE =` as `ENGINE`.
    fileprivate var trimmingSign: String { hasSuffix(" =") ? String(dropLast(2)) : self }
}
