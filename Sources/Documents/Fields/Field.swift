package import Diagnostics

/// One key of a record: what it is called and means, what it takes, whether it must be there, and how it is
/// read into and written from the record. The reader, JSON, the reference and the schema all come from here.
package final class Field<Root: Record>: Sendable {
    package let key: String
    package let summary: String
    package let shape: FieldShape
    package let need: Need
    let read: @Sendable (YAMLValue, inout Root, inout RecordReader) -> Void
    let isAbsent: @Sendable (Root) -> Bool
    let json: @Sendable (Root) -> JSON?
    /// Writes the same with its key, where it is there.
    let write: @Sendable (Root, inout JSONWriter) -> Void
    /// Writes what `load` reads: all of the value, or what is below it without the keys that are left out.
    let store: @Sendable (Root, inout StoredWriter, _ leftOut: Set<String>) -> Void
    let load: @Sendable (inout Root, inout StoredReader, inout RecordReader) throws(StoredDamage) -> Void
    /// Adds the Markdown texts that stand in this field, those of records below it included.
    let collectTexts: @Sendable (Root, inout [Located<MarkdownText>]) -> Void

    private init(
        key: String,
        summary: String,
        shape: FieldShape,
        need: Need,
        read: @escaping @Sendable (YAMLValue, inout Root, inout RecordReader) -> Void,
        isAbsent: @escaping @Sendable (Root) -> Bool,
        json: @escaping @Sendable (Root) -> JSON?,
        write: (@Sendable (Root, inout JSONWriter) -> Void)? = nil,
        store: @escaping @Sendable (Root, inout StoredWriter, Set<String>) -> Void,
        load: @escaping @Sendable (inout Root, inout StoredReader, inout RecordReader) throws(StoredDamage) -> Void,
        collectTexts: @escaping @Sendable (Root, inout [Located<MarkdownText>]) -> Void
    ) {
        self.key = key
        self.summary = summary
        self.shape = shape
        self.need = need
        self.read = read
        self.isAbsent = isAbsent
        self.json = json
        self.write = write ?? { root, writer in if let value = json(root) { writer.member(key) { $0.write(value) } } }
        self.store = store
        self.load = load
        self.collectTexts = collectTexts
    }

    package var description: FieldDescription {
        FieldDescription(
            key: key,
            summary: summary,
            shape: shape,
            isRequired: need.isRequired,
            excuses: Root.excuses[key] ?? []
        )
    }
}

/// Whether a key must be there, and which rule says so.
package enum Need: Sendable {
    case optional
    /// Required: `missing-field`, softened while a plan is a draft.
    case required
    /// Required by a rule of its own, with its own words and the way to mend it.
    case ruled(Rule, message: String, hint: String)

    var isRequired: Bool {
        if case .optional = self { false } else { true }
    }
}

extension Field {
    /// A single value.
    static func value<Value: FieldValue>(
        _ key: String,
        _ path: any WritableKeyPath<Root, Located<Value>?> & Sendable,
        _ need: Need = .optional,
        _ summary: String
    ) -> Field {
        value(key, of: StoredMember(path), need, summary)
    }

    /// A single value that is kept apart: the path is that of its wrapper.
    static func value<Value: FieldValue>(
        _ key: String,
        _ path: any WritableKeyPath<Root, Indirect<Located<Value>>> & Sendable,
        _ need: Need = .optional,
        _ summary: String
    ) -> Field {
        value(key, of: StoredMember(path), need, summary)
    }

    private static func value<Value: FieldValue>(
        _ key: String,
        of member: StoredMember<Root, Located<Value>?>,
        _ need: Need,
        _ summary: String
    ) -> Field {
        Field(
            key: key,
            summary: summary,
            shape: Value.shape,
            need: need,
            read: { source, root, reader in member.set(reader.value(source), in: &root) },
            isAbsent: { member.value(in: $0) == nil },
            json: { member.value(in: $0)?.value.json },
            store: { root, writer, _ in
                if let value = member.value(in: root) { writer.add(value) }
            },
            load: { root, source, reader throws(StoredDamage) in member.set(try source.value(&reader), in: &root) },
            collectTexts: { root, texts in
                if let text = member.value(in: root) as? Located<MarkdownText> { texts.append(text) }
            }
        )
    }

