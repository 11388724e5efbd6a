package import Diagnostics

extension Rule {
    package static let phaseOrder = Rule(
        "phase-order",
        .phases,
        "A phase comes after one that it should go before.",
        help: """
            The order is pre-deployment, migration, deployment, smoke-testing, monitoring, post-deployment. A rollout in waves \
            may deploy, test and watch several times; preparation and migrations come before the first wave. What must wait \
            until the old version is gone (a contract) belongs into post-deployment. `other` may stand anywhere.
            """
    )
    package static let missingPhase = Rule(
        "missing-phase",
        .phases,
        "A phase that every plan of the book has is not there.",
        help: """
            Which ones are asked for stands in rollbook.yaml as `required_phases`; by default pre-deployment, deployment, \
            smoke-testing, monitoring, and migration where the plan has migrations other than contracts. A phase that has nothing to do for once is \
            a waiver with its reason.
            """
    )
}

extension PhaseKind {
    /// Its place in the order; `nil` where it may stand anywhere.
    fileprivate var rank: Int? {
        switch self {
        case .preDeployment: 0
        case .migration: 1
        case .deployment: 2
        case .smokeTesting: 3
        case .monitoring: 4
        case .postDeployment: 5
        case .other: nil
        }
    }

    /// A rollout in waves comes back to it.
    fileprivate var isOfWave: Bool { self == .deployment || self == .smokeTesting || self == .monitoring }
}

/// `phase-order`: at the kind of the phase that comes too late.
func findPhaseOrder(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    var highest: (rank: Int, kind: PhaseKind)?
    var seen: Set<PhaseKind> = []
    for kind in plan.phases.compactMap(\.kind) {
        guard let rank = kind.value.rank else { continue }
        defer { seen.insert(kind.value) }
        guard let before = highest, rank < before.rank else {
            highest = (rank, kind.value)
            continue
        }
        if kind.value.isOfWave, seen.contains(kind.value), before.kind != .postDeployment { continue }
        let message = "a phase `\(kind.value.rawValue)` comes after `\(before.kind.rawValue)`"
        let fix = Diagnostic.Fix("move it before `\(before.kind.rawValue)`")
        reader.report(.phaseOrder, message, at: kind.span, fixes: [fix])
    }
}

/// `missing-phase`: at the key `phases`.
func findMissingPhases(in plan: DeploymentPlan, of book: Book, _ reader: inout RecordReader) {
    // Where there are none at all that has been said.
    guard !plan.phases.isEmpty else { return }
    // Of a phase whose kind can't be read nobody knows which one it is.
    guard plan.phases.allSatisfy({ $0.kind != nil }) else { return }
    var required = book.requiredPhases.map(\.value)
    if required.isEmpty {
        required = [.preDeployment, .deployment, .smokeTesting, .monitoring]
        // A contract waits until the old version is gone: it runs after the deployment.
        if plan.migrations.contains(where: { $0.stage?.value != .contract }) { required.insert(.migration, at: 1) }
    }
    let there = Set(plan.phases.compactMap { $0.kind?.value })
    for kind in required where !there.contains(kind) {
        reader.report(
            .missingPhase,
            "the plan has no phase `\(kind.rawValue)`",
            at: plan.keys["phases"] ?? plan.place.span,
            fixes: [Diagnostic.Fix("add one: `- kind: \(kind.rawValue)` with its steps")]
        )
    }
}

/// The rules of the group phases that one plan is enough for.
///
/// - Parameter book: Without it the rules that need it are left out.
func findPhaseFaults(in plan: DeploymentPlan, of book: Book?, _ reader: inout RecordReader) {
    findPhaseOrder(in: plan, &reader)
    findReversedWindow(in: plan, &reader)
    findExceededWindow(in: plan, &reader)
    guard let book else { return }
    findMissingPhases(in: plan, of: book, &reader)
    findFreezes(in: plan, of: book, &reader)
}
