/// Something in an SQL text that a running service would feel.
struct SQLFinding: Sendable {
    /// What it does, and to whom.
    var message: String
    /// The safe way.
    var fix: String
    /// In bytes of the text.
    var range: Range<Int>
    /// Worth saying, and no more than that.
    var isNote = false
    /// What it takes away is missed also by a version that comes back later: no downtime helps against that.
    var breaks = false
}

/// A lock that keeps others out, taken without a limit to the waiting for it.
struct SQLLock: Sendable {
    /// The statement in short: `ALTER TABLE orders`.
    var statement: String
    var range: Range<Int>
}

/// Data that a statement does away with.
struct SQLDestruction: Sendable {
    /// The statement in short: `DROP TABLE orders`.
    var statement: String
    var range: Range<Int>
    /// What is gone, to tell whether it was new.
    var table: SQLName?
    var column: SQLName?
}