    /// A list of single values; one value alone is a list of one.
    static func list<Value: FieldValue>(
        _ key: String,
        _ path: any WritableKeyPath<Root, [Located<Value>]> & Sendable,
        _ need: Need = .optional,
        _ summary: String
    ) -> Field {
        let member = StoredMember(path)
        return Field(
            key: key,
            summary: summary,
            shape: .list(Value.shape),
            need: need,
            read: { source, root, reader in
                let values = reader.items(source, .list(Value.shape)).compactMap { item -> Located<Value>? in
                    guard item.isNull else { return reader.value(item) }
                    // An item of nothing is no text of nothing.
                    reader.reportWrongType(item, wanted: Value.shape)
                    return nil
                }
                member.set(values, in: &root)
            },
            isAbsent: { member.value(in: $0).isEmpty },
            json: { root in
                member.value(in: root).isEmpty ? nil : .array(member.value(in: root).map(\.value.json))
            },
            store: { root, writer, _ in writer.add(member.value(in: root)) { $0.add($1) } },
            load: { root, source, reader throws(StoredDamage) in
                let values = try source.list { source throws(StoredDamage) -> Located<Value>? in
                    try source.value(&reader)
                }
                member.set(values.compactMap { $0 }, in: &root)
            },
            collectTexts: { _, _ in }
        )
    }

    /// A mapping that is a record of its own.
    static func record<Value: Record>(
        _ key: String,
        _ path: any WritableKeyPath<Root, Value?> & Sendable,
        _ need: Need = .optional,
        _ summary: String
    ) -> Field {
        record(key, of: StoredMember(path), need, summary)
    }

    /// A mapping that is kept apart: the path is that of its wrapper.
    static func record<Value: Record>(
        _ key: String,
        _ path: any WritableKeyPath<Root, Indirect<Value>> & Sendable,
        _ need: Need = .optional,
        _ summary: String
    ) -> Field {
        record(key, of: StoredMember(path), need, summary)
    }

    private static func record<Value: Record>(
        _ key: String,
        of member: StoredMember<Root, Value?>,
        _ need: Need,
        _ summary: String
    ) -> Field {
        Field(
            key: key,
            summary: summary,
            shape: Value.shape,
            need: need,
            read: { source, root, reader in member.set(reader.record(source), in: &root) },
            isAbsent: { member.value(in: $0) == nil },
            json: { member.value(in: $0)?.json },
            write: { root, writer in
                if let record = member.value(in: root) { writer.member(key) { record.write(to: &$0) } }
            },
            store: { root, writer, leftOut in
                if let record = member.value(in: root) { writer.add(record, leftOut) }
            },
            load: { root, source, reader throws(StoredDamage) in member.set(try source.record(&reader), in: &root) },
            collectTexts: { root, texts in member.value(in: root)?.collectTexts(&texts) }
        )
    }

    /// A list of records.
    static func records<Value: Record>(
        _ key: String,
        _ path: any WritableKeyPath<Root, [Value]> & Sendable,
        _ need: Need = .optional,
        _ summary: String
    ) -> Field {
        let member = StoredMember(path)
        return Field(
            key: key,
            summary: summary,
            shape: .list(Value.shape),
            need: need,
            read: { source, root, reader in
                guard case .sequence(let items) = source.content else {
                    return reader.reportWrongType(source, wanted: .list(Value.shape))
                }
                // With room for these and no more: plans are kept by the ten thousand.
                var records: [Value] = []
                records.reserveCapacity(items.count)
                for item in items { if let record: Value = reader.record(item) { records.append(record) } }
                member.set(records, in: &root)
            },
            isAbsent: { member.value(in: $0).isEmpty },
            json: { root in member.value(in: root).isEmpty ? nil : .array(member.value(in: root).map(\.json)) },
            write: { root, writer in
                let records = member.value(in: root)
                guard !records.isEmpty else { return }
                writer.member(key) { writer in
                    writer.array { writer in for record in records { writer.item { record.write(to: &$0) } } }
                }
            },
            store: { root, writer, leftOut in writer.add(member.value(in: root)) { $0.add($1, leftOut) } },
            load: { root, source, reader throws(StoredDamage) in
                let records = try source.list { source throws(StoredDamage) -> Value in try source.record(&reader) }
                member.set(records, in: &root)
            },
            collectTexts: { root, texts in
                for record in member.value(in: root) { record.collectTexts(&texts) }
            }
        )
    }

