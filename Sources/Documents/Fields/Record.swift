package import Diagnostics

/// A mapping of the content format as a value: a plan, a step, a trigger, a run.
package protocol Record: Sendable, Equatable {
    init()
    /// What it is called in messages: "step".
    static var name: String { get }
    /// Its keys, in the order of the reference.
    static var fields: FieldTable<Self> { get }
    /// Where it stands.
    var place: Place { get set }
    /// What the record is called for people, for messages about something missing in it: "step 'Switch traffic'".
    var nameInMessages: String { get }
    /// What may stand in the place of the mapping, where something may: a text for a verification.
    static var shortForm: FieldShape? { get }
    /// Takes the short form, and says whether it did.
    mutating func readShortForm(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Bool
    /// Told of each key that is there, for rules that point at one.
    mutating func note(key: String, at span: SourceSpan)
    /// Required keys that need not be there because of what else is: a step that is done by hand needs no command.
    static var excuses: [String: [Excuse]] { get }
    /// As the machine twin has it: all that is set, by key.
    var json: JSON { get }
    /// Writes what `json` gives.
    func write(to writer: inout JSONWriter)
    /// Adds the Markdown texts that stand in it, in the order of its fields.
    func collectTexts(_ texts: inout [Located<MarkdownText>])
}

extension Record {
    package var nameInMessages: String { Self.name }
    package mutating func readShortForm(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Bool { false }
    package mutating func note(key: String, at span: SourceSpan) {}
    package static var shortForm: FieldShape? { nil }
    package static var excuses: [String: [Excuse]] { [:] }

    /// Whether a key need not be there because of what else is.
    package func excuses(_ key: String) -> Bool {
        (Self.excuses[key] ?? []).contains { excuse in
            switch excuse {
            case .present(let other): return Self.fields[other].map { !$0.isAbsent(self) } ?? false
            case .word(let other, let words):
                guard case .string(let word)? = Self.fields[other]?.json(self) else { return false }
                return words.contains(word)
            }
        }
    }

    package func collectTexts(_ texts: inout [Located<MarkdownText>]) {
        for field in Self.fields.all { field.collectTexts(self, &texts) }
    }

    /// All the Markdown texts that stand in it.
    package var markdownTexts: [Located<MarkdownText>] {
        var texts: [Located<MarkdownText>] = []
        collectTexts(&texts)
        return texts
    }

    package static var shape: FieldShape {
        let mapping = FieldShape.record(name: name) { fields.descriptions }
        return shortForm.map { .either([$0, mapping]) } ?? mapping
    }

    package var json: JSON {
        // With room for what most records have.
        var members: [String: JSON] = Dictionary(minimumCapacity: min(Self.fields.all.count, 6))
        for field in Self.fields.all { if let value = field.json(self) { members[field.key] = value } }
        return .object(members)
    }

    package func write(to writer: inout JSONWriter) { write(to: &writer, leavingOut: []) }

    /// - Parameter keys: Its own that are left out.
    func write(to writer: inout JSONWriter, leavingOut keys: Set<String>) {
        writer.object { writer in
            for field in Self.fields.sorted where keys.isEmpty || !keys.contains(field.key) {
                field.write(self, &writer)
            }
        }
    }
}

/// The keys of a record, to be found by name.
package struct FieldTable<Root: Record>: Sendable {
    package let all: [Field<Root>]
    /// By their keys, as JSON has them.
    let sorted: [Field<Root>]
    let descriptions: [FieldDescription]
    private let indexes: [String: Int]

    init(_ all: [Field<Root>]) {
        self.all = all
        sorted = all.sorted { $0.key < $1.key }
        descriptions = all.map(\.description)
        indexes = Dictionary(all.enumerated().map { ($1.key, $0) }) { first, _ in first }
    }

    subscript(key: String) -> Field<Root>? { indexes[key].map { all[$0] } }
}

extension RecordReader {
    /// A record from a mapping; what is wrong with one key does not keep the others from being read.
    mutating func record<Value: Record>(_ source: YAMLValue) -> Value? {
        var value = Value()
        value.place = Place(source.span.firstLine)
        switch source.content {
        case .mapping(let entries):
            if let first = entries.first { value.place = Place(first.keySpan) }
            read(entries, into: &value)
            return value
        case .scalar(let scalar):
            let shortForm = ScalarSource(text: scalar.text, style: scalar.style, span: source.span)
            if !source.isNull, value.readShortForm(shortForm, &self) { return value }
            reportWrongType(source, wanted: Value.shape)
        case .sequence:
            reportWrongType(source, wanted: Value.shape)
        }
        return nil
    }

    /// Reads the keys that are there and reports the ones that should be.
    mutating func read<Value: Record>(_ entries: [YAMLEntry], into value: inout Value) {
        let fields = Value.fields
        // Something that is there but was wrong has been reported once; it is not missing as well.
        var present: Set<String> = []
        for entry in entries {
            guard let field = fields[entry.key] else {
                // The one that was meant is there, though nobody can read it.
                if let meant = reportUnknownKey(entry, of: Value.self), !entries.contains(where: { $0.key == meant }) {
                    present.insert(meant)
                    misread.insert(MisreadKey(record: value.place.span.start, key: meant))
                }
                continue
            }
            // Nothing, or blanks in quotes: nobody has said anything.
            if entry.value.isNull || entry.value.isBlank && field.shape.takesText { continue }
            if asksForKeys { present.insert(entry.key) }
            value.note(key: entry.key, at: entry.keySpan)
            let before = diagnostics.count
            field.read(entry.value, &value, &self)
            if diagnostics.count > before, field.isAbsent(value) {
                misread.insert(MisreadKey(record: value.place.span.start, key: entry.key))
            }
        }
        guard asksForKeys else { return }
        for field in fields.all
        where field.need.isRequired && field.isAbsent(value) && !value.excuses(field.key) {
            let isEmptyList =
                present.contains(field.key) && entries.contains { $0.key == field.key && $0.value.isEmpty }
            guard isEmptyList || !present.contains(field.key) else { continue }
            let key = entries.first { $0.key == field.key }?.keySpan
            reportMissing(field, in: value, at: key ?? value.place.span)
        }
    }

    private mutating func reportMissing<Value: Record>(_ field: Field<Value>, in value: Value, at span: SourceSpan) {
        switch field.need {
        case .optional: return
        case .required:
            let hint = Diagnostic.Fix("add `\(field.key):`: \(field.summary.lowercasedFirst)")
            report(.missingField, "\(value.nameInMessages) has no `\(field.key)`", at: span, fixes: [hint])
        case .ruled(let rule, let message, let hint):
            report(rule, "\(value.nameInMessages) \(message)", at: span, fixes: [Diagnostic.Fix(hint)])
        }
    }

    /// - Returns: The key that is probably meant.
    private mutating func reportUnknownKey<Value: Record>(_ entry: YAMLEntry, of type: Value.Type) -> String? {
        guard !ignoresUnknownKeys else { return nil }
        // Where hardly a key is known, this is another format, and no key is a misspelt one.
        unknownKeys += 1
        let article = "aeiou".contains(Value.name.first ?? " ") ? "an" : "a"
        let message = "\(article) \(Value.name) has no key `\(entry.key)`"
        let near = unknownKeys > 100 ? nil : suggestion(for: entry.key, among: Value.fields.all.map(\.key))
        var fixes = near.map { [Diagnostic.Fix("did you mean `\($0)`?", replace: entry.keySpan, with: $0)] } ?? []
        let homes =
            near != nil || unknownKeys > 100
            ? []
            : Value.fields.all.filter { field in
                field.shape.recordFields?.contains { $0.key == entry.key } ?? false
            }
        if homes.count == 1 { fixes.append(Diagnostic.Fix("it is a key below `\(homes[0].key):`")) }
        report(.unknownKey, message, at: entry.keySpan, fixes: fixes)
        return near
    }

    /// A single value with its place.
    mutating func value<Value: FieldValue>(_ source: YAMLValue) -> Located<Value>? {
        guard case .scalar(let scalar) = source.content else {
            reportWrongType(source, wanted: Value.shape)
            return nil
        }
        let read = Value.read(ScalarSource(text: scalar.text, style: scalar.style, span: source.span), &self)
        return read.map { Located($0, at: source.span, style: scalar.style) }
    }

    /// The items of a list; a value alone is a list of one.
    mutating func items(_ source: YAMLValue, _ wanted: FieldShape) -> [YAMLValue] {
        switch source.content {
        case .sequence(let items): return items
        case .scalar: return [source]
        case .mapping:
            reportWrongType(source, wanted: wanted)
            return []
        }
    }

    mutating func entries(_ source: YAMLValue, _ wanted: FieldShape) -> [YAMLEntry] {
        guard case .mapping(let entries) = source.content else {
            reportWrongType(source, wanted: wanted)
            return []
        }
        return entries
    }
}

extension YAMLValue {
    /// A text of nothing but blanks.
    var isBlank: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    var isEmpty: Bool {
        switch content {
        case .sequence(let items): items.isEmpty
        case .mapping(let entries): entries.isEmpty
        case .scalar: isNull
        }
    }
}

extension String {
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
