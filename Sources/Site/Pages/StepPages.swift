internal import Catalog
internal import Documents
internal import Markdown

extension PageContext {
    /// A command as markup; variables of the plan are put in.
    func command(_ text: Located<String>?, in plan: DeploymentPlan, shell: String) -> String? {
        guard let text else { return nil }
        var code = plan.resolved(text.value)
        while code.hasSuffix("\n") { code.removeLast() }
        return code.isEmpty ? nil : self.code(code, language: shell)
    }

    /// Code as markup, highlighted where its language is known.
    func code(_ code: String, language: String) -> String {
        highlight(code, language: language) ?? HTMLText.escape(code)
    }

    func step(_ step: Step, number: String, in plan: DeploymentPlan) -> StepView {
        // What the step does not say itself comes from the migration that it runs.
        let migration = step.migration.flatMap { id in plan.migrations.first { $0.id?.value == id.value } }
        let shell = step.shell?.value ?? (step.command == nil ? migration?.shell?.value : nil) ?? "bash"
        let verify = step.verify ?? migration?.verify
        return StepView(
            id: step.identifier,
            number: number,
            title: step.title?.value ?? migration?.title?.value ?? step.identifier,
            owner: owner(step.owner?.value, in: plan),
            runOn: step.runOn?.value,
            shell: shell,
            command: command(step.command ?? (step.manual == nil ? migration?.command : nil), in: plan, shell: shell),
            manual: html(step.manual),
            expected: html(step.expected ?? migration?.expected),
            verify: html(verify?.text),
            verifyCommand: command(verify?.command, in: plan, shell: "bash"),
            verifyExpect: inline(verify?.expect),
            duration: (step.duration ?? migration?.duration)?.value.words,
            seconds: (step.duration ?? migration?.duration).map { "\($0.value.seconds)" },
            timeout: step.timeout?.value.words,
            onFailure: step.onFailure.map { Self.words(for: $0.value) },
            isDestructive: step.destructive?.value ?? migration?.destructive?.value ?? false,
            isPointOfNoReturn: step.pointOfNoReturn?.value ?? migration?.pointOfNoReturn?.value ?? false,
            migration: step.migration.map { id in
                LinkView(migration?.title?.value ?? id.value.text, migration.map { _ in "#migration-\(id.value.text)" })
            },
            notes: html(step.notes),
            aliases: step.aliases.map { TextView(text: $0.value) }
        )
    }

    /// The role, and who has it.
    private func owner(_ role: String?, in plan: DeploymentPlan) -> String? {
        guard let role else { return nil }
        let person = plan.roles.first { $0.role?.value == role }?.person?.value
        return person.map { "\(role) · \($0)" } ?? role
    }

    private static func words(for action: FailureAction) -> String {
        switch action {
        case .stop: "stop and ask the lead"
        case .retry: "try again"
        case .continue: "go on"
        case .rollback: "roll back"
        }
    }

    func phases(_ plan: DeploymentPlan) -> [PhaseView] {
        let identifiers = plan.phaseIdentifiers
        return plan.phases.enumerated().map { index, phase in
            PhaseView(
                id: identifiers[index],
                number: "\(index + 1)",
                title: phase.title?.value ?? Words.capitalized(phase.kind?.value.words ?? "Phase"),
                kind: phase.kind?.value.rawValue ?? "other",
                offset: phase.offset?.value.text,
                duration: plan.duration(of: phase.steps)?.words,
                decisionOwner: phase.goNoGo.flatMap { owner($0.owner?.value, in: plan) },
                criteria: (phase.goNoGo?.criteria ?? []).map { TextView(text: $0.value) },
                notes: html(phase.notes),
                steps: phase.steps.enumerated().map { step($1, number: "\(index + 1).\($0 + 1)", in: plan) },
                checklists: checklists(for: phase, of: plan)
            )
        }
    }

    /// The plan's checklists that say that they belong to this kind of phase.
    private func checklists(for phase: Phase, of plan: DeploymentPlan) -> [LinkView] {
        plan.checklists.compactMap { id in
            guard let index = catalog.relations.checklistByID[id.value.text], let kind = phase.kind?.value else {
                return nil
            }
            let phases = catalog.checklists[index].attributes.phases.map(\.value)
            return phases.contains(kind) ? view(.checklist(index)) : nil
        }
    }

