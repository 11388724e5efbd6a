/// One statement of an SQL text.
struct SQLStatement: Sendable {
    var tokens: [SQLToken] = []

    /// In bytes.
    var range: Range<Int> { (tokens.first?.range.lowerBound ?? 0)..<(tokens.last?.range.upperBound ?? 0) }
}

/// Splits an SQL text into statements, also where the body of a routine has statements of its own.
struct SQLStatementReader {
    /// What comes behind, as in the rows of a dump, says nothing more about a statement.
    private static let tokenLimit = 50_000

    private var tokenizer: SQLTokenizer

    init(_ bytes: [UInt8], range: Range<Int>? = nil, dialect: SQLDialect?) {
        tokenizer = SQLTokenizer(bytes, range: range, dialect: dialect)
    }

    /// The next statement; `nil` at the end.
    mutating func next() -> SQLStatement? {
        var statement = SQLStatement()
        var routine = RoutineBody()
        while let token = tokenizer.next(atStart: statement.tokens.isEmpty) {
            if token.kind == .end, token.text == "\\" || !routine.isOpen {
                guard !statement.tokens.isEmpty else { continue }
                if token.text == ";", statement.copiesRows { tokenizer.skipRows() }
                return statement
            }
            routine.read(token, before: statement.tokens)
            if statement.tokens.count < Self.tokenLimit { statement.tokens.append(token) }
        }
        return statement.tokens.isEmpty ? nil : statement
    }
}

extension SQLStatement {
    /// `COPY table FROM STDIN`, whose rows stand behind it.
    fileprivate var copiesRows: Bool {
        guard tokens.first?.isWord("COPY") == true else { return false }
        return zip(tokens, tokens.dropFirst()).contains { $0.isWord("FROM") && $1.isWord("STDIN") }
    }
}

/// Follows `BEGIN ... END` in the text of a routine.
private struct RoutineBody {
    private var isRoutine = false
    private var depth = 0
    /// The last END ended a block, as far as was seen.
    private var hasEnded = false

    var isOpen: Bool { depth > 0 }

    mutating func read(_ token: SQLToken, before: [SQLToken]) {
        guard token.kind == .word || token.kind == .end else { return }
        if !isRoutine {
            guard before.count < 16, before.first?.isWord("CREATE") == true else { return }
            isRoutine = ["PROCEDURE", "FUNCTION", "TRIGGER", "EVENT"].contains(token.text)
            return
        }
        let last = before.last
        switch token.text {
        case "BEGIN": depth += 1
        case "CASE" where depth > 0 && last?.isWord("END") != true: depth += 1
        case "IF", "LOOP", "WHILE", "REPEAT":
            // `END IF` ends no block.
            if hasEnded, last?.isWord("END") == true { depth += 1 }
        case "END":
            hasEnded = depth > 0
            if hasEnded { depth -= 1 }
        default: break
        }
    }
}
