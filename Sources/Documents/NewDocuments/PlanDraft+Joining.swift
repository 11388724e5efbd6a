internal import Diagnostics

/// What comes from several plans must be one plan: ids apart, names that lead somewhere, people for each role.
extension PlanDraft {
    func keepIDsApart(in plan: inout DeploymentPlan) {
        var seen: Set<String> = []
        func apart(_ step: Step, _ prefix: String) -> Step {
            var step = step
            var id = step.identifier
            if id.isEmpty || seen.contains(id) {
                var number = 1
                let base = "\(prefix)\(id.isEmpty ? "step" : id)"
                id = base
                while seen.contains(id) {
                    number += 1
                    id = "\(base)-\(number)"
                }
                step.id = Located(Identifier(id))
            }
            seen.insert(id)
            return step
        }
        for index in plan.phases.indices { plan.phases[index].steps = plan.phases[index].steps.map { apart($0, "") } }
        let back = plan.rollback?.steps ?? []
        plan.rollback?.steps = back.map { apart($0, "rollback-") }
    }

    /// A name of something that was not taken over is left out.
    func keepReferences(in plan: inout DeploymentPlan) {
        let steps = Set(plan.allSteps.map(\.identifier))
        if let last = plan.rollback?.notPossibleAfter, !steps.contains(last.value.text) {
            plan.rollback?.notPossibleAfter = nil
        }
        let migrations = Set(plan.migrations.compactMap { $0.id?.value })
        let back = plan.rollback?.steps ?? []
        plan.rollback?.steps = back.map { step in
            var step = step
            if let migration = step.migration, !migrations.contains(migration.value) { step.migration = nil }
            return step
        }
    }

    /// The earlier plan's people, and a blank for each role that has nobody.
    func roles(for plan: DeploymentPlan) -> [Role] {
        var roles = earlier?.plan.roles ?? []
        let owners = plan.allSteps.compactMap { $0.owner?.value } + plan.phases.compactMap { $0.goNoGo?.owner?.value }
        for name in ["lead"] + requiredRoles + owners where !roles.contains(where: { $0.role?.value == name }) {
            var role = Role()
            role.role = Located(name)
            role.person = Located("TODO who")
            role.backup = Located("TODO who stands in for them")
            roles.append(role)
        }
        return roles
    }

    /// The variables that are still used.
    func vars(for plan: DeploymentPlan) -> [NamedValue<String>] {
        let commands = plan.allSteps.flatMap { [$0.command?.value, $0.verify?.command?.value] }.compactMap { $0 }
        return (earlier?.plan.vars ?? []).compactMap { variable in
            guard commands.contains(where: { $0.contains("%{\(variable.name.value)}") }) else { return nil }
            return NamedValue(variable.name, Located(takenOver.text(variable.value.value)))
        }
    }
}
