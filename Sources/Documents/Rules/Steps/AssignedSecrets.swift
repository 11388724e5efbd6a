internal import Markdown

/// Secrets that are told by what they are given to: `password=hunter2`, `--token abc`, `https://user:word@host`.
func assignedSecrets(in text: String) -> [(what: String, range: Range<String.Index>)] {
    var found: [(what: String, range: Range<String.Index>)] = []
    let bytes = text.utf8
    var index = bytes.startIndex
    while index < bytes.endIndex {
        let byte = bytes[index]
        if byte.isLetter {
            let end = bytes[index...].firstIndex { !($0.isLetter || $0.isDigit || $0 == 0x5F || $0 == 0x2D) }
            let word = text[index..<(end ?? text.endIndex)]
            if let end, canGive(bytes[end]), isSecretName(word),
                let value = value(behind: word.endIndex, of: index, in: text)
            {
                found.append(("a \(kindOfSecret(word))", value))
                index = value.upperBound
                continue
            }
            index = word.endIndex
            continue
        }
        if byte == UInt8(ascii: ":"), let password = addressPassword(at: index, in: text) {
            found.append(("a password in an address", password))
            index = password.upperBound
            continue
        }
        bytes.formIndex(after: &index)
    }
    return found
}

/// Whether a byte behind a name can begin what it is given.
private func canGive(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "'"),
        UInt8(ascii: "\\"):
        true
    default: false
    }
}

func isSecretName(_ word: Substring) -> Bool {
    // The last letters of all these names: most words are told by theirs.
    let last = word.utf8.last { $0 != 0x5F && $0 != 0x2D } ?? 0
    guard word.utf8.count >= 3, "detnylg".utf8.contains(last | 0x20) else { return false }
    let name = word.utf8.lazy.filter { $0 != 0x5F && $0 != 0x2D }.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let reversed = Array(name.reversed())
    return secretNames.contains { reversed.starts(with: $0) }
}

/// From the last letter to the first.
private let secretNames: [[UInt8]] = [
    "password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "accesskey", "secretkey", "privatekey",
    "secretaccesskey", "clientsecret", "authtoken", "accountkey", "signingkey", "encryptionkey", "webhookurl",
    "converttosecurestring",
].map { $0.utf8.reversed() }

func kindOfSecret(_ word: Substring) -> String {
    let name = word.lowercased()
    if name.hasPart("token") { return "token" }
    if name.hasPart("key") { return "key" }
    return name.hasPart("secret") ? "secret" : "password"
}

/// The literal that a name is given: behind `=`, or behind a blank where the name is an option.
private func value(behind end: String.Index, of start: String.Index, in text: String) -> Range<String.Index>? {
    let bytes = text.utf8
    guard end < bytes.endIndex else { return nil }
    let isOption = start > bytes.startIndex && bytes[bytes.index(before: start)] == UInt8(ascii: "-")
    var first = bytes.index(after: end)
    switch bytes[end] {
    case UInt8(ascii: "="): break
    case UInt8(ascii: " ") where isOption: break
    case UInt8(ascii: ":"):
        // `password: word` in a text of settings; in prose a colon is only a colon.
        guard first < bytes.endIndex, bytes[first] == UInt8(ascii: " ") else { return nil }
        bytes.formIndex(after: &first)
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"), UInt8(ascii: " "):
        // `"password": "word"` of JSON, `password = "word"` of settings, `PASSWORD 'word'` of SQL, `ConvertTo-SecureString 'word'`.
        guard let quoted = quotedValue(behind: end, in: text), isLiteral(text[quoted.range]) else { return nil }
        let isTold = quoted.isTold || text[start..<end].lowercased() == "convertto-securestring"
        return isTold || looksRandom(text[quoted.range]) ? quoted.range : nil
    default: return nil
    }
    guard first < bytes.endIndex else { return nil }
    let isColon = bytes[end] == UInt8(ascii: ":")
    var last: String.Index
    if let quote = [UInt8(ascii: "\""), UInt8(ascii: "'")].first(where: { $0 == bytes[first] }) {
        bytes.formIndex(after: &first)
        guard let close = bytes[first...].firstIndex(of: quote) else { return nil }
        last = close
    } else {
        last = bytes[first...].firstIndex { $0.isSpace || "\"'`,;)&|".utf8.contains($0) } ?? text.endIndex
    }
    let literal = text[first..<last]
    guard isLiteral(literal), !isColon || looksRandom(literal) else { return nil }
    if bytes[end] == UInt8(ascii: " "), literal.hasPrefix("-") { return nil }
    return first..<last
}

