/// A table's or column's name, with its schema where one is given.
struct SQLName: Sendable, Hashable {
    /// In small letters: what is compared.
    let parts: [String]
    /// As it is shown.
    let text: String

    var last: String { parts.last ?? "" }

    /// Whether two names can be of one thing: a schema counts where both have one.
    func matches(_ other: SQLName) -> Bool {
        guard last == other.last else { return false }
        return parts.count < 2 || other.parts.count < 2 || parts.dropLast().last == other.parts.dropLast().last
    }
}

/// A set of names, to be asked for one with or without its schema.
struct SQLNames: Sendable {
    private var names: [String: [SQLName]] = [:]

    mutating func insert(_ name: SQLName) {
        guard !contains(name) else { return }
        names[name.last, default: []].append(name)
    }

    mutating func remove(_ name: SQLName) { names[name.last]?.removeAll { $0.matches(name) } }

    func contains(_ name: SQLName) -> Bool { names[name.last]?.contains { $0.matches(name) } ?? false }
}

/// Walks over the tokens of a statement.
struct SQLCursor {
    private(set) var tokens: ArraySlice<SQLToken>

    init(_ tokens: ArraySlice<SQLToken>) { self.tokens = tokens }
    init(_ statement: SQLStatement) { tokens = statement.tokens[...] }

    var token: SQLToken? { tokens.first }
    /// The keyword here, in capitals.
    var word: String? { tokens.first?.kind == .word ? tokens.first?.text : nil }
    var isAtEnd: Bool { tokens.isEmpty }

    func isAt(_ words: String...) -> Bool { isAt(words) }

    private func isAt(_ words: [String]) -> Bool {
        guard tokens.count >= words.count else { return false }
        return zip(tokens, words).allSatisfy { $0.isWord($1) }
    }

    /// Steps over these words if all stand here.
    @discardableResult
    mutating func accept(_ words: String...) -> Bool {
        guard isAt(words) else { return false }
        tokens = tokens.dropFirst(words.count)
        return true
    }

    @discardableResult
    mutating func acceptSymbol(_ symbol: String) -> Bool {
        guard tokens.first?.isSymbol(symbol) == true else { return false }
        tokens = tokens.dropFirst()
        return true
    }

    mutating func skip(_ count: Int = 1) { tokens = tokens.dropFirst(count) }

    /// Steps over `IF EXISTS` and `IF NOT EXISTS`.
    mutating func skipCondition() {
        if !accept("IF", "EXISTS") { accept("IF", "NOT", "EXISTS") }
    }

    /// Steps over a name, with its schema.
    mutating func name() -> SQLName? {
        acceptSymbol(":")
        var parts: [String] = []
        while let token = tokens.first, [.word, .name, .string].contains(token.kind) {
            parts.append(token.kind == .word ? token.text.lowercased() : token.text)
            tokens = tokens.dropFirst()
            // Database, schema, table, column: no name has more parts.
            guard parts.count < 4, acceptSymbol(".") else { break }
        }
        guard !parts.isEmpty else { return nil }
        return SQLName(parts: parts.map { $0.lowercased() }, text: parts.joined(separator: "."))
    }

    /// What stands in the parentheses here; steps over them.
    mutating func group() -> ArraySlice<SQLToken>? {
        guard tokens.first?.isSymbol("(") == true else { return nil }
        var depth = 0
        for index in tokens.indices {
            if tokens[index].isSymbol("(") { depth += 1 }
            if tokens[index].isSymbol(")") { depth -= 1 }
            if depth == 0 {
                let inner = tokens[tokens.startIndex + 1..<index]
                tokens = tokens[(index + 1)...]
                return inner
            }
        }
        let inner = tokens.dropFirst()
        tokens = tokens[tokens.endIndex...]
        return inner
    }
}

extension ArraySlice<SQLToken> {
    /// Split at a symbol outside of all parentheses.
    func split(at symbol: String) -> [ArraySlice<SQLToken>] {
        var parts: [ArraySlice<SQLToken>] = []
        var depth = 0
        var start = startIndex
        for index in indices {
            if self[index].isSymbol("(") { depth += 1 }
            if self[index].isSymbol(")") { depth -= 1 }
            if depth == 0, self[index].isSymbol(symbol) {
                parts.append(self[start..<index])
                start = index + 1
            }
        }
        parts.append(self[start..<endIndex])
        return parts.filter { !$0.isEmpty }
    }

    /// The tokens outside of all parentheses.
    var outermost: [SQLToken] {
        var depth = 0
        return filter { token in
            if token.isSymbol(")") { depth -= 1 }
            defer { if token.isSymbol("(") { depth += 1 } }
            return depth <= 0 && !token.isSymbol(")")
        }
    }

    /// Whether these words stand one behind the other.
    func hasWords(_ words: String...) -> Bool { firstIndex(ofWords: words) != nil }

    func firstIndex(ofWords words: [String]) -> Int? {
        guard count >= words.count else { return nil }
        return (startIndex...(endIndex - words.count)).first { start in
            words.indices.allSatisfy { self[start + $0].isWord(words[$0]) }
        }
    }

    /// In bytes.
    var byteRange: Range<Int> { (first?.range.lowerBound ?? 0)..<(last?.range.upperBound ?? 0) }
}

extension Array<SQLToken> {
    func hasWords(_ words: String...) -> Bool { self[...].firstIndex(ofWords: words) != nil }
}
