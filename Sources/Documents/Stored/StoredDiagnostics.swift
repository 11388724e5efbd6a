package import Diagnostics

extension StoredWriter {
    package mutating func add(_ diagnostic: Diagnostic) {
        add(diagnostic.rule.id)
        add(diagnostic.severity.rawValue)
        add(diagnostic.file)
        add(diagnostic.span)
        add(diagnostic.message)
        add(diagnostic.notes) { writer, note in
            writer.add(note.message)
            writer.add(note.file)
            writer.add(note.span)
        }
        add(diagnostic.fixes) { writer, fix in
            writer.add(fix.title)
            writer.add(fix.replacement)
            writer.add(fix.span == nil ? 0 : 1)
            if let span = fix.span { writer.add(span) }
        }
    }
}

extension StoredReader {
    /// - Parameter rules: By their ids, all that there are.
    package mutating func diagnostic(_ rules: [String: Rule]) throws(StoredDamage) -> Diagnostic {
        guard let rule = rules[try text()], let severity = Severity(rawValue: try text()) else { throw StoredDamage() }
        let file = try text()
        let span = try span()
        let message = try text()
        let notes = try list { reader throws(StoredDamage) in
            Diagnostic.Note(try reader.text(), file: try reader.text(), span: try reader.span())
        }
        let fixes = try list { reader throws(StoredDamage) in
            let title = try reader.text()
            let replacement = try reader.optionalText()
            let span = try reader.number() == 0 ? nil : try reader.span()
            return Diagnostic.Fix(title, replace: span, with: replacement)
        }
        var diagnostic = Diagnostic(rule, message, file: file, at: span, notes: notes, fixes: fixes)
        diagnostic.severity = severity
        return diagnostic
    }
}
