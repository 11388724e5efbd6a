internal import ArgumentParser
internal import Diagnostics

/// A word in the place of a command that is none: the library only says that it is unexpected.
enum MisspeltCommand {
    /// What to say of it; `nil` where the arguments begin with a command, an option or nothing.
    static func message(for arguments: [String]) -> String? {
        var words = arguments[...]
        var path = ["rollbook"]
        if words.first == "help" { words.removeFirst() }
        var command: any ParsableCommand.Type = Rollbook.self
        while let word = words.popFirst(), !word.hasPrefix("-") {
            let known = command.configuration.subcommands
            guard !known.isEmpty else { return nil }
            if let next = known.first(where: { $0.configuration.commandName == word }) {
                command = next
                path.append(word)
                continue
            }
            let near = suggestion(for: word, among: known.compactMap { $0.configuration.commandName })
            let name = path.joined(separator: " ")
            let meant = near.map { "did you mean `\(name) \($0)`?" } ?? "`\(name) --help` lists those that there are"
            return "there is no command '\((path.dropFirst() + [word]).joined(separator: " "))'; \(meant)"
        }
        return nil
    }
}
