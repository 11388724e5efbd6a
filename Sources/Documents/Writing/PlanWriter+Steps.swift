internal import Markdown

/// The parts of a plan that are done: migrations, phases, the rollback.
extension PlanWriter {
    mutating func writePhases(_ plan: DeploymentPlan) {
        for (index, phase) in plan.phases.enumerated() {
            let title = phase.title?.value ?? phase.kind?.value.words
            paragraph("### Phase \(index + 1)\(title.map { ": \(inline($0))" } ?? "")")
            facts([
                ("Kind", phase.kind?.value.rawValue), ("Id", phase.id.map { "`\($0.value.text)`" }),
                ("Begins", phase.offset?.value.text),
                ("Go/no-go", phase.goNoGo?.owner.map { inline($0.value) }),
            ])
            if let criteria = phase.goNoGo?.criteria, !criteria.isEmpty {
                paragraph("Goes on only if:")
                list(criteria.map { inline($0.value) })
            }
            markdown(phase.notes)
            for (number, step) in phase.steps.enumerated() {
                write(step, number: "\(index + 1).\(number + 1)", of: plan)
            }
        }
    }

    mutating func write(_ step: Step, number: String, of plan: DeploymentPlan) {
        let title = step.title?.value ?? step.id?.value.text
        paragraph("#### Step \(number)\(title.map { ": \(inline($0))" } ?? "")")
        facts([
            ("Id", step.id.map { "`\($0.value.text)`" }),
            ("Formerly", step.aliases.isEmpty ? nil : step.aliases.map { "`\($0.value)`" }.joined(separator: ", ")),
            ("Owner", step.owner.map { inline($0.value) }),
            ("Run on", step.runOn.map { inline($0.value) }),
            ("Runs migration", step.migration.map { "`\($0.value.text)`" }),
            ("Duration", step.duration?.value.text), ("Timeout", step.timeout?.value.text),
            ("If it fails", step.onFailure?.value.rawValue),
            ("Shell", step.shell.flatMap { isTold($0.value, by: step.command) ? nil : inline($0.value) }),
            ("Destructive", word(step.destructive, yes: "yes")),
            ("Point of no return", word(step.pointOfNoReturn, yes: "**there is no way back after this step**")),
        ])
        if let command = step.command { code(command.value, step.shell?.value ?? "bash") }
        if step.command == nil, step.migration == nil {
            markdown(step.manual)
        } else {
            labelled("By hand", step.manual)
        }
        labelled("Expected", step.expected)
        write(step.verify)
        labelled("Note", step.notes)
    }

    mutating func write(_ migration: Migration, of plan: DeploymentPlan) {
        paragraph("### \(inline(migration.title?.value ?? migration.id?.value.text ?? "Migration"))")
        facts([
            ("Id", migration.id.map { "`\($0.value.text)`" }),
            ("Database", migration.database.map { inline($0.value) }),
            ("Operation", migration.operation.map { inline($0.value) }),
            ("Breaking", migration.breaking.map { $0.value ? "yes" : "no" }),
            ("Pattern", migration.pattern?.value.rawValue), ("Stage", migration.stage?.value.rawValue),
            ("Follows", migration.expands.map { "`\($0.value)`" }),
            ("Script", migration.script.map { "[\(inline($0.value))](\($0.value))" }),
            ("Lock timeout", migration.lockTimeout?.value.text), ("Duration", migration.duration?.value.text),
            ("Reversible", migration.reversible?.value.rawValue),
            ("Shell", migration.shell.flatMap { isTold($0.value, by: migration.command) ? nil : inline($0.value) }),
            ("Destructive", word(migration.destructive, yes: "yes")),
            ("Point of no return", word(migration.pointOfNoReturn, yes: "**there is no way back after it**")),
        ])
        if let command = migration.command { code(command.value, migration.shell?.value ?? "bash") }
        labelled("Expected", migration.expected)
        write(migration.verify)
        labelled("Forward fix", migration.forwardFix)
        labelled("Note", migration.notes)
        guard let rollback = migration.rollback else { return }
        paragraph("**Rollback:**")
        if let command = rollback.command { code(command.value, migration.shell?.value ?? "bash") }
        labelled("Expected", rollback.expected)
        write(rollback.verify)
        if let tested = words(rollback.tested) { paragraph("**Tested:** \(tested)") }
    }

