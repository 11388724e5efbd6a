internal import Diagnostics
internal import Markdown

/// `duplicate-id` in one plan: steps (the rollback's too) and their aliases share a namespace; migrations, triggers,
/// phases, sections and roles have their own.
func findDuplicateIDs(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    reader.reportDuplicates("step", plan.allSteps.map { ($0.identifier, $0.identifierSpan, $0.id != nil) })
    checkAliases(of: plan.allSteps, &reader)
    reader.reportDuplicates(
        "migration",
        plan.migrations.map { ($0.id?.value.text ?? "", $0.id?.span ?? $0.place.span, true) }
    )
    let phases = zip(plan.phaseIdentifiers, plan.phases).map { ($0, $1.id?.span ?? $1.place.span, $1.id != nil) }
    reader.reportDuplicates("phase", phases)
    let triggers = plan.rollback?.triggers ?? []
    reader.reportDuplicates("trigger", triggers.map { ($0.identifier, $0.id?.span ?? $0.place.span, $0.id != nil) })
    reader.reportDuplicates(
        "section",
        plan.sections.map { ($0.id?.value.text ?? "", $0.id?.span ?? $0.place.span, true) }
    )
    reader.reportDuplicates("role", plan.roles.map { ($0.role?.value ?? "", $0.role?.span ?? $0.place.span, true) })
}

/// An alias is an anchor of its step's page, so no other step can have it.
private func checkAliases(of steps: [Step], _ reader: inout RecordReader) {
    var taken = Dictionary(steps.map { ($0.identifier, $0.identifierSpan) }) { first, _ in first }
    for alias in steps.flatMap(\.aliases) {
        let text = alias.value
        if Identifier.problem(in: text) != nil, text.isEmpty || slug(text) != text {
            let message = "the alias `\(text)` can't be an anchor: it was never a step's id"
            reader.report(.badAlias, message, at: alias.span)
        } else if let earlier = taken[text] {
            let note = Diagnostic.Note("the first one is here", file: reader.file, span: earlier)
            let message = "the alias `\(text)` is the name of a step already"
            reader.report(.duplicateID, message, at: alias.span, notes: [note], fixes: [Diagnostic.Fix("take it out")])
        } else {
            taken[text] = alias.span
        }
    }
}

extension RecordReader {
    fileprivate mutating func reportDuplicates(_ what: String, _ ids: [(id: String, span: SourceSpan, isWritten: Bool)])
    {
        var first: [String: SourceSpan] = [:]
        for (id, span, isWritten) in ids where !id.isEmpty {
            guard let earlier = first[id] else {
                first[id] = span
                if !isWritten, id.allSatisfy(\.isNumber) {
                    let message =
                        "the \(what)'s id would be `\(id)`, only a number: it says nothing and shifts when something is inserted"
                    report(.unstableID, message, at: span, fixes: [Diagnostic.Fix("add an `id:`")])
                }
                continue
            }
            let note = Diagnostic.Note("the first one is here", file: file, span: earlier)
            let fixes =
                isWritten ? [] : [Diagnostic.Fix("add an `id:` of its own: this one comes from the title or kind")]
            report(.duplicateID, "two \(what)s have the id `\(id)`", at: span, notes: [note], fixes: fixes)
        }
    }
}
