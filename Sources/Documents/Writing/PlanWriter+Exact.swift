internal import Diagnostics
internal import Markdown

// What the written body can't say exactly stands in the front matter as well.

extension PlanWriter {
    /// The keys of the plan that the body, read again, does not give back.
    func exactEntries(of plan: DeploymentPlan, body: String) -> [(key: String, value: String)] {
        var reader = MarkdownPlanReader(template: template)
        reader.read(planLines(Array(body.utf8)[...], firstNumber: 1))
        let said = Dictionary(reader.plan.entries.map { ($0.key, $0.value) }) { first, _ in first }
        var back: DeploymentPlan?
        var entries: [(key: String, value: String)] = []
        for field in DeploymentPlan.fields.all where !Self.frontMatterKeys.contains(field.key) {
            let wanted = field.json(plan).map { $0.mayHoldLink ? relinked($0, field.shape) : $0 }
            // Mostly the body says just that, and need not be read as a plan.
            if let wanted {
                if field.key != "sections", said[field.key]?.says(wanted) ?? false { continue }
            } else if said[field.key] == nil {
                continue
            }
            let read = back ?? Self.plan(of: reader)
            back = read
            if field.key == "sections" {
                let wanted = plan.sections.map(relinked)
                if wanted != read.sections { entries.append((field.key, yamlSections(wanted))) }
            } else if wanted != field.json(read) {
                entries.append((field.key, wanted.map(yamlFlow) ?? "~"))
            }
        }
        return entries
    }

    private static func plan(of reader: MarkdownPlanReader) -> DeploymentPlan {
        var plan = DeploymentPlan()
        var quiet = RecordReader(file: "")
        quiet.asksForKeys = false
        quiet.read(reader.plan.entries, into: &plan)
        return plan
    }

    private func relinked(_ section: PlanSection) -> PlanSection {
        var section = section
        if let body = section.body { section.body?.value = MarkdownText(relinked(body.value.source)) }
        return section
    }

    /// A value with the links of its Markdown texts leading where the document's do.
    private func relinked(_ value: JSON, _ shape: FieldShape) -> JSON {
        switch (value, shape) {
        case (.string(let text), .markdown): return .string(relinked(text))
        case (.string, .either(let shapes)):
            return shapes.contains { if case .markdown = $0 { true } else { false } }
                ? relinked(value, .markdown) : value
        case (.object, .either(let shapes)):
            return shapes.first { if case .record = $0 { true } else { false } }.map { relinked(value, $0) } ?? value
        case (.array(let items), .list(let element)): return .array(items.map { relinked($0, element) })
        case (.object(var members), .record(_, let fields)):
            for field in fields() { members[field.key] = members[field.key].map { relinked($0, field.shape) } }
            return .object(members)
        default: return value
        }
    }
}

extension String {
    /// Whether some Markdown in it may be a link, or say where one leads.
    var mayHoldLink: Bool { hasPart("](") || hasPart("]:") }
}

extension JSON {
    fileprivate var mayHoldLink: Bool {
        switch self {
        case .string(let text): text.mayHoldLink
        case .array(let items): items.contains(where: \.mayHoldLink)
        case .object(let members): members.values.contains(where: \.mayHoldLink)
        case .null, .bool, .int, .number: false
        }
    }
}

extension YAMLValue {
    /// Whether it is read as just this value: the same keys, the same texts.
    fileprivate func says(_ wanted: JSON) -> Bool {
        switch (content, wanted) {
        case (.scalar(let scalar), .string(let text)): scalar.text == text && !isNull
        case (.scalar(let scalar), .number(let text)): scalar.style == .plain && scalar.text == text
        case (.scalar(let scalar), .int(let number)): scalar.style == .plain && scalar.text == String(number)
        case (.scalar(let scalar), .bool(let flag)): scalar.style == .plain && scalar.text == (flag ? "true" : "false")
        case (.sequence(let items), .array(let values)):
            items.count == values.count && zip(items, values).allSatisfy { $0.says($1) }
        case (.mapping(let entries), .object(let members)):
            entries.count == members.count
                && entries.allSatisfy { entry in members[entry.key].map { entry.value.says($0) } ?? false }
        default: false
        }
    }
}
