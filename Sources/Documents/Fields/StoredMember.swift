/// A property of a record, found where it is stored.
///
/// A key path is looked at anew each time that it is used, at a hundred times the price of the property itself; the place of
/// a stored property is the same in every record, so it is asked for once.
struct StoredMember<Root, Value: Sendable>: Sendable {
    private enum Place {
        /// The property is computed.
        case path(any WritableKeyPath<Root, Value> & Sendable)
        case stored(offset: Int)
        /// As `Indirect` stores it, in a box that there is for a part alone.
        case boxed(offset: Int, none: Value, box: @Sendable (Value) -> IndirectBox<Value>?)
    }

    private let place: Place

    init(_ path: any WritableKeyPath<Root, Value> & Sendable) {
        place = MemoryLayout<Root>.offset(of: path).map { .stored(offset: $0) } ?? .path(path)
    }

    /// A property that is kept apart.
    init<Part>(_ wrapper: any WritableKeyPath<Root, Indirect<Part>> & Sendable) where Value == Part? {
        guard let offset = MemoryLayout<Root>.offset(of: wrapper) else {
            preconditionFailure("the wrapper of a property is stored")
        }
        place = .boxed(offset: offset, none: nil) { part in part.map { IndirectBox($0) } }
    }

    // Unsafe: `MemoryLayout.offset(of:)` promises that a value of the property's type lies at that place, and the box is
    // the only property of an `Indirect`. No pointer leaves its closure.

    @inline(__always)
    func value(in root: Root) -> Value {
        switch place {
        case .path(let path): root[keyPath: path]
        case .stored(let offset):
            withUnsafePointer(to: root) { root in
                UnsafeRawPointer(root).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee
            }
        case .boxed(let offset, let none, _):
            withUnsafePointer(to: root) { root in
                UnsafeRawPointer(root).advanced(by: offset).assumingMemoryBound(to: IndirectBox<Value>?.self)
                    .pointee?.part
            } ?? none
        }
    }

    @inline(__always)
    func set(_ value: Value, in root: inout Root) {
        switch place {
        case .path(let path): root[keyPath: path] = value
        case .stored(let offset):
            withUnsafeMutablePointer(to: &root) { root in
                UnsafeMutableRawPointer(root).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee = value
            }
        case .boxed(let offset, _, let box):
            withUnsafeMutablePointer(to: &root) { root in
                UnsafeMutableRawPointer(root).advanced(by: offset).assumingMemoryBound(to: IndirectBox<Value>?.self)
                    .pointee = box(value)
            }
        }
    }
}
