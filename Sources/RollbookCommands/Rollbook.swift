package import ArgumentParser
internal import Markdown

/// The command line.
package struct Rollbook: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "rollbook",
        abstract: "Builds a site of release runbooks from deployment plans, and checks them.",
        discussion: """
              rollbook init runbooks      starts a book
              rollbook serve              shows it while you write
              rollbook build              makes the site

            Exit codes: 0 done; 1 the content has errors, and nothing was published; 64 wrong usage; \
            74 something could not be read or written.
            """,
        version: "rollbook \(toolVersion) (libcmark \(MarkdownDocument.parserVersion))",
        subcommands: [
            InitCommand.self, BuildCommand.self, ServeCommand.self, CheckCommand.self, NewCommand.self,
            HistoryCommand.self,
            DiffCommand.self, RunbookCommand.self, RulesCommand.self, FieldsCommand.self, SchemaCommand.self,
            ThemeCommand.self, DoctorCommand.self,
        ]
    )

    package init() {}
}

/// The tool's version, as `--version` and the pages' foot show it.
let toolVersion = "0.1.0"

/// The program: what `rollbook` does with its arguments.
package func runRollbook() async {
    Terminal.outlivesClosedPipes()
    if let message = MisspeltCommand.message(for: Array(CommandLine.arguments.dropFirst())) {
        Terminal.message("rollbook: \(message)\n")
        Rollbook.exit(withError: ExitCode(64))
    }
    await Rollbook.main()
}

/// Exit codes beside those of the library (BSD's sysexits).
extension ExitCode {
    /// The content has errors; nothing was published.
    static let contentHasErrors = ExitCode(1)
    /// Something could not be read or written, or it was refused.
    static let inputOutput = ExitCode(74)
}
