/// A word, a number or a comparison sign of a trigger's short form.
struct TriggerToken {
    let text: Substring
    /// In small letters, without the punctuation at its ends.
    let word: String
    /// The number that it begins with, commas taken as the thousands'.
    let number: Double?
    /// What follows the number: `%`, `ms`, `-minute`.
    let suffix: Substring
    let range: Range<String.Index>

    var isNumber: Bool { number != nil }

    /// `5xx`, `2fa`: a name that begins with a digit.
    var isWordWithDigit: Bool { ["xx", "fa", "g", "d"].contains(suffix.lowercased()) && number != nil }

    /// The sign's meaning.
    var comparator: TriggerCondition.Comparator? {
        switch text {
        case ">": .greater
        case ">=", "=>", "\u{2265}": .greaterOrEqual
        case "<": .less
        case "<=", "=<", "\u{2264}": .lessOrEqual
        case "=", "==": .equal
        case "!=", "<>", "\u{2260}": .notEqual
        default: nil
        }
    }

    private init(_ text: Substring) {
        self.text = text
        range = text.startIndex..<text.endIndex
        var bare = text
        while let last = bare.last, ",.;:!?)\u{201D}\"".contains(last) { bare.removeLast() }
        while let first = bare.first, "(\u{201C}\"~".contains(first) { bare.removeFirst() }
        word = bare.lowercased()
        if let value = Self.words[word] {
            number = value
            suffix = ""
            return
        }
        let digits = bare.prefix { $0.isASCII && ($0.isNumber || ",.+-".contains($0)) }
        var figures = digits.filter { $0 != "," }
        while let last = figures.last, !last.isNumber { figures.removeLast() }
        number = digits.contains { $0.isNumber } ? Number(String(figures))?.value : nil
        let used = digits.last == "-" ? digits.dropLast() : digits
        suffix = number == nil ? "" : bare.dropFirst(used.count)
    }

    private static let words: [String: Double] = [
        "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100,
    ]

    /// The tokens of a text; what stands in brackets or quotes is part of its word.
    static func all(in text: String) -> [TriggerToken] {
        var tokens: [TriggerToken] = []
        var start: String.Index?
        var depth = 0
        var quote: Character?
        func end(_ index: String.Index) {
            if let begin = start, begin < index { tokens.append(TriggerToken(text[begin..<index])) }
            start = nil
        }
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            if let open = quote {
                if character == open { quote = nil }
            } else if depth > 0, "\"'".contains(character) {
                quote = character
            } else if "([{".contains(character) {
                depth += 1
                start = start ?? index
            } else if ")]}".contains(character) {
                depth = max(0, depth - 1)
            } else if depth == 0, signs.contains(character) {
                end(index)
                let sign = text[index...].prefix { signs.contains($0) }
                tokens.append(TriggerToken(sign))
                index = sign.endIndex
                continue
            } else if depth == 0, character.isWhitespace || character == "`" {
                end(index)
                index = next
                continue
            } else if start == nil {
                start = index
            }
            index = next
        }
        end(text.endIndex)
        return tokens
    }

    private static let signs: Set<Character> = [">", "<", "=", "!", "\u{2264}", "\u{2265}", "\u{2260}"]
}
