internal import Diagnostics

/// What was really done: one attempt at a release.
package struct RunRecord: Record {
    package init() {}
    package var place = Place()
    package var attempt: Located<Int>?
    package var revision: Located<RevisionText>?
    package var started: Located<Timestamp>?
    package var ended: Located<Timestamp>?
    package var outcome: Located<RunOutcome>?
    package var steps: [StepResult] = []
    package var decisions: [RunDecision] = []
    package var rollback: RunRollback?
    package var checklists: [RunChecklist] = []
    package var incidents: [RunIncident] = []
    package var notes: Located<MarkdownText>?

    package static let name = "run"
    package static let fields = FieldTable<RunRecord>([
        .value("attempt", \.attempt, .required, "Which attempt at the release it was, from 1"),
        .value("revision", \.revision, .optional, "The revision of the plan that was followed"),
        .value("started", \.started, .required, "When it began"),
        .value("ended", \.ended, .optional, "When it ended"),
        .value("outcome", \.outcome, .required, "How it went"),
        .records("steps", \.steps, .optional, "The steps, as they went"),
        .records("decisions", \.decisions, .optional, "What was decided, by whom"),
        .record("rollback", \.rollback, .optional, "When it was taken back, where it was"),
        .records("checklists", \.checklists, .optional, "The checklists, as far as they were ticked"),
        .records("incidents", \.incidents, .optional, "The incidents that belong to it"),
        .value("notes", \.notes, .optional, "What else is worth knowing"),
    ])
}

/// How a run went.
package enum RunOutcome: String, Choice {
    case success
    case successWithIssues = "success-with-issues"
    case partial
    case rolledBack = "rolled-back"
    case failed, aborted, cancelled
}

package enum StepOutcome: String, Choice {
    case passed, failed, skipped, retried
    case timedOut = "timed-out"
    case notApplicable = "not-applicable"
}

/// How one step went.
package struct StepResult: Record {
    package init() {}
    package var place = Place()
    package var id: Located<Identifier>?
    package var result: Located<StepOutcome>?
    package var started: Located<Timestamp>?
    package var ended: Located<Timestamp>?
    package var by: Located<String>?
    package var observed: Located<MarkdownText>?
    package var deviation: Located<MarkdownText>?

    package static let name = "step result"
    package static let fields = FieldTable<StepResult>([
        .value("id", \.id, .required, "The step's id in the plan"),
        .value("result", \.result, .required, "How it went"),
        .value("started", \.started, .optional, "When it began"),
        .value("ended", \.ended, .optional, "When it ended"),
        .value("by", \.by, .optional, "Who did it"),
        .value("observed", \.observed, .optional, "What was seen"),
        .value("deviation", \.deviation, .optional, "What was done otherwise than planned, and why"),
    ])
}

package enum RunDecisionKind: String, Choice {
    case go
    case noGo = "no-go"
    case `continue`, hold, extend, rollback
    case rollForward = "roll-forward"
    case abort
}

/// What was decided during a run.
package struct RunDecision: Record {
    package init() {}
    package var place = Place()
    package var at: Located<Timestamp>?
    package var by: Located<String>?
    package var decision: Located<RunDecisionKind>?
    package var trigger: Located<Identifier>?
    package var observed: Located<String>?
    package var reason: Located<MarkdownText>?

    package static let name = "decision"
    package static let fields = FieldTable<RunDecision>([
        .value("at", \.at, .required, "When"),
        .value("by", \.by, .required, "Who decided"),
        .value("decision", \.decision, .required, "What was decided"),
        .value("trigger", \.trigger, .optional, "The trigger that was met: its id in the plan"),
        .value("observed", \.observed, .optional, "The value that was seen"),
        .value("reason", \.reason, .optional, "Why"),
    ])
}

/// When a run was taken back.
package struct RunRollback: Record {
    package init() {}
    package var place = Place()
    package var decided: Located<Timestamp>?
    package var started: Located<Timestamp>?
    package var restored: Located<Timestamp>?

    package static let name = "rollback times"
    package static let fields = FieldTable<RunRollback>([
        .value("decided", \.decided, .optional, "When it was decided"),
        .value("started", \.started, .optional, "When it began"),
        .value("restored", \.restored, .optional, "When users were served again"),
    ])
}

/// What was ticked of one checklist during a run.
package struct RunChecklist: Record {
    package init() {}
    package var place = Place()
    package var id: Located<Identifier>?
    package var items: [TickedItem] = []

    package static let name = "checklist"
    package static let fields = FieldTable<RunChecklist>([
        .value("id", \.id, .required, "The checklist's id"),
        .records("items", \.items, .optional, "The items that were ticked"),
    ])
}

/// One item of a checklist that was ticked.
package struct TickedItem: Record {
    package init() {}
    package var place = Place()
    package var id: Located<String>?
    package var at: Located<Timestamp>?
    package var by: Located<String>?

    package static let name = "ticked item"
    package static let fields = FieldTable<TickedItem>([
        .value("id", \.id, .required, "The item's anchor without `item-`"),
        .value("at", \.at, .optional, "When"),
        .value("by", \.by, .optional, "By whom"),
    ])
}

package enum IncidentRelation: String, Choice {
    case causedBy = "caused-by"
    case during, related
}

/// An incident that belongs to a run.
package struct RunIncident: Record {
    package init() {}
    package var place = Place()
    package var id: Located<IncidentIdentifier>?
    package var relation: Located<IncidentRelation>?
    package var step: Located<Identifier>?

    package static let name = "incident"
    package static let fields = FieldTable<RunIncident>([
        .value("id", \.id, .required, "The incident's id"),
        .value("relation", \.relation, .required, "How it belongs to the run"),
        .value("step", \.step, .optional, "The step at which it began"),
    ])
}
