internal import Diagnostics

/// One phase of the deployment.
package struct Phase: Record {
    package init() {}
    package var place = Place()
    package var kind: Located<PhaseKind>?
    package var id: Located<Identifier>?
    package var title: Located<String>?
    package var offset: Located<WindowOffset>?
    @Indirect package var goNoGo: GoNoGo? = nil
    @Indirect package var notes: Located<MarkdownText>? = nil
    package var steps: [Step] = []

    package static let name = "phase"
    package static let fields = FieldTable<Phase>([
        .value("kind", \.kind, .required, "What kind of phase it is"),
        .value("id", \.id, .optional, "The phase's permanent id; by default its kind"),
        .value("title", \.title, .optional, "What the phase is called"),
        .value("offset", \.offset, .optional, "When it begins, from the window's start"),
        .record("go_no_go", \._goNoGo, .optional, "The decision before the phase begins"),
        .value("notes", \._notes, .optional, "What else the operator should know before its steps"),
        .records(
            "steps",
            \.steps,
            .ruled(.emptyPhase, message: "has no steps", hint: "add `steps:`, or take the phase out"),
            "The steps, in order"
        ),
    ])

    package var nameInMessages: String { "phase '\(title?.value ?? kind?.value.rawValue ?? "?")'" }
}

/// A pause before a phase: who decides by what.
package struct GoNoGo: Record {
    package init() {}
    package var place = Place()
    package var owner: Located<String>?
    package var criteria: [Located<String>] = []

    package static let name = "go/no-go"
    package static let fields = FieldTable<GoNoGo>([
        .value("owner", \.owner, .required, "The role that decides"),
        .list("criteria", \.criteria, .optional, "What must hold to go on"),
    ])
}

/// One step: what is done, what is to be seen, how one knows that it worked.
package struct Step: Record {
    package init() {}
    package var place = Place()
    package var id: Located<Identifier>?
    package var title: Located<String>?
    package var owner: Located<String>?
    @Indirect package var runOn: Located<String>? = nil
    package var command: Located<String>?
    @Indirect package var manual: Located<MarkdownText>? = nil
    @Indirect package var shell: Located<String>? = nil
    package var expected: Located<MarkdownText>?
    package var verify: Verification?
    package var duration: Located<TimeSpan>?
    @Indirect package var timeout: Located<TimeSpan>? = nil
    @Indirect package var onFailure: Located<FailureAction>? = nil
    @Indirect package var destructive: Located<Bool>? = nil
    @Indirect package var pointOfNoReturn: Located<Bool>? = nil
    @Indirect package var migration: Located<Identifier>? = nil
    @Indirect package var notes: Located<MarkdownText>? = nil
    package var aliases: [Located<String>] = []

    package static let name = "step"
    package static let fields = FieldTable<Step>([
        .value("id", \.id, .optional, "The step's permanent id, unique in the plan; by default from its title"),
        .value("title", \.title, .required, "What is done, in a few words"),
        .value("owner", \.owner, .optional, "The role that does it"),
        .value("run_on", \._runOn, .optional, "Where the command is run"),
        .value(
            "command",
            \.command,
            .ruled(
                .stepWithoutCommand,
                message: "has no command",
                hint: "add `command:` with the exact line to run, or `manual:` with what a person does"
            ),
            "The exact command"
        ),
        .value("manual", \._manual, .optional, "What a person does, where there is no command"),
        .value("shell", \._shell, .optional, "The language of the command, for highlighting; by default bash"),
        .value(
            "expected",
            \.expected,
            .ruled(
                .stepWithoutExpectation,
                message: "has no expected outcome",
                hint: "add `expected:`: what does the operator see when it worked?"
            ),
            "What is to be seen when it worked"
        ),
        .record(
            "verify",
            \.verify,
            .ruled(
                .stepWithoutVerification,
                message: "has no verification",
                hint: "add `verify:`: how does the operator know that the step worked?"
            ),
            "How one knows that it worked"
        ),
        .value("duration", \.duration, .optional, "How long it takes"),
        .value("timeout", \._timeout, .optional, "After how long it counts as failed"),
        .value("on_failure", \._onFailure, .optional, "What is done when it fails"),
        .value("destructive", \._destructive, .optional, "Whether it deletes something"),
        .value("point_of_no_return", \._pointOfNoReturn, .optional, "Whether there is no way back after it"),
        .value("migration", \._migration, .optional, "The migration that this step runs"),
        .value("notes", \._notes, .optional, "What else the operator should know"),
        .list("aliases", \.aliases, .optional, "Earlier ids of the step"),
    ])

    package var nameInMessages: String { "step '\(title?.value ?? id?.value.text ?? "?")'" }

    package static let excuses: [String: [Excuse]] = [
        "command": [.present("manual"), .present("migration")],
        "expected": [.present("migration")],
        "verify": [.present("migration")],
    ]
}
