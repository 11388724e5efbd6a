import Foundation

@testable import Documents

/// A corpus of SQL texts, each below a line `=== dialect`.
struct SQLCorpus {
    struct Entry: Sendable {
        let dialect: SQLDialect?
        let sql: String
    }

    let entries: [Entry]

    init(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: "Fixtures/sql/\(name).txt"), encoding: .utf8)
        entries = text.components(separatedBy: "=== ").dropFirst().map { part in
            let lines = part.split(separator: "\n", maxSplits: 1)
            return Entry(dialect: SQLDialect(namedIn: String(lines[0])), sql: String(lines[1]))
        }
    }
}

/// What is found in an SQL text, the way a migration's is looked through.
func unsafeOperations(_ sql: String, _ dialect: SQLDialect?) -> [SQLFinding] {
    let text = ExtractedText(whole: Array(sql.utf8))
    var review = SQLReview(dialect: dialect ?? SQLDialect(spokenIn: text))
    review.review(text)
    return review.unsafe
}
