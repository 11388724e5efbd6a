/// What differs between two deployment plans: an earlier and a later one of a service, or one before and after it was
/// changed. What only says where a plan stands (status, readiness, reviews, waivers) is no difference between plans.
package struct PlanComparison: Sendable, Equatable {
    /// The parts that differ, in the order of a plan.
    package let parts: [PartChanges]

    package var isEmpty: Bool { parts.isEmpty }

    package init(from old: DeploymentPlan, to new: DeploymentPlan) {
        var parts = [PartChanges(.plan, ComparedFields.changes(from: old.ownFields, to: new.ownFields))]
        parts.append(Self.part(.window, old.window, new.window))
        parts.append(Self.part(.risk, old.risk, new.risk))
        parts.append(Self.part(.strategy, old.strategy, new.strategy))
        parts.append(Self.items(.phases, comparedPhases(old), comparedPhases(new)))
        parts.append(PartChanges(.steps, items: stepChanges(from: old, to: new)))
        parts.append(Self.items(.migrations, old.migrations.compared, new.migrations.compared))
        parts.append(Self.part(.rollback, old.rollback, new.rollback, except: ["triggers", "steps"]))
        let triggers = [old, new].map { $0.rollback?.triggers.compared ?? [] }
        parts.append(Self.items(.triggers, triggers[0], triggers[1], isOrdered: false))
        parts.append(Self.part(.monitoring, old.monitoring, new.monitoring))
        parts.append(Self.items(.roles, old.roles.compared, new.roles.compared, isOrdered: false))
        self.parts = parts.filter { !$0.isEmpty }
    }

    private static func part<Value: Record>(
        _ part: ComparedPart,
        _ old: Value?,
        _ new: Value?,
        except: Set<String> = []
    ) -> PartChanges {
        let sides = [old, new].map { $0.map { ComparedFields.of($0, except: except) } ?? [] }
        return PartChanges(part, ComparedFields.changes(from: sides[0], to: sides[1]))
    }

    private static func items(
        _ part: ComparedPart,
        _ old: [ComparedItem],
        _ new: [ComparedItem],
        isOrdered: Bool = true
    ) -> PartChanges {
        PartChanges(part, items: itemChanges(from: old, to: new, isOrdered: isOrdered))
    }
}

/// A part of a plan that is compared.
package enum ComparedPart: String, Sendable, CaseIterable {
    case plan, window, risk, strategy, phases, steps, migrations, rollback, triggers, monitoring, roles

    /// For headings.
    package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// What differs in one part of a plan.
package struct PartChanges: Sendable, Equatable {
    package let part: ComparedPart
    /// Of the part as a whole.
    package let fields: [FieldChange]
    /// Of its steps, triggers, roles ...
    package let items: [ItemChange]

    init(_ part: ComparedPart, _ fields: [FieldChange] = [], items: [ItemChange] = []) {
        self.part = part
        self.fields = fields
        self.items = items
    }

    var isEmpty: Bool { fields.isEmpty && items.isEmpty }
}

/// What became of a step, a trigger, a role ...
package struct ItemChange: Sendable, Equatable {
    package enum Kind: String, Sendable { case added, removed, changed }

    package let kind: Kind
    /// As the later plan has it; of what was removed, as the earlier one had it.
    package let id: String
    package let title: String
    /// The id in the earlier plan, where an alias says that it is the same.
    package let formerID: String?
    package let move: Move?
    /// What differs; of what was added or removed, all that it says.
    package let fields: [FieldChange]
}

/// Another place in the order.
package struct Move: Sendable, Equatable {
    /// The titles of the phases, where they differ.
    package let from: String?
    package let to: String?
    /// The title of what it stands behind now; `nil` where it is the first.
    package let after: String?
}

/// A field that differs.
package struct FieldChange: Sendable, Equatable {
    /// `decision.primary`
    package let key: String
    package let old: String?
    package let new: String?

    /// Word by word.
    package var words: [WordRun] { wordRuns(from: old ?? "", to: new ?? "") }
    /// For people: `decision primary`.
    package var label: String {
        String(decoding: key.utf8.map { "_.".utf8.contains($0) ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }
}

extension DeploymentPlan {
    /// What is said of the release as a whole, and the lists that are compared as texts.
    fileprivate var ownFields: [ComparedField] {
        ComparedFields.of(
            self,
            except: [
                "schema", "id", "status", "author", "supersedes", "aliases", "readiness", "window", "risk", "strategy",
                "migrations", "phases", "rollback", "monitoring", "roles", "reviews", "waivers",
            ]
        )
    }
}
