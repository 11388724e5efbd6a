package import Diagnostics

/// A kind of value that a field can hold: how it is read, how it is written as JSON, what it is called.
package protocol FieldValue: Sendable, Equatable {
    /// What the field takes, for messages, the reference and the schema.
    static var shape: FieldShape { get }
    /// The value, or `nil` with a diagnostic reported to `reader`.
    static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Self?
    var json: JSON { get }
}

/// One scalar of the source, as the readers of values see it.
package struct ScalarSource {
    package let text: String
    package let style: ScalarStyle
    package let span: SourceSpan
}

/// What a field takes.
package indirect enum FieldShape: Sendable {
    case text, markdown, identifier, incidentIdentifier, versionText, integer, number, flag, time, date, timeOrDate,
        duration, offset, share
    case choice([String])
    case record(name: String, fields: @Sendable () -> [FieldDescription])
    case list(FieldShape)
    /// Keys of the author's choice.
    case map(FieldShape)
    case either([FieldShape])

    /// Whether any text is one of its values.
    var takesText: Bool {
        switch self {
        case .text, .markdown: true
        case .either(let shapes): shapes.contains(where: \.takesText)
        default: false
        }
    }

    /// The keys of the record that it is, or may be.
    var recordFields: [FieldDescription]? {
        switch self {
        case .record(_, let fields): fields()
        case .either(let shapes): shapes.lazy.compactMap(\.recordFields).first
        default: nil
        }
    }

    /// For messages and the reference.
    package var words: String {
        switch self {
        case .text: "a text"
        case .markdown: "a text in Markdown"
        case .identifier, .incidentIdentifier: "an id"
        case .versionText: "a version in quotes"
        case .integer: "a whole number"
        case .number: "a number"
        case .flag: "true or false"
        case .time: "a time such as 2026-03-14T22:00:00Z"
        case .date: "a date such as 2026-03-14"
        case .timeOrDate: "a date or a time"
        case .duration: "a duration such as 90s, 5m or 1h30m"
        case .offset: "an offset from the window's start such as T+20m"
        case .share: "a share such as 5%"
        case .choice(let values): "one of \(values.joined(separator: ", "))"
        case .record(let name, _): "a mapping (\(name))"
        case .list(let element): "a list, each \(element.words)"
        case .map(let element): "a mapping of names to values, each \(element.words)"
        case .either(let shapes): shapes.map(\.words).joined(separator: ", or ")
        }
    }
}

/// What can be said of a field without its record's type: for the reference and the schema.
package struct FieldDescription: Sendable {
    package let key: String
    package let summary: String
    package let shape: FieldShape
    package let isRequired: Bool
    /// What makes a required key unnecessary; any one is enough.
    package let excuses: [Excuse]
}

/// Something that makes a required key unnecessary.
package enum Excuse: Sendable, Equatable {
    /// Another key of the record is there and not empty.
    case present(String)
    /// Another key of the record has one of these words.
    case word(String, oneOf: [String])
}