    mutating func writeRollback(_ plan: DeploymentPlan) {
        guard let rollback = plan.rollback else { return }
        facts([
            ("Method", rollback.method?.value.rawValue), ("Takes", rollback.estimated?.value.text),
            ("Not possible after", rollback.notPossibleAfter.map { "`\($0.value.text)`" }),
            ("Primary", rollback.decision?.primary.map { inline($0.value) }),
            ("Backup", rollback.decision?.backup.map { inline($0.value) }),
            ("Escalation", rollback.decision?.escalation.map { inline($0.value) }),
            ("Decide within", rollback.decision?.decideWithin?.value.text), ("Rehearsed", words(rollback.rehearsed)),
        ])
        if !rollback.triggers.isEmpty {
            paragraph("### Triggers")
            table(
                ["Trigger", "Condition", "Scope", "Query", "Dashboard", "Action"],
                rollback.triggers.map { trigger in
                    [
                        trigger.id.map { "`\($0.value.text)`" }, condition(trigger),
                        trigger.scope.map { inline($0.value) },
                        trigger.query.map { codeSpan($0.value) }, trigger.dashboard?.value,
                        trigger.action?.value.rawValue,
                    ]
                }
            )
        }
        guard !rollback.steps.isEmpty else { return }
        paragraph("### Procedure")
        for (number, step) in rollback.steps.enumerated() { write(step, number: "R\(number + 1)", of: plan) }
    }

    private mutating func write(_ verification: Verification?) {
        guard let verification else { return }
        if let text = verification.text { return labelled("Verify", text) }
        guard let command = verification.command else { return }
        paragraph("**Verify:**")
        code(command.value, "bash")
        labelled("Should print", verification.expect)
    }

    /// `**Name:** text`; a text that begins with a block of its own stands below its name.
    private mutating func labelled(_ name: String, _ value: Located<MarkdownText>?) {
        guard let value, let first = value.value.source.trimmed.first else { return }
        if "-*+>#|`~0123456789".contains(first), value.value.source.contains("\n") {
            paragraph("**\(name):**")
            return markdown(value)
        }
        text += "**\(name):** "
        markdown(value)
    }

    /// The language behind the fence tells the shell; bash is told in words, for it stands there by default too.
    private func isTold(_ shell: String, by command: Located<String>?) -> Bool {
        command != nil && shell != "bash" && shell == shell.lowercased() && !shell.isEmpty
            && shell.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }

    private func word(_ flag: Located<Bool>?, yes: String) -> String? { flag.map { $0.value ? yes : "no" } }

    /// The short form as it is; a condition that was given by its parts has its metric as code.
    private func condition(_ trigger: Trigger) -> String {
        guard trigger.when == nil, let metric = trigger.metric else { return inline(trigger.condition) }
        var parts = trigger
        parts.metric = nil
        return "\(codeSpan(metric.value)) \(inline(parts.condition))"
    }

    func codeSpan(_ text: String) -> String {
        let oneLine = text.split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ")
        return oneLine.contains("`") ? "`` \(oneLine) ``" : "`\(oneLine)`"
    }

    func words(_ rehearsal: Rehearsal?) -> String? {
        guard let rehearsal, let at = rehearsal.at else { return nil }
        var words = at.value.iso
        if let environment = rehearsal.environment { words += ", \(inline(environment.value))" }
        if let duration = rehearsal.duration { words += ", took \(duration.value.text)" }
        if let evidence = rehearsal.evidence { words += ", \(evidence.value)" }
        return words
    }
}
