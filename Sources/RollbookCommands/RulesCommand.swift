internal import ArgumentParser
internal import Diagnostics
internal import Site

struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Prints the reference of the rules, or one rule's entry.",
        discussion: """
              rollbook rules step-without-verification
              rollbook rules > content/guides/rules.md
            """
    )

    @Argument(help: ArgumentHelp("A rule's id, as a finding names it in brackets.", valueName: "id"))
    var id: String?

    func run() async throws {
        try await reportingFailures {
            guard let id else { return Terminal.output(RuleReference.guide) }
            guard let rule = Rule.all.first(where: { $0.id == id }) else {
                let near = suggestion(for: id, among: Rule.all.map(\.id)).map { "; did you mean '\($0)'?" } ?? ""
                throw Failure("there is no rule '\(id)'\(near)", ExitCode(64))
            }
            Terminal.output(RuleReference.entry(rule, level: 1))
        }
    }
}
