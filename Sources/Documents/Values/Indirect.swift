/// A part of a record that is kept apart: one reference where it is there, and no more than the room of one where not.
///
/// For parts that most records do not have, and for those with many fields of their own, in records of which there are
/// many or which are copied more often than changed: a change makes the part anew.
@propertyWrapper
package struct Indirect<Part: Sendable & Equatable>: Sendable, Equatable {
    @usableFromInline var box: IndirectBox<Part?>?

    package init(wrappedValue: Part?) { box = wrappedValue.map { IndirectBox($0) } }

    @inlinable package var wrappedValue: Part? {
        // Lent, not copied.
        @inline(__always) _read { if let box { yield box.part } else { yield nil } }
        set { self = Indirect(wrappedValue: newValue) }
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.box === right.box || left.box?.part == right.box?.part
    }
}

/// What an `Indirect` refers to.
@usableFromInline final class IndirectBox<Part: Sendable>: Sendable {
    // With the `nil` that it never is, since only what is stored can be lent.
    @usableFromInline let part: Part

    init(_ part: Part) { self.part = part }
}
