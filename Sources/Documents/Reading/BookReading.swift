internal import Diagnostics

/// Reads `rollbook.yaml` and looks at what it asks for.
package func readBook(from bytes: [UInt8], file: String) -> Parsed<Book> {
    var parsed = readSettings(Book.self, from: bytes, file: file) { showsSecrets($0) }
    guard parsed.diagnostics.allSatisfy({ !$0.isFatal }) else { return parsed }
    var reader = RecordReader(file: file, bytes: bytes)
    findReversedFreezes(in: parsed.value, &reader)
    for approvals in parsed.value.approvals where approvals.value.value < 0 {
        let message = "\(approvals.value.value) approvals are fewer than none"
        reader.report(.unknownValue, message, at: approvals.value.span, fixes: [Diagnostic.Fix("write 0 for none")])
    }
    if let url = parsed.value.repository?.url, !isWebAddress(url.value) {
        let message = "`\(url.value)` is no address that a page can link to"
        let fix = Diagnostic.Fix("write where a browser shows it: `https://git.example.org/team/runbooks`")
        reader.report(.unknownValue, message, at: url.span, severity: .warning, fixes: [fix])
    }
    if let days = parsed.value.measures?.days, days.value < 1 {
        let message = "the recent measures are of \(days.value) days"
        reader.report(.unknownValue, message, at: days.span, fixes: [Diagnostic.Fix("write 1 or more; 90 is usual")])
    }
    parsed.diagnostics += reader.diagnostics
    return parsed
}

private func isWebAddress(_ text: String) -> Bool {
    ["https://", "http://"].contains { text.lowercased().hasPrefix($0) && text.utf8.count > $0.utf8.count }
}
