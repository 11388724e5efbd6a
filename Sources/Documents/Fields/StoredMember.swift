/// A property of a record, found where it is stored.
///
/// A key path is looked at anew each time that it is used, at a hundred times the price of the property itself; the place of
/// a stored property is the same in every record, so it is asked for once.
struct StoredMember<Root, Value>: Sendable {
    private let path: any WritableKeyPath<Root, Value> & Sendable
    /// `nil` where the property is computed.
    private let offset: Int?

    init(_ path: any WritableKeyPath<Root, Value> & Sendable) {
        self.path = path
        offset = MemoryLayout<Root>.offset(of: path)
    }

    @inline(__always)
    func value(in root: Root) -> Value {
        guard let offset else { return root[keyPath: path] }
        // Unsafe: `MemoryLayout.offset(of:)` promises that a value of the property's type lies at that place.
        return withUnsafePointer(to: root) { root in
            UnsafeRawPointer(root).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee
        }
    }

    @inline(__always)
    func set(_ value: Value, in root: inout Root) {
        guard let offset else {
            root[keyPath: path] = value
            return
        }
        // Unsafe: as above; the pointer does not leave the closure.
        withUnsafeMutablePointer(to: &root) { root in
            UnsafeMutableRawPointer(root).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee = value
        }
    }
}
