internal import Markdown

/// What people call the parts of a plan, as tables from their words to ours.
enum PlanWords {
    /// A key of the plan that a line `Label: value` speaks of, and how its value is written.
    enum Form { case text, code, flag, codes, rehearsal, script, owner, reference }

    static let actionFacts: [String: (key: String, form: Form)] = [
        "id": ("id", .code), "formerly": ("aliases", .codes), "owner": ("owner", .text), "who": ("owner", .text),
        "responsible": ("owner", .text), "executor": ("owner", .text), "run on": ("run_on", .text),
        "runs migration": ("migration", .code), "duration": ("duration", .text), "time": ("duration", .text),
        "estimated time": ("duration", .text), "timeout": ("timeout", .text), "if it fails": ("on_failure", .text),
        "on failure": ("on_failure", .text), "destructive": ("destructive", .flag), "shell": ("shell", .text),
        "point of no return": ("point_of_no_return", .flag),
    ]

    /// Labels behind which a longer text stands.
    static let actionTexts: [String: String] = [
        "expected": "expected", "expect": "expected", "expected output": "expected", "expected result": "expected",
        "expected outcome": "expected", "you should see": "expected", "verify": "verify", "verification": "verify",
        "check": "verify", "validation": "verify", "should print": "expect", "note": "notes", "notes": "notes",
        "by hand": "manual", "forward fix": "forward_fix", "rollback": "rollback", "tested": "tested",
        "command": "command", "run": "command",
    ]

    static let migrationFacts: [String: (key: String, form: Form)] = [
        "id": ("id", .code), "database": ("database", .text), "operation": ("operation", .text),
        "breaking": ("breaking", .flag), "pattern": ("pattern", .text), "stage": ("stage", .text),
        "follows": ("expands", .code), "script": ("script", .script), "lock timeout": ("lock_timeout", .text),
        "duration": ("duration", .text), "reversible": ("reversible", .text), "destructive": ("destructive", .flag),
        "point of no return": ("point_of_no_return", .flag), "shell": ("shell", .text),
    ]

    static let phaseFacts: [String: (key: String, form: Form)] = [
        "kind": ("kind", .text), "id": ("id", .code), "begins": ("offset", .text), "offset": ("offset", .text),
        "go/no-go": ("go_no_go", .owner),
    ]

    static let windowFacts: [String: (key: String, form: Form)] = [
        "start": ("start", .text), "starts": ("start", .text), "end": ("end", .text), "ends": ("end", .text),
        "rollback deadline": ("rollback_deadline", .text),
    ]

    static let readinessFacts: [String: (key: String, form: Form)] = [
        "decision": ("decision", .text), "decided by": ("decided_by", .text), "decided at": ("decided_at", .text),
    ]

    static let riskFacts: [String: (key: String, form: Form)] = [
        "level": ("level", .text), "risk level": ("level", .text), "user impact": ("user_impact", .text),
        "rollback complexity": ("rollback_complexity", .text), "data change": ("data_change", .text),
        "downtime allowed": ("downtime_allowed", .text),
    ]

    static let strategyFacts: [String: (key: String, form: Form)] = [
        "pattern": ("pattern", .reference), "strategy": ("pattern", .reference),
    ]

    static let rollbackFacts: [String: (key: String, form: Form)] = [
        "method": ("method", .text), "takes": ("estimated", .text), "estimated": ("estimated", .text),
        "estimated time": ("estimated", .text), "not possible after": ("not_possible_after", .code),
        "rehearsed": ("rehearsed", .rehearsal),
    ]

    static let decisionFacts: [String: (key: String, form: Form)] = [
        "primary": ("primary", .text), "decider": ("primary", .text), "backup": ("backup", .text),
        "escalation": ("escalation", .text), "decide within": ("decide_within", .text),
    ]

    static let monitoringFacts: [String: (key: String, form: Form)] = [
        "soak": ("soak", .text), "soak time": ("soak", .text),
    ]

    /// Keys whose values are words of a list: case, blanks and a full stop are not meant.
    static let choiceKeys: Set<String> = [
        "kind", "on_failure", "method", "level", "user_impact", "rollback_complexity", "data_change",
        "downtime_allowed", "decision", "stage", "reversible", "result", "action",
    ]

