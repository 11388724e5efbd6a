package import Diagnostics
internal import Markdown

extension Rule {
    package static let promptInCommand = Rule(
        "prompt-in-command",
        .steps,
        .warning,
        "A command begins with a shell's prompt.",
        help: """
            Copied as it stands, `$ ` is run as a command of its own and fails. Write the line without it; where the answer \
            is to be shown as well, put it into `expected:` (or say `shell: console`, where lines after `$ ` are commands).
            """
    )
    package static let typographicCharacter = Rule(
        "typographic-character-in-command",
        .steps,
        "A command holds a curly quote, a dash or a blank that a word processor put there.",
        help: """
            To a shell they are letters: \u{201C}a b\u{201D} is two words, and `\u{2013}force` is a file's name. They come \
            from a chat, a mail or a word processor. Write `"`, `'`, `-` and the plain blank.
            """
    )
    package static let severalCommands = Rule(
        "several-commands",
        .steps,
        .warning,
        "A step runs more than one command.",
        help: """
            When the second of three fails, nobody knows what has been done, and the page can tick only the whole. Make a step \
            of each, with its own expectation. One action are: a pipeline, an `&&` chain, a loop or condition, a \
            here-document; assignments, `cd`, `set` and `export` do not count.
            """
    )
}

private let shells: Set<String> = ["bash", "sh", "shell", "zsh", "ksh", "fish", "console", "shell-session", "terminal"]

/// `prompt-in-command`, `typographic-character-in-command`, `several-commands`.
func findCommandForms(in plan: DeploymentPlan, _ texts: [PlanText], _ reader: inout RecordReader) {
    for text in texts where text.shell != nil {
        reader.checkPrompt(text)
        reader.checkCharacters(text)
    }
    for step in plan.allSteps {
        guard let command = step.command, shells.contains(step.shell?.value ?? "bash") else { continue }
        reader.checkCount(command, step)
    }
}

extension RecordReader {
    fileprivate mutating func checkPrompt(_ text: PlanText) {
        let shell = text.shell ?? ""
        let isSession = shell == "console" || shell == "shell-session"
        guard let prompt = firstPrompt(in: text.text.value, isSession: isSession) else { return }
        let written = text.text.value[prompt].trimmed
        report(
            .promptInCommand,
            "\(text.name) begins with the prompt `\(written)`",
            in: text.text,
            at: prompt,
            fixes: [Diagnostic.Fix("write the line without it")]
        )
    }

    fileprivate mutating func checkCharacters(_ text: PlanText) {
        guard let range = firstTypographicCharacter(in: text.text.value) else { return }
        let scalar = text.text.value[range].unicodeScalars.first ?? " "
        let (name, plain) = typographic[scalar] ?? ("a character that is not seen", "")
        report(
            .typographicCharacter,
            "\(text.name) holds \(name) (\(codePoint(scalar.value)))",
            in: text.text,
            at: range,
            fixes: [Diagnostic.Fix(plain.isEmpty ? "take it out" : "write `\(plain)`")]
        )
    }

    fileprivate mutating func checkCount(_ command: Located<String>, _ step: Step) {
        let actions: [Range<String.Index>]
        if step.shell?.value == "console" || step.shell?.value == "shell-session" {
            actions = lines(in: command.value).filter { command.value[$0].hasPrefix("$ ") }
        } else {
            actions = ShellStatements(command.value).actions.map(\.range)
        }
        guard actions.count > 1 else { return }
        report(
            .severalCommands,
            "\(step.nameInMessages) runs \(actions.count) commands; this is the second",
            in: command,
            at: actions[1],
            fixes: [Diagnostic.Fix("make a step of each, with its own expectation and verification")]
        )
    }
}

