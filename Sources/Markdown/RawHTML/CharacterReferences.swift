/// Character references in the values of raw attributes: addresses are judged by what a browser makes of them.
enum CharacterReferences {
    static func decode(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x26) else { return bytes }
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == 0x26, let (scalar, end) = reference(bytes, at: position) {
                result += Array(String(Character(scalar)).utf8)
                position = end
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return result
    }

    private static func reference(_ bytes: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
        var position = start + 1
        guard position < bytes.count else { return nil }
        guard bytes[position] == 0x23 else { return named(bytes, at: position) }
        position += 1
        let isHex = position < bytes.count && bytes[position] | 0x20 == 0x78
        if isHex { position += 1 }
        let digits = bytes[position...].prefix { isHex ? $0.isHexDigit : $0.isDigit }
        guard let value = UInt32(String(decoding: digits.drop { $0 == 0x30 }, as: UTF8.self), radix: isHex ? 16 : 10),
            let scalar = Unicode.Scalar(value)
        else { return nil }
        let end = digits.endIndex
        return (scalar, end < bytes.count && bytes[end] == 0x3B ? end + 1 : end)
    }

    private static func named(_ bytes: [UInt8], at start: Int) -> (Unicode.Scalar, Int)? {
        for (name, scalar) in names where bytes.hasPrefix(name, at: start) {
            let end = start + name.utf8CodeUnitCount
            return (scalar, end < bytes.count && bytes[end] == 0x3B ? end + 1 : end)
        }
        return nil
    }

    /// Those that matter in an address; others stay as written, which no browser takes for a scheme.
    private static let names: [(StaticString, Unicode.Scalar)] = [
        ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("colon", ":"), ("Tab", "\t"),
        ("NewLine", "\n"), ("sol", "/"), ("lpar", "("), ("rpar", ")"), ("num", "#"), ("quest", "?"), ("period", "."),
    ]
}

extension UInt8 {
    var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
}
