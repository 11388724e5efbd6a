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
        return isPrompt || isOfDatabase(line) ? end : nil
    }

    /// `ledger=#`, `ledger=>`.
    static func isOfDatabase(_ line: Substring) -> Bool {
        let head = line.prefix { !$0.isWhitespace }
        return head.hasSuffix("=>") || head.hasSuffix("=#")
    }
}

/// What was typed into a console and what it answered.
struct ShellSession {
    private(set) var commands: [String] = []
    private(set) var output: [String] = []

    /// `nil` where the first line begins with no prompt.
    init?(_ lines: [String]) {
        guard let first = lines.first?[...] else { return nil }
        // What stands behind a prompt of the first line's kind.
        let prompt: (Substring) -> Substring?
        if first.hasPrefix("$ ") {
            prompt = { $0.hasPrefix("$ ") ? $0.dropFirst(2) : nil }
        } else if ShellPrompt.end(in: first) != nil {
            prompt = { line in ShellPrompt.end(in: line).map { line[$0...].drop { $0 == " " } } }
        } else if Self.isRoots(lines) {
            prompt = { $0.hasPrefix("# ") ? $0.dropFirst(2) : nil }
        } else {
            return nil
        }
        let isDatabase = ShellPrompt.isOfDatabase(first)
        var isOpen = false
        for line in lines {
            if let command = prompt(line[...]) {
                // What nobody ended is no statement: the session is kept as it stands.
                if isOpen { return nil }
                commands.append(String(command))
                isOpen = isDatabase && !command.isEmpty
            } else if output.isEmpty, let more = Self.continuation(line, of: commands.last, isDatabase: isDatabase) {
                commands.append(more)
            } else {
                if isOpen { return nil }
                output.append(line)
            }
            if isOpen, let last = commands.last?.trimmed, last.hasSuffix(";") || last.hasPrefix("\\") { isOpen = false }
        }
        commands.removeAll(where: \.isEmpty)
        if commands.isEmpty || isOpen { return nil }
    }

    /// A line that goes on with a command, without the prompt that says so: `> ` behind a backslash, `ledger-# `, `    -> `.
    private static func continuation(_ line: String, of command: String?, isDatabase: Bool) -> String? {
        guard let command else { return nil }
        if isDatabase {
            let start = line.drop { $0 == " " }
            let head = start.prefix { !$0.isWhitespace }
            guard ["-#", "->", "(#", "(>", "'#", "'>", "\"#", "\">"].contains(where: head.hasSuffix) else { return nil }
            return String(start.dropFirst(head.count).dropFirst())
        }
        guard command.hasSuffix("\\") else { return nil }
        return line.hasPrefix("> ") ? String(line.dropFirst(2)) : line
    }

    /// Whether `# ` is root's prompt and begins no comment: a command stands behind it, and none stands without it.
    private static func isRoots(_ lines: [String]) -> Bool {
        guard let first = lines.first, first.hasPrefix("# "), CommandWords.isCommand(line: String(first.dropFirst(2)))
        else { return false }
        // Programs that are words of a sentence as well begin a command only with what no sentence has.
        let words = String(first.dropFirst(2)).words
        let isCertain = words.dropFirst().contains {
            $0.hasPrefix("-") || $0 == "|" || $0.contains("/") || $0.contains("=")
        }
        guard isCertain || !CommandWords.isEveryday(words.first ?? "") else { return false }
        return !lines.contains { !$0.hasPrefix("#") && CommandWords.isCommand(line: $0) }
    }
}
