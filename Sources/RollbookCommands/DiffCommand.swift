internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Prints what differs between two plans, step by step.",
        discussion: """
            A plan is a file, or the id of a release of the book; an id alone is compared with the release before, \
            of the same service. What was taken out stands in [-...-], what was put in in {+...+}.

              rollbook diff payments-2.4.0
              rollbook diff payments-2.3.5 payments-2.4.0
              rollbook diff --exit-code old/deployment-plan.yaml new/deployment-plan.yaml
            """
    )

    @Argument(help: ArgumentHelp("The earlier plan; or, alone, the release to compare.", valueName: "plan|id"))
    var old: String

    @Argument(help: ArgumentHelp("The later plan.", valueName: "plan|id"))
    var new: String?

    @Option(help: ArgumentHelp("How it is printed: text or json.", valueName: "format"))
    var format = Format.text

    @Flag(name: .customLong("exit-code"), help: "End with 1 where there are differences.")
    var exitCode = false

    @Option(help: ArgumentHelp("The content folder.", valueName: "folder"))
    var content = "content"

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    func run() async throws { try await reportingFailures { try await print() } }

    private func print() async throws {
        let (old, new) = try await plans()
        let comparison = PlanComparison(from: old, to: new)
        if comparison.isEmpty, old.json != new.json {
            Terminal.message(
                "not compared: readiness, reviews, status, author, waivers, earlier ids; some of these differ\n"
            )
        }
        switch format {
        case .text: Terminal.output(comparison.text)
        case .json: Terminal.write(comparison.json.encoded(), to: 1)
        }
        if exitCode, !comparison.isEmpty { throw ExitCode(1) }
    }

    private func plans() async throws -> (DeploymentPlan, DeploymentPlan) {
        guard let new else {
            if planFile(at: old) != nil { throw usageFailure("name a second plan to compare \(old) with") }
            let catalog = try await catalog()
            let index = try catalog.namedRelease(old, among: "file and no release")
            guard let earlier = catalog.relations.earlier[index] else {
                throw usageFailure("there is no release before '\(old)' of its service: name two plans")
            }
            // Nobody named it, and its faults may be what is told next.
            Terminal.message("against \(catalog.releases[earlier].id), the release before\n")
            return (try plan(of: earlier, in: catalog), try plan(of: index, in: catalog))
        }
        if let first = try plan(inFile: old), let second = try plan(inFile: new) { return (first, second) }
        let catalog = try await catalog()
        func named(_ name: String) throws -> DeploymentPlan {
            try plan(inFile: name) ?? plan(of: catalog.namedRelease(name, among: "file and no release"), in: catalog)
        }
        return (try named(old), try named(new))
    }

    private func catalog() async throws -> Catalog {
        try await Catalog.load(try FileTree.disk(content, displayPath: shown(content)), jobs: Terminal.processorCount)
    }

    private func plan(of release: Int, in catalog: Catalog) throws -> DeploymentPlan {
        let release = catalog.releases[release]
        return try compared(release.document, catalog.files.display(release.source), catalog.diagnostics)
    }

    /// `nil` where there is no such file.
    private func plan(inFile path: String) throws -> DeploymentPlan? {
        guard let path = planFile(at: path) else { return nil }
        let bytes = try FileTree.readFile(path, shownAs: path)
        let catalog = Catalog.alone(bytes, file: shown(path), template: try OutputTemplate.ofContent(content))
        guard let release = catalog.releases.first else { throw Failure("\(path) is no plan", .contentHasErrors) }
        return try compared(release.document, shown(path), catalog.diagnostics)
    }

    /// Of a plan that could not be read whole, differences would be made up.
    private func compared(_ document: PlanDocument, _ file: String, _ found: [Diagnostic]) throws -> DeploymentPlan {
        if found.contains(where: { $0.file == file && $0.severity == .error && $0.rule.group == .structure }) {
            throw Failure("\(file) has errors: see `rollbook check \(file)`", .contentHasErrors)
        }
        guard !document.isLoose else {
            throw Failure("\(file) is free text, not a structured plan: its steps can't be compared", .contentHasErrors)
        }
        return document.plan
    }
}
