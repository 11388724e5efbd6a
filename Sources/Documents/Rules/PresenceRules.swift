package import Diagnostics

/// Rules for something that is not there at all and has words of its own.
extension Rule {
    package static let stepWithoutCommand = Rule(
        "step-without-command",
        .steps,
        "A step says neither which command is run nor what a person does."
    )
    package static let stepWithoutExpectation = Rule(
        "step-without-expectation",
        .steps,
        "A step does not say what is to be seen when it worked."
    )
    package static let stepWithoutVerification = Rule(
        "step-without-verification",
        .steps,
        "A step does not say how one knows that it worked."
    )
    package static let emptyPhase = Rule("empty-phase", .phases, "A phase has no steps.")
    package static let migrationWithoutRollback = Rule(
        "migration-without-rollback",
        .migrations,
        "A migration does not say how it is taken back."
    )
    package static let noTrigger = Rule("no-trigger", .rollback, "Nothing says when the release is rolled back.")
    package static let noDecider = Rule(
        "no-decider",
        .rollback,
        "It is not said who decides on a rollback, or who does when they can't be reached."
    )
    package static let noRollbackSteps = Rule("no-rollback-steps", .rollback, "The rollback has no steps.")
    package static let noRationale = Rule("no-rationale", .strategy, "The strategy does not say why it was chosen.")
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
