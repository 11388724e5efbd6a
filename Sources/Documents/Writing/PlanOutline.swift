internal import Diagnostics

/// What was read of a plan, one thing a line with the line it stands on: for the author of a Markdown plan who
/// wants to see what was understood.
package struct PlanOutline {
    private var lines: [String] = []

    package init(_ plan: DeploymentPlan, file: String) {
        lines.append(file)
        add("title", plan.title?.value, plan.title?.span, 1)
        add("status", plan.status?.value.rawValue, plan.status?.span, 1)
        add("pattern", plan.strategy?.pattern?.value.text, plan.strategy?.pattern?.span, 1)
        for migration in plan.migrations {
            let name = migration.title?.value ?? migration.id?.value.text
            add("migration", name ?? "", migration.place.span, 1)
            add("command", migration.command?.value, migration.command?.span, 2)
        }
        for phase in plan.phases {
            let kind = phase.kind?.value.rawValue ?? "?"
            add("phase", "\(kind)\(phase.title.map { ": \($0.value)" } ?? "")", phase.place.span, 1)
            for step in phase.steps { add(step) }
        }
        if let rollback = plan.rollback {
            add("rollback", rollback.method?.value.rawValue ?? "", rollback.place.span, 1)
            add("primary", rollback.decision?.primary?.value, rollback.decision?.primary?.span, 2)
            add("backup", rollback.decision?.backup?.value, rollback.decision?.backup?.span, 2)
            for trigger in rollback.triggers { add("trigger", trigger.condition, trigger.place.span, 2) }
            for step in rollback.steps { add(step) }
        }
        for role in plan.roles {
            let people = [role.person?.value, role.backup.map { "backup \($0.value)" }].compactMap { $0 }
            add("role", "\(role.role?.value ?? "?"): \(people.joined(separator: ", "))", role.place.span, 1)
        }
        for section in plan.sections {
            add("section", section.title?.value ?? section.id?.value.text, section.place.span, 1)
        }
        if plan.phases.isEmpty, plan.rollback == nil {
            lines.append("        no phase, step or rollback was found in it")
        }
    }

    /// The outline with a newline at its end.
    package var text: String { lines.joined(separator: "\n") + "\n" }

    private mutating func add(_ step: Step) {
        add("step", step.title?.value ?? step.identifier, step.place.span, 2)
        add("command", step.command?.value, step.command?.span, 3)
        add("by hand", step.manual?.value.source, step.manual?.span, 3)
        add("expected", step.expected?.value.source, step.expected?.span, 3)
        let verify =
            step.verify?.text.map { ($0.value.source, $0.span) } ?? step.verify?.command.map { ($0.value, $0.span) }
        add("verify", verify?.0, verify?.1, 3)
        add("owner", step.owner?.value, step.owner?.span, 3)
        add("note", step.notes?.value.source, step.notes?.span, 3)
    }

    private mutating func add(_ what: String, _ text: String?, _ span: SourceSpan?, _ depth: Int) {
        guard let text else { return }
        let all = text.split(whereSeparator: \.isNewline)
        let first = all.first.map { String($0.prefix(100)) } ?? ""
        let more = all.count > 1 || (all.first?.count ?? 0) > 100 ? " …" : ""
        let line = span.map { String($0.start.line) } ?? ""
        let number = String(repeating: " ", count: max(0, 6 - line.count)) + line
        lines.append("\(number)\(String(repeating: "  ", count: depth))\(what)  \(first)\(more)")
    }
}
