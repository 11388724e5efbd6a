import Testing

@testable import Documents

/// The free words of a migration's `operation`, where there is no SQL to be read.
@Suite struct OperationWordsTests {
    @Test(arguments: [
        "drop-column", "remove columns a and b", "Drop Column", "drop_table", "rename-column", "rename table",
        "change-column-type",
        "alter column type", "modify datatype", "set-not-null", "add not null", "make email not null",
        "add-foreign-key",
        "add check constraint", "add-unique-constraint", "add primary key", "add-index", "create index", "drop-index",
        "truncate",
        "vacuum full", "reindex", "rename-enum-value", "change enum",
    ])
    func areUnsafe(_ operation: String) {
        #expect(OperationWords(operation).problem(.postgres) != nil)
    }

    @Test(arguments: [
        "add-table", "add-column", "add-column (nullable)", "add column with default", "add-index concurrently",
        "add-unique-index concurrently, partial", "add-foreign-key (not valid)", "add-check (not valid) and validate",
        "validate-constraint", "backfill in batches of 5,000 rows", "backfill into a new table", "pg_repack",
        "alter-extension",
        "server upgrade with hard links", "add-table, add-column (nullable), add-foreign-key (not valid)",
        "drop index concurrently",
        "add enum value", "drop-constraint", "drop column default", "set default", "create view", "drop not null",
        "data migration",
        "add-column not null with default", "set not null after validated check", "delete old rows in batches",
        "copy table",
        "create table with index", "add partition", "remove duplicates",
    ])
    func areSafe(_ operation: String) {
        #expect(OperationWords(operation).problem(.postgres)?.message == nil)
    }

    /// Where the dialect is not known, an index is only a note; MySQL builds it online.
    @Test func anIndexDependsOnTheDialect() {
        #expect(OperationWords("add-index").problem(nil)?.isNote == true)
        #expect(OperationWords("add-index").problem(.mysql) == nil)
    }
}
