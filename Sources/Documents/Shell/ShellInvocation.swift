/// A program that a shell text runs, as it is behind `sudo`, `ssh`, `kubectl exec` and the like.
struct ShellInvocation: Sendable {
    /// The program's name without its folder, in small letters.
    let name: String
    /// The first word, for its place.
    let word: ExtractedText
    let arguments: [ExtractedText]
    /// What it reads and writes.
    let command: ShellCommand
    /// Its further arguments come from another command's output.
    var isFed = false

    var texts: [String] { arguments.map(\.text) }

    /// The words that are no options.
    var operands: [String] { texts.filter { !$0.hasPrefix("-") } }

    /// Whether an option is given: `--force`, also as `--force=true`, or a letter among short ones.
    func has(_ long: String, _ short: Character? = nil) -> Bool {
        texts.contains { text in
            if text == long || text.hasPrefix(long + "=") { return !text.hasSuffix("=false") }
            guard let short, text.hasPrefix("-"), !text.hasPrefix("--") else { return false }
            return text.dropFirst().contains(short)
        }
    }
}

/// The programs that a shell text runs, in order.
///
/// - Parameter shell: Its language, in small letters; by default one of Unix.
func shellInvocations(in text: ExtractedText, shell: String = "sh", depth: Int = 0) -> [ShellInvocation] {
    let escape: Unicode.Scalar =
        switch shell {
        case "powershell", "ps1", "pwsh": "`"
        case "cmd", "bat", "batch": "^"
        default: "\\"
        }
    return ShellReader.commands(in: text, escape: UInt8(ascii: escape)).flatMap { invocations(of: $0, depth: depth) }
}

/// Programs that run another one with what follows.
private let wrappers: Set<String> = [
    "sudo", "doas", "env", "time", "timeout", "nohup", "nice", "ionice", "xargs", "exec", "command", "builtin",
    "stdbuf",
    "watch", "setsid", "flock", "chroot", "runuser", "gosu", "su", "ssh", "parallel", "kubectl", "oc", "docker",
    "podman",
    "nerdctl", "docker-compose", "podman-compose", "heroku", "fly", "flyctl", "vagrant", "aws-vault", "doppler", "op",
    "dotenv", "chpst", "nsenter", "lxc", "systemd-run", "tsh", "gcloud", "unbuffer", "eval", "bundle", "retry",
    "caffeinate", "npx",
    "pnpx", "poetry", "pipenv", "uv", "ansible", "salt", "knife", "pdsh", "clush",
]

/// Wrappers whose command is often one quoted word.
private let takingTexts: Set<String> = [
    "ssh", "su", "watch", "parallel", "eval", "runuser", "tsh", "vagrant", "gcloud",
]

/// Those that take it so and no other way: their other words are hosts and modules.
private let takingOnlyTexts: Set<String> = ["ansible", "salt", "knife", "pdsh", "clush"]

private let shells: Set<String> = ["bash", "sh", "zsh", "dash", "ksh", "ash"]

