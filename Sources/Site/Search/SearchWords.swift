/// Takes a text apart into the words that are looked up; the search page's script does the same with what is typed.
///
/// Letters, digits and `_` make a word, and so does a dot between two digits (`2.4.0`). Case and accents do not count.
/// A name with `_` counts whole and in its parts, a `v` before a version not at all. Scripts that are written without
/// blanks are looked up by pairs of letters, with the last letter of each run beside them.
struct SearchWords {
    /// Longer ones are cut, in bytes of ASCII or code points of others.
    static let longestWord = 40

    /// Calls `take` with each word in the text's order; a word may come more than once.
    static func each(in text: String, _ take: (String) -> Void) {
        var text = text
        // Unsafe: the bytes are lent for as long as words are cut from them.
        text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                guard isWordByte(bytes[index]) else {
                    index += 1
                    continue
                }
                let start = index
                var isASCII = true
                while index < bytes.count {
                    if bytes[index] >= 0x80 { isASCII = false }
                    // Other scripts may have digits as well: there it is looked at letter by letter.
                    let isDot =
                        bytes[index] == UInt8(ascii: ".") && isDigitOrOther(bytes[index - 1])
                        && index + 1 < bytes.count && isDigitOrOther(bytes[index + 1])
                    guard isWordByte(bytes[index]) || isDot else { break }
                    index += 1
                }
                // Unsafe: every text of the site is cut here, without a copy of its words.
                let run = UnsafeBufferPointer(rebasing: bytes[start..<index])
                if isASCII { takeASCII(run, take) } else { takeScalars(String(decoding: run, as: UTF8.self), take) }
            }
        }
    }

    /// All words of a text, in its order.
    static func all(in text: String) -> [String] {
        var words: [String] = []
        each(in: text) { words.append($0) }
        return words
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isDigitOrOther(_ byte: UInt8) -> Bool { isDigit(byte) || byte >= 0x80 }

    /// Whether a byte can belong to a word; bytes of other scripts are looked at later.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
        default: false
        }
    }

    private static func takeASCII(_ run: UnsafeBufferPointer<UInt8>, _ take: (String) -> Void) {
        // Setting one bit makes capitals small, and leaves digits and dots as they are; `_` would become DEL.
        func word(_ range: Range<Int>) {
            var range = range
            if range.count > 1, run[range.lowerBound] | 0x20 == UInt8(ascii: "v"), isDigit(run[range.lowerBound + 1]) {
                range = range.lowerBound + 1..<range.upperBound
            }
            guard !range.isEmpty else { return }
            let count = min(range.count, longestWord)
            take(
                String(unsafeUninitializedCapacity: count) { buffer in
                    for offset in 0..<count {
                        let byte = run[range.lowerBound + offset]
                        buffer[offset] = byte == UInt8(ascii: "_") ? byte : byte | 0x20
                    }
                    return count
                }
            )
        }
        word(0..<run.count)
        guard run.contains(UInt8(ascii: "_")) else { return }
        var start = 0
        for index in 0...run.count where index == run.count || run[index] == UInt8(ascii: "_") {
            if index > start { word(start..<index) }
            start = index + 1
        }
    }

    /// The same for a run in which other scripts stand.
    private static func takeScalars(_ run: String, _ take: (String) -> Void) {
        let folded = fold(run)
        var word: [Unicode.Scalar] = []
        var pairs: [Unicode.Scalar] = []
        func endWord() {
            guard !word.isEmpty else { return }
            takeWord(word, take)
            if word.contains("_") { word.split(separator: "_").forEach { takeWord(Array($0), take) } }
            word = []
        }
        func endPairs() {
            guard !pairs.isEmpty else { return }
            for (first, second) in zip(pairs, pairs.dropFirst()) { take(String(first) + String(second)) }
            take(String(pairs[pairs.count - 1]))
            pairs = []
        }
        for (index, scalar) in folded.enumerated() {
            if isWritten(scalar) {
                if isWithoutBlanks(scalar) {
                    endWord()
                    pairs.append(scalar)
                } else {
                    endPairs()
                    word.append(scalar)
                }
            } else if scalar == ".", let last = word.last, isDigit(last), index + 1 < folded.count,
                isDigit(folded[index + 1])
            {
                word.append(scalar)
            } else {
                endWord()
                endPairs()
            }
        }
        endWord()
        endPairs()
    }

    private static func takeWord(_ word: [Unicode.Scalar], _ take: (String) -> Void) {
        let isVersion = word.count > 1 && word[0] == "v" && isDigit(word[1])
        var text = String.UnicodeScalarView()
        text.append(contentsOf: word.dropFirst(isVersion ? 1 : 0).prefix(longestWord))
        take(String(text))
    }

    /// Without case, accents and differences of width.
    private static func fold(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if let letters = LetterFolding.letters[scalar] {
                result += letters
                continue
            }
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                switch lower.properties.generalCategory {
                case .nonspacingMark, .spacingMark, .enclosingMark: continue
                default: result.append(lower)
                }
            }
        }
        return result
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// Letters and numbers of any script, and `_`.
    private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "_" { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }

    /// Thai, Lao, Burmese, Khmer, kana, Han and Hangul.
    private static func isWithoutBlanks(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x3005...0x3007, 0x3040...0x30FF,
            0x3131...0x318E, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
