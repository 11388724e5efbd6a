/// One finding: what is wrong, where, and how it is mended. A value; printing it is another matter.
package struct Diagnostic: Sendable, Equatable {
    /// Something said beside the finding, at a place of its own.
    package struct Note: Sendable, Equatable {
        package let message: String
        package let file: String
        package let span: SourceSpan

        package init(_ message: String, file: String, span: SourceSpan) {
            self.message = message
            self.file = file
            self.span = span
        }
    }

    /// How to mend it. With a `replacement` an editor can do it: the text that `span` becomes.
    package struct Fix: Sendable, Equatable {
        package let title: String
        package let replacement: String?
        package let span: SourceSpan?

        package init(_ title: String, replace span: SourceSpan? = nil, with replacement: String? = nil) {
            self.title = title
            self.replacement = replacement
            self.span = span
        }
    }

    package let rule: Rule
    package var severity: Severity
    /// Relative to the content's working directory, with `/`.
    package let file: String
    package let span: SourceSpan
    package let message: String
    package let notes: [Note]
    package let fixes: [Fix]

    package init(
        _ rule: Rule,
        _ message: String,
        file: String,
        at span: SourceSpan,
        notes: [Note] = [],
        fixes: [Fix] = []
    ) {
        self.rule = rule
        self.severity = rule.severity
        self.file = file
        self.span = span
        self.message = message
        self.notes = notes
        self.fixes = fixes
    }
}

extension Sequence<Diagnostic> {
    /// By file and position, each once: the order in which every format prints them.
    package func sortedOnce() -> [Diagnostic] {
        let ordered = sorted { left, right in
            if left.file != right.file { return left.file.precedesInBytes(right.file) }
            if left.span != right.span { return left.span < right.span }
            if left.rule != right.rule { return left.rule.id < right.rule.id }
            return left.message < right.message
        }
        var once: [Diagnostic] = []
        once.reserveCapacity(ordered.count)
        for diagnostic in ordered where once.last != diagnostic { once.append(diagnostic) }
        return once
    }

    /// How many of each severity.
    package var counts: DiagnosticCounts {
        var counts = DiagnosticCounts()
        for diagnostic in self {
            switch diagnostic.severity {
            case .error: counts.errors += 1
            case .warning: counts.warnings += 1
            case .note: counts.notes += 1
            }
        }
        return counts
    }
}

/// Findings counted by severity.
package struct DiagnosticCounts: Sendable, Equatable {
    package var errors = 0
    package var warnings = 0
    package var notes = 0

    package init() {}
}
