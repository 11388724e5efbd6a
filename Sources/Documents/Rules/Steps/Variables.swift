package import Diagnostics
internal import Markdown

extension Rule {
    package static let unknownVariable = Rule(
        "unknown-variable",
        .steps,
        "A `%{name}` that the plan's `vars:` does not give.",
        help: """
            The page would show the braces, and whoever copies the command runs it with them. Add the name to `vars:`, or \
            mend its spelling. `%%{` stands for `%{` where a program wants it, as curl's `%%{http_code}`.
            """
    )
    package static let unusedVariable = Rule(
        "unused-variable",
        .steps,
        .warning,
        "A variable that no command uses.",
        help: """
            Either a command holds the value itself and will be forgotten when it changes, or the variable is left over. \
            Write `%{name}` where the value is meant, or take the variable out.
            """
    )
}

/// `unknown-variable` and `unused-variable`, in a plan that has `vars`.
func findVariables(_ vars: [NamedValue<String>], in texts: [PlanText], _ reader: inout RecordReader) {
    guard !vars.isEmpty else { return }
    let known = vars.map(\.name.value)
    var used: Set<String> = []
    for text in texts {
        for (name, range) in variables(in: text.text.value) {
            used.insert(name)
            guard text.shell != nil, !known.contains(name) else { continue }
            let near = suggestion(for: name, among: known).map { Diagnostic.Fix("did you mean `%{\($0)}`?") }
            reader.report(
                .unknownVariable,
                "\(text.name) uses `%{\(name)}`, which `vars:` does not give",
                in: text.text,
                at: range,
                fixes: [near ?? Diagnostic.Fix("add `\(name):` to `vars:`, or write `%%{` where a program wants `%{`")]
            )
        }
    }
    for variable in vars where !used.contains(variable.name.value) {
        let message = "no command uses the variable `\(variable.name.value)`"
        let fix = Diagnostic.Fix("write `%{\(variable.name.value)}` where it is meant, or take it out")
        reader.report(.unusedVariable, message, at: variable.name.span, fixes: [fix])
    }
}

/// The names in `%{name}`, with the whole of it; `%%{` is none.
private func variables(in text: String) -> [(String, Range<String.Index>)] {
    var found: [(String, Range<String.Index>)] = []
    var rest = text[...]
    while let start = rest.partRange("%{") {
        let after = text[start.upperBound...]
        rest = after
        let isEscaped = start.lowerBound > text.startIndex && text[text.index(before: start.lowerBound)] == "%"
        guard !isEscaped, let end = after.firstIndex(where: { $0 == "}" || $0.isNewline }), after[end] == "}" else {
            continue
        }
        found.append((String(after[..<end]), start.lowerBound..<text.index(after: end)))
        rest = text[end...]
    }
    return found
}
