internal import Diagnostics

/// What a plan must say of each migration: its stage, its way back, the step that runs it.
func findMigrationProblems(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    for migration in plan.migrations {
        findBreaking(migration, &reader)
        findMissingExpand(migration, &reader)
        findUntestedRollback(migration, &reader)
        findUnmarkedPoint(migration, &reader)
        findUnrun(migration, in: plan, &reader)
    }
    findEarlyContracts(in: plan, &reader)
}

extension DeploymentPlan {
    /// Whether a migration runs while nobody uses the database: it says so, and the plan allows it.
    func hasDowntime(for migration: Migration) -> Bool {
        guard migration.pattern?.value == .offline, let allowed = risk?.downtimeAllowed?.value else { return false }
        return allowed != .none
    }
}

/// `breaking-without-expand-contract`
private func findBreaking(_ migration: Migration, _ reader: inout RecordReader) {
    guard migration.breaking?.value == true else { return }
    let name = migration.nameInMessages
    let fix = Diagnostic.Fix(
        "split it: expand, then code for both, then the breaking part as `stage: contract` with `expands:`"
    )
    guard migration.pattern?.value == .expandContract else {
        let message =
            "\(name) is breaking and does not follow Expand-Contract: the running version fails once it has run"
        reader.report(
            .breakingWithoutExpandContract,
            message,
            at: migration.pattern?.span ?? migration.place.span,
            fixes: [fix]
        )
        return
    }
    guard migration.stage?.value != .contract else { return }
    let stage = migration.stage.map { "says `stage: \($0.value.rawValue)`" } ?? "does not say its `stage:`"
    let message = "\(name) is breaking and \(stage): only a contract may be breaking"
    reader.report(
        .breakingWithoutExpandContract,
        message,
        at: migration.stage?.span ?? migration.place.span,
        fixes: [fix]
    )
}

/// `contract-without-expand`, as far as the plan alone tells.
private func findMissingExpand(_ migration: Migration, _ reader: inout RecordReader) {
    guard migration.stage?.value == .contract, migration.expands == nil else { return }
    let fix = Diagnostic.Fix("add `expands:` with `release#migration`, the expand that made this possible")
    let message = "\(migration.nameInMessages) is a contract and does not say which expand it follows"
    reader.report(.contractWithoutExpand, message, at: migration.place.span, fixes: [fix])
}

/// `rollback-untested`
private func findUntestedRollback(_ migration: Migration, _ reader: inout RecordReader) {
    guard let rollback = migration.rollback, rollback.tested == nil else { return }
    let fix = Diagnostic.Fix("try it and add `tested: {at: ..., environment: ..., duration: ...}`")
    let message = "the rollback of \(migration.nameInMessages) has not been tried"
    reader.report(.rollbackUntested, message, at: rollback.place.span, fixes: [fix])
}

/// `irreversible-without-point-of-no-return`
private func findUnmarkedPoint(_ migration: Migration, _ reader: inout RecordReader) {
    guard migration.reversible?.value == .never else { return }
    var lacking: [String] = []
    if migration.pointOfNoReturn?.value != true { lacking.append("`point_of_no_return: true`") }
    if migration.forwardFix == nil { lacking.append("`forward_fix:`") }
    guard !lacking.isEmpty else { return }
    let fix = Diagnostic.Fix("add \(lacking.joined(separator: " and "))")
    let message = "\(migration.nameInMessages) can't be taken back and has no \(lacking.joined(separator: " and no "))"
    let place = migration.pointOfNoReturn.flatMap { $0.value ? nil : $0.span } ?? migration.place.span
    reader.report(.irreversibleWithoutPointOfNoReturn, message, at: place, fixes: [fix])
}

/// `migration-without-step`
private func findUnrun(_ migration: Migration, in plan: DeploymentPlan, _ reader: inout RecordReader) {
    // Where there are no steps at all, that has been said.
    guard let id = migration.id, plan.phases.contains(where: { !$0.steps.isEmpty }) else { return }
    guard !plan.allSteps.contains(where: { $0.migration?.value == id.value }) else { return }
    let fix = Diagnostic.Fix("add `migration: \(id.value.text)` to the step that runs it")
    let message = "no step runs \(migration.nameInMessages)"
    reader.report(.migrationWithoutStep, message, at: id.span, fixes: [fix])
}

/// `contract-before-deployment`
private func findEarlyContracts(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    guard let deployment = plan.phases.lastIndex(where: { $0.kind?.value == .deployment }) else { return }
    let contracts = plan.migrations.filter { $0.stage?.value == .contract && !plan.hasDowntime(for: $0) }
    for (index, phase) in plan.phases.enumerated() {
        for step in phase.steps {
            guard let reference = step.migration,
                let contract = contracts.first(where: { $0.id?.value == reference.value })
            else { continue }
            let isOwn = contract.expands?.value.hasPrefix("#") == true
            let isEarly = index < deployment
            guard isEarly ? isOwn || contract.breaking?.value == true : isOwn && phase.kind?.value != .postDeployment
            else { continue }
            let when = isEarly ? "before the deployment" : "outside of post-deployment"
            let why =
                isOwn
                ? "its expand is in this plan, so the running version may still need what it takes away"
                : "it is breaking, and the running version still needs what it takes away"
            let message = "\(step.nameInMessages) runs the contract `\(reference.value.text)` \(when): \(why)"
            let note = Diagnostic.Note("the contract", file: reader.file, span: contract.place.span)
            let fix = Diagnostic.Fix("move it to a post-deployment phase behind the deployment, or to a later release")
            reader.report(.contractBeforeDeployment, message, at: reference.span, notes: [note], fixes: [fix])
        }
    }
}
