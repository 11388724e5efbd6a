import Testing

@testable import Documents

/// The reader of SQL: where statements end, what is text and what is not, and that nothing makes it stumble.
@Suite struct SQLReadingTests {
    private func statements(_ sql: String, _ dialect: SQLDialect? = nil) -> [String] {
        let bytes = Array(sql.utf8)
        var reader = SQLStatementReader(bytes, dialect: dialect)
        var found: [String] = []
        while let statement = reader.next() {
            found.append(statement.tokens.map(\.text).joined(separator: " "))
        }
        return found
    }

    @Test(
        arguments: [
            ("a; b;; c", nil, ["A", "B", "C"]),
            ("a 'x;y' ; b \"p;q\"; c `r;s`", nil, ["A x;y", "B p;q", "C r;s"]),
            ("a 'it''s;' ; b", nil, ["A it''s;", "B"]),
            ("a 'it\\'s;' ; b", .mysql, ["A it\\'s;", "B"]),
            ("a 'C:\\'; b", .postgres, ["A C:\\", "B"]),
            ("a E'it\\'s;'; b", .postgres, ["A it\\'s;", "B"]),
            ("a $x$ ; $$ ; $x$ ; b", .postgres, ["A ", "B"]),
            ("a $1 ; b", .postgres, ["A $1", "B"]),
            ("a -- ; no\n; b", nil, ["A", "B"]),
            ("a /* ; /* ; */ ; */ ; b", .postgres, ["A", "B"]),
            ("a /* ; /* ; */ ; b", .mysql, ["A", "B"]),
            ("a /* ; /* ; */ ; b", nil, ["A", "B"]),
            ("a # ; no\n; b", .mysql, ["A", "B"]),
            ("a #> b; c", .postgres, ["A # > B", "C"]),
            ("/*!40101 SET x */; b", .mysql, ["SET X", "B"]),
            ("\\d orders\na; b", .postgres, ["A", "B"]),
            ("a\\gexec\nb", .postgres, ["A", "B"]),
            ("a\\G b", .mysql, ["A", "B"]),
            ("DELIMITER //\na; b// DELIMITER ;\nc; d", .mysql, ["A ; B", "C", "D"]),
            ("COPY t FROM STDIN;\na;b\n\\.\nc;", .postgres, ["COPY T FROM STDIN", "C"]),
            (
                "CREATE PROCEDURE p() BEGIN IF x THEN a; END IF; CASE y WHEN 1 THEN b; END CASE; END; c", .mysql,
                ["CREATE PROCEDURE P ( ) BEGIN IF X THEN A ; END IF ; CASE Y WHEN 1 THEN B ; END CASE ; END", "C"]
            ),
            ("\u{FEFF}a; b", nil, ["A", "B"]),
            ("a %{table}; b ${T}", nil, ["A %{table}", "B ${T}"]),
        ] as [(String, SQLDialect?, [String])]
    )
    func statementsEndWhereTheClientEndsThem(_ sql: String, _ dialect: SQLDialect?, _ expected: [String]) {
        #expect(statements(sql, dialect) == expected)
    }

    /// Fragments that open something and may never close it.
    private static let fragments = [
        "'", "\"", "`", "$$", "$a$", "$", "\\", "\\'", "/*", "*/", "/*!", "--", "#", "(", ")", ";", "\n", " ", ",", ".",
        "DELIMITER ",
        "ALTER TABLE t ", "ADD COLUMN ", "DROP ", "CREATE INDEX ", "CREATE FUNCTION f ", "BEGIN ", "END ", "CASE ",
        "UPDATE t SET ",
        "WITH a AS (", "DO $$", "COPY t FROM STDIN;", "NOT NULL", "DEFAULT ", "ADD CONSTRAINT ", "CHECK (", "é",
        "\u{0}", "%{", "${",
        "psql -c '", "psql -", "a.", "DELIMITER x\n", "<<EOF\n", "<<<", "$(", "$((", "<(", "&&", "||", "| ", ">",
        "2>&1", "bash -c \"", "if ",
        "xargs rm ", "E'",
        "RENAME TO ", "ALGORITHM=", "LOCK TABLE ", "IN ACCESS EXCLUSIVE MODE",
    ]

    @Test(arguments: 0..<300) func noTextMakesItStumble(_ seed: Int) {
        var random = Random(seed: UInt64(seed))
        let parts = (0..<Int.random(in: 1...60, using: &random)).map { _ in
            Self.fragments[Int.random(in: 0..<Self.fragments.count, using: &random)]
        }
        var bytes = Array(parts.joined().utf8)
        // Some bytes that are no UTF-8.
        if seed % 3 == 0 { bytes.insert(0xFF, at: bytes.count / 2) }
        for dialect in [nil, .postgres, .mysql] as [SQLDialect?] {
            let text = ExtractedText(whole: bytes)
            var review = SQLReview(dialect: dialect)
            review.review(text)
            for finding in review.unsafe { #expect(finding.range.upperBound <= bytes.count) }
        }
        let command = Located(String(decoding: bytes, as: UTF8.self))
        for shell in ["bash", "sql", "console"] {
            let text = CommandText(.value(command), shell: shell)
            for invocation in text.invocations { _ = DestructiveProgram.destruction(by: invocation) }
        }
        let script = CommandText(.file(FileBeside(name: "m.sh", bytes: bytes)))
        for invocation in script.invocations { _ = DestructiveProgram.destruction(by: invocation) }
    }

    /// Four times the text takes about four times as long, whatever is repeated in it.
    @Test(arguments: fragments) func timeGrowsWithTheText(_ fragment: String) {
        func time(_ size: Int) -> Duration {
            let text = String(repeating: fragment, count: max(1, size / fragment.utf8.count))
            return processorTime {
                var review = SQLReview()
                review.review(ExtractedText(whole: Array(text.utf8)))
                let command = CommandText(.value(Located(text)))
                for invocation in command.invocations { _ = DestructiveProgram.destruction(by: invocation) }
            }
        }
        let small = time(10_000)
        let large = time(40_000)
        #expect(large < max(small * 10, .milliseconds(300)), "\(fragment): \(small), then \(large)")
    }
}

/// Numbers that are the same on every machine.
private struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
