internal import Markdown

/// What a shell printed before a command that was typed.
enum ShellPrompt {
    /// Where a prompt ends that nobody writes for anything else, without the blank behind it: `dana@db1:~$`,
    /// `[root@db1 ~]#`, `ledger=#`, `PS C:\>`.
    ///
    /// - Parameter line: Without blanks at its beginning.
    /// - Returns: `nil` where it begins with none.
    static func end(in line: Substring) -> String.Index? {
        if line.hasPrefix("PS ") || line.hasPrefix("C:\\") {
            return line.firstIndex(of: ">").map { line.index(after: $0) }
        }
        // Between brackets there may be blanks.
        let bracket = line.first == "[" ? line.firstIndex(of: "]") : nil
        let end = line[(bracket ?? line.startIndex)...].firstIndex(where: \.isWhitespace) ?? line.endIndex
        let head = line[..<end]
        let isNamed = head.contains("@") && (bracket != nil || head.contains(":"))
        let isPrompt = isNamed && (head.hasSuffix("$") || head.hasSuffix("#"))
        return isPrompt || head.hasSuffix("=>") || head.hasSuffix("=#") ? end : nil
    }
}

/// What was typed into a console and what it answered.
struct ShellSession {
    private(set) var commands: [String] = []
    private(set) var output: [String] = []
    /// Whether what is typed stands behind the prompt of the first line, in all lines.
    private let prompt: (Substring) -> Substring?

    /// `nil` where the first line begins with no prompt.
    init?(_ lines: [String]) {
        guard let first = lines.first?[...] else { return nil }
        if first.hasPrefix("$ ") {
            prompt = { $0.hasPrefix("$ ") ? $0.dropFirst(2) : nil }
        } else if ShellPrompt.end(in: first) != nil {
            prompt = { line in ShellPrompt.end(in: line).map { line[$0...].drop { $0 == " " } } }
        } else if Self.isRoots(lines) {
            prompt = { $0.hasPrefix("# ") ? $0.dropFirst(2) : nil }
        } else {
            return nil
        }
        for line in lines {
            if let command = prompt(line[...]) {
                commands.append(String(command))
            } else if output.isEmpty, commands.last?.hasSuffix("\\") ?? false {
                commands.append(line)
            } else {
                output.append(line)
            }
        }
        commands.removeAll(where: \.isEmpty)
        if commands.isEmpty { return nil }
    }

    /// Whether `# ` is root's prompt and begins no comment: a command stands behind it, and none stands without it.
    private static func isRoots(_ lines: [String]) -> Bool {
        guard let first = lines.first, first.hasPrefix("# "), CommandWords.isCommand(line: String(first.dropFirst(2)))
        else { return false }
        return !lines.contains { !$0.hasPrefix("#") && CommandWords.isCommand(line: $0) }
    }
}
