internal import Documents

/// The runbook page: all parts of a plan, and what was done.
package struct ReleaseView: TabledObject {
    var page: PageFrame
    var row: ReleaseRow
    var previousVersion: String?
    var isLoose: Bool
    /// The page's own text, of a release in free Markdown.
    var body: String?
    var contents: [LinkView]
    var summary: String?
    var windowText: String?
    var start: TimeView?
    var end: TimeView?
    var deadline: TimeView?
    var planned: String?
    var plannedSeconds: String?
    var digest: String
    var nextAttempt: String
    var facts: [FactView]
    var riskFacts: [FactView]
    var riskFactors: [TextView]
    var pattern: LinkView?
    var rationale: String?
    var alternatives: TableView?
    var stages: TableView?
    var readinessFacts: [FactView]
    var scope: String?
    var gates: TableView?
    var changes: TableView?
    var migrations: [MigrationView]
    var phases: [PhaseView]
    var rollback: RollbackView?
    var soak: String?
    var metrics: TableView?
    var roles: TableView?
    var communications: TableView?
    var flags: TableView?
    var reviews: TableView?
    var checklists: [LinkView]
    var references: [LinkView]
    var waivers: TableView?
    /// What else is said of a part.
    var notes: [PlanPart: String]
    var sections: [SectionView]
    var runs: [RunView]
    var incidents: [LinkView]
    var concurrent: ConcurrentView?
    var mentions: [LinkView]
    var attachments: [LinkView]
    var earlier: LinkView?
    var later: LinkView?
    var changesPage: LinkView?
    var revisions: TableView?
    var revisionsNote: String?
    var supersedes: LinkView?
    var markdownTwin: String
    var jsonTwin: String
    var source: String

    static let members = MemberTable<ReleaseView>(
        "release",
        [
            .object("page", "What every page has") { $0.page },
            .object("row", "The release as lists show it") { $0.row },
            .text("previous_version", "The version that it replaces") { $0.previousVersion },
            .flag("is_loose", "Whether it is free text, of which only some things could be told") { $0.isLoose },
            .html("body", "The text of a release in free Markdown") { $0.body },
            .list("contents", "The page's sections") { $0.contents },
            .html("summary", "What the release does") { $0.summary },
            .text("window_text", "The window in words") { $0.windowText },
            .object("start", "The window's start") { $0.start },
            .object("end", "The window's end") { $0.end },
            .object("deadline", "Until when a rollback must have been decided") { $0.deadline },
            .text("planned", "The sum of all steps' durations") { $0.planned },
            .text("planned_seconds", "The same in seconds, for the script") { $0.plannedSeconds },
            .text("digest", "The plan's digest: another one where the plan was changed") { $0.digest },
            .text("next_attempt", "The number of the next attempt") { $0.nextAttempt },
            .list("facts", "Environment, kind, change, author, tags") { $0.facts },
            .list("risk_facts", "The risk profile") { $0.riskFacts },
            .list("risk_factors", "What the risk comes from") { $0.riskFactors },
            .object("pattern", "The strategy's pattern") { $0.pattern },
            .html("rationale", "Why this pattern") { $0.rationale },
            .object("alternatives", "The patterns that were not chosen") { $0.alternatives },
            .object("stages", "The stages of the rollout") { $0.stages },
            .list("readiness_facts", "The readiness decision") { $0.readinessFacts },
            .html("scope", "What is in and what is not") { $0.scope },
            .object("gates", "The gates and their results") { $0.gates },
            .object("changes", "The changes that the release brings") { $0.changes },
            .list("migrations", "The database migrations") { $0.migrations },
            .list("phases", "The phases") { $0.phases },
            .object("rollback", "When and how it is taken back") { $0.rollback },
            .text("soak", "How long it is watched afterwards") { $0.soak },
            .object("metrics", "What is watched") { $0.metrics },
            .object("roles", "Who does what") { $0.roles },
            .object("communications", "Who is told what, and when") { $0.communications },
            .object("flags", "The feature flags") { $0.flags },
            .object("reviews", "Who looked at the plan") { $0.reviews },
            .list("checklists", "The checklists that apply") { $0.checklists },
            .list("references", "Related documents") { $0.references },
            .object("waivers", "Rules that the plan breaks on purpose") { $0.waivers },
            .html("window_notes", "What else is said of the window") { $0.notes[.window] },
            .html("risk_notes", "What else is said of the risk") { $0.notes[.risk] },
            .html("migrations_notes", "What else is said of the migrations as a whole") { $0.notes[.migrations] },
            .html("phases_notes", "What else is said of the phases as a whole") { $0.notes[.phases] },
            .html("monitoring_notes", "What else is said of the monitoring") { $0.notes[.monitoring] },
            .html("roles_notes", "What else is said of the roles") { $0.notes[.roles] },
            .html("communications_notes", "What else is said of the communications") { $0.notes[.communications] },
            .html("flags_notes", "What else is said of the feature flags") { $0.notes[.flags] },
            .html("reviews_notes", "What else is said of the reviews") { $0.notes[.reviews] },
            .html("checklists_notes", "What else is said of the checklists") { $0.notes[.checklists] },
            .html("references_notes", "What else is said of the references") { $0.notes[.references] },
            .html("waivers_notes", "What else is said of the waivers") { $0.notes[.waivers] },
            .flag("shows_risk", "Whether anything is said of the risk") { $0.shows(.risk) },
            .flag("shows_monitoring", "Whether anything is said of the monitoring") { $0.shows(.monitoring) },
            .flag("shows_phases", "Whether there are phases, or something is said of them") { $0.shows(.phases) },
            .flag("shows_migrations", "Whether there are migrations, or something is said of them") {
                $0.shows(.migrations)
            },
            .flag("shows_roles", "Whether anything is said of the roles") { $0.shows(.roles) },
            .flag("shows_communications", "Whether anything is said of communications") { $0.shows(.communications) },
            .flag("shows_flags", "Whether anything is said of feature flags") { $0.shows(.flags) },
            .flag("shows_reviews", "Whether anything is said of reviews") { $0.shows(.reviews) },
            .flag("shows_checklists", "Whether anything is said of checklists") { $0.shows(.checklists) },
            .flag("shows_references", "Whether anything is said of references") { $0.shows(.references) },
            .flag("shows_waivers", "Whether anything is said of waivers") { $0.shows(.waivers) },
            .list("sections", "Sections of the team's own") { $0.sections },
            .list("runs", "What was really done") { $0.runs },
            .list("incidents", "The incidents that belong to it") { $0.incidents },
            .object("concurrent", "What else ran then") { $0.concurrent },
            .list("mentions", "Pages that link here") { $0.mentions },
            .list("attachments", "Files published beside the page") { $0.attachments },
            .object("earlier", "The release before, of the same service") { $0.earlier },
            .object("later", "The release after") { $0.later },
            .object("changes_page", "What differs from the release before") { $0.changesPage },
            .object("revisions", "The commits that changed the plan") { $0.revisions },
            .text("revisions_note", "Why earlier commits are not known") { $0.revisionsNote },
            .object("supersedes", "The release that this one takes the place of") { $0.supersedes },
            .text("markdown_twin", "The address of deployment-plan.md") { $0.markdownTwin },
            .text("json_twin", "The address of plan.json") { $0.jsonTwin },
            .text("source", "The source's path in the content folder") { $0.source },
        ]
    )
}

