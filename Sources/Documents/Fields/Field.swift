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
    /// What would be read as the same value, with its places.
    let source: @Sendable (Root) -> YAMLValue?
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
        source: @escaping @Sendable (Root) -> YAMLValue?,
        collectTexts: @escaping @Sendable (Root, inout [Located<MarkdownText>]) -> Void
    ) {
        self.key = key
        self.summary = summary
        self.shape = shape
        self.need = need
        self.read = read
        self.isAbsent = isAbsent
        self.json = json
        self.source = source
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
        Field(
            key: key,
            summary: summary,
            shape: Value.shape,
            need: need,
            read: { source, root, reader in root[keyPath: path] = reader.value(source) },
            isAbsent: { $0[keyPath: path] == nil },
            json: { $0[keyPath: path]?.value.json },
            source: { $0[keyPath: path].map { YAMLValue($0) } },
            collectTexts: { root, texts in
                if let text = root[keyPath: path] as? Located<MarkdownText> { texts.append(text) }
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
        Field(
            key: key,
            summary: summary,
            shape: .list(Value.shape),
            need: need,
            read: { source, root, reader in
                root[keyPath: path] = reader.items(source, .list(Value.shape)).compactMap { item in
                    guard item.isNull else { return reader.value(item) }
                    // An item of nothing is no text of nothing.
                    reader.reportWrongType(item, wanted: Value.shape)
                    return nil
                }
            },
            isAbsent: { $0[keyPath: path].isEmpty },
            json: { root in
                root[keyPath: path].isEmpty ? nil : .array(root[keyPath: path].map(\.value.json))
            },
            source: { root in YAMLValue(items: root[keyPath: path].map { YAMLValue($0) }) },
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
        Field(
            key: key,
            summary: summary,
            shape: Value.shape,
            need: need,
            read: { source, root, reader in root[keyPath: path] = reader.record(source) },
            isAbsent: { $0[keyPath: path] == nil },
            json: { $0[keyPath: path]?.json },
            source: { $0[keyPath: path]?.source },
            collectTexts: { root, texts in root[keyPath: path]?.collectTexts(&texts) }
        )
    }

    /// A list of records.
    static func records<Value: Record>(
        _ key: String,
        _ path: any WritableKeyPath<Root, [Value]> & Sendable,
        _ need: Need = .optional,
        _ summary: String
    ) -> Field {
        Field(
            key: key,
            summary: summary,
            shape: .list(Value.shape),
            need: need,
            read: { source, root, reader in
                guard case .sequence(let items) = source.content else {
                    return reader.reportWrongType(source, wanted: .list(Value.shape))
                }
                root[keyPath: path] = items.compactMap { reader.record($0) }
            },
            isAbsent: { $0[keyPath: path].isEmpty },
            json: { root in root[keyPath: path].isEmpty ? nil : .array(root[keyPath: path].map(\.json)) },
            source: { root in YAMLValue(items: root[keyPath: path].map(\.source)) },
            collectTexts: { root, texts in
                for record in root[keyPath: path] { record.collectTexts(&texts) }
            }
        )
    }

    /// Keys of the author's choice, in their order.
    static func map<Value: FieldValue>(
        _ key: String,
        _ path: any WritableKeyPath<Root, [NamedValue<Value>]> & Sendable,
        _ summary: String
    ) -> Field {
        Field(
            key: key,
            summary: summary,
            shape: .map(Value.shape),
            need: .optional,
            read: { source, root, reader in
                root[keyPath: path] = reader.entries(source, .map(Value.shape)).compactMap { entry in
                    reader.value(entry.value).map { NamedValue(Located(entry.key, at: entry.keySpan), $0) }
                }
            },
            isAbsent: { $0[keyPath: path].isEmpty },
            json: { root in
                let members = root[keyPath: path].map { ($0.name.value, $0.value.value.json) }
                return members.isEmpty ? nil : .object(Dictionary(members) { first, _ in first })
            },
            source: { root in
                YAMLValue(
                    entries: root[keyPath: path].map {
                        YAMLEntry(key: $0.name.value, keySpan: $0.name.span, value: YAMLValue($0.value))
                    }
                )
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
        Field(
            key: key,
            summary: summary,
            shape: .map(Value.shape),
            need: .optional,
            read: { source, root, reader in
                root[keyPath: path] = reader.entries(source, .map(Value.shape)).compactMap { entry in
                    let value: Value? = entry.value.isNull ? Value() : reader.record(entry.value)
                    return value.map { NamedRecord(name: Located(entry.key, at: entry.keySpan), record: $0) }
                }
            },
            isAbsent: { $0[keyPath: path].isEmpty },
            json: { root in
                let members = root[keyPath: path].map { ($0.name.value, $0.record.json) }
                return members.isEmpty ? nil : .object(Dictionary(members) { first, _ in first })
            },
            source: { root in
                YAMLValue(
                    entries: root[keyPath: path].map {
                        YAMLEntry(key: $0.name.value, keySpan: $0.name.span, value: $0.record.source)
                    }
                )
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
