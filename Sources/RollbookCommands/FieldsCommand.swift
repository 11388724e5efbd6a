internal import ArgumentParser
internal import Documents
internal import Site

struct FieldsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fields",
        abstract: "Prints the reference of the formats: every key, what it takes and means.",
        discussion: """
            `site` is rollbook.yaml; pattern, checklist, guide and incident are front matters.

              rollbook fields plan
              rollbook fields > content/guides/fields.md
            """
    )

    @Argument(help: ArgumentHelp("The format.", valueName: "format"))
    var format: DocumentSchema?

    func run() async throws {
        try await reportingFailures {
            Terminal.output(format.map { FieldReference.entry($0, level: 1) } ?? FieldReference.guide)
        }
    }
}

extension DocumentSchema: ExpressibleByArgument {}
