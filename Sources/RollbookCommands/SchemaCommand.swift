internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents
internal import Site

struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a format, for editors.",
        discussion: """
            `site` is rollbook.yaml; pattern, checklist, guide and incident are front matters. `releases` is what a site
            publishes: releases.json.

              rollbook schema plan > plan.schema.json
              rollbook schema --write schemas

            An editor with the YAML language server reads the schema that a plan's first line names:

              # yaml-language-server: $schema=../../../schemas/plan.schema.json

            `rollbook new` writes that line where a folder `schemas` lies beside the content folder.
            """
    )

    @Argument(help: ArgumentHelp("The format.", valueName: "format"))
    var format: NamedSchema?

    @Option(name: .long, help: ArgumentHelp("Write all schemas into a folder.", valueName: "folder"))
    var write: String?

    mutating func validate() throws {
        if write != nil, format != nil { throw ValidationError("--write takes all formats: name none") }
    }

    func run() async throws {
        try await reportingFailures {
            guard let folder = write else {
                return Terminal.write((format?.json ?? DocumentSchema.plan.json).encoded(), to: 1)
            }
            for schema in NamedSchema.all { try put(schema, into: folder) }
            Terminal.message("wrote \(counted(NamedSchema.all.count, "schema")) to \(shown(folder))\n")
        }
    }

    /// A schema of an earlier version is replaced; any other file of that name stays.
    private func put(_ schema: NamedSchema, into folder: String) throws {
        let path = "\(folder)/\(schema.fileName)"
        let files = FileCreation()
        do throws(FileFailure) {
            guard FileTree.realPath(path) != nil else { return try files.create(path, schema.json.encoded()) }
        } catch {
            throw Failure(error.description, .inputOutput)
        }
        let standing = String(decoding: try FileTree.readFile(path, shownAs: shown(path)), as: UTF8.self)
        guard standing.contains("\"$id\": \"\(DocumentSchema.identifierStart)") else {
            throw Failure("\(shown(path)) is no schema of rollbook's: it stays as it is", .inputOutput)
        }
        do throws(FileFailure) {
            try files.replace(path, schema.json.encoded())
        } catch {
            throw Failure(error.description, .inputOutput)
        }
    }
}