    func migrations(of release: Release) -> [MigrationView] {
        release.plan.migrations.map { migration in
            let shell = migration.shell?.value ?? "bash"
            let script = script(migration, of: release)
            return MigrationView(
                id: migration.id?.value.text ?? "",
                title: migration.title?.value ?? migration.id?.value.text ?? "Migration",
                facts: facts(of: migration),
                notes: html(migration.notes),
                shell: shell,
                command: command(migration.command, in: release.plan, shell: shell),
                expected: html(migration.expected),
                verify: html(migration.verify?.text),
                verifyCommand: command(migration.verify?.command, in: release.plan, shell: "bash"),
                verifyExpect: inline(migration.verify?.expect),
                scriptName: migration.script?.value,
                scriptAddress: script?.address,
                script: script?.text,
                isBreaking: migration.breaking?.value ?? false,
                isDestructive: migration.destructive?.value ?? false,
                isPointOfNoReturn: migration.pointOfNoReturn?.value ?? false,
                forwardFix: html(migration.forwardFix),
                rollback: migration.rollback.map { rollback(of: $0, shell: shell, plan: release.plan) },
                rollbackTested: Words.rehearsal(migration.rollback?.tested),
                rollbackEvidence: linked(migration.rollback?.tested?.evidence?.value, "evidence")
            )
        }
    }

    private func rollback(of rollback: MigrationRollback, shell: String, plan: DeploymentPlan) -> StepView {
        StepView(
            id: "",
            number: "",
            title: "Roll back",
            owner: nil,
            runOn: nil,
            shell: shell,
            command: command(rollback.command, in: plan, shell: shell),
            manual: nil,
            expected: html(rollback.expected),
            verify: html(rollback.verify?.text),
            verifyCommand: command(rollback.verify?.command, in: plan, shell: "bash"),
            verifyExpect: inline(rollback.verify?.expect),
            duration: nil,
            timeout: nil,
            onFailure: nil,
            isDestructive: false,
            isPointOfNoReturn: false,
            migration: nil,
            notes: nil,
            aliases: []
        )
    }

    private func facts(of migration: Migration) -> [FactView] {
        var facts: [FactView] = []
        func add(_ name: String, _ value: String?) {
            if let value { facts.append(FactView(name: name, value: HTMLText.escape(value))) }
        }
        add("Database", migration.database?.value)
        add("Operation", migration.operation?.value)
        add("Kept safe by", migration.pattern?.value.words)
        add("Stage", migration.stage?.value.words)
        if let expands = migration.expands { facts.append(FactView(name: "Follows", value: expandLink(expands.value))) }
        add("Lock timeout", migration.lockTimeout?.value.words)
        add("Duration", migration.duration?.value.words)
        add("Reversible", migration.reversible?.value.words)
        return facts
    }

    /// `payments-2.3.5#add-accounts` as a link to that migration.
    private func expandLink(_ reference: String) -> String {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { return HTMLText.escape(reference) }
        let anchor = "migration-\(parts[1])"
        let index = catalog.relations.releaseByID[parts[0]]
        guard parts[0].isEmpty || index != nil else { return HTMLText.escape(reference) }
        let address = index.map { link(.release($0), anchor) } ?? "#\(anchor)"
        return "<a href=\"\(HTMLText.escape(address))\">\(HTMLText.escape(reference))</a>"
    }

    private func script(_ migration: Migration, of release: Release) -> (address: String?, text: String?)? {
        guard let path = migration.script?.value,
            case .document(.attachment(let index), _) = catalog.target(of: path, from: release.source)
        else { return nil }
        let file = catalog.attachments[index]
        let isShown = published.contains(file.source)
        guard file.size <= 64 << 10, let bytes = try? catalog.files.read(file.source),
            let text = String(validating: bytes, as: UTF8.self)
        else { return (isShown ? link(.attachment(index)) : nil, nil) }
        let language = path.split(separator: ".").last.map(String.init) ?? ""
        return (isShown ? link(.attachment(index)) : nil, code(text, language: language))
    }
}
