/// A trigger's condition taken apart: what is measured, against which number, for how long.
///
/// The short form is `metric comparator number unit for duration`, with the words that people use: `error rate exceeds
/// 5 % for 2 consecutive minutes`. What a text does not say is `nil`.
package struct TriggerCondition: Sendable, Equatable {
    /// How the measured value is compared with the threshold.
    package enum Comparator: String, Sendable {
        case greater = ">"
        case greaterOrEqual = ">="
        case less = "<"
        case lessOrEqual = "<="
        case equal = "=="
        case notEqual = "!="

        /// Whether it holds for all values beyond some number.
        var isUpward: Bool? {
            switch self {
            case .greater, .greaterOrEqual: true
            case .less, .lessOrEqual: false
            case .equal, .notEqual: nil
            }
        }
    }

    package var metric: String?
    package var comparator: Comparator?
    package var threshold: Double?
    package var unit: String?
    package var duration: TimeSpan?
    /// Where the number stands in the text.
    package var numberRange: Range<String.Index>?
    /// A word that sounds like a measure and is none: "spike".
    package var vagueWord: String?
    /// Several conditions in one text: only the first is taken apart.
    package var isCompound = false

    package init() {}

    /// Whether all is there that a person or a machine needs to tell whether it holds.
    package var isMeasurable: Bool { missing.isEmpty }

    /// What is missing, in words: "a number", "a duration".
    package var missing: [String] {
        var parts: [String] = []
        if metric == nil { parts.append("what is measured") }
        if comparator == nil { parts.append("a comparison") }
        if threshold == nil { parts.append("a number") }
        if threshold != nil, unit == nil { parts.append("a unit") }
        if duration == nil { parts.append("a duration") }
        return parts
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.metric == right.metric && left.comparator == right.comparator && left.threshold == right.threshold
            && left.unit == right.unit && left.duration == right.duration
    }
}

extension Trigger {
    /// Its condition by whichever form it was given; the parts fill what the short form leaves out.
    package var parsed: TriggerCondition {
        var condition = when.map { TriggerCondition($0.value) } ?? TriggerCondition()
        if let metric, !metric.value.trimmed.isEmpty { condition.metric = metric.value.trimmed }
        if let comparator { condition.comparator = TriggerCondition.comparator(named: comparator.value) }
        if let threshold {
            condition.threshold = threshold.value.value
            condition.numberRange = nil
        }
        if let unit, !unit.value.trimmed.isEmpty { condition.unit = unit.value.trimmed }
        if let duration { condition.duration = duration.value }
        return condition
    }
}
