/// Whose SQL it is, as far as a migration's rules differ by it.
enum SQLDialect: Sendable, Equatable {
    case postgres, mysql

    /// From a free text such as the name of a database, a shell or a program.
    init?(namedIn text: String) {
        let text = text.lowercased()
        if ["mysql", "mariadb", "percona", "innodb", "vitess", "gh-ost", "pt-online"].contains(where: text.contains) {
            self = .mysql
        } else if ["postgres", "psql", "pgsql", "plpgsql", "pg_", "cockroach", "timescale"].contains(
            where: text.contains
        ) {
            self = .postgres
        } else {
            return nil
        }
    }

    /// Words that only one of the two knows.
    private static let postgresWords: Set<String> = [
        "CONCURRENTLY", "JSONB", "TIMESTAMPTZ", "BIGSERIAL", "SERIAL", "SMALLSERIAL", "PLPGSQL", "LOCK_TIMEOUT",
        "BYTEA",
        "REINDEX", "VACUUM", "UNLOGGED", "ILIKE", "MATERIALIZED", "REGCLASS", "TSVECTOR", "GEN_RANDOM_UUID",
    ]
    private static let mysqlWords: Set<String> = [
        "ENGINE", "AUTO_INCREMENT", "ALGORITHM", "UNSIGNED", "TINYINT", "MEDIUMINT", "MEDIUMTEXT", "LONGTEXT",
        "LOCK_WAIT_TIMEOUT", "INNODB", "UTF8MB4", "FULLTEXT", "TINYTEXT", "LONGBLOB", "FOREIGN_KEY_CHECKS", "INPLACE",
    ]

    /// From a text's own words, where they are only one's.
    init?(spokenIn text: ExtractedText) {
        var postgres = 0
        var mysql = 0
        var tokens = SQLTokenizer(text.bytes, dialect: nil)
        // A script says what it is written for near its beginning.
        for _ in 0..<4_000 {
            guard let token = tokens.next(atStart: true) else { break }
            switch token.kind {
            case .word:
                if Self.postgresWords.contains(token.text) { postgres += 1 }
                if Self.mysqlWords.contains(token.text) { mysql += 1 }
            case .name where token.isBackticked: mysql += 1
            case .string where token.isDollarQuoted: postgres += 1
            case .symbol where token.text == "::": postgres += 1
            default: break
            }
        }
        if tokens.hasDelimiter { mysql += 1 }
        guard (postgres == 0) != (mysql == 0) else { return nil }
        self = postgres > 0 ? .postgres : .mysql
    }
}
