internal import Diagnostics

extension PlanDraft {
    /// A change of the schema in the stages that keep the running version alive; the contract is a later release's.
    var migrations: [Migration] {
        switch risk.dataChange?.value {
        case nil, .some(.none): []
        case .additive where !isBreaking: [migration("add-schema", .additive, nil)]
        case .backfill where !isBreaking: [migration("backfill", .additive, nil)]
        default:
            [migration("expand-schema", .expandContract, .expand), migration("move-data", .expandContract, .migrate)]
        }
    }

    private func migration(_ id: String, _ pattern: MigrationPattern, _ stage: MigrationStage?) -> Migration {
        var migration = Migration()
        migration.id = Located(Identifier(id))
        migration.title = Located("TODO what it changes, in a few words")
        migration.breaking = Located(false)
        migration.pattern = Located(pattern)
        migration.stage = stage.map { Located($0) }
        if stage == .migrate { migration.expands = Located("#expand-schema") }
        migration.command = Located("TODO the exact command")
        migration.expected = Located(MarkdownText("TODO what it prints when all is well"))
        migration.verify = verification("TODO the query that shows that it worked, and its answer")
        migration.reversible = Located(.always)
        var rollback = MigrationRollback()
        rollback.command = Located("TODO the exact command that takes it back")
        rollback.expected = Located(MarkdownText("TODO what it prints"))
        rollback.verify = verification("TODO how one sees that it is gone")
        migration.rollback = rollback
        return migration
    }

    private func verification(_ text: String) -> Verification {
        var verification = Verification()
        verification.text = Located(MarkdownText(text))
        return verification
    }

    /// The earlier plan's phases, its migrations aside; else the five that every release goes through.
    var phases: [Phase] {
        var phases = (earlier?.plan.phases ?? []).compactMap { phase -> Phase? in
            guard phase.kind?.value != .migration else { return nil }
            var phase = phase
            phase.steps = phase.steps.filter { $0.migration == nil }.map(takenOver.step)
            return phase.steps.isEmpty ? nil : phase
        }
        if phases.isEmpty {
            phases = [
                phase(
                    .preDeployment,
                    "Before anything changes",
                    "record-baseline",
                    "TODO record errors and latency before"
                ),
                phase(.deployment, "Rollout", "deploy", "TODO deploy \(version)"),
                phase(.smokeTesting, "Does it work?", "smoke-test", "TODO try what matters most"),
                phase(.monitoring, "Watch", "watch", "TODO watch the triggers"),
            ]
        }
        guard !migrations.isEmpty else { return phases }
        var own = Phase()
        own.kind = Located(.migration)
        own.title = Located("Migrations")
        own.steps = migrations.map { migration in
            var step = Step()
            let id = migration.id?.value.text ?? ""
            step.id = Located(Identifier("run-\(id)"))
            step.title = Located("Run the migration \(id)")
            step.owner = Located(migrationOwner)
            step.migration = migration.id
            step.onFailure = Located(.stop)
            return step
        }
        let place = phases.firstIndex { $0.kind?.value != .preDeployment } ?? phases.endIndex
        phases.insert(own, at: place)
        return phases
    }

    /// Whoever ran the last migration, else who deploys.
    private var migrationOwner: String {
        let steps = earlier?.plan.phases.flatMap(\.steps) ?? []
        return steps.first { $0.migration != nil }?.owner?.value ?? "deployer"
    }

    private func phase(_ kind: PhaseKind, _ title: String, _ id: String, _ stepTitle: String) -> Phase {
        var phase = Phase()
        phase.kind = Located(kind)
        phase.title = Located(title)
        phase.steps = [step(id, stepTitle, owner: kind == .monitoring ? "sre" : "deployer")]
        return phase
    }

    private func step(_ id: String, _ title: String, owner: String) -> Step {
        var step = Step()
        step.id = Located(Identifier(id))
        step.title = Located(title)
        step.owner = Located(owner)
        step.command = Located("TODO the exact command, or `manual:` with what a person does")
        step.expected = Located(MarkdownText("TODO what is to be seen when it worked"))
        step.verify = verification("TODO how one knows, by another way than the command's own word")
        return step
    }

    var rollback: RollbackPlan {
        let old = earlier?.plan.rollback
        let isSamePattern = pattern != nil && earlier?.plan.strategy?.pattern?.value.text == pattern?.id
        var rollback = RollbackPlan()
        rollback.method = isSamePattern ? old?.method : nil
        var decision = RollbackDecision()
        decision.primary = Located("TODO who decides on a rollback")
        decision.backup = Located("TODO who decides when the first can't be reached")
        rollback.decision = old?.decision ?? decision
        rollback.estimated = pattern?.attributes.rollbackTime ?? (isSamePattern ? old?.estimated : nil)
        rollback.triggers = old?.triggers ?? []
        let known = pattern?.attributes.rollbackSteps ?? []
        // Steps that were written for this service by this pattern know more than the pattern's own.
        rollback.steps = (isSamePattern ? old?.steps ?? [] : []).filter { $0.migration == nil }.map(takenOver.step)
        if rollback.steps.isEmpty { rollback.steps = known.map { TakenOver(versions: []).step($0) } }
        if rollback.steps.isEmpty {
            rollback.steps = [step("roll-back", "TODO go back to the version before", owner: "deployer")]
        }
        rollback.notPossibleAfter = old?.notPossibleAfter
        return rollback
    }
}
