internal import Diagnostics

/// Reads `rollbook.yaml` and looks at what it asks for.
package func readBook(from bytes: [UInt8], file: String) -> Parsed<Book> {
    var parsed = readRecord(Book.self, from: bytes, file: file)
    guard parsed.diagnostics.allSatisfy({ !$0.isFatal }) else { return parsed }
    var reader = RecordReader(file: file, bytes: bytes)
    findReversedFreezes(in: parsed.value, &reader)
    for approvals in parsed.value.approvals where approvals.value.value < 0 {
        let message = "\(approvals.value.value) approvals are fewer than none"
        reader.report(.unknownValue, message, at: approvals.value.span, fixes: [Diagnostic.Fix("write 0 for none")])
    }
    if let days = parsed.value.measures?.days, days.value < 1 {
        let message = "the recent measures are of \(days.value) days"
        reader.report(.unknownValue, message, at: days.span, fixes: [Diagnostic.Fix("write 1 or more; 90 is usual")])
    }
    parsed.diagnostics += reader.diagnostics
    return parsed
}
