/// What a stretch of code is. The theme gives each class its colour; what has no kind is plain.
///
/// | class  | kind        | in                                              |
/// |--------|-------------|-------------------------------------------------|
/// | `hl-k` | keyword     | words of the language, `true`, `null`           |
/// | `hl-s` | string      | strings, here-documents                         |
/// | `hl-n` | number      | numbers, durations                              |
/// | `hl-c` | comment     | comments                                        |
/// | `hl-v` | variable    | `$NAME`, `${NAME}`, assignments, anchors        |
/// | `hl-p` | placeholder | `<version>`, `%{name}`: to be filled in         |
/// | `hl-g` | prompt      | `$ ` and the like before a command              |
/// | `hl-o` | output      | what a command prints                           |
/// | `hl-f` | function    | commands, functions that are called             |
/// | `hl-x` | operator    | pipes, redirects, signs                         |
/// | `hl-a` | added       | added lines of a diff                           |
/// | `hl-d` | removed     | removed lines of a diff                         |
/// | `hl-y` | key         | keys, option names, sections, labels            |
/// | `hl-m` | meta        | headers of a diff, directives                   |
package enum TokenKind: String, Sendable, CaseIterable {
    case keyword = "k"
    case string = "s"
    case number = "n"
    case comment = "c"
    case variable = "v"
    case placeholder = "p"
    case prompt = "g"
    case output = "o"
    case function = "f"
    case `operator` = "x"
    case added = "a"
    case removed = "d"
    case key = "y"
    case meta = "m"
}
