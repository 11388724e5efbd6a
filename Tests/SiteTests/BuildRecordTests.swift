import Documents
import Testing

@testable import Site

@Suite struct BuildRecordTests {
    private let record = BuildRecord(
        key: SHA256.digest(of: [1]),
        state: SHA256.digest(of: [2]),
        time: 1_798_675_200,
        pages: 76,
        releases: 21,
        files: 233,
        output: Array("out\n\twith tabs".utf8),
        message: Array("a finding\n".utf8),
        summary: "5 warnings, 1 waived"
    )

    @Test func readsBackAsItWas() { #expect(BuildRecord(parsing: record.encoded) == record) }

    @Test func oneThatIsCutShortIsNone() {
        for count in 0..<record.encoded.count { #expect(BuildRecord(parsing: Array(record.encoded[..<count])) == nil) }
    }

    /// But for the case of a digit of its digest, which says the same.
    @Test func oneWithAFlippedBitIsNone() {
        for index in record.encoded.indices {
            var bytes = record.encoded
            bytes[index] ^= 1 << (index % 8)
            let read = BuildRecord(parsing: bytes)
            #expect(read == nil || read == record, "byte \(index)")
            if index < record.encoded.count - 64 { #expect(read == nil, "byte \(index)") }
        }
    }

    /// Its digest is right, and its numbers are not.
    @Test(arguments: ["rollbook build 2", "rollbook build 1\t-1", "rollbook build 1\t9223372036854775807"])
    func oneOfAnotherVersionIsNone(_ start: String) {
        let text = String(decoding: record.encoded.dropLast(64), as: UTF8.self)
        let bytes = Array((start + text.dropFirst("rollbook build 1".count)).utf8)
        #expect(BuildRecord(parsing: bytes + SHA256.digest(of: bytes).hex) == nil)
    }
}
