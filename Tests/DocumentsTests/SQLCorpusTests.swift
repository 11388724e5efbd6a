import Testing

@testable import Documents

/// Statements that a release engineer would stop in review, and statements that only look like them.
@Suite struct SQLCorpusTests {
    @Test(arguments: [("unsafe", "safe", 60), ("unsafe-later", "safe-later", 20)])
    func everyUnsafeStatementIsFoundAndNoOther(_ unsafeName: String, _ safeName: String, _ least: Int) throws {
        let unsafe = try SQLCorpus(unsafeName).entries
        let safe = try SQLCorpus(safeName).entries
        let missed = unsafe.filter { unsafeOperations($0.sql, $0.dialect).isEmpty }
        let alarms = safe.filter { !unsafeOperations($0.sql, $0.dialect).isEmpty }
        print(
            "\(unsafeName): \(unsafe.count - missed.count) of \(unsafe.count) found; \(safeName): \(safe.count - alarms.count) of \(safe.count) silent"
        )
        #expect(unsafe.count >= least && safe.count >= least)
        #expect(missed.map(\.sql) == [])
        #expect(alarms.map { "\($0.sql): \(unsafeOperations($0.sql, $0.dialect).map(\.message))" } == [])
    }

    /// Each finding names the safe way, and marks a part of the text that is not empty.
    @Test func everyFindingSaysHowItIsMended() throws {
        for entry in try SQLCorpus("unsafe").entries {
            for finding in unsafeOperations(entry.sql, entry.dialect) {
                #expect(!finding.fix.isEmpty && !finding.range.isEmpty, "\(entry.sql)")
                #expect(finding.range.upperBound <= entry.sql.utf8.count)
            }
        }
    }
}
