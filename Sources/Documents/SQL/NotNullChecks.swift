/// Which columns are known to hold no null, because a check that says so has been validated.
struct NotNullChecks: Sendable {
    /// The columns of a check by `table/constraint`.
    private var columns: [String: Set<String>] = [:]
    /// `table/column`.
    private var proven: Set<String> = []
    /// Tables of which a constraint from elsewhere was validated: it may be such a check.
    private var validatedTables: Set<String> = []

    mutating func add(_ constraint: SQLName?, to table: SQLName, _ expression: ArraySlice<SQLToken>, isValid: Bool) {
        guard !expression.contains(where: { $0.isWord("OR") }) else { return }
        var found: Set<String> = []
        for index in expression.indices {
            var rest = SQLCursor(expression[index...])
            if let name = rest.name(), rest.accept("IS", "NOT", "NULL") { found.insert(name.last) }
        }
        if let constraint { columns["\(table.last)/\(constraint.last)"] = found }
        if isValid { proven.formUnion(found.map { "\(table.last)/\($0)" }) }
    }

    mutating func validate(_ constraint: SQLName, of table: SQLName) {
        if let known = columns["\(table.last)/\(constraint.last)"] {
            proven.formUnion(known.map { "\(table.last)/\($0)" })
        } else {
            validatedTables.insert(table.last)
        }
    }

    func prove(_ column: SQLName, of table: SQLName) -> Bool {
        proven.contains("\(table.last)/\(column.last)") || validatedTables.contains(table.last)
    }
}
