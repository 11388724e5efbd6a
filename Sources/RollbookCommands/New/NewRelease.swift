internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents

struct NewRelease: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Starts a deployment plan.",
        discussion: """
            The phases, people and triggers come from the service's last completed plan, the rollback from the pattern.

              rollbook new release --service payments --version 2.8.0
              rollbook new release payments-2.8.0 --service payments --version 2.8.0 --risk high --yes
            """
    )

    @Argument(help: ArgumentHelp("The release's permanent id; by default <service>-<version>.", valueName: "id"))
    var id: String?

    @Option(name: .long, help: ArgumentHelp("The service that is released.", valueName: "id"))
    var service: String?

    @Option(name: .long, help: ArgumentHelp("The version that is released.", valueName: "version"))
    var version: String?

    @Option(name: .long, help: ArgumentHelp("What it does, in a few words.", valueName: "text"))
    var title: String?

    @Option(name: .long, help: ArgumentHelp("The deployment pattern.", valueName: "id"))
    var pattern: String?

    @Option(name: .long, help: "How high the risk is.")
    var risk: RiskLevel?

    @Option(name: .long, help: ArgumentHelp("The release whose plan it starts from.", valueName: "id"))
    var from: String?

    @OptionGroup var options: NewOptions

    func run() async throws { try await reportingFailures { try await write() } }

    private func write() async throws {
        let catalog = try await options.catalog()
        let dialogue = options.dialogue
        let service = try service ?? ask(dialogue, "Which service", "--service")
        let version = try version ?? ask(dialogue, "Which version", "--version")
        try require(service, of: catalog)
        try require(version: version)
        let id = id ?? "\(service)-\(version.lowercased())"
        try requireID(id, "the id of a release")
        try requireFree(id, in: catalog)
        var draft = PlanDraft(id: id, service: service, version: version)
        draft.title = title
        draft.risk.level = risk.map { Located($0) }
        let source = try EarlierPlan(of: service, named: from, in: catalog)
        source.fill(&draft)
        var needs = PlanningNeeds()
        needs.risk = draft.risk
        try choosePattern(source, needs, &draft)
        source.fill(&draft)
        if let dialogue {
            let planning = PlanningDialogue(dialogue: dialogue, source: source)
            try asking { () throws(Dialogue.Ended) in
                try planning.fill(&draft, &needs, isPatternGiven: pattern != nil)
            }
        }
        let path = "releases/\(id)/deployment-plan.yaml"
        let text = draft.text(schema: options.schema(.plan, from: path))
        try options.create(path, Array(text.utf8), next: "fill in what is marked TODO")
    }

    private func ask(_ dialogue: Dialogue?, _ question: String, _ option: String) throws -> String {
        guard let dialogue else { throw usageFailure("say \(option): which one is released?") }
        let answer = try asking { () throws(Dialogue.Ended) in try dialogue.value(question, "") { $0 } }
        return try answer ?? { throw usageFailure("without \(option) there is no plan") }()
    }

    private func require(_ service: String, of catalog: Catalog) throws {
        try requireID(service, "the id of a service")
        let known = catalog.services.map(\.id)
        guard !known.contains(service) else { return }
        // A book that lists its services knows them all; else a new one is only told from a misspelt one.
        guard !catalog.book.services.isEmpty || suggestion(for: service, among: known) != nil else { return }
        let add = " (a new one is added to `services:` in rollbook.yaml)"
        throw usageFailure("there is no service '\(service)'\(hint(for: service, among: known))\(add)")
    }

    private func require(version: String) throws {
        let isWord = version.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || $0.properties.numericType != nil
                    || "._+-".unicodeScalars.contains($0))
        }
        guard isWord, version.contains(where: \.isNumber), version.first.map({ $0.isLetter || $0.isNumber }) == true
        else {
            throw usageFailure("'\(version)' is no version: it is written like 2.4.0 or 2026.03-rc1")
        }
    }

    private func requireFree(_ id: String, in catalog: Catalog) throws {
        guard let taken = catalog.releases.first(where: { $0.id.lowercased() == id.lowercased() }) else { return }
        let file = catalog.files.display(taken.source)
        throw Failure("the id \(id) is taken by \(file), and `new` writes over nothing", .inputOutput)
    }

    /// The pattern by the option; else the best for the risk that was named; else that of the plan to start from.
    private func choosePattern(_ source: EarlierPlan, _ needs: PlanningNeeds, _ draft: inout PlanDraft) throws {
        let ranked = source.catalog.rankedPatterns(for: needs)
        if let pattern {
            guard let index = ranked.firstIndex(where: { $0.id == pattern }) else {
                throw usageFailure("there is no pattern '\(pattern)'\(hint(for: pattern, among: ranked.map(\.id)))")
            }
            return draft.choose(ranked, index, source.catalog)
        }
        let earlier = draft.earlier?.plan.strategy?.pattern?.value.text
        if risk != nil {
            draft.choose(ranked, 0, source.catalog)
        } else if let index = ranked.firstIndex(where: { $0.id == earlier }) {
            draft.choose(ranked, index, source.catalog)
        }
    }
}

extension RiskLevel: ExpressibleByArgument {}
