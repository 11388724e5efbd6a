internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents
internal import Site

struct RunbookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runbook",
        abstract: "Prints a plan as deployment-plan.md.",
        discussion: """
              rollbook runbook payments-2.4.0
              rollbook runbook content/releases/payments-2.4.0/deployment-plan.yaml > plan.md
            """
    )

    @Argument(help: ArgumentHelp("The plan's file, or the id of its release.", valueName: "plan|id"))
    var plan: String

    @Option(name: .long, help: ArgumentHelp("The content folder, for the output template.", valueName: "folder"))
    var content = "content"

    func run() async throws {
        try await reportingFailures {
            let plan = try await file()
            let bytes = try FileTree.readFile(plan, shownAs: plan)
            let template = try OutputTemplate.ofContent(content)
            let catalog = Catalog.alone(bytes, file: shown(plan), template: template)
            // What only the rules find wrong is no reason not to print the plan for those who mend it.
            let unreadable = catalog.diagnostics.filter { $0.severity == .error && $0.rule.group == .structure }
            guard let release = catalog.releases.first, unreadable.isEmpty else {
                var printer = TextPrinter(colors: Terminal.usesColors, width: Terminal.errorWidth) { _ in
                    String(decoding: bytes, as: UTF8.self).sourceLines
                }
                Terminal.message(printer.print(unreadable))
                throw Failure("\(plan) has errors", .contentHasErrors)
            }
            if release.document.isLoose {
                let isSecretive = catalog.diagnostics.contains { $0.rule == .secretInText }
                return Terminal.write(
                    isSecretive ? Array(withoutSecrets(String(decoding: bytes, as: UTF8.self)).utf8) : bytes,
                    to: 1
                )
            }
            let names = PlanWriter.Names(
                pattern: { source("patterns", $0, of: plan) },
                checklist: { source("checklists", $0, of: plan) },
                release: { _ in nil }
            )
            let writer = PlanWriter(template: template, names: names) { _ in nil }
            Terminal.output(writer.write(release.plan, id: release.id))
        }
    }

    /// The file that is named, or that of the release whose id is.
    private func file() async throws -> String {
        if let file = planFile(at: plan) { return file }
        let isPath = plan.contains("/") || [".yaml", ".yml", ".md"].contains { plan.hasSuffix($0) }
        guard !isPath,
            let tree = try? FileTree.disk(content, displayPath: shown(content)),
            let catalog = try? await Catalog.load(tree, jobs: Terminal.processorCount)
        else { return plan }
        let release = try catalog.namedRelease(plan, among: "file and no release")
        return catalog.files.display(catalog.releases[release].source)
    }

    /// The source of a pattern or checklist of the book that the plan lies in: its title, and the way to it from the plan.
    private func source(_ folder: String, _ id: String, of plan: String) -> (title: String, link: String)? {
        let path = "\(content)/\(folder)/\(id).md"
        guard let root = FileTree.realPath(content), let own = FileTree.realPath(plan), own.hasPrefix(root + "/"),
            FileTree.realPath(path) != nil, let bytes = try? FileTree.readFile(path, shownAs: path)
        else { return nil }
        let page = readPage(ChecklistAttributes.self, from: bytes, file: path, isForeign: true).value
        let depth = own.dropFirst(root.count + 1).split(separator: "/").count - 1
        let way = String(repeating: "../", count: depth) + "\(folder)/\(id).md"
        return (page.headingTitle ?? id, way)
    }
}
