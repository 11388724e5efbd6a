internal import Diagnostics

extension YAMLValue {
    /// A value as a scalar that is read as the same value.
    init<Value: FieldValue>(_ value: Located<Value>) {
        let text =
            switch value.value.json {
            case .string(let text), .number(let text): text
            case .int(let number): String(number)
            case .bool(let flag): flag ? "true" : "false"
            case .null, .array, .object: ""
            }
        let plain = YAMLValue(content: .scalar(YAMLScalar(text: text, style: value.style)), span: value.span)
        // A word that YAML has for nothing is a text here.
        self =
            plain.isNull
            ? YAMLValue(content: .scalar(YAMLScalar(text: text, style: .singleQuoted)), span: value.span) : plain
    }

    /// `nil` where there is none.
    init?(items: [YAMLValue]) {
        guard let first = items.first else { return nil }
        self.init(content: .sequence(items), span: first.span)
    }

    init?(entries: [YAMLEntry]) {
        guard let first = entries.first else { return nil }
        self.init(content: .mapping(entries), span: first.keySpan)
    }
}

extension Record {
    /// A mapping that is read as the same record, at the same place.
    var source: YAMLValue {
        var entries: [YAMLEntry] = []
        for field in Self.fields.all {
            guard let value = field.source(self) else { continue }
            // A record's place is its first key's.
            entries.append(
                YAMLEntry(key: field.key, keySpan: entries.isEmpty ? place.span : value.span, value: value)
            )
        }
        return YAMLValue(content: .mapping(entries), span: place.span)
    }
}

extension StoredWriter {
    /// - Parameter except: Keys whose values are left out, wherever they stand.
    mutating func add(_ value: YAMLValue, except: Set<String> = []) {
        switch value.content {
        case .scalar(let scalar):
            add(Int(scalar.style.rawValue))
            add(value.span)
            add(scalar.text)
        case .sequence(let items):
            add(Tag.sequence)
            add(value.span)
            add(items) { $0.add($1, except: except) }
        case .mapping(let entries):
            add(Tag.mapping)
            add(value.span)
            add(entries.filter { !except.contains($0.key) }) { writer, entry in
                writer.add(entry.key)
                writer.add(entry.keySpan)
                writer.add(entry.value, except: except)
            }
        }
    }
}

extension StoredReader {
    mutating func value(depth: Int = 0) throws(StoredDamage) -> YAMLValue {
        let tag = try number()
        let span = try span()
        // Deeper than any record is.
        guard depth < 64 else { throw StoredDamage() }
        switch tag {
        case Tag.sequence:
            let items = try list { reader throws(StoredDamage) in try reader.value(depth: depth + 1) }
            return YAMLValue(content: .sequence(items), span: span)
        case Tag.mapping:
            let entries = try list { reader throws(StoredDamage) in
                YAMLEntry(key: try reader.text(), keySpan: try reader.span(), value: try reader.value(depth: depth + 1))
            }
            return YAMLValue(content: .mapping(entries), span: span)
        default:
            guard let style = UInt8(exactly: tag).flatMap(ScalarStyle.init) else { throw StoredDamage() }
            return YAMLValue(content: .scalar(YAMLScalar(text: try text(), style: style)), span: span)
        }
    }

    /// A record out of what was written of it.
    mutating func record<Value: Record>(_ type: Value.Type) throws(StoredDamage) -> Value {
        var reader = RecordReader(file: "")
        reader.asksForKeys = false
        reader.ignoresUnknownKeys = true
        let source = try value()
        guard let value: Value = reader.record(source) else { throw StoredDamage() }
        return value
    }
}

private enum Tag {
    static let sequence = 16
    static let mapping = 17
}

extension StoredWriter {
    /// All of a run's record.
    package mutating func add(_ run: RunRecord) { add(run.source) }

    /// A plan but for its longer texts and its commands: what lists, relations and other pages show of it.
    package mutating func addOutline(of plan: DeploymentPlan) { add(plan.source, except: Self.leftOut) }

    /// What stands on the plan's own pages alone.
    private static let leftOut: Set<String> = [
        "command", "manual", "expected", "verify", "notes", "rationale", "why_not", "message", "query", "dashboard",
        "body", "forward_fix", "evidence", "criteria", "stages", "scope", "gates", "monitoring", "communications",
        "flags", "references", "reviews", "vars", "fields", "person", "backup", "contact", "duty", "owner", "run_on",
        "shell", "timeout", "on_failure",
    ]
}

extension StoredReader {
    package mutating func run() throws(StoredDamage) -> RunRecord { try record(RunRecord.self) }

    package mutating func outline() throws(StoredDamage) -> DeploymentPlan { try record(DeploymentPlan.self) }
}
