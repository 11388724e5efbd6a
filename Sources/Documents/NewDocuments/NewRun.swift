/// The text of a run record to be filled in while the steps are done.
///
/// The steps of the rollback stand there as comments.
package func newRunText(attempt: Int, plan: DeploymentPlan, schema: String?) -> String {
    var lines = schema.map { ["# yaml-language-server: $schema=\($0)"] } ?? []
    lines += [
        "# What was really done. Written down while it happens; what is not in here did not happen.",
        "# Until the start, the outcome and each result are told, `rollbook check` lists them as errors.",
        "attempt: \(attempt)",
        "# revision: \"3f2a91c\"",
        "# Times with an offset from UTC: 2026-03-14T22:00:00Z",
        "started:",
        "ended:",
        "# success, success-with-issues, partial, rolled-back, failed, aborted or cancelled",
        "outcome:",
    ]
    let steps = plan.phases.flatMap(\.steps)
    if !steps.isEmpty {
        lines += ["# result: passed, failed, skipped, retried, timed-out or not-applicable", "steps:"]
        lines += steps.flatMap(result)
    }
    if let back = plan.rollback?.steps, !back.isEmpty {
        lines += ["  # If it was rolled back:"] + back.flatMap(result).map { "  #\($0.dropFirst())" }
    }
    lines += [
        "# Each go, no-go, rollback or other decision, with the value that was seen.",
        "# decisions: [{at: 2026-03-14T22:05:00Z, by: Dana, decision: go, reason: All criteria hold}]",
        "# rollback: {decided: 2026-03-14T23:00:00Z, started: 2026-03-14T23:01:00Z, restored: 2026-03-14T23:04:00Z}",
        "# incidents: [{id: INC-2026-014, relation: caused-by}]",
        "# What the next one should know.",
        "# notes: ...",
    ]
    return lines.joined(separator: "\n") + "\n"
}

private func result(of step: Step) -> [String] {
    let title = (step.title?.value ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
    let own = ["  - id: \(yamlPlainOrQuoted(step.identifier, isFlow: false))", "    result:"]
    return title.isEmpty ? own : ["  # \(title)"] + own
}
