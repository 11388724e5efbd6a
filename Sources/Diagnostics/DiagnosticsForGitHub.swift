extension Sequence<Diagnostic> {
    /// As workflow commands of GitHub Actions, which shows them at their lines of a pull request.
    ///
    /// See "Workflow commands for GitHub Actions", error, warning and notice.
    package func gitHubAnnotations() -> String {
        var text = ""
        for diagnostic in self {
            let span = diagnostic.span
            var properties = [
                ("file", diagnostic.file), ("line", "\(span.start.line)"), ("endLine", "\(span.end.line)"),
            ]
            // Columns are understood within one line only.
            if span.end.line == span.start.line {
                properties.append(("col", "\(span.start.column)"))
                properties.append(("endColumn", "\(Swift.max(span.end.column, span.start.column))"))
            }
            properties.append(("title", diagnostic.rule.id))
            let list = properties.map { "\($0)=\(escaped($1, isProperty: true))" }.joined(separator: ",")
            var message = diagnostic.message
            if let fix = diagnostic.fixes.first { message += "\n\(fix.title)" }
            for note in diagnostic.notes { message += "\n\(note.file):\(note.span.start.line): \(note.message)" }
            text += "::\(diagnostic.severity.command) \(list)::\(escaped(message, isProperty: false))\n"
        }
        return text
    }

    private func escaped(_ text: String, isProperty: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": result += "%25"
            case "\r": result += "%0D"
            case "\n": result += "%0A"
            case ":" where isProperty: result += "%3A"
            case "," where isProperty: result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Severity {
    fileprivate var command: String {
        switch self {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }
}
