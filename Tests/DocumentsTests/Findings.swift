import Diagnostics
import Documents

/// What is wrong with a YAML text read as a record, a line a finding: `line:column-endColumn severity rule`.
func findings<Value: Record>(_ type: Value.Type, _ text: String) -> [String] {
    readRecord(type, from: Array(text.utf8), file: "a.yaml").diagnostics.sortedOnce().map(\.brief)
}

func planFindings(_ text: String) -> [String] {
    readPlan(from: Array(text.utf8), file: "a.yaml").diagnostics.sortedOnce().map(\.brief)
}

extension Diagnostic {
    /// Place, weight and rule; the words have tests of their own.
    var brief: String {
        let end = span.end.line == span.start.line ? "\(span.end.column)" : "\(span.end.line):\(span.end.column)"
        return "\(span.start.line):\(span.start.column)-\(end) \(severity.rawValue) \(rule.id)"
    }

    /// The source with its first fix applied.
    func fixed(_ source: String) -> String? {
        guard let fix = fixes.first, let text = fix.replacement, let span = fix.span else { return nil }
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.unicodeScalars) }
        let row = Int(span.start.line) - 1
        let columns = Int(span.start.column) - 1..<Int(span.end.column) - 1
        guard lines.indices.contains(row), span.end.line == span.start.line, columns.upperBound <= lines[row].count
        else {
            return nil
        }
        lines[row].replaceSubrange(columns, with: Array(text.unicodeScalars))
        return lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
    }
}
