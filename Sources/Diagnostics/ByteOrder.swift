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

extension Array {
    /// The elements by the bytes of a text that each has.
    ///
    /// For tens of thousands: the bytes of all texts lie in one place, so that comparing counts no references.
    package func sortedInByteOrder(of text: (Element) -> String) -> [Element] {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        ends.reserveCapacity(count)
        for element in self {
            bytes += text(element).utf8
            ends.append(bytes.count)
        }
        // Unsafe: the parts lie within the array's memory, which stays for the time of the call.
        let order = bytes.withUnsafeBufferPointer { bytes in
            func part(_ index: Int) -> UnsafeBufferPointer<UInt8> {
                UnsafeBufferPointer(rebasing: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
            }
            return indices.sorted { byteOrder(part($0), part($1)) < 0 }
        }
        return order.map { self[$0] }
    }
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