/// A value in quotes that stands behind a name, with a colon or an equals sign between them (`isTold`) or only a blank.
private func quotedValue(behind end: String.Index, in text: String) -> (range: Range<String.Index>, isTold: Bool)? {
    let bytes = text.utf8
    var index = end
    var isTold = false
    var count = 0
    // At most: a quote with its backslash, blanks, the sign, blanks, a backslash.
    while index < bytes.endIndex, count < 8 {
        let byte = bytes[index]
        let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        if isQuote, isTold || count > 0, isTold || bytes[end] == UInt8(ascii: " ") {
            let first = bytes.index(after: index)
            guard let close = bytes[first...].prefix(200).firstIndex(where: { $0 == byte || $0 == UInt8(ascii: "\\") })
            else { return nil }
            return (first..<close, isTold)
        }
        if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=") {
            if isTold { return nil }
            isTold = true
        } else if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\\"), !isQuote {
            return nil
        }
        count += 1
        bytes.formIndex(after: &index)
    }
    return nil
}

/// Whether a variable's name and its value say that it is a secret.
func isNamedSecret(name: String, value: String) -> Bool {
    isSecretName(name[...]) && isLiteral(value[...]) && !value.contains(" ")
}

/// Not something that stands for the value: a variable, a blank, asterisks, a file, a call.
private func isLiteral(_ value: Substring) -> Bool {
    guard value.utf8.count >= 4, let first = value.utf8.first else { return false }
    // AWS's secret keys have forty characters of base 64, and begin with any of them.
    if value.utf8.count == 40, !value.hasPrefix("./"), mixesLetters(value), value.utf8.count(where: { $0 == 0x2F }) < 5
    {
        return true
    }
    if "$<%*{([@/-".utf8.contains(first) || value.contains("$") || value.hasPart("{{") || value.hasPart("%{") {
        return false
    }
    if value.contains("/"), !looksRandom(value) { return false }
    let word = value.lowercased()
    // What stands for a password in every example is none.
    let stands = [
        "true", "false", "null", "none", "prompt", "stdin", "redacted", "changeme", "file", "password", "passwd",
        "pass",
        "secret", "token", "example", "mypassword", "yourpassword",
    ]
    if stands.contains(word) || word.hasPrefix("your_") || word.hasPrefix("your-") {
        return false
    }
    return !word.allSatisfy { $0 == "x" || $0 == "." || $0 == "*" || $0 == "\u{2022}" }
}

/// Letters and digits mixed, as no word of a language is.
private func looksRandom(_ value: Substring) -> Bool {
    value.utf8.count >= 6 && value.utf8.contains(where: \.isDigit) && value.utf8.contains(where: \.isLetter)
        && !value.contains(" ")
}

/// Capitals, small letters and digits, and of other characters only base 64's.
private func mixesLetters(_ value: Substring) -> Bool {
    value.utf8.contains(where: \.isDigit) && value.utf8.contains(where: \.isUpperLetter)
        && value.utf8.contains { (0x61...0x7A).contains($0) }
        && value.utf8.allSatisfy { $0 < 0x80 && ($0.isLetter || $0.isDigit || $0 == 0x2F || $0 == 0x2B || $0 == 0x3D) }
}

/// `://user:word@host`, seen from the colon behind the user.
private func addressPassword(at colon: String.Index, in text: String) -> Range<String.Index>? {
    let bytes = text.utf8
    let start = bytes.index(after: colon)
    let end = bytes[start...].prefix(120).firstIndex { $0.isSpace || "@/\"'`".utf8.contains($0) }
    guard let end, bytes[end] == UInt8(ascii: "@"), isLiteral(text[start..<end]) else { return nil }
    let head = text[..<colon].utf8.suffix(80)
    guard let slash = head.lastIndex(of: UInt8(ascii: "/")), slash > head.startIndex,
        bytes[bytes.index(before: slash)] == UInt8(ascii: "/"),
        !bytes[slash..<colon].contains(where: { $0.isSpace })
    else { return nil }
    return start..<end
}