    /// Keys of the author's choice, in their order.
    static func map<Value: FieldValue>(
        _ key: String,
        _ path: any WritableKeyPath<Root, [NamedValue<Value>]> & Sendable,
        _ summary: String
    ) -> Field {
        let member = StoredMember(path)
        return Field(
            key: key,
            summary: summary,
            shape: .map(Value.shape),
            need: .optional,
            read: { source, root, reader in
                let entries = reader.entries(source, .map(Value.shape)).compactMap { entry -> NamedValue<Value>? in
                    reader.value(entry.value).map { NamedValue(Located(entry.key, at: entry.keySpan), $0) }
                }
                member.set(entries, in: &root)
            },
            isAbsent: { member.value(in: $0).isEmpty },
            json: { root in
                let members = member.value(in: root).map { ($0.name.value, $0.value.value.json) }
                return members.isEmpty ? nil : .object(Dictionary(members) { first, _ in first })
            },
            store: { root, writer, _ in
                writer.add(member.value(in: root)) { writer, entry in
                    writer.add(name: entry.name)
                    writer.add(entry.value)
                }
            },
            load: { root, source, reader throws(StoredDamage) in
                let entries = try source.list { source throws(StoredDamage) -> NamedValue<Value>? in
                    let name = try source.name()
                    return try source.value(&reader).map { NamedValue(name, $0) }
                }
                member.set(entries.compactMap { $0 }, in: &root)
            },
            collectTexts: { _, _ in }
        )
    }

    /// Named records, in their order.
    static func recordMap<Value: Record>(
        _ key: String,
        _ path: any WritableKeyPath<Root, [NamedRecord<Value>]> & Sendable,
        _ summary: String
    ) -> Field {
        let member = StoredMember(path)
        return Field(
            key: key,
            summary: summary,
            shape: .map(Value.shape),
            need: .optional,
            read: { source, root, reader in
                let entries = reader.entries(source, .map(Value.shape)).compactMap { entry -> NamedRecord<Value>? in
                    let value: Value? = entry.value.isNull ? Value() : reader.record(entry.value)
                    return value.map { NamedRecord(name: Located(entry.key, at: entry.keySpan), record: $0) }
                }
                member.set(entries, in: &root)
            },
            isAbsent: { member.value(in: $0).isEmpty },
            json: { root in
                let members = member.value(in: root).map { ($0.name.value, $0.record.json) }
                return members.isEmpty ? nil : .object(Dictionary(members) { first, _ in first })
            },
            store: { root, writer, leftOut in
                writer.add(member.value(in: root)) { writer, entry in
                    writer.add(name: entry.name)
                    writer.add(entry.record, leftOut)
                }
            },
            load: { root, source, reader throws(StoredDamage) in
                let entries = try source.list { source throws(StoredDamage) -> NamedRecord<Value> in
                    NamedRecord(name: try source.name(), record: try source.record(&reader))
                }
                member.set(entries, in: &root)
            },
            collectTexts: { _, _ in }
        )
    }
}

/// An entry of a mapping whose keys are the author's.
package struct NamedValue<Value: FieldValue>: Sendable, Equatable {
    package var name: Located<String>
    package var value: Located<Value>

    package init(_ name: Located<String>, _ value: Located<Value>) {
        self.name = name
        self.value = value
    }
}

/// A record under a name of the author's.
package struct NamedRecord<Value: Record>: Sendable, Equatable {
    package var name: Located<String>
    package var record: Value
}
