internal import Diagnostics

/// Writes a record as YAML in the order of its fields, as a person would, with remarks for the one who goes on.
package struct RecordWriter: Sendable {
    /// Comments before a key, by its path: `rollback.triggers`. Items of a list have no step of their own in it.
    package var remarks: [String: [String]] = [:]
    /// Keys that are to be filled in and take no text: written as a comment with an example where they are absent.
    package var blanks: [String: String] = [:]

    package init() {}

    /// The record's lines.
    package func lines<Value: Record>(_ record: Value) -> [String] {
        guard case .object(let members) = record.json else { return [] }
        return mapping(members, Value.fields.all.map(\.description), "")
    }

    private func mapping(_ members: [String: JSON], _ fields: [FieldDescription], _ path: String) -> [String] {
        var lines: [String] = []
        for field in fields {
            let own = path.isEmpty ? field.key : "\(path).\(field.key)"
            var part: [String] = []
            if let value = members[field.key] {
                part = entry(field.key, value, field.shape, own)
            } else if let example = blanks[own] {
                part = ["# \(field.key): \(example)"]
            } else if case .record(_, let fields) = field.shape,
                blanks.keys.contains(where: { $0.hasPrefix(own + ".") })
            {
                part = ["\(field.key):"] + indented(mapping([:], fields(), own))
            }
            guard !part.isEmpty else { continue }
            lines += (remarks[own] ?? []).map { $0.isEmpty ? "" : "# \($0)" } + part
        }
        return lines
    }

    private func entry(_ key: String, _ value: JSON, _ shape: FieldShape, _ path: String) -> [String] {
        switch (shape, value) {
        case (.record(_, let fields), .object(let members)):
            let lines = mapping(members, fields(), path)
            return lines.isEmpty ? ["\(key): {}"] : ["\(key):"] + indented(lines)
        case (.either(let shapes), .object):
            guard let record = shapes.first(where: \.isRecord) else { return [] }
            return entry(key, value, record, path)
        case (.list(let element), .array(let items)): return list(key, items, element, path)
        case (.map(let element), .object(let members)):
            let parts = members.sorted { $0.key < $1.key }.flatMap { name, value in
                entry(yamlPlainOrQuoted(name, isFlow: false), value, element, path)
            }
            return parts.isEmpty ? ["\(key): {}"] : ["\(key):"] + indented(parts)
        case (_, .string(let text)):
            if let block = yamlLiteral(text) { return ["\(key): |"] + indented(block) }
            return ["\(key): \(scalar(value, shape, isFlow: false))"]
        default: return ["\(key): \(scalar(value, shape, isFlow: false))"]
        }
    }

    private func list(_ key: String, _ items: [JSON], _ element: FieldShape, _ path: String) -> [String] {
        guard case .record(_, let fields) = element else {
            let flow = items.map { scalar($0, element, isFlow: true) }.joined(separator: ", ")
            if flow.count <= 90 { return ["\(key): [\(flow)]"] }
            return ["\(key):"] + items.map { "  - \(scalar($0, element, isFlow: false))" }
        }
        var lines = ["\(key):"]
        for item in items {
            guard case .object(let members) = item else { continue }
            if let flow = flow(members, fields()) {
                lines.append("  - \(flow)")
            } else {
                let own = indented(indented(mapping(members, fields(), path)))
                guard !own.isEmpty else {
                    lines.append("  - {}")
                    continue
                }
                let first = own.firstIndex { !$0.isEmpty && !$0.trimmed.hasPrefix("#") } ?? 0
                lines += own[..<first] + ["  - \(own[first].dropFirst(4))"] + own[(first + 1)...]
            }
        }
        return lines
    }

    /// A small record in one line.
    private func flow(_ members: [String: JSON], _ fields: [FieldDescription]) -> String? {
        guard fields.count <= 5 else { return nil }
        var parts: [String] = []
        for field in fields {
            guard let value = members[field.key] else { continue }
            switch (field.shape, value) {
            case (.record, _), (.map, _), (.either, _): return nil
            case (.list(let element), .array(let items)):
                guard !element.isRecord else { return nil }
                parts.append(
                    "\(field.key): [\(items.map { scalar($0, element, isFlow: true) }.joined(separator: ", "))]"
                )
            default: parts.append("\(field.key): \(scalar(value, field.shape, isFlow: true))")
            }
        }
        let line = "{\(parts.joined(separator: ", "))}"
        return line.count <= 130 ? line : nil
    }

    private func scalar(_ value: JSON, _ shape: FieldShape, isFlow: Bool) -> String {
        guard case .string(let text) = value else { return yamlFlow(value) }
        switch shape {
        case .versionText: return yamlText(text)
        // Times begin with digits and hold colons, and are no text.
        case .time, .date, .timeOrDate, .duration, .offset, .share: return text
        default: return yamlPlainOrQuoted(text, isFlow: isFlow)
        }
    }

    private func indented(_ lines: [String]) -> [String] { lines.map { $0.isEmpty ? "" : "  \($0)" } }
}
