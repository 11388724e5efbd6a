/// Whether an unquoted text is a number to readers of YAML (its core schema, 1.2.2 section 10.3.2).
func isNumberInYAML(_ text: String) -> Bool {
    // Most texts begin with a letter.
    guard let first = text.utf8.first, (0x30...0x39).contains(first) || "+-.".utf8.contains(first) else { return false }
    var rest = Array(text.utf8)[...]
    if rest.starts(with: Array("0x".utf8)) { return rest.count > 2 && rest.dropFirst(2).allSatisfy(isHexadecimal) }
    if rest.starts(with: Array("0o".utf8)) { return rest.count > 2 && rest.dropFirst(2).allSatisfy(isOctal) }
    if [".nan", ".NaN", ".NAN"].contains(text) { return true }
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    if [".inf", ".Inf", ".INF"].contains(String(decoding: rest, as: UTF8.self)) { return true }
    let whole = takeDigits(&rest)
    var fraction = 0
    if rest.first == UInt8(ascii: ".") {
        rest = rest.dropFirst()
        fraction = takeDigits(&rest)
    }
    guard whole + fraction > 0 else { return false }
    if let first = rest.first, first == UInt8(ascii: "e") || first == UInt8(ascii: "E") {
        rest = rest.dropFirst()
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        guard takeDigits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
}

/// What YAML 1.1 makes of a text without quotes, which many readers still go by, where 1.2 leaves it a text: `2026-03-14`,
/// `12:30:45` (in sixties), `1_000`.
func oldYAMLKind(_ text: String) -> String? {
    guard let first = text.utf8.first, (0x30...0x39).contains(first), text.utf8.count <= 40 else { return nil }
    var rest = Array(text.utf8)[...]
    let digits = takeDigits(&rest)
    switch rest.first {
    case UInt8(ascii: "-"):
        guard digits == 4 else { return nil }
        for _ in 0..<2 {
            guard rest.popFirst() == UInt8(ascii: "-"), (1...2).contains(takeDigits(&rest)) else { return nil }
        }
        return rest.isEmpty ? "date" : nil
    case UInt8(ascii: ":"):
        while rest.popFirst() == UInt8(ascii: ":") {
            guard (1...2).contains(takeDigits(&rest)) else { return nil }
            if rest.isEmpty { return "number" }
        }
        return nil
    case UInt8(ascii: "_"):
        return rest.allSatisfy { $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) } ? "number" : nil
    default: return nil
    }
}

/// Takes the digits at the front, and says how many they were.
private func takeDigits(_ rest: inout ArraySlice<UInt8>) -> Int {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits.count
}

private func isOctal(_ byte: UInt8) -> Bool { (0x30...0x37).contains(byte) }

private func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
}
