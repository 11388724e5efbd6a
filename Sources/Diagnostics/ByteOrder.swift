extension String {
    /// Less than, equal to or greater than zero as the text's bytes sort before, are, or sort behind another's.
    ///
    /// `String` itself compares by Unicode's equivalence, and so takes two names of most file systems for one.
    package func orderOfBytes(_ other: String) -> Int {
        let fast = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { byteOrder(left, $0) }
        }
        if let order = fast.flatMap({ $0 }) { return order }
        // Unsafe: the same as for contiguous texts.
        return Array(utf8).withUnsafeBufferPointer { left in
            Array(other.utf8).withUnsafeBufferPointer { byteOrder(left, $0) }
        }
    }

    package func precedesInBytes(_ other: String) -> Bool { orderOfBytes(other) < 0 }
}

/// Unsafe only in its parameters, which are arrays' or texts' own memory for the time of the call.
private func byteOrder(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
        return left[index] < right[index] ? -1 : 1
    }
    return left.count - right.count
}
