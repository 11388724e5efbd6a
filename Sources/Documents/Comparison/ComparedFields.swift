internal import Diagnostics

/// A field of a record as a text, to be compared.
struct ComparedField: Equatable {
    /// The keys that lead to it: `decision.primary`.
    let key: String
    let text: String
}

/// The fields of records as texts, from their field tables: what a table names is compared.
enum ComparedFields {
    static func of<Value: Record>(_ record: Value, except: Set<String> = []) -> [ComparedField] {
        Value.fields.all.flatMap { field -> [ComparedField] in
            guard !except.contains(field.key), let value = field.json(record) else { return [] }
            return leaves(field.key, value, field.shape)
        }
    }

    /// Fields that only one side has, or that differ; in the order of the table.
    static func changes(from old: [ComparedField], to new: [ComparedField]) -> [FieldChange] {
        let oldTexts = Dictionary(old.map { ($0.key, $0.text) }) { first, _ in first }
        let newTexts = Dictionary(new.map { ($0.key, $0.text) }) { first, _ in first }
        let keys = new.map(\.key) + old.map(\.key).filter { newTexts[$0] == nil }
        return keys.compactMap { key in
            guard oldTexts[key] != newTexts[key] else { return nil }
            return FieldChange(key: key, old: oldTexts[key], new: newTexts[key])
        }
    }

    private static func leaves(_ key: String, _ value: JSON, _ shape: FieldShape) -> [ComparedField] {
        guard case .object(let members) = value, let fields = shape.recordFields else {
            let text = text(value, shape)
            return text.isEmpty ? [] : [ComparedField(key: key, text: text)]
        }
        return fields.flatMap { field in
            members[field.key].map { leaves("\(key).\(field.key)", $0, field.shape) } ?? []
        }
    }

    /// A line an item of a list; a mapping in one line.
    private static func text(_ value: JSON, _ shape: FieldShape) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .int(let number): String(number)
        case .number(let text), .string(let text): text.withoutEndingNewlines
        case .array(let items): items.map { text($0, shape.element) }.joined(separator: "\n")
        case .object(let members): line(members, shape)
        }
    }

    private static func line(_ members: [String: JSON], _ shape: FieldShape) -> String {
        let keys = shape.recordFields?.map(\.key) ?? members.keys.sorted()
        let shapes = Dictionary((shape.recordFields ?? []).map { ($0.key, $0.shape) }) { first, _ in first }
        let parts = keys.compactMap { key in
            members[key].map { "\(key): \(text($0, shapes[key] ?? shape.element))" }
        }
        return parts.joined(separator: ", ")
    }
}

extension FieldShape {
    fileprivate var element: FieldShape {
        switch self {
        case .list(let element), .map(let element): element
        default: self
        }
    }
}
