/// GitHub's anchor for a heading: lower case, punctuation and symbols out, spaces to hyphens.
/// `a — b` is `a--b`. Duplicates are numbered by `AnchorSet`.
package func slug(_ text: String) -> String {
    String(decoding: slugBytes(Array(text.utf8).trimmed), as: UTF8.self)
}

func slugBytes(_ text: some RandomAccessCollection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for byte in text {
        if byte.isAlphanumeric || byte == 0x2D || byte == 0x5F {
            result.append(byte.lowercased)
        } else if byte == 0x20 {
            result.append(0x2D)
        } else if byte >= 0x80 {
            return unicodeSlug(String(decoding: text, as: UTF8.self))
        }
    }
    return result
}

private func unicodeSlug(_ text: String) -> [UInt8] {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: result += scalar.properties.lowercaseMapping
        case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark, .enclosingMark,
            .decimalNumber, .connectorPunctuation, .letterNumber:
            result.unicodeScalars.append(scalar)
        default:
            if scalar == "-" { result += "-" } else if scalar == " " { result += "-" }
        }
    }
    return Array(result.utf8)
}
