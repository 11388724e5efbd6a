package import Diagnostics

extension Rule {
    package static let sameDecider = Rule(
        "same-decider",
        .rollback,
        "The backup decider is the primary.",
        help: """
            A second name is there for the night on which the first can't be reached. Name another person; case, blanks and \
            `@` make no difference.
            """
    )
    package static let emptyRollback = Rule(
        "empty-rollback",
        .rollback,
        "A rollback that says only \u{201C}revert the change\u{201D}.",
        help: """
            Under pressure nobody works out how. Write the steps as you would those of the deployment: the exact command, what \
            it prints, how one sees that users are served again.
            """
    )
    package static let rollbackNotRehearsed = Rule(
        "rollback-not-rehearsed",
        .rollback,
        .warning,
        "Nobody has tried the rollback before the window.",
        help: """
            An untried rollback is a hope. Try it in staging and write down when, where and how long it took: \
            `rehearsed: {at: 2026-03-11, environment: staging, duration: 2m40s}`.
            """
    )
    package static let pointOfNoReturnUnset = Rule(
        "point-of-no-return-unset",
        .rollback,
        "A step has no way back, and the rollback does not name it; or it names a step that says nothing of it.",
        help: """
            The page must tell the deciders until when a rollback is possible. Name the first step with \
            `point_of_no_return: true` as `rollback.not_possible_after`.
            """
    )
}

/// `same-decider`, `empty-rollback`, `rollback-not-rehearsed`, `point-of-no-return-unset`.
func findRollbackFaults(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    guard let rollback = plan.rollback else { return }
    if let primary = rollback.decision?.primary, let backup = rollback.decision?.backup,
        isSamePerson(primary.value, backup.value)
    {
        reader.report(
            .sameDecider,
            "the backup decider `\(backup.value)` is the primary",
            at: backup.span,
            notes: [reader.note("the primary", primary.span)],
            fixes: [Diagnostic.Fix("name another person")]
        )
    }
    if !rollback.steps.isEmpty, rollback.steps.allSatisfy(\.saysOnlyToRevert), let first = rollback.steps.first {
        let text = first.manual?.span ?? first.command?.span ?? first.title?.span ?? first.place.span
        let fix = Diagnostic.Fix("write the exact commands, what they print, and how one sees that it worked")
        reader.report(
            .emptyRollback,
            "the rollback says only that the change is reverted",
            at: text.firstLine,
            fixes: [fix]
        )
    }
    reader.checkRehearsal(rollback, plan)
    reader.checkPointOfNoReturn(rollback, plan)
}

extension RecordReader {
    fileprivate mutating func checkRehearsal(_ rollback: RollbackPlan, _ plan: DeploymentPlan) {
        guard let rehearsed = rollback.rehearsed else {
            let fix = Diagnostic.Fix("try it, and add `rehearsed:` with `at`, `environment` and `duration`")
            return report(.rollbackNotRehearsed, "nobody has tried the rollback", at: rollback.place.span, fixes: [fix])
        }
        guard let day = rehearsed.at, let start = plan.window?.start, day.value > start.value.date else { return }
        report(.rollbackNotRehearsed, "the rollback is tried only after the window has begun", at: day.span)
    }

    fileprivate mutating func checkPointOfNoReturn(_ rollback: RollbackPlan, _ plan: DeploymentPlan) {
        guard let step = plan.phases.flatMap(\.steps).first(where: { plan.isPointOfNoReturn($0) }) else {
            return checkNamedStep(rollback, plan)
        }
        let fix = Diagnostic.Fix("write `not_possible_after: \(step.identifier)`")
        let note = note("the step without a way back", step.pointOfNoReturn?.span ?? step.place.span)
        guard let named = rollback.notPossibleAfter else {
            let message = "after \(step.nameInMessages) there is no way back, and the rollback does not say so"
            return report(.pointOfNoReturnUnset, message, at: rollback.place.span, notes: [note], fixes: [fix])
        }
        guard named.value.text != step.identifier else { return }
        let message = "the first step without a way back is `\(step.identifier)`, not `\(named.value.text)`"
        report(.pointOfNoReturnUnset, message, at: named.span, notes: [note], fixes: [fix])
    }

    /// Whoever follows the plan is asked before the step alone that says so itself.
    private mutating func checkNamedStep(_ rollback: RollbackPlan, _ plan: DeploymentPlan) {
        guard let named = rollback.notPossibleAfter,
            let step = plan.phases.flatMap(\.steps).first(where: { $0.identifier == named.value.text })
        else { return }
        report(
            .pointOfNoReturnUnset,
            "after \(step.nameInMessages) there is no way back, and the step does not say so",
            at: named.span,
            severity: .warning,
            notes: [note("the step", step.place.span)],
            fixes: [Diagnostic.Fix("add `point_of_no_return: true` to the step")]
        )
    }
}

extension Step {
    /// Neither a command nor words beyond "roll it back".
    fileprivate var saysOnlyToRevert: Bool {
        if let command, !isOnlyReverting(command.value) { return false }
        if let manual { return isOnlyReverting(manual.value.source) }
        return command != nil || isOnlyReverting(title?.value ?? "")
    }
}

private func isOnlyReverting(_ text: String) -> Bool {
    guard text.utf8.count <= 120 else { return false }
    let words = lowercasedWords(of: text)
    return words.contains(where: revertingWords.contains)
        && words.allSatisfy { revertingWords.contains($0) || aroundReverting.contains($0) }
}

private let revertingWords: Set<Substring> = [
    "revert", "rollback", "undo", "back", "backout", "restore", "redeploy", "reverse", "reinstall", "downgrade",
]

private let aroundReverting: Set<Substring> = [
    "roll", "the", "change", "changes", "deployment", "release", "to", "previous", "prior", "last", "old", "older",
    "earlier", "version", "it", "all", "everything", "please", "if", "needed", "necessary", "and", "state", "code",
    "commit", "pr", "merge", "via", "using", "our", "this", "a", "an", "application", "app", "service", "system", "do",
    "perform", "execute", "run", "initiate", "procedure", "in", "case", "of", "failure", "problems", "git", "stable",
    "known", "good", "working", "original", "then", "out",
]

/// Whether two names mean one person: case, blanks and `@` make no difference.
func isSamePerson(_ left: String, _ right: String) -> Bool {
    let one = personKey(left)
    return !one.isEmpty && one == personKey(right)
}

/// A name as it is compared.
func personKey(_ name: String) -> String { name.lowercased().filter { !$0.isWhitespace && $0 != "@" } }
