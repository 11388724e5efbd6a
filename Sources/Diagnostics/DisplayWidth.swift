/// How many columns of a terminal a character takes (after Unicode's East Asian Width, UAX #11, and emoji, UTS #51).
enum DisplayWidth {
    /// The columns of one user-perceived character, given its code points.
    static func columns(of scalars: Character.UnicodeScalarView) -> Int {
        guard let first = scalars.first else { return 0 }
        if first.properties.isEmojiPresentation || isWide(first) { return 2 }
        // A text symbol that a variation selector makes an emoji, a flag of two letters, a sequence of joined emoji.
        if scalars.contains("\u{FE0F}"), first.properties.isEmoji { return 2 }
        if (0x1F1E6...0x1F1FF).contains(first.value) { return 2 }
        return isZeroWidth(first) ? 0 : 1
    }

    /// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their further blocks.
    static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        case .format: scalar != "\u{AD}"
        default: (0x1160...0x11FF).contains(scalar.value)
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
            0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
