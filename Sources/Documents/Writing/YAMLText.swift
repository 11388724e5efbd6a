internal import Diagnostics

/// A text as YAML in double quotes; what YAML or a terminal would take for more than a letter is written as its code.
func yamlText(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        case "\t": result += "\\t"
        case "\r": result += "\\r"
        default:
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .format, .privateUse, .unassigned, .surrogate:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
    return result + "\""
}

/// A JSON value as YAML in one line.
func yamlFlow(_ value: JSON) -> String {
    switch value {
    case .string(let text): yamlText(text)
    case .array(let items): "[\(items.map(yamlFlow).joined(separator: ", "))]"
    case .object(let members):
        "{\(members.sorted { $0.key < $1.key }.map { "\(yamlText($0.key)): \(yamlFlow($0.value))" }.joined(separator: ", "))}"
    default: String(decoding: value.encoded(compact: true).dropLast(), as: UTF8.self)
    }
}

/// A plan's own sections as YAML in one line, their fields in their order.
func yamlSections(_ sections: [PlanSection]) -> String {
    let items = sections.map { section -> String in
        var members: [String] = []
        if let id = section.id { members.append("id: \(yamlText(id.value.text))") }
        if let title = section.title { members.append("title: \(yamlText(title.value))") }
        if let body = section.body { members.append("body: \(yamlText(body.value.source))") }
        let fields = section.values.map { "\(yamlText($0.name.value)): \(yamlText($0.value.value))" }
        if !fields.isEmpty { members.append("fields: {\(fields.joined(separator: ", "))}") }
        return "{\(members.joined(separator: ", "))}"
    }
    return items.isEmpty ? "~" : "[\(items.joined(separator: ", "))]"
}
