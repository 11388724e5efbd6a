internal import Diagnostics

extension SchemaBuilder {
    /// A reference to what must be there in a record and in those below it; `nil` where nothing must.
    mutating func complete(_ name: String, _ fields: [FieldDescription]) -> JSON? {
        var required: [JSON] = []
        var alternatives: [JSON] = []
        var properties: [String: JSON] = [:]
        for field in fields {
            var members = complete(field.shape) ?? [:]
            if field.isRequired, field.excuses.isEmpty {
                required.append(.string(field.key))
                members["not"] = Self.nothing(field.shape)
            } else if field.isRequired {
                let ways = [Excuse.present(field.key)] + field.excuses
                alternatives.append(["anyOf": .array(ways.map { Self.condition($0, of: fields) })])
            }
            if !members.isEmpty { properties[field.key] = .object(members) }
        }
        guard !required.isEmpty || !alternatives.isEmpty || !properties.isEmpty else { return nil }
        var members: [String: JSON] = ["properties": .object(properties)]
        if !required.isEmpty { members["required"] = .array(required) }
        if !alternatives.isEmpty { members["allOf"] = .array(alternatives) }
        return .object(reference(define("complete-\(name)", members)))
    }

    /// What must be there in the records of a value.
    private mutating func complete(_ shape: FieldShape) -> [String: JSON]? {
        switch shape {
        case .record(let name, let fields): return complete(name, fields()).map { ["allOf": [$0]] }
        case .list(let element): return complete(element).map { ["items": .object($0)] }
        case .map(let element): return complete(element).map { ["additionalProperties": .object($0)] }
        case .either(let shapes):
            for shape in shapes {
                if let found = complete(shape) { return found }
            }
            return nil
        default: return nil
        }
    }

    /// That a mapping has what excuses the want of something else.
    ///
    /// - Parameter fields: The mapping's.
    static func condition(_ excuse: Excuse, of fields: [FieldDescription]) -> JSON {
        switch excuse {
        case .present(let key):
            [
                "required": [.string(key)],
                "properties": .object([key: ["not": nothing(fields.first { $0.key == key }?.shape)]]),
            ]
        case .word(let key, let words):
            [
                "required": [.string(key)],
                "properties": .object([key: ["enum": .array(words.map { .string($0) })]]),
            ]
        }
    }

    /// A key with nothing behind it, an empty list, or a text of blanks, is as good as none.
    private static func nothing(_ shape: FieldShape?) -> JSON {
        let nothing: JSON = ["enum": [.null, []]]
        guard let shape, shape.takesText else { return nothing }
        return ["anyOf": [nothing, ["type": "string", "pattern": .string(SchemaPattern.noText)]]]
    }
}
