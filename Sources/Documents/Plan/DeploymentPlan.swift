package import Diagnostics

/// A deployment plan as its author wrote it. What is absent is `nil` or empty; defaults are for the reader to apply.
package struct DeploymentPlan: Record {
    package init() {}
    package var place = Place()
    /// Where the keys of lists stand, for what is missing in them.
    package private(set) var keys = PlanKeys()

    package var schema: Located<Int>?
    package var id: Located<Identifier>?
    package var service: Located<Identifier>?
    package var services: [Located<Identifier>] = []
    package var version: Located<VersionText>?
    package var previousVersion: Located<VersionText>?
    package var title: Located<String>?
    package var summary: Located<MarkdownText>?
    package var environment: Located<String>?
    package var change: Located<ChangeType>?
    package var kind: Located<ReleaseKind>?
    package var criticality: Located<Criticality>?
    package var status: Located<PlanStatus>?
    package var author: Located<String>?
    package var supersedes: Located<Identifier>?
    package var aliases: [Located<String>] = []
    package var tags: [Located<String>] = []
    @Indirect package var readiness: Readiness? = nil
    package var window: ReleaseWindow?
    @Indirect package var risk: RiskProfile? = nil
    @Indirect package var strategy: Strategy? = nil
    package var migrations: [Migration] = []
    package var phases: [Phase] = []
    @Indirect package var rollback: RollbackPlan? = nil
    @Indirect package var monitoring: Monitoring? = nil
    package var roles: [Role] = []
    package var communications: [Communication] = []
    package var flags: [FeatureFlag] = []
    package var reviews: [Review] = []
    package var checklists: [Located<Identifier>] = []
    package var references: [Reference] = []
    package var waivers: [Waiver] = []
    @Indirect package var notes: PlanNotes? = nil
    package var sections: [PlanSection] = []
    package var vars: [NamedValue<String>] = []

    package static let name = "plan"
    package static let fields = FieldTable<DeploymentPlan>([
        .value("schema", \.schema, .optional, "The version of the format: 1"),
        .value("id", \.id, .optional, "The release's permanent id; by default the folder's or file's name"),
        .value("service", \.service, .required, "The service that is released"),
        .list("services", \.services, .optional, "The services, where one release takes several"),
        .value("version", \.version, .required, "The version that is released, in quotes"),
        .value("previous_version", \.previousVersion, .optional, "The version that it replaces, in quotes"),
        .value("title", \.title, .required, "What the release does, in a few words"),
        .value("summary", \.summary, .required, "What it does and why, in one paragraph"),
        .value("environment", \.environment, .optional, "Where it goes; by default production"),
        .value("change", \.change, .optional, "How the change is authorised"),
        .value("kind", \.kind, .optional, "Why the release is made"),
        .value("criticality", \.criticality, .required, "From C1, the highest, to C4"),
        .value("status", \.status, .required, "Where the plan stands"),
        .value("author", \.author, .optional, "Who wrote the plan"),
        .value("supersedes", \.supersedes, .optional, "The release that this one takes the place of"),
        .list("aliases", \.aliases, .optional, "Earlier ids or addresses of this page"),
        .list("tags", \.tags, .optional, "Words to find the release by"),
        .record("readiness", \._readiness, .required, "Whether everything is ready, and who said so"),
        .record("window", \.window, .required, "When it happens"),
        .record("risk", \._risk, .required, "The risk profile that the strategy is chosen from"),
        .record("strategy", \._strategy, .required, "How it is rolled out, and why so"),
        .records("migrations", \.migrations, .optional, "The database migrations, in the order in which they run"),
        .records("phases", \.phases, .required, "The phases of the deployment, in order"),
        .record("rollback", \._rollback, .required, "When and how it is taken back, and who decides"),
        .record("monitoring", \._monitoring, .optional, "What is watched afterwards, and for how long"),
        .records("roles", \.roles, .required, "Who does what"),
        .records("communications", \.communications, .optional, "Who is told what, and when"),
        .records("flags", \.flags, .optional, "The feature flags that belong to the release"),
        .records("reviews", \.reviews, .optional, "Who looked at the plan, and what they said"),
        .list("checklists", \.checklists, .optional, "The checklists that apply"),
        .records("references", \.references, .optional, "Related documents elsewhere"),
        .records("waivers", \.waivers, .optional, "Rules that this plan breaks on purpose, with the reason"),
        .record("notes", \._notes, .optional, "What else is said, part by part"),
        .records("sections", \.sections, .optional, "Sections of the team's own"),
        .map("vars", \.vars, "Values for `%{name}` in commands"),
    ])

    package static let excuses: [String: [Excuse]] = [
        "service": [.present("services")],
        // `decision-not-go` says so, where it matters.
        "readiness": [.present("status")],
    ]

    package mutating func note(key: String, at span: SourceSpan) {
        switch key {
        case "phases", "roles", "reviews": keys.spans[key] = span
        default: break
        }
    }

    /// Still being written. A plan that does not say where it stands is held to all that a finished one is.
    package var isDraft: Bool { status?.value.isDraft ?? false }

    /// The services, by whichever key they were given.
    package var allServices: [Located<Identifier>] { (service.map { [$0] } ?? []) + services }
}