extension ReleaseView {
    /// Whether a part has something to show.
    fileprivate func shows(_ part: PlanPart) -> Bool {
        if notes[part] != nil { return true }
        return switch part {
        case .risk: !riskFacts.isEmpty || !riskFactors.isEmpty
        case .monitoring: metrics != nil || soak != nil
        case .phases: !phases.isEmpty
        case .migrations: !migrations.isEmpty
        case .roles: roles != nil
        case .communications: communications != nil
        case .flags: flags != nil
        case .reviews: reviews != nil
        case .checklists: !checklists.isEmpty
        case .references: !references.isEmpty
        case .waivers: waivers != nil
        case .summary, .readiness, .window, .strategy, .rollback, .runs: false
        }
    }
}

/// When and how a release is taken back.
package struct RollbackView: TabledObject {
    var method: String?
    var estimated: String?
    var primary: String?
    var backup: String?
    var escalation: String?
    var decideWithin: String?
    var notes: String?
    var triggers: [TriggerView]
    var steps: [StepView]
    var rehearsed: String?
    var evidence: String?
    var lastStep: LinkView?

    static let members = MemberTable<RollbackView>(
        "rollback",
        [
            .text("method", "How it is taken back") { $0.method },
            .text("estimated", "How long it takes") { $0.estimated },
            .text("primary", "Who decides") { $0.primary },
            .text("backup", "Who decides when the first can't be reached") { $0.backup },
            .text("escalation", "Whom to turn to when both can't") { $0.escalation },
            .text("decide_within", "How soon it must be decided") { $0.decideWithin },
            .html("notes", "What else is said of it") { $0.notes },
            .list("triggers", "What is watched, and what is done then") { $0.triggers },
            .list("rollback_triggers", "Those of them that make it necessary") { $0.triggers.filter(\.isRollback) },
            .list("other_triggers", "Those that ask for something else") { $0.triggers.filter { !$0.isRollback } },
            .list("steps", "The procedure") { $0.steps },
            .text("rehearsed", "When and where it was tried") { $0.rehearsed },
            .html("evidence", "What shows that it was tried") { $0.evidence },
            .object("last_step", "The step after which there is no way back") { $0.lastStep },
        ]
    )
}

