package import Diagnostics

/// A value and where it was written. Two are equal when their values are: a plan written anew is the same plan.
package struct Located<Value: Sendable>: Sendable {
    package var value: Value
    package var span: SourceSpan
    /// How it was written, which tells where the lines of a longer text stand.
    package var style: ScalarStyle

    package init(_ value: Value, at span: SourceSpan = .fileStart, style: ScalarStyle = .plain) {
        self.value = value
        self.span = span
        self.style = style
    }
}

extension Located: Equatable where Value: Equatable {
    package static func == (left: Self, right: Self) -> Bool { left.value == right.value }
}

extension Located: Hashable where Value: Hashable {
    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// The place of a record: no part of its value, so that equal records at different places are equal.
package struct Place: Sendable, Equatable, Hashable {
    /// The first key of the mapping: where something missing in it is reported.
    package var span: SourceSpan

    package init(_ span: SourceSpan = .fileStart) { self.span = span }

    package static func == (left: Place, right: Place) -> Bool { true }
    package func hash(into hasher: inout Hasher) {}
}
