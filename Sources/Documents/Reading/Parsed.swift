package import Diagnostics

/// A document as far as it could be read, and what was found wrong with it.
package struct Parsed<Value: Sendable>: Sendable {
    package var value: Value
    package var diagnostics: [Diagnostic]
    /// What was written and could not be read; that is told, and it is not missing as well.
    var misread: Set<MisreadKey>

    package init(_ value: Value, _ diagnostics: [Diagnostic]) { self.init(value, diagnostics, misread: []) }

    init(_ value: Value, _ diagnostics: [Diagnostic], misread: Set<MisreadKey>) {
        self.value = value
        self.diagnostics = diagnostics
        self.misread = misread
    }
}

/// A key of a record, by the record's place.
struct MisreadKey: Hashable, Sendable {
    let record: SourcePosition
    let key: String
}

/// Reads a file that is one YAML mapping: a plan, a run, the book, the output template.
package func readRecord<Value: Record>(_ type: Value.Type, from bytes: [UInt8], file: String) -> Parsed<Value> {
    readRecord(type, from: bytes, file: file) { $0 }
}

/// A record in which secrets were found, with blocks in their places.
func readMaskedRecord<Value: Record>(_ type: Value.Type, from bytes: [UInt8], file: String) -> Value {
    readRecord(type, from: bytes, file: file) { $0?.maskingSecrets() }.value
}

/// Reads settings of the book, `rollbook.yaml` or the output template, whose texts stand on pages as others do.
///
/// - Parameter showsSecrets: Whether what looks like a secret may stand.
func readSettings<Value: Record>(
    _ type: Value.Type,
    from bytes: [UInt8],
    file: String,
    showsSecrets: (Value) -> Bool = { _ in false }
) -> Parsed<Value> {
    var parsed = readRecord(type, from: bytes, file: file)
    guard parsed.diagnostics.allSatisfy({ !$0.isFatal }), !showsSecrets(parsed.value) else { return parsed }
    var reader = RecordReader(file: file)
    let text = String(decoding: SourceText.withoutMark(bytes), as: UTF8.self)
    guard reader.findSecrets(in: text, firstLine: 1, isForeign: false) else { return parsed }
    parsed.diagnostics += reader.diagnostics
    parsed.value = readMaskedRecord(type, from: bytes, file: file)
    return parsed
}

/// Reads `templates/deployment-plan.yaml`.
package func readTemplate(from bytes: [UInt8], file: String) -> Parsed<OutputTemplate> {
    readSettings(OutputTemplate.self, from: bytes, file: file)
}

private func readRecord<Value: Record>(
    _ type: Value.Type,
    from bytes: [UInt8],
    file: String,
    changed: (YAMLValue?) -> YAMLValue?
) -> Parsed<Value> {
    if let problem = SourceText.problem(in: bytes, file: file) { return Parsed(Value(), [problem]) }
    var parser = YAMLParser(file: file)
    let root = parser.parse(SourceText.withoutMark(bytes))
    guard parser.diagnostics.allSatisfy({ !$0.isFatal }) else { return Parsed(Value(), parser.diagnostics) }
    var reader = RecordReader(file: file)
    reader.diagnostics = parser.diagnostics
    let value: Value = reader.document(changed(root))
    return Parsed(value, reader.diagnostics, misread: reader.misread)
}

extension RecordReader {
    /// The whole document as a record; an empty one lacks everything, at line 1.
    mutating func document<Value: Record>(_ root: YAMLValue?) -> Value {
        var value = Value()
        guard let root, !root.isNull else {
            read([], into: &value)
            return value
        }
        guard case .mapping = root.content else {
            reportWrongType(root, wanted: Value.shape)
            return value
        }
        return record(root) ?? value
    }
}

extension Parsed {
    package var holdsSecrets: Bool { diagnostics.contains { $0.rule == .secretInText } }
}

extension Diagnostic {
    /// Nothing of the document could be read: what is missing in it is not worth saying.
    var isFatal: Bool { [.parseError, .tooDeep, .tooManyAliases, .fileTooLarge].contains(rule) }
}
