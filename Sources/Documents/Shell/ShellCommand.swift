/// One simple command of a shell text: its words, and what it reads and writes.
struct ShellCommand: Sendable {
    var words: [ExtractedText] = []
    /// Files behind `<`.
    var inputs: [ExtractedText] = []
    /// Files behind `>` and `>>`.
    var outputs: [ExtractedText] = []
    /// Here-documents and here-strings.
    var documents: [ExtractedText] = []
    /// The words of the command whose output it reads.
    var feeder: [ExtractedText] = []

    /// Words of the language that may stand before a command.
    private static let reserved: Set<String> = [
        "if", "then", "elif", "else", "while", "until", "do", "time", "!", "{", "}", "fi", "done", "esac", "function",
        "coproc",
    ]

    /// Without reserved words and assignments in front.
    var program: ArraySlice<ExtractedText> {
        words.drop { word in
            let text = word.text
            if Self.reserved.contains(text) { return true }
            guard let sign = text.utf8.firstIndex(of: UInt8(ascii: "=")), sign > text.startIndex else { return false }
            return text.utf8[..<sign].allSatisfy { $0.isNameByte }
        }
    }
}

extension UInt8 {
    /// A letter, digit or underscore, or part of a letter outside ASCII.
    var isNameByte: Bool {
        (0x61...0x7A).contains(self | 0x20) || isDigitByte || self == 0x5F || self >= 0x80
    }

    var isDigitByte: Bool { (0x30...0x39).contains(self) }

    var isSpaceByte: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
