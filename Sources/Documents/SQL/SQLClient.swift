/// A program that runs SQL: where on its command line the SQL stands.
struct SQLClient: Sendable {
    let dialect: SQLDialect?
    /// Only what it destroys is looked for: its SQL is of another kind.
    var isForeign = false
    var inline: Set<String>
    var file: Set<String> = []
    /// Short options that take a value, those above included.
    var taking: Set<Character>

    static func named(_ name: String) -> SQLClient? {
        switch name {
        case "psql", "pgcli":
            SQLClient(
                dialect: .postgres,
                inline: ["-c", "--command"],
                file: ["-f", "--file"],
                taking: Set("cdfFhLopPRTUv")
            )
        case "mysql", "mariadb", "mycli":
            SQLClient(dialect: .mysql, inline: ["-e", "--execute"], taking: Set("ehPuDS"))
        case "sqlite3", "duckdb": SQLClient(dialect: nil, isForeign: true, inline: ["", "-c", "-cmd"], taking: ["c"])
        case "cqlsh":
            SQLClient(
                dialect: nil,
                isForeign: true,
                inline: ["-e", "--execute"],
                file: ["-f", "--file"],
                taking: Set("efukp")
            )
        case "clickhouse-client", "clickhouse":
            SQLClient(dialect: nil, isForeign: true, inline: ["-q", "--query"], taking: Set("qhud"))
        case "sqlcmd":
            SQLClient(dialect: nil, isForeign: true, inline: ["-Q", "-q"], file: ["-i"], taking: Set("QqiSUPd"))
        case "invoke-sqlcmd":
            SQLClient(
                dialect: nil,
                isForeign: true,
                inline: ["-Query", "-query"],
                file: ["-InputFile", "-inputfile"],
                taking: []
            )
        case "sqlplus": SQLClient(dialect: nil, isForeign: true, inline: [], taking: [])
        case "snowsql":
            SQLClient(dialect: nil, isForeign: true, inline: ["-q", "--query"], file: ["-f"], taking: Set("qfadswru"))
        case "bq": SQLClient(dialect: nil, isForeign: true, inline: [""], taking: [])
        default: nil
        }
    }

    /// The SQL and the paths of the files that an invocation gives it.
    func read(_ arguments: [ExtractedText]) -> (texts: [ExtractedText], files: [String], isOneTransaction: Bool) {
        var texts: [ExtractedText] = []
        var files: [String] = []
        var isOneTransaction = false
        func take(_ option: String, _ value: ExtractedText) {
            if inline.contains(option) { texts.append(value) }
            if file.contains(option) { files.append(value.text) }
        }
        var index = 0
        while index < arguments.count {
            let word = arguments[index]
            let text = word.text
            index += 1
            if text.hasPrefix("--") {
                if text == "--single-transaction" { isOneTransaction = dialect == .postgres }
                let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let option = String(parts[0])
                guard inline.contains(option) || file.contains(option) else { continue }
                if parts.count == 2 {
                    take(option, ExtractedText(option.utf8.count + 1..<word.bytes.count, of: word))
                } else if index < arguments.count {
                    take(option, arguments[index])
                    index += 1
                }
            } else if text.hasPrefix("-"), text.utf8.count > 1 {
                if inline.contains(text) || file.contains(text) {
                    if index < arguments.count { take(text, arguments[index]) }
                    index += 1
                    continue
                }
                for (offset, letter) in text.enumerated().dropFirst() {
                    if letter == "1", dialect == .postgres { isOneTransaction = true }
                    guard taking.contains(letter) else { continue }
                    if offset + 1 < text.count {
                        let start = min(text.prefix(offset + 1).utf8.count, word.bytes.count)
                        take("-\(letter)", ExtractedText(start..<word.bytes.count, of: word))
                    } else if index < arguments.count {
                        take("-\(letter)", arguments[index])
                        index += 1
                    }
                    break
                }
            } else {
                take("", word)
            }
        }
        return (texts, files, isOneTransaction)
    }
}
