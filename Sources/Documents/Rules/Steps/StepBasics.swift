package import Diagnostics

extension Rule {
    package static let stepWithoutDuration = Rule(
        "step-without-duration",
        .steps,
        .warning,
        "A step does not say how long it takes.",
        help: """
            Without it nobody can tell whether the plan fits its window, or when a step has hung. Write the time that it \
            took in the rehearsal, a little rounded up.
            """
    )
    package static let stepWithoutOwner = Rule(
        "step-without-owner",
        .steps,
        .warning,
        "A step does not say which role does it.",
        help: """
            In the window two people start it, or nobody does. Name a role of the plan, not a person, so that a change of \
            shift is a change in one place.
            """
    )
}

/// `step-without-duration` and `step-without-owner`, the rollback's steps too.
func findStepBasics(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    for step in plan.allSteps {
        if step.duration == nil, reader.lacks("duration", in: step.place), plan.migration(of: step)?.duration == nil {
            let fix = Diagnostic.Fix("add `duration:`, such as 5m")
            reader.report(
                .stepWithoutDuration,
                "\(step.nameInMessages) has no duration",
                at: step.place.span,
                fixes: [fix]
            )
        }
        if step.owner == nil, reader.lacks("owner", in: step.place) {
            let fix = Diagnostic.Fix("add `owner:`, a role of this plan")
            reader.report(.stepWithoutOwner, "\(step.nameInMessages) has no owner", at: step.place.span, fixes: [fix])
        }
    }
}

/// The rules of the group steps that look at texts and steps, one after the other.
func findStepFaults(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    findStepBasics(in: plan, &reader)
    // Each of the rules looks at all of them.
    let texts = plan.texts
    findPlaceholders(in: texts, &reader)
    findVariables(plan.vars, in: texts, &reader)
    findVagueExpectations(in: texts, &reader)
    findRepeatingVerifications(in: plan, &reader)
    findSecrets(in: texts, plan.vars, &reader)
    findCommandForms(in: plan, texts, &reader)
    findJoinedLines(in: texts, &reader)
}
