/// What a character is to the rules of flanking.
enum CharacterClass {
    case space, punctuation, other

    static func first(of text: ArraySlice<UInt8>) -> CharacterClass {
        guard let byte = text.first else { return .space }
        if byte < 0x80 { return of(byte) }
        return of(String(decoding: text.prefix(4), as: UTF8.self).unicodeScalars.first)
    }

    static func last(of text: ArraySlice<UInt8>) -> CharacterClass {
        guard let byte = text.last else { return .space }
        if byte < 0x80 { return of(byte) }
        return of(String(decoding: text.suffix(4), as: UTF8.self).unicodeScalars.last)
    }

    private static func of(_ byte: UInt8) -> CharacterClass {
        byte.isWhitespace ? .space : byte.isPunctuation ? .punctuation : .other
    }

    private static func of(_ scalar: Unicode.Scalar?) -> CharacterClass {
        switch scalar?.properties.generalCategory {
        case nil, .spaceSeparator: .space
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            .punctuation
        default: .other
        }
    }
}
