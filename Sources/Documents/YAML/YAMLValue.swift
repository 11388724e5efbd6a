internal import Diagnostics

/// A YAML document as values with their places. It does not leave this target: records are read from it.
struct YAMLValue: Sendable {
    enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLValue])
        case mapping([YAMLEntry])
    }

    let content: Content
    let span: SourceSpan

    /// Nothing written, or one of YAML's words for it.
    var isNull: Bool {
        guard case .scalar(let scalar) = content, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
    }

    /// What stands here, for messages: "a list", "a mapping", "a text".
    var kindInWords: String {
        switch content {
        case .scalar: isNull ? "nothing" : "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

struct YAMLScalar: Sendable {
    let text: String
    let style: ScalarStyle
}

/// How a text was written; a block's first line stands below its mark.
package enum ScalarStyle: UInt8, Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
}

struct YAMLEntry: Sendable {
    let key: String
    let keySpan: SourceSpan
    let value: YAMLValue
}
