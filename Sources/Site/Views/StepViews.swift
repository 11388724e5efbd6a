/// A phase of the runbook.
package struct PhaseView: TabledObject {
    var id: String
    var number: String
    var title: String
    var kind: String
    var offset: String?
    var duration: String?
    var decisionOwner: String?
    var criteria: [TextView]
    var notes: String?
    var steps: [StepView]
    var checklists: [LinkView]

    static let members = MemberTable<PhaseView>(
        "phase",
        [
            .text("id", "Its anchor, without `phase-`") { $0.id },
            .text("number", "Its number, from 1") { $0.number },
            .text("title", "Its title") { $0.title },
            .text("kind", "Its kind, as a class") { $0.kind },
            .text("offset", "When it begins, from the window's start") { $0.offset },
            .text("duration", "The sum of its steps' durations") { $0.duration },
            .text("decision_owner", "The role that decides whether it begins") { $0.decisionOwner },
            .list("criteria", "What must hold before it begins") { $0.criteria },
            .html("notes", "What else is said before its steps") { $0.notes },
            .list("steps", "Its steps") { $0.steps },
            .list("checklists", "The checklists that belong to it") { $0.checklists },
            .text("step_count", "How many steps it has") { "\($0.steps.count)" },
        ]
    )
}

/// A step: of a phase, of the rollback, of a pattern's rollback.
package struct StepView: TabledObject {
    var id: String
    var number: String
    var title: String
    var owner: String?
    var runOn: String?
    var shell: String
    var command: String?
    var manual: String?
    var expected: String?
    var verify: String?
    var verifyCommand: String?
    var verifyExpect: String?
    var duration: String?
    var seconds: String?
    var timeout: String?
    var onFailure: String?
    var isDestructive: Bool
    var isPointOfNoReturn: Bool
    var migration: LinkView?
    var notes: String?
    var aliases: [TextView]
    /// `nil` where the page is not one of a release.
    var citation: String?

    static let members = MemberTable<StepView>(
        "step",
        [
            .text("id", "Its anchor, without `step-`") { $0.id },
            .text("number", "Its number: 3.2, or R1 in the rollback") { $0.number },
            .text("title", "What is done") { $0.title },
            .text("owner", "The role that does it, and who has it") { $0.owner },
            .text("run_on", "Where the command is run") { $0.runOn },
            .text("shell", "The command's language") { $0.shell },
            .html("command", "The exact command, marked up") { $0.command },
            .html("manual", "What a person does") { $0.manual },
            .html("expected", "What is to be seen") { $0.expected },
            .html("verify", "How one knows that it worked, in words") { $0.verify },
            .html("verify_command", "The command that looks") { $0.verifyCommand },
            .html("verify_expect", "What that prints when all is well") { $0.verifyExpect },
            .text("duration", "How long it takes") { $0.duration },
            .text("seconds", "The same in seconds, for the script") { $0.seconds },
            .text("timeout", "After how long it counts as failed") { $0.timeout },
            .text("on_failure", "What is done when it fails") { $0.onFailure },
            .flag("is_destructive", "Whether it deletes something") { $0.isDestructive },
            .flag("is_point_of_no_return", "Whether there is no way back after it") { $0.isPointOfNoReturn },
            .object("migration", "The migration that it runs") { $0.migration },
            .html("notes", "What else the operator should know") { $0.notes },
            .list("aliases", "Former anchors that stay, without `step-`") { $0.aliases },
            .text("citation", "How others name it: title, address and revision in Markdown") { $0.citation },
        ]
    )
}

/// A database migration.
package struct MigrationView: TabledObject {
    var id: String
    var title: String
    var facts: [FactView]
    var notes: String?
    var shell: String
    var command: String?
    var expected: String?
    var verify: String?
    var verifyCommand: String?
    var verifyExpect: String?
    var scriptName: String?
    var scriptAddress: String?
    var script: String?
    var isBreaking: Bool
    var isDestructive: Bool
    var isPointOfNoReturn: Bool
    var forwardFix: String?
    var rollback: StepView?
    var rollbackTested: String?
    var rollbackEvidence: String?

    static let members = MemberTable<MigrationView>(
        "migration",
        [
            .text("id", "Its anchor, without `migration-`") { $0.id },
            .text("title", "What it does") { $0.title },
            .list("facts", "Database, operation, stage, lock timeout ...") { $0.facts },
            .html("notes", "What else is said of it") { $0.notes },
            .text("shell", "The command's language") { $0.shell },
            .html("command", "The exact command, marked up") { $0.command },
            .html("expected", "What it prints when all is well") { $0.expected },
            .html("verify", "How one knows that it worked, in words") { $0.verify },
            .html("verify_command", "The command that looks") { $0.verifyCommand },
            .html("verify_expect", "What that prints when all is well") { $0.verifyExpect },
            .text("script_name", "The script's path beside the plan") { $0.scriptName },
            .text("script_address", "The published script's address") { $0.scriptAddress },
            .html("script", "The script's text, marked up") { $0.script },
            .flag("is_breaking", "Whether the running version could not live with it") { $0.isBreaking },
            .flag("is_destructive", "Whether it deletes something") { $0.isDestructive },
            .flag("is_point_of_no_return", "Whether there is no way back after it") { $0.isPointOfNoReturn },
            .html("forward_fix", "What is done where there is no way back") { $0.forwardFix },
            .object("rollback", "How it is taken back") { $0.rollback },
            .text("rollback_tested", "When and where that was tried") { $0.rollbackTested },
            .html("rollback_evidence", "What shows that it was tried") { $0.rollbackEvidence },
        ]
    )
}

/// A rollback trigger.
package struct TriggerView: TabledObject {
    var id: String
    var condition: String
    var scope: String?
    var query: String?
    var dashboard: String?
    var source: String?
    var action: String
    var isRollback: Bool

    static let members = MemberTable<TriggerView>(
        "trigger",
        [
            .text("id", "Its anchor, without `trigger-`") { $0.id },
            .text("condition", "The condition in numbers") { $0.condition },
            .text("scope", "What it is measured over") { $0.scope },
            .text("query", "The query that gives the number") { $0.query },
            .text("dashboard", "The address where one can see it") { $0.dashboard },
            .html("source", "Where one can see it, where that is no address but a text") { $0.source },
            .text("action", "What is done when it holds") { $0.action },
            .flag("is_rollback", "Whether that is a rollback") { $0.isRollback },
        ]
    )
}
