internal import Diagnostics

// Records are stored by the same table of fields by which they are read: a field by its number, a value by its text.

extension StoredWriter {
    /// - Parameter leftOut: Keys whose values are left out, wherever they stand.
    mutating func add<Value: Record>(_ record: Value, _ leftOut: Set<String> = []) {
        let fields = Value.fields.all
        let kept = fields.indices.filter { !fields[$0].isAbsent(record) && !leftOut.contains(fields[$0].key) }
        add(record.place.span)
        add(kept.count)
        for index in kept {
            add(index)
            fields[index].store(record, &self, leftOut)
        }
    }

    mutating func add<Value: FieldValue>(_ value: Located<Value>) {
        add(Int(value.style.rawValue))
        add(value.span)
        switch value.value.json {
        case .string(let text), .number(let text): add(text)
        case .int(let number): add(String(number))
        case .bool(let flag): add(flag ? "true" : "false")
        case .null, .array, .object: add("")
        }
    }

    mutating func add(name: Located<String>) {
        add(name.span)
        add(name.value)
    }
}

extension StoredReader {
    /// A record out of what was written of it.
    mutating func record<Value: Record>(_ reader: inout RecordReader) throws(StoredDamage) -> Value {
        let fields = Value.fields.all
        var record = Value()
        record.place = Place(try span())
        let count = try number()
        guard (0...fields.count).contains(count) else { throw StoredDamage() }
        for _ in 0..<count {
            let index = try number()
            guard fields.indices.contains(index) else { throw StoredDamage() }
            record.note(key: fields[index].key, at: record.place.span)
            try fields[index].load(&record, &self, &reader)
        }
        return record
    }

    /// `nil` where the text is no such value.
    mutating func value<Value: FieldValue>(_ reader: inout RecordReader) throws(StoredDamage) -> Located<Value>? {
        let style = try style()
        let span = try span()
        let read = Value.read(ScalarSource(text: try text(), style: style, span: span), &reader)
        return read.map { Located($0, at: span, style: style) }
    }

    package mutating func style() throws(StoredDamage) -> ScalarStyle {
        guard let style = UInt8(exactly: try number()).flatMap(ScalarStyle.init) else { throw StoredDamage() }
        return style
    }

    mutating func name() throws(StoredDamage) -> Located<String> {
        let span = try span()
        return Located(try text(), at: span)
    }

    private mutating func record<Value: Record>() throws(StoredDamage) -> Value {
        var reader = RecordReader(file: "")
        return try record(&reader)
    }
}

extension StoredWriter {
    /// All of a run's record.
    package mutating func add(_ run: RunRecord) { add(run, []) }

    /// A plan but for its longer texts and its commands: what lists, relations and other pages show of it.
    package mutating func addOutline(of plan: DeploymentPlan) { add(plan, Self.leftOut) }

    /// What stands on the plan's own pages alone.
    static let leftOut: Set<String> = [
        "command", "manual", "expected", "verify", "notes", "rationale", "why_not", "message", "query", "dashboard",
        "body", "forward_fix", "evidence", "criteria", "stages", "scope", "gates", "monitoring", "communications",
        "flags", "references", "reviews", "vars", "fields", "person", "backup", "contact", "duty", "owner", "run_on",
        "shell", "timeout", "on_failure",
    ]
}

extension StoredReader {
    package mutating func run() throws(StoredDamage) -> RunRecord { try record() }

    package mutating func outline() throws(StoredDamage) -> DeploymentPlan { try record() }
}
