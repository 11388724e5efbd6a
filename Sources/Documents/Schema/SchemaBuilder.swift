internal import Diagnostics

/// Makes schemas from field tables. Records become definitions in two layers: which keys there are and what they
/// take, and, under `complete-…`, which of them must be there; a draft is held to the first alone.
struct SchemaBuilder {
    private(set) var definitions: [String: JSON] = [:]

    /// A mapping with these keys and no others. Each may be left empty, which is the same as leaving it out.
    mutating func closedObject(_ fields: [FieldDescription]) -> [String: JSON] {
        var properties: [String: JSON] = [:]
        for field in fields {
            var members = orNull(value(field.shape))
            members["description"] = .string(field.summary)
            properties[field.key] = .object(members)
        }
        return ["type": "object", "additionalProperties": false, "properties": .object(properties)]
    }

    /// What a value of a shape is, null aside.
    private mutating func value(_ shape: FieldShape) -> [String: JSON] {
        switch shape {
        // Another reader's number or truth value is a text as well, as it is written.
        case .text, .markdown: return ["type": ["string", "number", "boolean"]]
        case .identifier: return text(SchemaPattern.identifier)
        case .incidentIdentifier: return text(SchemaPattern.incidentIdentifier)
        case .versionText: return ["type": "string"]
        case .integer: return ["type": "integer", "minimum": -99_999_999_999_999, "maximum": 999_999_999_999_999]
        case .number: return ["type": ["number", "string"], "pattern": .string(SchemaPattern.number)]
        case .flag: return ["type": "boolean"]
        case .time: return text(SchemaPattern.time)
        // A time where a day is enough: the day counts.
        case .date, .timeOrDate: return text(SchemaPattern.timeOrDate)
        case .duration: return text(SchemaPattern.duration)
        case .offset: return text(SchemaPattern.offset)
        case .share: return text(SchemaPattern.share)
        case .choice(let words): return ["type": "string", "enum": .array(words.map { .string($0) })]
        case .record(let name, let fields):
            var members = closedObject(fields())
            members["title"] = .string(name)
            return reference(define(name, members))
        case .list(let element): return list(element)
        case .map(let element):
            var members = value(element)
            if element.takesNullInMap { members = orNull(members) }
            return ["type": "object", "additionalProperties": .object(members)]
        case .either(let shapes): return ["anyOf": .array(shapes.map { .object(value($0)) })]
        }
    }

    /// A list; where its items are single values, one alone is a list of one.
    private mutating func list(_ element: FieldShape) -> [String: JSON] {
        let item = value(element)
        let list: [String: JSON] = ["type": "array", "items": .object(item)]
        return element.isRecord ? list : ["anyOf": [.object(item), .object(list)]]
    }

    private func text(_ pattern: String) -> [String: JSON] { ["type": "string", "pattern": .string(pattern)] }

    private func orNull(_ members: [String: JSON]) -> [String: JSON] {
        var members = members
        if case .array(let choices)? = members["anyOf"] {
            members["anyOf"] = .array(choices + [["type": "null"]])
            return members
        }
        guard let type = members["type"] else { return ["anyOf": [.object(members), ["type": "null"]]] }
        if case .array(let types) = type {
            members["type"] = .array(types + ["null"])
        } else {
            members["type"] = [type, "null"]
        }
        if case .array(let words)? = members["enum"] { members["enum"] = .array(words + [.null]) }
        return members
    }

    /// Keeps a definition under its record's name, and gives the name it has: two records may be called alike.
    mutating func define(_ name: String, _ members: [String: JSON]) -> String {
        let kebab = String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
        var key = kebab
        var number = 1
        while let standing = definitions[key], standing != .object(members) {
            number += 1
            key = "\(kebab)-\(number)"
        }
        definitions[key] = .object(members)
        return key
    }

    func reference(_ key: String) -> [String: JSON] { ["$ref": .string("#/$defs/\(key)")] }
}

extension FieldShape {
    /// A mapping, or what may stand in its place.
    var isRecord: Bool {
        switch self {
        case .record: true
        case .either(let shapes): shapes.contains(where: \.isRecord)
        default: false
        }
    }

    /// A name with nothing behind it is an empty text, or a record of which nothing is said.
    fileprivate var takesNullInMap: Bool {
        switch self {
        case .text, .markdown, .record: true
        default: false
        }
    }
}
