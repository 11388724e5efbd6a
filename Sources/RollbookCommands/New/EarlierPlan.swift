internal import Catalog
internal import Documents

/// The plans that a new one can start from: the one that was named, else the service's completed ones.
struct EarlierPlan {
    let catalog: Catalog
    private let service: String
    private let named: Release?

    /// A name that no release has ends the command.
    init(of service: String, named: String?, in catalog: Catalog) throws {
        self.catalog = catalog
        self.service = service
        self.named = try named.map { catalog.releases[try catalog.namedRelease($0)] }
    }

    /// Puts into the draft what comes from the book: the last completed plan, of the draft's pattern where there is one.
    func fill(_ draft: inout PlanDraft) {
        let own = (catalog.relations.releasesByService[service] ?? []).map { catalog.releases[$0] }
        let completed = own.filter { $0.status == .completed && !$0.document.isLoose }
        draft.previousVersion = completed.first { $0.environment == "production" }?.version
        draft.requiredRoles = catalog.book.requiredRoles.map(\.value)
        let usable = completed.filter { !$0.plan.phases.isEmpty }
        // A flag that is raised or a hotfix says little of how a version is rolled out.
        let planned = usable.filter { ($0.plan.kind?.value ?? .planned) == .planned }
        let alike = planned.first { $0.plan.strategy?.pattern?.value.text == draft.pattern?.id }
        let earlier = named ?? alike ?? planned.first ?? usable.first
        draft.earlier = earlier.map { ($0.id, $0.plan) }
        let known = Set(catalog.checklists.map(\.id))
        draft.checklists = (earlier?.plan.checklists.map(\.value.text) ?? []).filter(known.contains)
        if draft.checklists.isEmpty { draft.checklists = catalog.checklists.map(\.id) }
    }
}