/// Places of keys: no part of a plan's value.
package struct PlanKeys: Sendable, Equatable {
    fileprivate(set) var spans: [String: SourceSpan] = [:]

    package init() {}

    package subscript(key: String) -> SourceSpan? { spans[key] }

    package static func == (left: Self, right: Self) -> Bool { true }
}

/// Who released the plan for execution.
package struct Readiness: Record {
    package init() {}
    package var place = Place()
    package var decision: Located<ReadinessDecision>?
    package var decidedBy: Located<String>?
    package var decidedAt: Located<Timestamp>?
    package var gates: [Gate] = []
    package var scope: Located<MarkdownText>?
    package var changes: [Change] = []

    package static let name = "readiness"
    package static let fields = FieldTable<Readiness>([
        .value("decision", \.decision, .required, "Go, no-go or still pending"),
        .value("decided_by", \.decidedBy, .optional, "Who decided"),
        .value("decided_at", \.decidedAt, .optional, "When it was decided"),
        .records("gates", \.gates, .optional, "The gates that the release had to pass"),
        .value("scope", \.scope, .optional, "What is in and what is not"),
        .records("changes", \.changes, .optional, "The changes that the release brings"),
    ])
}

/// A condition that was looked at before the release was let go.
package struct Gate: Record {
    package init() {}
    package var place = Place()
    package var name: Located<String>?
    package var result: Located<GateResult>?
    package var evidence: Located<String>?

    package static let name = "gate"
    package static let fields = FieldTable<Gate>([
        .value("name", \.name, .required, "What was looked at"),
        .value("result", \.result, .required, "How it came out"),
        .value("evidence", \.evidence, .optional, "Where one can see that: a link"),
    ])
}

/// One change of the source that the release brings.
package struct Change: Record {
    package init() {}
    package var place = Place()
    package var summary: Located<String>?
    package var commit: Located<RevisionText>?
    package var committedAt: Located<Timestamp>?
    package var link: Located<String>?

    package static let name = "change"
    package static let fields = FieldTable<Change>([
        .value("summary", \.summary, .required, "What changed"),
        .value("commit", \.commit, .optional, "The commit"),
        .value("committed_at", \.committedAt, .optional, "When it was committed, for the lead time"),
        .value("link", \.link, .optional, "Where one can see it"),
    ])
}

/// When the deployment happens.
package struct ReleaseWindow: Record {
    package init() {}
    package var place = Place()
    package var start: Located<Timestamp>?
    package var end: Located<Timestamp>?
    package var rollbackDeadline: Located<Timestamp>?

    package static let name = "window"
    package static let fields = FieldTable<ReleaseWindow>([
        .value("start", \.start, .required, "When it begins; `T` in offsets"),
        .value("end", \.end, .required, "When it ends"),
        .value("rollback_deadline", \.rollbackDeadline, .optional, "Until when a rollback must have been decided"),
    ])
}

/// What could go wrong, and how badly.
package struct RiskProfile: Record {
    package init() {}
    package var place = Place()
    package var level: Located<RiskLevel>?
    package var userImpact: Located<UserImpact>?
    package var rollbackComplexity: Located<RollbackComplexity>?
    package var dataChange: Located<DataChange>?
    package var downtimeAllowed: Located<Downtime>?
    package var factors: [Located<String>] = []

    package static let name = "risk profile"
    package static let fields = FieldTable<RiskProfile>([
        .value("level", \.level, .required, "How high the risk is"),
        .value("user_impact", \.userImpact, .optional, "How much users would notice"),
        .value("rollback_complexity", \.rollbackComplexity, .optional, "How hard it is to take back"),
        .value("data_change", \.dataChange, .optional, "What it does to data"),
        .value("downtime_allowed", \.downtimeAllowed, .optional, "How much downtime is acceptable"),
        .list("factors", \.factors, .optional, "What the risk comes from"),
    ])
}
