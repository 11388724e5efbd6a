package import Diagnostics

/// Writes values as bytes for a file that the tool keeps for itself: numbers seven bits a byte, texts by their length.
package struct StoredWriter: Sendable {
    package internal(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func add(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    package mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func add(_ part: some Collection<UInt8>) {
        add(part.count)
        bytes += part
    }

    package mutating func add(_ text: String?) {
        add(text == nil ? 0 : 1)
        if let text { add(text) }
    }

    package mutating func add(_ digest: SHA256.Digest) { digest.append(to: &bytes) }

    package mutating func add(_ digest: SHA256.Digest?) {
        add(digest == nil ? 0 : 1)
        if let digest { add(digest) }
    }

    /// The bytes with their checksum behind them, by which `StoredReader(sealed:)` tells damage.
    package consuming func sealed() -> [UInt8] {
        bytes += storedChecksum([bytes[...]]).bytes
        return bytes
    }

    /// The same where what follows was written by others, as parts that are one after the other.
    package consuming func sealed(with others: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
        let parts = [bytes[...]] + others
        return parts + [storedChecksum(parts).bytes[...]]
    }

    package mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    package mutating func add(_ span: SourceSpan) {
        add(Int(span.start.line))
        add(Int(span.start.column))
        add(Int(span.end.line) - Int(span.start.line))
        add(Int(span.end.column))
    }

    @inlinable package mutating func add<Element>(_ list: [Element], _ each: (inout StoredWriter, Element) -> Void) {
        add(list.count)
        for element in list { each(&self, element) }
    }
}

/// Tells damage, not malice: who can write the cache can write anything into it. A change of one word alone, of eight bytes,
/// always gives another checksum, since each step can be undone.
///
/// - Parameter parts: One after the other; where one ends makes no difference.
private func storedChecksum(_ parts: [ArraySlice<UInt8>]) -> UInt64 {
    let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
    var sum = UInt64(parts.reduce(0) { $0 + $1.count }) ^ odd
    func mix(_ word: UInt64) {
        sum = (sum ^ word) &* odd
        sum ^= sum >> 29
    }
    // A word of which the part before had the first bytes.
    var begun: [UInt8] = []
    for part in parts {
        let missing = begun.isEmpty ? 0 : min(8 - begun.count, part.count)
        begun += part.prefix(missing)
        if begun.count == 8 {
            mix(UInt64(bytes: begun))
            begun = []
        }
        // Unsafe, because a check of every index would make it as slow as a cryptographic hash; `start` stays below `count`.
        part.dropFirst(missing).withUnsafeBytes { bytes in
            var start = 0
            while start + 8 <= bytes.count {
                mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)))
                start += 8
            }
            begun += bytes[start...]
        }
    }
    for byte in begun { mix(UInt64(byte)) }
    return sum
}

extension UInt64 {
    // Eight bytes, the least significant first.

    fileprivate init(bytes: some BidirectionalCollection<UInt8>) {
        self = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    fileprivate var bytes: [UInt8] {
        stride(from: UInt64(0), to: 64, by: 8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}

/// Bytes that were not written by a `StoredWriter` of this version, or were changed since.
package struct StoredDamage: Error {
    package init() {}
}

/// Reads what a `StoredWriter` wrote. Of damaged bytes it throws; it never reads beyond them.
package struct StoredReader: Sendable {
    private let bytes: [UInt8]
    private var index: Int
    private let end: Int
    /// How many bytes are left.
    @usableFromInline var rest: Int { end - index }

    /// Where it reads next.
    package var position: Int { index }

    package init(_ bytes: [UInt8], _ range: Range<Int>? = nil) {
        self.bytes = bytes
        index = range?.lowerBound ?? 0
        end = min(range?.upperBound ?? bytes.count, bytes.count)
    }

    /// Reads what `StoredWriter.sealed` gave.
    package init(sealed bytes: [UInt8]) throws(StoredDamage) {
        let end = bytes.count - 8
        guard end > 0 else { throw StoredDamage() }
        guard storedChecksum([bytes[..<end]]) == UInt64(bytes: bytes[end...]) else { throw StoredDamage() }
        self.init(bytes, 0..<end)
    }

    package mutating func number() throws(StoredDamage) -> Int {
        // Most numbers are one byte.
        if index < end, bytes[index] < 0x80 {
            defer { index += 1 }
            return Int(bytes[index])
        }
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while index < end, shift < 64 {
            let byte = bytes[index]
            index += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return Int(Int64(bitPattern: value)) }
            shift += 7
        }
        throw StoredDamage()
    }

    /// The place of a stretch of bytes with its length before it.
    package mutating func range() throws(StoredDamage) -> Range<Int> {
        let count = try number()
        guard count >= 0, count <= end - index else { throw StoredDamage() }
        defer { index += count }
        return index..<index + count
    }

    package mutating func text() throws(StoredDamage) -> String {
        let range = try range()
        return String(decoding: bytes[range], as: UTF8.self)
    }

    package mutating func part() throws(StoredDamage) -> [UInt8] { Array(bytes[try range()]) }

    package mutating func optionalText() throws(StoredDamage) -> String? { try number() == 0 ? nil : try text() }

    package mutating func digest() throws(StoredDamage) -> SHA256.Digest {
        guard end - index >= 32 else { throw StoredDamage() }
        defer { index += 32 }
        return SHA256.Digest(bytes: bytes[index..<index + 32])
    }

    package mutating func optionalDigest() throws(StoredDamage) -> SHA256.Digest? {
        try number() == 0 ? nil : try digest()
    }

    package mutating func span() throws(StoredDamage) -> SourceSpan {
        let line = try number()
        let column = try number()
        let lines = try number()
        let last = try number()
        guard (0...0x7FFF_FFFF).contains(line), (0...0x7FFF_FFFF).contains(lines) else { throw StoredDamage() }
        return SourceSpan(
            SourcePosition(line: line, column: column),
            SourcePosition(line: line + lines, column: last)
        )
    }

    @inlinable package mutating func list<Element>(
        _ each: (inout StoredReader) throws(StoredDamage) -> Element
    ) throws(StoredDamage) -> [Element] {
        let count = try number()
        // An element has a byte at least.
        guard count >= 0, count <= rest else { throw StoredDamage() }
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(try each(&self)) }
        return list
    }
}
