internal import Markdown

/// The phases without their steps, by their ids.
func comparedPhases(_ plan: DeploymentPlan) -> [ComparedItem] {
    zip(plan.phaseIdentifiers, plan.phases).map { id, phase in
        ComparedItem(id: id, title: phase.shownTitle, fields: ComparedFields.of(phase, except: ["id", "steps"]))
    }
}

/// What became of the steps, those of the rollback included. A step moved where its phase is another one, or where it
/// stands elsewhere among the steps that stayed in its phase.
func stepChanges(from old: DeploymentPlan, to new: DeploymentPlan) -> [ItemChange] {
    let (before, after) = (PlacedSteps(old), PlacedSteps(new))
    let origins = itemOrigins(of: after.items, in: before.items)
    let phaseOrigins = itemOrigins(of: comparedPhases(new), in: comparedPhases(old))
    var changes: [ItemChange] = []
    var start = 0
    while start < after.items.count {
        let phase = after.phases[start]
        let end = after.phases[start...].firstIndex { $0 != phase } ?? after.items.count
        // The rollback comes behind the phases, in both.
        let former = phase < new.phases.count ? phaseOrigins[phase] : old.phases.count
        let here = (start..<end).map { index in origins[index].flatMap { before.phases[$0] == former ? $0 : nil } }
        let stays = longestRise(here)
        for index in start..<end {
            guard let origin = origins[index] else {
                changes.append(after.items[index].change(.added))
                continue
            }
            let isElsewhere = before.phases[origin] != former
            let move = Move(
                from: isElsewhere ? before.title(of: origin) : nil,
                to: isElsewhere ? after.title(of: index) : nil,
                after: index > start ? after.items[index - 1].title : nil
            )
            let isMoved = isElsewhere || !stays.contains(index - start)
            if let change = after.items[index].change(from: before.items[origin], move: isMoved ? move : nil) {
                changes.append(change)
            }
        }
        start = end
    }
    let kept = Set(origins.compactMap { $0 })
    return changes + before.items.indices.filter { !kept.contains($0) }.map { before.items[$0].change(.removed) }
}

/// All steps in their order, and the phase of each by its index; the rollback counts as the last phase.
private struct PlacedSteps {
    var items: [ComparedItem] = []
    var phases: [Int] = []
    private var titles: [String] = []

    init(_ plan: DeploymentPlan) {
        for phase in plan.phases { add(phase.steps, phase.shownTitle) }
        add(plan.rollback?.steps ?? [], "Rollback")
    }

    func title(of index: Int) -> String { titles[phases[index]] }

    private mutating func add(_ steps: [Step], _ title: String) {
        for step in steps {
            items.append(
                ComparedItem(
                    id: step.identifier,
                    aliases: step.aliases.map(\.value),
                    title: step.title?.value ?? step.identifier,
                    fields: ComparedFields.of(step, except: ["id", "aliases"])
                )
            )
            phases.append(titles.count)
        }
        titles.append(title)
    }
}

extension Phase {
    fileprivate var shownTitle: String { title?.value ?? kind.map { $0.value.words.capitalizedFirst } ?? "Phase" }
}

extension [Migration] {
    var compared: [ComparedItem] {
        map { migration in
            let id = migration.id?.value.text ?? ""
            let fields = ComparedFields.of(migration, except: ["id"])
            return ComparedItem(id: id, title: migration.title?.value ?? id, fields: fields)
        }
    }
}

extension [Trigger] {
    /// A condition is the same by whichever form it is given.
    var compared: [ComparedItem] {
        map { trigger in
            let parts: Set<String> = ["id", "when", "metric", "comparator", "threshold", "unit", "for"]
            let condition = ComparedField(key: "condition", text: trigger.condition)
            let fields = [condition] + ComparedFields.of(trigger, except: parts)
            return ComparedItem(id: trigger.identifier, title: trigger.identifier, fields: fields)
        }
    }
}

extension [Role] {
    var compared: [ComparedItem] {
        map { role in
            let name = role.role?.value ?? ""
            return ComparedItem(id: slug(name), title: name, fields: ComparedFields.of(role, except: ["role"]))
        }
    }
}
