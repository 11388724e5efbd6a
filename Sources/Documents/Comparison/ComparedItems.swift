internal import Markdown

/// An item of a list that has an identity: a step, a phase, a trigger.
struct ComparedItem {
    let id: String
    var aliases: [String] = []
    let title: String
    let fields: [ComparedField]
}

/// What was added, removed, moved and changed, in the order of the later list; what was removed stands behind it.
///
/// - Parameter isOrdered: Whether another place in the list is a change.
func itemChanges(from old: [ComparedItem], to new: [ComparedItem], isOrdered: Bool) -> [ItemChange] {
    let origins = itemOrigins(of: new, in: old)
    let stays = isOrdered ? longestRise(origins) : []
    var changes: [ItemChange] = []
    for (index, item) in new.enumerated() {
        guard let origin = origins[index] else {
            changes.append(item.change(.added))
            continue
        }
        let after = index > 0 ? new[index - 1].title : nil
        let isMoved = isOrdered && !stays.contains(index)
        let move = isMoved ? Move(from: nil, to: nil, after: after) : nil
        if let change = item.change(from: old[origin], move: move) { changes.append(change) }
    }
    let kept = Set(origins.compactMap { $0 })
    return changes + old.indices.filter { !kept.contains($0) }.map { old[$0].change(.removed) }
}

/// For each later item the index of the earlier one that it is: the one of its id, else of an alias. Each is taken once.
func itemOrigins(of new: [ComparedItem], in old: [ComparedItem]) -> [Int?] {
    var origins = [Int?](repeating: nil, count: new.count)
    var taken: Set<Int> = []
    func take(_ places: [String: [Int]], _ names: (ComparedItem) -> [String]) {
        for (index, item) in new.enumerated() where origins[index] == nil {
            guard let origin = names(item).lazy.flatMap({ places[$0] ?? [] }).first(where: { !taken.contains($0) })
            else { continue }
            origins[index] = origin
            taken.insert(origin)
        }
    }
    let byID = Dictionary(grouping: old.indices) { old[$0].id }
    take(byID) { [$0.id] }
    take(byID) { $0.aliases }
    var byAlias: [String: [Int]] = [:]
    for (index, item) in old.enumerated() {
        for alias in item.aliases { byAlias[alias, default: []].append(index) }
    }
    take(byAlias) { [$0.id] + $0.aliases }
    return origins
}

/// The indexes of the longest rising subsequence: what need not have moved. What has no origin is left out.
func longestRise(_ origins: [Int?]) -> Set<Int> {
    var ends: [Int] = []
    var before: [Int: Int] = [:]
    func value(_ index: Int) -> Int { origins[index] ?? -1 }
    for index in origins.indices where origins[index] != nil {
        var low = 0
        var high = ends.count
        while low < high {
            let middle = (low + high) / 2
            if value(ends[middle]) < value(index) { low = middle + 1 } else { high = middle }
        }
        if low > 0 { before[index] = ends[low - 1] }
        if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var result: Set<Int> = []
    var next = ends.last
    while let index = next {
        result.insert(index)
        next = before[index]
    }
    return result
}

extension ComparedItem {
    /// What was added or removed, with all that it says.
    func change(_ kind: ItemChange.Kind) -> ItemChange {
        let isAdded = kind == .added
        let fields = fields.filter { $0.text != title }.map {
            FieldChange(key: $0.key, old: isAdded ? nil : $0.text, new: isAdded ? $0.text : nil)
        }
        return ItemChange(kind: kind, id: id, title: title, formerID: nil, move: nil, fields: fields)
    }

    /// `nil` where nothing differs.
    func change(from old: ComparedItem, move: Move?) -> ItemChange? {
        let fields = ComparedFields.changes(from: old.fields, to: fields)
        let former = old.id == id ? nil : old.id
        guard !fields.isEmpty || move != nil || former != nil else { return nil }
        return ItemChange(kind: .changed, id: id, title: title, formerID: former, move: move, fields: fields)
    }
}
