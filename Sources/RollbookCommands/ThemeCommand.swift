internal import ArgumentParser
internal import Diagnostics
internal import Site

struct ThemeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "theme",
        abstract: "Helps with a theme of one's own: what templates can name, and the default theme's files.",
        discussion: """
            A theme is a folder. What it does not have comes from the default theme, so it starts with one file:

              rollbook theme show
              rollbook theme show partials/header.mustache > themes/house/partials/header.mustache
              rollbook theme values release
              rollbook build --theme themes/house
            """,
        subcommands: [ThemeValuesCommand.self, ThemeShowCommand.self]
    )
}

struct ThemeValuesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "values",
        abstract: "Prints the reference of what templates can name, or the entry of one layout or object.",
        discussion: """
              rollbook theme values release
              rollbook theme values step
              rollbook theme values > content/guides/template-values.md
            """
    )

    @Argument(help: ArgumentHelp("A layout, such as `release`, or an object, such as `step`.", valueName: "name"))
    var name: String?

    func run() async throws {
        try await reportingFailures {
            guard let name else { return Terminal.output(TemplateReference.guide) }
            guard let entry = TemplateReference.entry(name) else {
                let near = suggestion(for: name, among: TemplateReference.names).map { "; did you mean '\($0)'?" }
                throw Failure(
                    "no layout and no object is called '\(name)'\(near ?? "; `rollbook theme values` prints them all")",
                    ExitCode(64)
                )
            }
            Terminal.output(entry)
        }
    }
}

struct ThemeShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Prints a file of the default theme, or the list of its files.",
        discussion: """
              rollbook theme show
              rollbook theme show layouts/release.mustache
            """
    )

    @Argument(help: ArgumentHelp("The file's path in the theme.", valueName: "file"))
    var file: String?

    func run() async throws {
        try await reportingFailures {
            let files = TemplateReference.files
            guard let file else { return Terminal.output(files.map { $0.path + "\n" }.joined()) }
            guard let found = files.first(where: { $0.path == file }) else {
                let near = suggestion(for: file, among: files.map(\.path)).map { "; did you mean '\($0)'?" }
                throw Failure(
                    "the default theme has no file '\(file)'\(near ?? "; `rollbook theme show` lists them")",
                    ExitCode(64)
                )
            }
            Terminal.output(found.text)
        }
    }
}
