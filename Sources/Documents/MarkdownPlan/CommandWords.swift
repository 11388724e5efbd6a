internal import Markdown

/// Tells commands from other text where nothing says which it is: in free runbooks most code stands in fences
/// without a language, and what a shell prints stands in fences that are tagged as shell.
enum CommandWords {
    /// Programs that runbooks call by their bare names.
    private static let programs: Set<String> = [
        "ansible", "ansible-playbook", "apt", "apt-get", "argocd", "awk", "aws", "az", "bash", "bazel", "brew",
        "bundle",
        "cargo", "cast", "cat", "cd", "chmod", "chown", "cmake", "composer", "consul", "cp", "crontab", "curl", "date",
        "dd", "df", "diff", "dig", "dnf", "docker", "docker-compose", "dotnet", "du", "echo", "env", "etcdctl",
        "export",
        "find", "flux", "flyway", "for", "forge", "gcloud", "gem", "gh", "git", "go", "gpg", "gradle", "grep", "gsutil",
        "gunzip", "gzip", "head", "helm", "heroku", "if", "ip", "java", "journalctl", "jq", "just", "kafka-topics",
        "kill", "kubectl", "kustomize", "liquibase", "ln", "ls", "make", "mkdir", "mount", "mv", "mvn", "mysql",
        "mysqldump", "nano", "nc", "node", "nohup", "nomad", "npm", "npx", "oc", "openssl", "pg_dump", "pg_restore",
        "ping", "pip", "pip3", "pnpm", "podman", "poetry", "ps", "psql", "pwd", "python", "python3", "rails", "rake",
        "redis-cli", "rm", "rollbook", "rpm", "rsync", "ruby", "rustup", "scp", "screen", "sed", "service", "set", "sh",
        "skopeo", "sleep", "source", "sqlite3", "ssh", "ss", "sudo", "supervisorctl", "swift", "systemctl", "tail",
        "tar", "tee", "telnet", "terraform", "test", "time", "timeout", "tmux", "touch", "umount", "uncordon", "unzip",
        "uv", "vault", "vi", "vim", "watch", "wc", "wget", "while", "which", "xargs", "yarn", "yum", "zip",
    ]

    /// Whether the first line that is no comment calls something.
    static func isCommand(_ block: [String]) -> Bool {
        guard !isOutput(block) else { return false }
        let first = block.first { line in !line.trimmed.isEmpty && !line.trimmed.hasPrefix("#") }
        return first.map { isCommand(line: $0) } ?? false
    }

    /// Whether a line calls something: behind a prompt or variables a known program, a path, or words with options.
    static func isCommand(line: String) -> Bool {
        var words = line.words[...]
        if words.first == "$" { return words.count > 1 }
        let count = words.count
        while let word = words.first, isAssignment(word) { words.removeFirst() }
        guard let name = words.first else { return count > 0 }
        if programs.contains(String(name)) { return true }
        if name.hasPrefix("./") || name.hasPrefix("~/") || name.hasPrefix("/") { return name.count > 2 }
        guard name.utf8.allSatisfy(isNameByte), name.utf8.contains(where: { (0x61...0x7A).contains($0) }),
            let start = name.first, start.isLowercase || start == "$"
        else { return false }
        return words.dropFirst().contains { $0.hasPrefix("-") && $0.count > 1 && $0 != "--" && !$0.hasPrefix("->") }
    }

    /// Whether a code span in a sentence is to be run; alone, a word is a name of something.
    static func isCommand(span: String, in sentence: String) -> Bool {
        if isCommand(line: span) { return span.contains(" ") || !span.hasPrefix("/") }
        let words = span.split(separator: " ")
        guard let name = words.first, let start = name.first, start.isLowercase || start == "$",
            name.utf8.allSatisfy(isNameByte)
        else { return false }
        let first = sentence.lowercased().prefix { $0.isLetter }
        if ["run", "execute", "call", "invoke", "type", "enter", "issue"].contains(first) { return true }
        return words.count > 1 && words.count < 12
            && words.dropFirst().allSatisfy {
                $0.first.map { $0.isLowercase || "$-./<{0123456789".contains($0) } ?? false
            }
    }

    /// What a sentence has of code that is run.
    enum Spoken: Equatable {
        case nothing
        case command(String)
        /// Several commands, or one that is not to be run now: what is meant is said by the words alone.
        case words
    }

