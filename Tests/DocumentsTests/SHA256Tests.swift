import Testing

@testable import Documents

@Suite struct SHA256Tests {
    /// The examples of FIPS 180-4, and of NIST's byte-oriented test vectors.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
    ])
    func vectors(text: String, hex: String) {
        #expect(SHA256.digest(of: Array(text.utf8)).description == hex)
    }

    @Test func aMillionLetters() {
        #expect(
            SHA256.digest(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)).description
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        )
    }

    /// All lengths around the ends of blocks, hashed together: the value is sha256sum's.
    @Test func everyLength() {
        var all: [UInt8] = []
        for length in 0...200 {
            all += SHA256.digest(of: (0..<length).map { UInt8($0 % 251) }).description.utf8
        }
        #expect(
            SHA256.digest(of: all).description == "b367ea311264aae50e6260b96a10761169ce3eec5d5f8f2258351f82c7252776"
        )
    }

    /// Both ways, where the processor has the instructions; where it has not, only the one that the other tests try, too.
    @Test func theInstructionsGiveTheSame() {
        for length in [0, 1, 63, 64, 65, 1_000, 65_536] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 7) }
            #expect(
                SHA256.digest(of: bytes, byInstructions: SHA256.hasInstructions)
                    == SHA256.digest(of: bytes, byInstructions: false)
            )
        }
    }

    @Test func digestsReadBack() {
        let digest = SHA256.digest(of: [1, 2, 3])
        #expect(SHA256.Digest(hex: Array(digest.description.utf8)[...]) == digest)
        #expect(SHA256.Digest(hex: Array(digest.description.uppercased().utf8)[...]) == digest)
        #expect(SHA256.Digest(hex: Array(repeating: UInt8(ascii: "g"), count: 64)[...]) == nil)
        #expect(SHA256.Digest(hex: Array(repeating: UInt8(ascii: "0"), count: 63)[...]) == nil)
    }
}