/// A section of the team's own.
package struct SectionView: TabledObject {
    var id: String
    var title: String
    var facts: [FactView]
    var body: String?

    static let members = MemberTable<SectionView>(
        "section",
        [
            .text("id", "Its anchor, without `section-`") { $0.id },
            .text("title", "Its title") { $0.title },
            .list("facts", "Its fields") { $0.facts },
            .html("body", "Its text") { $0.body },
        ]
    )
}

/// One attempt.
package struct RunView: TabledObject {
    var number: String
    var outcome: StateView?
    var facts: [FactView]
    var phases: TableView?
    var steps: TableView?
    var decisions: TableView?
    var incidents: [LinkView]
    var notes: String?

    static let members = MemberTable<RunView>(
        "run",
        [
            .text("number", "Which attempt") { $0.number },
            .object("outcome", "How it went") { $0.outcome },
            .list("facts", "When it began and ended, how long it took") { $0.facts },
            .object("phases", "The phases, planned against actual") { $0.phases },
            .object("steps", "The steps, as they went") { $0.steps },
            .object("decisions", "What was decided") { $0.decisions },
            .list("incidents", "The incidents that belong to it") { $0.incidents },
            .html("notes", "What else is worth knowing") { $0.notes },
        ]
    )
}

/// A release as lists show it.
/// Releases that ran while another one or an incident did.
package struct ConcurrentView: TabledObject {
    var table: TableView
    var note: String?

    static let members = MemberTable<ConcurrentView>(
        "concurrent releases",
        [
            .object("table", "The releases, the earliest first") { $0.table },
            .text("note", "How many are not named, where there are too many") { $0.note },
        ]
    )
}

package struct ReleaseRow: TabledObject {
    var id: String
    var address: String
    var title: String
    var version: String?
    var date: TimeView?
    var otherDays: String?
    var services: [LinkView]
    var serviceIDs: String?
    var pattern: LinkView?
    var patternID: String?
    var checklistIDs: String?
    var status: StateView?
    var outcome: StateView?
    var criticality: String?
    var risk: String?
    var kind: String?
    var change: String?
    var environment: String?
    var runCount: String?

    static let members = MemberTable<ReleaseRow>(
        "release row",
        [
            .text("id", "The release's id") { $0.id },
            .text("address", "Its page") { $0.address },
            .text("title", "Its title") { $0.title },
            .text("version", "The version") { $0.version },
            .object("date", "The window's start, or the day") { $0.date },
            .text("other_days", "The days on which attempts began or ended, but for that one, with spaces between them")
            {
                $0.otherDays
            },
            .list("services", "The services") { $0.services },
            .text("service_ids", "The services' ids, with spaces between them") { $0.serviceIDs },
            .object("pattern", "The strategy's pattern") { $0.pattern },
            .text("pattern_id", "The pattern's id") { $0.patternID },
            .text("checklist_ids", "The ids of the checklists that it uses, with spaces between them") {
                $0.checklistIDs
            },
            .object("status", "Where the plan stands") { $0.status },
            .object("outcome", "How it went, or where it stands while nothing has happened") { $0.outcome },
            .text("criticality", "From C1 to C4") { $0.criticality },
            .text("risk", "The risk level") { $0.risk },
            .text("kind", "Why it was made: planned, hotfix ...") { $0.kind },
            .text("change", "The kind of change: standard, normal or emergency") { $0.change },
            .text("environment", "Where it went") { $0.environment },
            .text("run_count", "How many attempts, where there was more than one") { $0.runCount },
        ]
    )
}
