/// How a book weighs findings: its `rules:` and the command's `--strict`.
package struct SeverityPolicy: Sendable, Equatable {
    /// What `rules: {id: …}` of the book may say.
    package enum Choice: String, Sendable, CaseIterable {
        case error, warning, ignore
    }

    package var choices: [String: Choice]
    /// Warnings count as errors.
    package var isStrict: Bool

    package init(choices: [String: Choice] = [:], isStrict: Bool = false) {
        self.choices = choices
        self.isStrict = isStrict
    }

    /// The diagnostic as this book weighs it; `nil` where the book ignores its rule. Notes stay notes.
    package func apply(to diagnostic: Diagnostic) -> Diagnostic? {
        var weighed = diagnostic
        switch choices[diagnostic.rule.id] {
        case .ignore: return nil
        case .error: weighed.severity = .error
        case .warning: weighed.severity = .warning
        case nil: break
        }
        if isStrict && weighed.severity == .warning { weighed.severity = .error }
        return weighed
    }
}
