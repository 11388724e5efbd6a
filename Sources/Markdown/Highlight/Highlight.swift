/// Code with its parts marked for the theme (`<span class="hl-k">`; `TokenKind` lists the classes), as HTML for the
/// inside of a `<code>`. Nil for a language that is not known. Without its tags the HTML is the code, to the character.
///
/// - Parameter language: a name or a whole info string; its first word counts.
package func highlight(_ code: String, language: String) -> String? {
    let word = language.drop { $0 == " " || $0 == "{" || $0 == "." }.prefix {
        $0 != " " && $0 != "," && $0 != "}" && $0 != "{"
    }
    guard let lexer = HighlightLanguage.named(word.lowercased()) else { return nil }
    var tokens = TokenWriter(Array(code.utf8))
    switch lexer {
    case .shell: ShellLexer.run(&tokens)
    case .code(let language): CodeLexer.run(&tokens, language)
    case .settings(let style): SettingsLexer.run(&tokens, style)
    case .diff: DiffLexer.run(&tokens)
    }
    return tokens.finish()
}

/// The languages by the names that people give them.
enum HighlightLanguage {
    case shell
    case code(CodeLanguage)
    case settings(SettingsLexer.Style)
    case diff

    static func named(_ name: String) -> HighlightLanguage? {
        switch name {
        case "bash", "sh", "zsh", "shell", "console", "shell-session", "shellsession", "terminal", "ksh": .shell
        case "sql", "mysql", "postgresql", "postgres", "psql", "plpgsql", "sqlite": .code(.sql)
        case "promql", "logql": .code(.promql)
        case "python", "py", "python3": .code(.python)
        case "go", "golang": .code(.go)
        case "json", "jsonc", "json5", "jsonl": .code(.json)
        case "yaml", "yml": .settings(.yaml)
        case "toml": .settings(.toml)
        case "ini", "properties", "conf", "cfg", "dotenv", "env": .settings(.ini)
        case "diff", "patch": .diff
        default: nil
        }
    }
}