/// Wrappers that go before any program, with the options of theirs that take a word.
private let prefixes: [String: Set<String>] = [
    "sudo": ["-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "--user", "--group"], "doas": ["-u", "-C"],
    "env": ["-u", "-C", "-S"], "time": ["-o", "-f"], "nohup": [], "nice": ["-n"], "ionice": ["-c", "-n"],
    "exec": ["-a"], "command": [], "builtin": [], "stdbuf": ["-i", "-o", "-e"], "setsid": [], "unbuffer": [],
    "timeout": ["-s", "-k", "--signal", "--kill-after"],
    "xargs": ["-n", "-P", "-I", "-L", "-d", "-a", "-s", "-E", "--max-args", "--max-procs"], "caffeinate": [],
]

private func invocations(of command: ShellCommand, depth: Int) -> [ShellInvocation] {
    let program = command.program
    guard let first = program.first else { return [] }
    let name = programName(first)
    let arguments = Array(program.dropFirst())
    guard depth < 8 else { return [] }
    if shells.contains(name) { return scripts(of: name, arguments, command, depth) }
    let own = ShellInvocation(name: name, word: first, arguments: arguments, command: command)
    guard wrappers.contains(name) else { return [own] }
    var found: [ShellInvocation] = []
    if !runsOthers(name, arguments) { return [own] }
    let start = takingOnlyTexts.contains(name) ? nil : innerStart(name, arguments)
    if takingTexts.contains(name) || takingOnlyTexts.contains(name) {
        for word in arguments where word.bytes.contains(where: \.isSpaceByte) {
            found += shellInvocations(in: word, depth: depth + 1)
        }
        // Without a program of its own it is the shell of the other machine that reads.
        if name == "ssh", start == nil {
            for document in command.documents { found += shellInvocations(in: document, depth: depth + 1) }
        }
    }
    if let start {
        var inner = command
        inner.words = Array(arguments[start...])
        found += invocations(of: inner, depth: depth + 1).map { invocation in
            var invocation = invocation
            if name == "xargs" || name == "parallel" { invocation.isFed = true }
            return invocation
        }
    }
    return found
}

/// `bash -c TEXT`, `bash <<EOF`.
private func scripts(
    of name: String,
    _ arguments: [ExtractedText],
    _ command: ShellCommand,
    _ depth: Int
) -> [ShellInvocation] {
    for (index, word) in arguments.enumerated() {
        let text = word.text
        if text.hasPrefix("-"), !text.hasPrefix("--"), text.contains("c"), index + 1 < arguments.count {
            return shellInvocations(in: arguments[index + 1], depth: depth + 1)
        }
        if !text.hasPrefix("-") { return [] }
    }
    return command.documents.flatMap { shellInvocations(in: $0, depth: depth + 1) }
}

/// Tools of clusters and containers run others only by some of their commands.
private func runsOthers(_ name: String, _ arguments: [ExtractedText]) -> Bool {
    let words = arguments.map(\.text)
    switch name {
    case "kubectl", "oc": return words.contains { ["exec", "run", "debug", "rsh"].contains($0) }
    case "docker", "podman", "nerdctl", "docker-compose", "podman-compose", "lxc":
        return words.contains { ["exec", "run"].contains($0) }
    case "heroku", "fly", "flyctl": return words.contains { ["run", "ssh", "pg:psql"].contains($0) }
    case "gcloud": return words.contains("ssh")
    case "op", "doppler": return words.contains("run")
    default: return true
    }
}

/// Where the inner program begins.
private func innerStart(_ name: String, _ arguments: [ExtractedText]) -> Int? {
    let words = arguments.map(\.text)
    if let dashes = words.firstIndex(of: "--"), dashes + 1 < words.count { return dashes + 1 }
    if let takingWords = prefixes[name] {
        var index = 0
        while index < words.count {
            if takingWords.contains(words[index]) {
                index += 2
            } else if words[index].hasPrefix("-") || words[index].contains("=") && name != "xargs" {
                index += 1
            } else {
                break
            }
        }
        if name == "timeout" { index += 1 }
        return index < words.count ? index : nil
    }
    // The word that says that something is run is none of the programs itself.
    let entries: Set<String> = ["exec", "run", "debug", "rsh", "ssh", "pg:psql"]
    let isTool =
        ["kubectl", "oc", "docker", "podman", "nerdctl", "heroku", "lxc", "bundle", "poetry", "pipenv", "uv"].contains(
            name
        )
        || name.hasSuffix("-compose")
    let start = isTool ? words.firstIndex(where: entries.contains).map { $0 + 1 } ?? 0 : 0
    return arguments[start...].firstIndex {
        let inner = programName($0)
        return SQLClient.named(inner) != nil || shells.contains(inner) || DestructiveProgram.isKnown(inner)
            || wrappers.contains(inner)
    }
}

/// The last part of a program's path.
private func programName(_ word: ExtractedText) -> String {
    let text = word.text.lowercased()
    return text.split(separator: "/").last.map(String.init) ?? text
}
