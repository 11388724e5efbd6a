/// SHA-256 (FIPS 180-4) of bytes that are in memory as a whole.
///
/// Written here because nothing else of the package needs a cryptographic library. It is no more than a fingerprint of
/// files: it keeps no secret.
package enum SHA256 {
    /// 256 bits, as eight words of which the first is the most significant.
    package struct Digest: Sendable, Hashable, CustomStringConvertible {
        let words: SIMD8<UInt32>

        /// 64 hexadecimal digits in lower case.
        package var description: String {
            String(decoding: hex, as: UTF8.self)
        }

        package var hex: [UInt8] {
            var text: [UInt8] = []
            text.reserveCapacity(64)
            appendHex(to: &text)
            return text
        }

        /// Its 64 hexadecimal digits, in small letters.
        package func appendHex(to text: inout [UInt8]) {
            for index in 0..<8 {
                for shift in stride(from: UInt32(28), through: 0, by: -4) {
                    let digit = UInt8(truncatingIfNeeded: (words[index] >> shift) & 15)
                    text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                }
            }
        }

        init(words: SIMD8<UInt32>) { self.words = words }

        /// The 32 bytes, the most significant first.
        package var bytes: [UInt8] {
            (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 4] >> UInt32(24 - $0 % 4 * 8)) }
        }

        /// - Parameter bytes: 32 of them, the most significant first.
        init(bytes: ArraySlice<UInt8>) {
            func word(_ index: Int) -> UInt32 {
                let start = bytes.startIndex + index * 4
                let high = UInt32(bytes[start]) << 24 | UInt32(bytes[start + 1]) << 16
                return high | UInt32(bytes[start + 2]) << 8 | UInt32(bytes[start + 3])
            }
            words = SIMD8(word(0), word(1), word(2), word(3), word(4), word(5), word(6), word(7))
        }

        /// Reads 64 hexadecimal digits; nil where the text is anything else.
        package init?(hex: ArraySlice<UInt8>) {
            guard hex.count == 64 else { return nil }
            var words = SIMD8<UInt32>()
            for index in 0..<8 {
                var word: UInt32 = 0
                let start = hex.startIndex + index * 8
                for digit in hex[start..<start + 8] {
                    let value: UInt8
                    switch digit {
                    case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit &- UInt8(ascii: "0")
                    case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit &- UInt8(ascii: "a") &+ 10
                    case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit &- UInt8(ascii: "A") &+ 10
                    default: return nil
                    }
                    word = word << 4 | UInt32(value)
                }
                words[index] = word
            }
            self.init(words: words)
        }

        func append(to bytes: inout [UInt8]) {
            for index in 0..<8 {
                let word = words[index]
                bytes.append(UInt8(truncatingIfNeeded: word >> 24))
                bytes.append(UInt8(truncatingIfNeeded: word >> 16))
                bytes.append(UInt8(truncatingIfNeeded: word >> 8))
                bytes.append(UInt8(truncatingIfNeeded: word))
            }
        }
    }

    package static func digest(of bytes: [UInt8]) -> Digest { digest(of: bytes, byInstructions: hasInstructions) }

    /// - Parameter byInstructions: by those of the processor, which must have them.
    static func digest(of bytes: [UInt8], byInstructions: Bool) -> Digest {
        var state = SIMD8<UInt32>(
            0x6a09_e667,
            0xbb67_ae85,
            0x3c6e_f372,
            0xa54f_f53a,
            0x510e_527f,
            0x9b05_688c,
            0x1f83_d9ab,
            0x5be0_cd19
        )
        // Unsafe, because this is the hottest loop of a build and a check of every index would double its time.
        // Every index is below 64, or within the whole blocks counted here.
        constants.withUnsafeBufferPointer { constants in
            func mix(_ blocks: UnsafeRawBufferPointer) {
                if byInstructions {
                    mixByInstructions(blocks, into: &state, constants)
                } else {
                    for start in stride(from: 0, to: blocks.count, by: 64) {
                        SHA256.mix(
                            UnsafeRawBufferPointer(rebasing: blocks[start..<start + 64]),
                            into: &state,
                            constants
                        )
                    }
                }
            }
            bytes.withUnsafeBytes { bytes in
                let whole = bytes.count / 64 * 64
                mix(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
                padded(bytes[whole...], total: bytes.count).withUnsafeBytes(mix)
            }
        }
        return Digest(words: state)
    }

    /// The last bytes, a one bit, zeros, and the length in bits: one block or two.
    private static func padded(_ rest: Slice<UnsafeRawBufferPointer>, total: Int) -> [UInt8] {
        var tail = Array(rest)
        tail.append(0x80)
        while tail.count % 64 != 56 { tail.append(0) }
        let bits = UInt64(total) &* 8
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
        return tail
    }
}
