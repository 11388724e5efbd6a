extension JSON {
    /// The diagnostics in the machine format, version 1: every key is always there.
    package init(_ diagnostics: [Diagnostic]) {
        let counts = diagnostics.counts
        self = .object([
            "schema": .int(1),
            "diagnostics": .array(diagnostics.map(JSON.init)),
            "summary": .object([
                "errors": .int(counts.errors), "warnings": .int(counts.warnings), "notes": .int(counts.notes),
            ]),
        ])
    }

    private init(_ diagnostic: Diagnostic) {
        self = .object(
            diagnostic.span.members.merging([
                "rule": .string(diagnostic.rule.id),
                "severity": .string(diagnostic.severity.rawValue),
                "file": .string(diagnostic.file),
                "message": .string(diagnostic.message),
                "notes": .array(
                    diagnostic.notes.map { note in
                        .object([
                            "message": .string(note.message),
                            "file": .string(note.file),
                            "line": .int(Int(note.span.start.line)),
                            "column": .int(Int(note.span.start.column)),
                        ])
                    }
                ),
                "fixes": .array(
                    diagnostic.fixes.map { fix in
                        let place = (fix.span ?? diagnostic.span).members
                        return .object(
                            place.merging(["title": .string(fix.title), "replacement": JSON(fix.replacement)]) { $1 }
                        )
                    }
                ),
            ]) { $1 }
        )
    }
}

extension SourceSpan {
    fileprivate var members: [String: JSON] {
        [
            "line": .int(Int(start.line)), "column": .int(Int(start.column)),
            "endLine": .int(Int(end.line)), "endColumn": .int(Int(end.column)),
        ]
    }
}
