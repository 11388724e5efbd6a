/// A part of a record that is kept apart, so that a copy of the record is one reference instead of all of it.
///
/// For parts with many fields in records that are copied more often than changed: a change makes the part anew.
@propertyWrapper
package struct Indirect<Value: Sendable & Equatable>: Sendable, Equatable {
    @usableFromInline final class Box: Sendable {
        @usableFromInline let value: Value

        init(_ value: Value) { self.value = value }
    }

    @usableFromInline var box: Box

    package init(wrappedValue: Value) { box = Box(wrappedValue) }

    @inlinable package var wrappedValue: Value {
        // Lent, not copied.
        @inline(__always) _read { yield box.value }
        set { self = Indirect(wrappedValue: newValue) }
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.box === right.box || left.box.value == right.box.value
    }
}
