package import Diagnostics

extension PlanComparison {
    /// For machines: the parts that differ.
    package var json: JSON { .object(["schema": .int(1), "parts": .array(parts.map(\.json))]) }
}

extension PartChanges {
    fileprivate var json: JSON {
        .object([
            "part": .string(part.rawValue), "fields": .array(fields.map(\.json)), "items": .array(items.map(\.json)),
        ])
    }
}

extension ItemChange {
    fileprivate var json: JSON {
        .object([
            "kind": .string(kind.rawValue), "id": .string(id), "title": .string(title), "former_id": JSON(formerID),
            "move": move?.json ?? .null, "fields": .array(fields.map(\.json)),
        ])
    }
}

extension Move {
    fileprivate var json: JSON { .object(["from": JSON(from), "to": JSON(to), "after": JSON(after)]) }
}

extension FieldChange {
    fileprivate var json: JSON { .object(["key": .string(key), "old": JSON(old), "new": JSON(new)]) }
}
