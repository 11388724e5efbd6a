/// A text of a plan as the rules see it: what it is, and where it stands.
struct PlanText {
    enum Kind {
        /// A line that somebody will paste into a shell.
        case command(shell: String)
        /// What is to be seen: an expectation.
        case expectation
        /// How one knows that it worked, in words.
        case verification
        /// What a person reads or does: a title, the rationale, a manual step.
        case words
        /// The name of somebody.
        case person
        /// Anything else that is shown: notes, messages, values.
        case other
    }

    let kind: Kind
    /// For messages: "the command of step 'Switch traffic'".
    let name: String
    let text: Located<String>
    let isMarkdown: Bool

    /// The language of a command; `nil` for what is no command.
    var shell: String? { if case .command(let shell) = kind { shell } else { nil } }
}

extension DeploymentPlan {
    /// Every text that a person wrote into the plan, in its order.
    var texts: [PlanText] {
        var list = TextList()
        list.add(.words, "the title", title)
        list.add(.words, "the summary", summary)
        list.add(.person, "the author", author)
        list.add(.person, "`decided_by`", readiness?.decidedBy)
        list.add(.other, "the scope", readiness?.scope)
        for factor in risk?.factors ?? [] { list.add(.words, "a risk factor", factor) }
        list.add(.words, "the rationale", strategy?.rationale)
        for alternative in strategy?.alternatives ?? [] {
            list.add(.words, "a reason against a pattern", alternative.whyNot)
        }
        for migration in migrations { list.add(migration) }
        for phase in phases {
            list.add(.words, "the title of \(phase.nameInMessages)", phase.title)
            for criterion in phase.goNoGo?.criteria ?? [] { list.add(.words, "a go/no-go criterion", criterion) }
            for step in phase.steps { list.add(step) }
        }
        list.add(.person, "the primary decider", rollback?.decision?.primary)
        list.add(.person, "the backup decider", rollback?.decision?.backup)
        list.add(.person, "the escalation", rollback?.decision?.escalation)
        for trigger in rollback?.triggers ?? [] {
            list.add(.words, trigger.nameInMessages, trigger.when)
            list.add(.other, "the query of \(trigger.nameInMessages)", trigger.query)
            list.add(.other, "the dashboard of \(trigger.nameInMessages)", trigger.dashboard)
        }
        for step in rollback?.steps ?? [] { list.add(step) }
        for role in roles {
            list.add(.person, "the person of role '\(role.role?.value ?? "?")'", role.person)
            list.add(.person, "the backup of role '\(role.role?.value ?? "?")'", role.backup)
            list.add(.other, "a duty", role.duty)
        }
        for item in communications { list.add(.other, "a message", item.message) }
        for review in reviews { list.add(.person, "a reviewer", review.person) }
        for section in sections {
            list.add(.other, "section '\(section.title?.value ?? section.id?.value.text ?? "?")'", section.body)
            for value in section.values { list.add(.other, "`\(value.name.value)`", value.value) }
        }
        for variable in vars { list.add(.other, "variable `\(variable.name.value)`", variable.value) }
        return list.texts
    }
}

private struct TextList {
    var texts: [PlanText] = []

    mutating func add(_ kind: PlanText.Kind, _ name: @autoclosure () -> String, _ text: Located<String>?) {
        guard let text, !text.value.isEmpty else { return }
        texts.append(PlanText(kind: kind, name: name(), text: text, isMarkdown: false))
    }

    mutating func add(_ kind: PlanText.Kind, _ name: @autoclosure () -> String, _ text: Located<MarkdownText>?) {
        guard let text, !text.value.source.isEmpty else { return }
        let source = Located(text.value.source, at: text.span, style: text.style)
        texts.append(PlanText(kind: kind, name: name(), text: source, isMarkdown: true))
    }

    mutating func add(_ step: Step) {
        let name = step.nameInMessages
        add(.words, "the title of a step", step.title)
        add(.command(shell: step.shell?.value ?? "bash"), "the command of \(name)", step.command)
        add(.words, "what is done by hand in \(name)", step.manual)
        add(.expectation, "the expected outcome of \(name)", step.expected)
        add(step.verify, "the verification of \(name)")
        add(.other, "the notes of \(name)", step.notes)
    }

    mutating func add(_ migration: Migration) {
        let name = migration.nameInMessages
        let shell = migration.shell?.value ?? "bash"
        add(.words, "the title of a migration", migration.title)
        add(.command(shell: shell), "the command of \(name)", migration.command)
        add(.expectation, "the expected outcome of \(name)", migration.expected)
        add(migration.verify, "the verification of \(name)")
        add(.words, "the forward fix of \(name)", migration.forwardFix)
        add(.command(shell: shell), "the rollback of \(name)", migration.rollback?.command)
        add(.expectation, "the expected outcome of the rollback of \(name)", migration.rollback?.expected)
        add(migration.rollback?.verify, "the verification of the rollback of \(name)")
    }

    private mutating func add(_ verification: Verification?, _ name: @autoclosure () -> String) {
        add(.verification, name(), verification?.text)
        add(.command(shell: "bash"), name(), verification?.command)
        add(.expectation, "what \(name()) expects", verification?.expect)
    }
}
