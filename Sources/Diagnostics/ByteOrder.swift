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
    let shared = min(left.count, right.count)
    var index = 0
    // Paths begin alike: eight bytes at a time, the first as the highest.
    while index + 8 <= shared {
        let (one, other) = (eightBytes(left, index), eightBytes(right, index))
        if one != other { return one < other ? -1 : 1 }
        index += 8
    }
    while index < shared {
        if left[index] != right[index] { return left[index] < right[index] ? -1 : 1 }
        index += 1
    }
    return left.count - right.count
}

/// Unsafe as its caller is: the eight bytes lie within the buffer.
private func eightBytes(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt64 {
    UInt64(bigEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
}
