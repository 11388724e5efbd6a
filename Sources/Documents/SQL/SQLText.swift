/// Where a text that is looked through stands: a value of the plan, or a file beside it.
enum TextPlace: Sendable {
    case value(Located<String>)
    case file(FileBeside)

    var bytes: [UInt8] {
        switch self {
        case .value(let value): Array(value.value.utf8)
        case .file(let file): file.bytes
        }
    }
}

/// SQL that a plan runs.
struct SQLText: Sendable {
    let text: ExtractedText
    let place: TextPlace
    /// As its client or its file says.
    var dialect: SQLDialect?
    var isOneTransaction = false
    /// The SQL of a database whose locks are not known here.
    var isForeign = false
}

/// A text of commands, taken apart once: the programs that it runs, and the SQL in it.
struct CommandText: Sendable {
    let place: TextPlace
    private(set) var invocations: [ShellInvocation] = []
    private(set) var sql: [SQLText] = []

    private static let sqlShells: Set<String> = [
        "sql", "psql", "pgsql", "plpgsql", "postgres", "postgresql", "mysql", "mariadb", "tsql", "plsql", "sqlite",
    ]
    private static let otherShells: Set<String> = [
        "python", "py", "ruby", "rb", "javascript", "js", "json", "yaml", "yml", "toml", "xml", "text", "txt", "diff",
        "go",
        "http", "promql", "hcl", "dockerfile", "markdown", "md",
    ]

    /// - Parameter shell: The language, where it is said.
    init(_ place: TextPlace, shell: String? = nil, beside: FilesBeside = .none) {
        self.place = place
        let whole = ExtractedText(whole: place.bytes)
        let shell = shell?.lowercased() ?? "bash"
        if Self.otherShells.contains(shell) { return }
        let (commands, typed) =
            shell.hasPrefix("console") || shell == "shell-session" ? Self.session(whole) : (whole, nil)
        let isSQL = Self.sqlShells.contains(shell) && !Self.beginsWithClient(whole) || Self.looksLikeSQL(whole)
        if isSQL {
            sql = [SQLText(text: whole, place: place, dialect: SQLDialect(namedIn: shell))]
            return
        }
        if let typed, !typed.bytes.isEmpty { sql.append(SQLText(text: typed, place: place)) }
        invocations = shellInvocations(in: commands, shell: shell)
        for invocation in invocations { readSQL(of: invocation, beside) }
    }

    private mutating func readSQL(of invocation: ShellInvocation, _ beside: FilesBeside) {
        guard let client = SQLClient.named(invocation.name) else { return }
        let read = client.read(invocation.arguments)
        let feeder = invocation.command.feeder
        let feeding = feeder.first?.text.split(separator: "/").last.map(String.init) ?? ""
        var texts = read.texts + invocation.command.documents
        var files = read.files + invocation.command.inputs.map(\.text)
        if ["echo", "printf"].contains(feeding) { texts += feeder.dropFirst() }
        if ["cat", "sed", "envsubst", "zcat", "pv"].contains(feeding) {
            files += feeder.dropFirst().map(\.text).filter { $0.hasSuffix(".sql") }
        }
        for text in texts {
            if let path = Self.sourced(text) { files.append(path) }
            sql.append(
                SQLText(
                    text: text,
                    place: place,
                    dialect: client.dialect,
                    isOneTransaction: read.isOneTransaction,
                    isForeign: client.isForeign
                )
            )
        }
        for path in files {
            guard let file = beside.file(path) else { continue }
            sql.append(
                SQLText(
                    text: ExtractedText(whole: file.bytes),
                    place: .file(file),
                    dialect: client.dialect,
                    isOneTransaction: read.isOneTransaction,
                    isForeign: client.isForeign
                )
            )
        }
    }

    /// `\i FILE`, `source FILE`: all that a text says.
    private static func sourced(_ text: ExtractedText) -> String? {
        let words = text.text.split { $0.isWhitespace || $0 == ";" }
        guard words.count == 2, ["\\i", "\\ir", "\\include", "source", "\\."].contains(words[0].lowercased()) else {
            return nil
        }
        return String(words[1])
    }

    private static func beginsWithClient(_ text: ExtractedText) -> Bool {
        let first = text.bytes.drop(while: \.isSpaceByte).prefix { !$0.isSpaceByte }.prefix(40)
        let name = String(decoding: first, as: UTF8.self).lowercased()
        return SQLClient.named(name) != nil || ["sudo", "kubectl", "docker", "cat"].contains(name)
    }

    /// Whether a text that does not say its language begins as only SQL does.
    private static func looksLikeSQL(_ text: ExtractedText) -> Bool {
        var tokens = SQLTokenizer(text.bytes, dialect: nil)
        var words: [String] = []
        while words.count < 3, let token = tokens.next(atStart: false), token.kind != .end {
            words.append(token.text.uppercased())
        }
        guard words.count > 1 else { return false }
        let things: Set<String> = [
            "TABLE", "INDEX", "UNIQUE", "VIEW", "MATERIALIZED", "TYPE", "SCHEMA", "DATABASE", "COLUMN", "TRIGGER",
            "FUNCTION",
            "PROCEDURE", "SEQUENCE", "EXTENSION", "DOMAIN", "ROLE", "USER", "FULLTEXT", "TEMPORARY", "TEMP",
        ]
        switch words[0] {
        case "ALTER", "DROP": return things.contains(words[1])
        case "CREATE": return things.contains(words[1]) || words[1] == "OR"
        case "DELETE", "INSERT": return ["FROM", "INTO"].contains(words[1]) && words.count > 2
        case "UPDATE": return words.count > 2 && words[2] == "SET"
        case "TRUNCATE": return words[1] == "TABLE"
        case "BEGIN": return words[1] == ";"
        default: return false
        }
    }

    /// What was typed in a session of a terminal: lines behind a prompt of the shell, and lines behind one of a client.
    private static func session(_ text: ExtractedText) -> (shell: ExtractedText, sql: ExtractedText?) {
        var shell = ExtractedText()
        var sql = ExtractedText()
        var lineStart = 0
        while lineStart < text.bytes.count {
            let lineEnd = text.bytes[lineStart...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.bytes.count
            var start = lineStart
            while start < lineEnd, text.bytes[start].isSpaceByte { start += 1 }
            let line = text.bytes[start..<lineEnd]
            if let first = line.first, [UInt8(ascii: "$"), UInt8(ascii: "#")].contains(first),
                line.dropFirst().first == 0x20
            {
                shell.append(start + 2..<lineEnd, of: text)
            } else if let prompt = clientPrompt(line) {
                sql.append(prompt..<lineEnd, of: text)
            }
            lineStart = lineEnd
        }
        return (shell, sql)
    }

    /// Behind `ledger=# `, `ledger-> `, `mysql> `, `MariaDB [shop]> `.
    private static func clientPrompt(_ line: ArraySlice<UInt8>) -> Int? {
        guard
            let blank = line.prefix(80).indices.first(where: { index in
                index > line.startIndex && line[index] == 0x20
                    && [UInt8(ascii: ">"), UInt8(ascii: "#")].contains(line[index - 1])
            })
        else { return nil }
        let prompt = String(decoding: line[..<blank], as: UTF8.self).lowercased()
        let isClient =
            prompt.hasPrefix("mysql>") || prompt.hasPrefix("mariadb [") || prompt.hasPrefix("->")
            || prompt.hasSuffix("=#") || prompt.hasSuffix("=>") || prompt.hasSuffix("-#") || prompt.hasSuffix("->")
        return isClient ? blank + 1 : nil
    }
}
