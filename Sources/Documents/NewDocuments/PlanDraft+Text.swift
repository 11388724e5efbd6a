extension PlanDraft {
    /// The plan's file.
    ///
    /// - Parameter schema: The way to the JSON Schema from the file, where there is one.
    package func text(schema: String?) -> String {
        var writer = RecordWriter()
        writer.remarks = remarks
        writer.blanks = Self.blanks
        var lines = schema.map { ["# yaml-language-server: $schema=\($0)"] } ?? []
        lines.append("# TODO marks what is still to be said; `rollbook check` lists what is left.")
        if let earlier {
            lines.append("# Phases, people and triggers come from \(earlier.id): read each line before you keep it.")
            for (old, new) in takenOver.versions { lines.append("# In what was taken over, \(old) has become \(new).") }
        }
        return (lines + writer.lines(plan)).joined(separator: "\n") + "\n"
    }

    private static let blanks = [
        "criticality": "C2",
        "window.start": "2026-03-14T22:00:00Z",
        "window.end": "2026-03-15T00:00:00Z",
        "window.rollback_deadline": "2026-03-14T23:30:00Z",
        "risk.level": "medium", "risk.user_impact": "moderate", "risk.rollback_complexity": "simple",
        "risk.data_change": "none", "risk.downtime_allowed": "none",
        "strategy.pattern": "the id of a page under patterns/",
        "migrations.lock_timeout": "5s", "migrations.duration": "5m",
        "migrations.rollback.tested":
            "{at: 2026-03-10, environment: staging, duration: 40s}",
        "phases.steps.duration": "5m",
        "rollback.method": "traffic-switch", "rollback.estimated": "5m",
        "rollback.triggers": "[{when: http_5xx_ratio > 2% for 5m, dashboard: https://...}]",
        "rollback.steps.duration": "2m",
        "rollback.rehearsed": "{at: 2026-03-11, environment: staging, duration: 3m}",
        "monitoring.soak": "60m",
    ]

    private var remarks: [String: [String]] {
        var remarks = [
            "readiness": ["", "1. Ready? The gates that must have passed before anybody asks for a window."],
            "window": [
                "", "Quiet traffic, both deciders awake, and time to go back before the end. With an offset from UTC.",
            ],
            "window.rollback_deadline": ["The end, less the time that a rollback takes."],
            "risk": ["", "2. The risk of this change, not of changes in general. The pattern is chosen from it."],
            "strategy": ["", "3. How it is rolled out, and why so."],
            "migrations": [
                "", "Each must be safe for the version that runs now, and have been taken back once in staging.",
            ],
            "phases": ["", "4. What is done, one action a step: the command, what is seen, how one knows."],
            "rollback": ["", "5. When, how and by whom it is taken back. Decide it now, not at night."],
            "rollback.triggers": ["A number, a unit and a time each; nobody argues with those."],
            "rollback.rehearsed": ["Try it in staging, and write down how long it took."],
            "monitoring": ["", "How long somebody watches after the last step."],
            "roles": ["", "By name, and awake during the window. The lead decides and types no command."],
            "communications": [""], "checklists": [""], "vars": [""],
        ]
        if migrations.contains(where: { $0.stage != nil }) {
            remarks["migrations"]?.append(
                "Expand-Contract: the old form stays until a later release drops it, when no running version reads it."
            )
        }
        return remarks
    }
}