    /// What a section's heading speaks of; the first entry whose words stand in it holds.
    static let parts: [(words: String, part: PlanPart)] = [
        ("rollback", .rollback), ("roll back", .rollback), ("back-out", .rollback), ("backout", .rollback),
        ("revert", .rollback), ("reviews", .reviews), ("approvals", .reviews), ("roles", .roles),
        ("responsibilities", .roles), ("contacts", .roles), ("risk", .risk), ("strategy", .strategy),
        ("communication", .communications), ("flags", .flags), ("window", .window), ("readiness", .readiness),
        ("migrations", .migrations), ("references", .references), ("checklists", .checklists),
        ("waivers", .waivers), ("summary", .summary), ("overview", .summary), ("objective", .summary),
        ("context", .summary), ("background", .summary),
    ]

    /// What a heading that stands over steps speaks of.
    static let phases: [(words: String, kind: PhaseKind)] = [
        ("pre-deployment", .preDeployment), ("pre deployment", .preDeployment), ("predeployment", .preDeployment),
        ("pre-flight", .preDeployment), ("preflight", .preDeployment), ("pre-upgrade", .preDeployment),
        ("preparation", .preDeployment), ("preparing", .preDeployment), ("prerequisites", .preDeployment),
        ("setup", .preDeployment), ("install dependencies", .preDeployment), ("simulat", .preDeployment),
        ("before ", .preDeployment), ("backup", .preDeployment), ("post-deployment", .postDeployment),
        ("post deployment", .postDeployment), ("post-upgrade", .postDeployment), ("clean up", .postDeployment),
        ("cleanup", .postDeployment), ("clearing up", .postDeployment), ("after ", .postDeployment),
        ("smoke", .smokeTesting), ("verif", .smokeTesting), ("validat", .smokeTesting), ("test", .smokeTesting),
        ("monitor", .monitoring), ("hypercare", .monitoring), ("observ", .monitoring), ("watch", .monitoring),
        ("migrat", .migration), ("database", .migration), ("deploy", .deployment), ("cutover", .deployment),
        ("cut-over", .deployment), ("rollout", .deployment), ("roll-out", .deployment), ("procedure", .deployment),
        ("upgrade", .deployment), ("signing", .deployment), ("sign ", .deployment), ("execut", .deployment),
        ("submit", .deployment), ("switch", .deployment), ("release", .deployment), ("steps", .deployment),
    ]

    static func part(of heading: String) -> PlanPart? {
        let words = heading.lowercased()
        return parts.first { words.hasPart($0.words) }?.part
    }

    static func phase(of heading: String) -> PhaseKind? {
        let words = heading.lowercased() + " "
        return phases.first { words.hasPart($0.words) }?.kind
    }

    /// The languages of code that is run; what is in other fences is to be read.
    static let shells: Set<String> = [
        "bash", "sh", "shell", "zsh", "console", "sql", "psql", "powershell", "ps1", "shell-session", "terminal",
    ]

    /// Those of the shells whose commands are words in capitals as what a log prints is.
    static let databases: Set<String> = ["sql", "psql"]

    /// Languages in which nothing is run: a block of one is what a step writes or shows.
    static let dataLanguages: Set<String> = [
        "conf", "csv", "css", "diff", "dotenv", "env", "hcl", "html", "ini", "json", "json5", "jsonc", "log",
        "markdown",
        "md", "mermaid", "output", "patch", "plain", "plaintext", "properties", "proto", "protobuf", "terraform",
        "text",
        "tf", "toml", "txt", "xml", "yaml", "yml",
    ]

    /// Columns of tables, by the key that they hold; the first word of a list is what the writer writes.
    static let columns: [String: [String]] = [
        "role": ["role", "function"], "person": ["person", "name", "primary", "who", "assignee"],
        "backup": ["backup", "secondary", "deputy"], "contact": ["contact", "channel", "phone"],
        "duty": ["duty", "responsibility", "responsibilities"],
    ]
}
