package import Diagnostics
internal import Markdown

extension Rule {
    package static let joinedLines = Rule(
        "joined-lines",
        .steps,
        .warning,
        "A command of several lines that YAML reads as one.",
        help: """
            Without `|` the lines of a text are joined by blanks: the second command becomes a word of the first, and a \
            backslash at a line's end takes the blank behind it into the word. Write `command: |` and keep the lines, or \
            one command in one line.
            """
    )
}

/// `joined-lines`.
func findJoinedLines(in texts: [PlanText], _ reader: inout RecordReader) {
    for text in texts where text.shell != nil {
        let (value, style) = (text.text, text.text.style)
        guard style == .plain || style == .folded, value.span.end.line > value.span.start.line,
            let line = secondCommand(in: reader.sourceLines(of: value.span), style: style)
        else { continue }
        reader.report(
            .joinedLines,
            line.isContinued
                ? "\(text.name) goes on behind a backslash, and its lines are joined"
                : "\(text.name) is one line to YAML: this is no command of its own",
            at: line.span,
            fixes: [Diagnostic.Fix("write `command: |` where the lines are to stay")]
        )
    }
}

/// A line that was to be run by itself, or that ends with the backslash of a shell.
private func secondCommand(
    in source: [SourceLine],
    style: ScalarStyle
) -> (span: SourceSpan, isContinued: Bool)? {
    // The header of a folded text is no line of it.
    let lines = style == .folded ? source.dropFirst() : source[...]
    guard let first = lines.first else { return nil }
    var quotes = Quotes()
    for (line, next) in zip(lines, lines.dropFirst()) {
        quotes.read(line.text)
        // In a folded text a blank line ends a line, and what is indented further keeps its own.
        let isJoined =
            !line.text.isEmpty && !next.text.isEmpty
            && (style == .plain || line.indent == first.indent && next.indent == first.indent)
        guard isJoined else { continue }
        if line.text.hasSuffix("\\") { return (line.span, true) }
        if !quotes.areOpen, !goesOn(line.text), beginsCommand(next.text, like: first.text) { return (next.span, false) }
    }
    return nil
}

/// Whether a line can't be the end of a command.
private func goesOn(_ line: String) -> Bool {
    let ends = ["|", "&&", "||", ";", "(", "{", "--", "<<", "\\", ",", "=", "sudo", "then", "do", "else"]
    return ends.contains { line.hasSuffix($0) }
}

private func beginsCommand(_ line: String, like first: String) -> Bool {
    guard let word = line.words.first, let letter = word.first, letter.isLetter || "./~$".contains(letter) else {
        return false
    }
    guard let program = first.words.first else { return false }
    if program == word { return true }
    // A path is rather what the command is given, and so is a program behind one that runs others.
    guard !"/~$".contains(letter), !runningOthers.contains(String(program)) else { return false }
    return CommandWords.isCommand(line: line) && !CommandWords.isEveryday(word)
}

private let runningOthers: Set<String> = [
    "sudo", "env", "time", "timeout", "nohup", "nice", "xargs", "exec", "watch", "ssh", "su", "parallel", "kubectl",
    "oc",
    "docker", "podman", "nerdctl", "docker-compose", "find", "ansible", "salt", "flock", "chroot", "runuser", "vagrant",
    "gcloud", "heroku", "fly", "bundle", "poetry", "uv", "npx", "git", "echo", "man", "which", "apt", "apt-get", "yum",
    "dnf",
]

/// Whether a quotation of a shell is open behind the lines that were read.
private struct Quotes {
    private var open: Character?
    var areOpen: Bool { open != nil }

    mutating func read(_ line: String) {
        var isEscaped = false
        for character in line {
            if isEscaped {
                isEscaped = false
            } else if character == "\\", open != "'" {
                isEscaped = true
            } else if character == open {
                open = nil
            } else if open == nil, character == "'" || character == "\"" {
                open = character
            }
        }
    }
}
