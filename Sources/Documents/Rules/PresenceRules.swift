package import Diagnostics

/// Rules for something that is not there at all and has words of its own.
extension Rule {
    package static let stepWithoutCommand = Rule(
        "step-without-command",
        .steps,
        "A step says neither which command is run nor what a person does.",
        help: """
            At night nobody makes up a command. Write the exact line under `command:`, as it is pasted; what a person \
            does by hand stands under `manual:`. A step that runs a migration names it and needs neither.
            """
    )
    package static let stepWithoutExpectation = Rule(
        "step-without-expectation",
        .steps,
        "A step does not say what is to be seen when it worked.",
        help: """
            Without it every output looks right. Say under `expected:` what is printed or seen when the step worked, \
            as in the rehearsal.
            """
    )
    package static let stepWithoutVerification = Rule(
        "step-without-verification",
        .steps,
        "A step does not say how one knows that it worked.",
        help: """
            A command that ends without an error has not always done its work. Say under `verify:` how one looks, \
            best by another way than the command itself: a version asked for, rows counted, a panel read.
            """
    )
    package static let emptyPhase = Rule(
        "empty-phase",
        .phases,
        "A phase has no steps.",
        help: """
            A phase without steps is a heading that the operator waits under. Add its steps, or take it out.
            """
    )
    package static let migrationWithoutRollback = Rule(
        "migration-without-rollback",
        .migrations,
        "A migration does not say how it is taken back.",
        help: """
            When the release is taken back, the schema stays. Write `rollback:` with the command, or say `reversible: \
            never` with `point_of_no_return: true` and the `forward_fix:`.
            """
    )
    package static let noTrigger = Rule(
        "no-trigger",
        .rollback,
        "Nothing says when the release is rolled back.",
        help: """
            Whether to roll back is then argued about while users wait. Write at least one trigger with a number and \
            a time: `when: http_5xx_ratio > 2% for 5m`.
            """
    )
    package static let noDecider = Rule(
        "no-decider",
        .rollback,
        "It is not said who decides on a rollback, or who does when they can't be reached.",
        help: """
            Somebody must be allowed to say it, and somebody else when they can't be reached. Name two people under \
            `rollback.decision` as `primary` and `backup`.
            """
    )
    package static let noRollbackSteps = Rule(
        "no-rollback-steps",
        .rollback,
        "The rollback has no steps.",
        help: """
            Going back is a deployment too, done under pressure. Write its steps as exactly as the others.
            """
    )
    package static let noRationale = Rule(
        "no-rationale",
        .strategy,
        "The strategy does not say why it was chosen.",
        help: """
            A year later the review asks why it was done like this. Say in a sentence which risk the pattern answers.
            """
    )
}

extension Rule {
    /// The rules of this file.
    package static let presenceRules: [Rule] = [
        .stepWithoutCommand,
        .stepWithoutExpectation,
        .stepWithoutVerification,
        .emptyPhase,
        .migrationWithoutRollback,
        .noTrigger,
        .noDecider,
        .noRollbackSteps,
        .noRationale,
    ]
}