/// As Unicode names a character: `U+00A0`.
func codePoint(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

private func lines(in text: String) -> [Range<String.Index>] {
    text.split(separator: "\n").map { $0.startIndex..<$0.endIndex }
}

/// A prompt at the beginning of a line.
///
/// - Parameter isSession: `$ ` is no part of the commands there.
private func firstPrompt(in text: String, isSession: Bool) -> Range<String.Index>? {
    // Every prompt ends with one of these.
    guard text.utf8.contains(where: { "$%>#".utf8.contains($0) }) else { return nil }
    for line in text.lines {
        guard line.utf8.contains(where: { "$%>#".utf8.contains($0) }) else { continue }
        let start = line.drop { $0 == " " }
        for prompt in ["$ ", "% ", "> ", "mysql> ", "psql> ", "sqlite> ", "PS> ", ">>> "] where start.hasPrefix(prompt)
        {
            let end = start.index(start.startIndex, offsetBy: prompt.count)
            if prompt == "$ ", isSession { continue }
            // A continued quotation may begin with `> `; a first line does not, unless it writes to a file.
            if prompt == "> ", start.startIndex != text.startIndex || isPath(start[end...]) { continue }
            return start.startIndex..<end
        }
        // As root's prompt, where nothing else is there that is run.
        let isRoot =
            start.hasPrefix("# ")
            && (isSession
                ? start.startIndex == text.startIndex && ShellSession(text.lines.map(String.init)) != nil
                : text.lines.allSatisfy { $0.hasPrefix("# ") || $0.trimmed.isEmpty })
        let end = isRoot ? start.index(after: start.startIndex) : ShellPrompt.end(in: start)
        guard let end, end < start.endIndex else { continue }
        return start.startIndex..<end
    }
    return nil
}

/// Whether a single name of a file stands there: what is behind `>` is written to it.
private func isPath(_ words: Substring) -> Bool {
    let word = words.drop { $0 == " " }.prefix { !$0.isWhitespace }
    return String(words).words.count == 1 || word.first.map { "/.~$\"'&".contains($0) } ?? false
}

private let typographic: [Unicode.Scalar: (name: String, plain: String)] = [
    "\u{201C}": ("a curly quote", "\""), "\u{201D}": ("a curly quote", "\""), "\u{201E}": ("a curly quote", "\""),
    "\u{201F}": ("a curly quote", "\""), "\u{00AB}": ("an angled quote", "\""), "\u{00BB}": ("an angled quote", "\""),
    "\u{2018}": ("a curly quote", "'"), "\u{2019}": ("a curly quote", "'"), "\u{201A}": ("a curly quote", "'"),
    "\u{201B}": ("a curly quote", "'"), "\u{2032}": ("a prime", "'"), "\u{2033}": ("a double prime", "\""),
    "\u{2010}": ("a hyphen of typography", "-"), "\u{2011}": ("a non-breaking hyphen", "-"),
    "\u{2012}": ("a figure dash", "-"), "\u{2013}": ("an en dash", "-"), "\u{2014}": ("an em dash", "--"),
    "\u{2015}": ("a horizontal bar", "--"), "\u{2212}": ("a minus sign", "-"),
    "\u{00A0}": ("a non-breaking space", " "),
    "\u{202F}": ("a narrow non-breaking space", " "), "\u{2007}": ("a figure space", " "),
    "\u{2009}": ("a thin space", " "), "\u{3000}": ("an ideographic space", " "),
    "\u{200B}": ("a zero-width space", ""), "\u{200C}": ("a zero-width character", ""),
    "\u{200D}": ("a zero-width joiner", ""), "\u{2060}": ("a word joiner", ""), "\u{FEFF}": ("a byte order mark", ""),
    "\u{00AD}": ("a soft hyphen", ""),
    "\u{202A}": ("a sign that turns the writing around", ""), "\u{202B}": ("a sign that turns the writing around", ""),
    "\u{202D}": ("a sign that turns the writing around", ""), "\u{202E}": ("a sign that turns the writing around", ""),
]

/// The first of them; inside straight quotes a dash, an apostrophe and a joiner belong to a text for people.
private func firstTypographicCharacter(in text: String) -> Range<String.Index>? {
    let scalars = text.unicodeScalars
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    var quote: Unicode.Scalar?
    var index = scalars.startIndex
    while index < scalars.endIndex {
        let scalar = scalars[index]
        let next = scalars.index(after: index)
        if scalar == quote {
            quote = nil
        } else if quote == nil, scalar == "\"" || scalar == "'" {
            quote = scalar
        } else if isHidden(scalar)
            || typographic[scalar] != nil && (quote == nil || !isText(scalar, at: index, in: scalars))
        {
            return index..<next
        }
        index = next
    }
    return nil
}

/// Whether what is read is not what is run: characters that turn the writing around, and others that nobody sees.
private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x80, typographic[scalar] == nil else { return false }
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .control: return true
    default: return false
    }
}

private func isText(_ scalar: Unicode.Scalar, at index: String.Index, in scalars: String.UnicodeScalarView) -> Bool {
    switch scalar {
    case "\u{2013}", "\u{2014}", "\u{00AB}", "\u{00BB}", "\u{200C}", "\u{200D}", "\u{2032}", "\u{2033}": return true
    case "\u{2019}":
        guard index > scalars.startIndex else { return false }
        let after = scalars.index(after: index)
        return scalars[scalars.index(before: index)].properties.isAlphabetic && after < scalars.endIndex
            && scalars[after].properties.isAlphabetic
    default: return false
    }
}
