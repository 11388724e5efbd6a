package import Diagnostics

/// `unknown-reference` inside one plan: owners among its roles, migrations and steps by their ids.
func findDanglingReferences(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    let roles = plan.roles.compactMap { $0.role?.value }
    let migrations = plan.migrations.compactMap { $0.id?.value.text }
    // Where there are no roles at all, that has been said once.
    if !roles.isEmpty {
        for step in plan.allSteps { reader.check(step.owner?.value, step.owner?.span, "role", among: roles) }
        for phase in plan.phases {
            reader.check(phase.goNoGo?.owner?.value, phase.goNoGo?.owner?.span, "role", among: roles)
        }
    }
    for step in plan.allSteps {
        reader.check(step.migration?.value.text, step.migration?.span, "migration", among: migrations)
    }
    let last = plan.rollback?.notPossibleAfter
    reader.check(last?.value.text, last?.span, "step", among: plan.allSteps.map(\.identifier))
}

extension RecordReader {
    fileprivate mutating func check(_ name: String?, _ span: SourceSpan?, _ what: String, among known: [String]) {
        guard let name, let span, !known.contains(name) else { return }
        report(.unknownReference, "this plan has no \(what) `\(name)`", at: span, fixes: didYouMean(name, known, span))
    }
}

/// The nearest known name as a fix, else the names there are.
package func didYouMean(_ name: String, _ known: [String], _ span: SourceSpan) -> [Diagnostic.Fix] {
    if let near = suggestion(for: name, among: known) {
        return [Diagnostic.Fix("did you mean `\(near)`?", replace: span, with: near)]
    }
    guard !known.isEmpty else { return [] }
    let some = known.sorted().prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return [Diagnostic.Fix("there is \(some)\(known.count > 8 ? " and others" : "")")]
}
