/// What a release's plan changes against another one.
package struct ChangesView: TabledObject {
    var page: PageFrame
    var release: LinkView
    var against: LinkView
    var comparison: ComparisonView
    var runs: [RunComparisonView]

    static let members = MemberTable<ChangesView>(
        "changes",
        [
            .object("page", "What every page has") { $0.page },
            .object("release", "The release") { $0.release },
            .object("against", "The release before, that it is compared with") { $0.against },
            .object("comparison", "What differs") { $0.comparison },
            .list("runs", "The runs whose plan was another one than the release has now") { $0.runs },
        ]
    )
}

/// A run that followed an earlier state of the plan, and what was changed since.
package struct RunComparisonView: TabledObject {
    var number: String
    var run: LinkView
    var revision: String
    var comparison: ComparisonView

    static let members = MemberTable<RunComparisonView>(
        "run comparison",
        [
            .text("number", "Which attempt") { $0.number },
            .object("run", "The run") { $0.run },
            .text("revision", "The revision of the plan that was followed") { $0.revision },
            .object("comparison", "What was changed in the plan since") { $0.comparison },
        ]
    )
}

/// The differences between two plans.
package struct ComparisonView: TabledObject {
    var parts: [PartChangesView]

    static let members = MemberTable<ComparisonView>(
        "comparison",
        [.list("parts", "The parts that differ") { $0.parts }]
    )
}

/// What differs in one part.
package struct PartChangesView: TabledObject {
    var id: String
    var title: String
    var isOfRun: Bool
    var fields: [FieldChangeView]
    var items: [ItemChangeView]

    static let members = MemberTable<PartChangesView>(
        "part",
        [
            .text("id", "Its anchor") { $0.id },
            .text("title", "The part") { $0.title },
            .flag("is_of_run", "Whether it stands below the heading of a run") { $0.isOfRun },
            .list("fields", "What differs in the part as a whole") { $0.fields },
            .list("items", "Its steps, triggers, roles that differ") { $0.items },
        ]
    )
}

/// What became of a step, a trigger, a role.
package struct ItemChangeView: TabledObject {
    var kind: String
    var word: String
    var item: LinkView
    var remarks: String?
    var fields: [FieldChangeView]

    static let members = MemberTable<ItemChangeView>(
        "item",
        [
            .text("kind", "What became of it, as a class: added, removed, changed") { $0.kind },
            .text("word", "The word for it") { $0.word },
            .object("item", "The step, trigger or role") { $0.item },
            .text("remarks", "Where it was moved from, what its id was") { $0.remarks },
            .list("fields", "What differs") { $0.fields },
        ]
    )
}

/// A field that differs.
package struct FieldChangeView: TabledObject {
    var name: String
    var html: String
    var isCode: Bool

    static let members = MemberTable<FieldChangeView>(
        "field",
        [
            .text("name", "The field") { $0.name },
            .html("html", "Its text, with what was taken out and put in marked") { $0.html },
            .flag("is_code", "Whether it is a command or a query") { $0.isCode },
        ]
    )
}