    /// - Parameter sentence: As Markdown.
    static func spoken(in sentence: String) -> Spoken {
        let spans = codeSpans(sentence)
        func isCertain(_ span: String) -> Bool { span.contains(" ") && isCommand(line: span) }
        // The first one may be told by the sentence; behind it stand names and values as well.
        let isFirst = spans.first.map { isCommand(span: $0, in: sentence) } ?? false
        guard let index = isFirst ? 0 : spans.firstIndex(where: isCertain) else { return .nothing }
        guard !spans[(index + 1)...].contains(where: isCertain), !forbids(spans[index], in: sentence) else {
            return .words
        }
        return .command(spans[index])
    }

    /// Whether what stands around a code span in its clause says not to run it, or that it is not running.
    private static func forbids(_ span: String, in sentence: String) -> Bool {
        guard let place = sentence.partRange(span) else { return false }
        func words(_ text: Substring) -> [String] {
            text.lowercased().replacing("\u{2019}", with: "'").split { !$0.isLetter && $0 != "'" }.map(String.init)
        }
        let ends: Set<Character> = [".", ":", ";", ",", "(", ")", "!", "?"]
        var clause = sentence[..<place.lowerBound]
        if let end = clause.lastIndex(where: ends.contains) { clause = clause[clause.index(after: end)...] }
        let before = words(clause)
        for (word, next) in zip(before, before.dropFirst() + [""]) where !before.contains("forget") {
            if ["never", "avoid", "don't", "dont"].contains(word) { return true }
            if ["do", "must", "should", "shall"].contains(word), next == "not" { return true }
        }
        let behind = words(sentence[place.upperBound...].prefix { !ends.contains($0) }).prefix(2)
        return behind.first.map { ["isn't", "aren't", "hasn't"].contains($0) } ?? false
            || behind.count == 2 && ["is", "are", "has", "must", "should"].contains(behind[0]) && behind[1] == "not"
    }

    /// Whether a program's name is a word of everyday as well.
    static func isEveryday(_ word: some StringProtocol) -> Bool { everyday.contains(String(word)) }

    private static let everyday: Set<String> = [
        "cat", "cut", "date", "env", "export", "find", "for", "go", "head", "if", "just", "kill", "make", "mount",
        "node",
        "screen", "service", "set", "sort", "source", "tail", "test", "time", "touch", "vault", "watch", "which",
        "while",
        "yarn",
    ]

    /// What a shell prints, though its fence may say that it is a shell: a tree of files, a line of a log.
    static func isOutput(_ block: [String]) -> Bool {
        if block.contains(where: { line in line.contains { "├└│┌┐─".contains($0) } }) { return true }
        guard let first = block.first(where: { !$0.trimmed.isEmpty })?.trimmed else { return true }
        let word = first.prefix { !$0.isWhitespace }
        return word.count >= 2 && first.count > word.count && word.allSatisfy { $0.isUppercase || ":[]!".contains($0) }
    }

    private static func isAssignment(_ word: Substring) -> Bool {
        guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
        return word[..<equals].utf8.allSatisfy {
            (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
            || [0x24, 0x2D, 0x2E, 0x2F, 0x5F].contains(byte)
    }
}

/// Block quotes that hold nothing but a command become fences of code.
func withQuotedCommandsFenced(_ lines: [PlanLine]) -> [PlanLine] {
    func quoted(_ line: PlanLine) -> String? {
        guard line.kind == .text else { return nil }
        let rest = line.text.drop { $0 == " " }
        return rest.first == ">" ? rest.dropFirst().trimmed : nil
    }
    var result: [PlanLine] = []
    var index = 0
    while index < lines.count {
        var end = index
        while end < lines.count, quoted(lines[end]) != nil { end += 1 }
        let texts = lines[index..<end].compactMap(quoted)
        guard let first = lines[index..<end].first, let last = lines[index..<end].last,
            texts.allSatisfy({ CommandWords.isCommand(line: $0) })
        else {
            result += lines[index..<max(end, index + 1)]
            index = max(end, index + 1)
            continue
        }
        let indent = String(repeating: " ", count: first.indent)
        result.append(PlanLine(number: first.number, text: indent + "```sh", kind: .fence(info: "sh")))
        for (line, text) in zip(lines[index..<end], texts) {
            result.append(PlanLine(number: line.number, text: indent + text, kind: .code))
        }
        result.append(PlanLine(number: last.number, text: indent + "```", kind: .fenceEnd))
        index = end
    }
    return result
}
