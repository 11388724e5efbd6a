package import Diagnostics

extension Rule {
    /// The rules that look at one document.
    package static let documentRules: [Rule] =
        structureRules + presenceRules + stepRules + phaseRules + migrationRules + rollbackRules + roleRules
        + strategyRules + runRules + pageRules

    private static let stepRules: [Rule] = [
        placeholderLeft, unknownVariable, unusedVariable, vagueExpectation, verificationRepeatsCommand, secretInText,
        promptInCommand, joinedLines, typographicCharacter, severalCommands, stepWithoutDuration, stepWithoutOwner,
    ]
    private static let phaseRules: [Rule] = [
        phaseOrder, missingPhase, durationExceedsWindow, windowReversed, windowInFreeze,
    ]
    private static let rollbackRules: [Rule] = [
        unmeasurableTrigger, shareOutOfRange, triggerLongerThanSoak, contradictingTriggers, triggerWithoutSource,
        sameDecider, emptyRollback, rollbackNotRehearsed, pointOfNoReturnUnset,
    ]
    private static let roleRules: [Rule] = [
        missingRole, onePersonEverywhere, ownApproval, tooFewApprovals, pendingReview, staleReview, decisionNotGo,
    ]
    private static let strategyRules: [Rule] = [
        rationaleIgnoresRisk, canaryWithoutStages, stagesNotRising, soakShorterThanTrigger,
    ]
    private static let runRules: [Rule] = [
        runTimesReversed, incidentTimesReversed, successWithFailedStep, rollbackWithoutDecision, deviationWithoutReason,
        runInFuture,
    ]
}
