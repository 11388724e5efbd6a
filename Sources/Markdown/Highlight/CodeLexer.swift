/// Languages of words, strings, numbers and comments, told apart by a `CodeLanguage`.
struct CodeLexer {
    private let language: CodeLanguage
    private var braces = 0

    static func run(_ tokens: inout TokenWriter, _ language: CodeLanguage) {
        var lexer = CodeLexer(language: language)
        while !tokens.isAtEnd { lexer.next(&tokens) }
    }

    private init(language: CodeLanguage) { self.language = language }

    private mutating func next(_ tokens: inout TokenWriter) {
        let byte = tokens.peek()
        if byte.isWhitespace {
            tokens.skip(to: tokens.end(from: tokens.position) { $0.isWhitespace })
        } else if comment(&tokens) {
        } else if let end = tokens.endOfPlaceholder() {
            tokens.take(.placeholder, to: end)
        } else if let quote = language.quotes[byte] {
            string(&tokens, quote)
        } else if byte.isDigit {
            number(&tokens)
        } else if byte.isWordByte {
            word(&tokens)
        } else {
            if byte == 0x7B { braces += 1 }
            if byte == 0x7D { braces -= 1 }
            sign(&tokens)
        }
    }

    private func comment(_ tokens: inout TokenWriter) -> Bool {
        if language.lineComments.contains(where: { tokens.hasPrefix($0) }) {
            tokens.take(.comment, to: tokens.endOfLine())
            return true
        }
        guard language.hasBlockComments, tokens.peek() == 0x2F, tokens.peek(1) == 0x2A else { return false }
        var end = tokens.position + 2
        while end < tokens.bytes.count,
            !(tokens.bytes[end - 1] == 0x2A && tokens.bytes[end] == 0x2F && end > tokens.position + 2)
        {
            end += 1
        }
        tokens.take(.comment, to: end + 1)
        return true
    }

    private func string(_ tokens: inout TokenWriter, _ quote: (escapes: Bool, spansLines: Bool)) {
        let byte = tokens.peek()
        var end: Int
        if language.hasTripleQuotes, tokens.peek(1) == byte, tokens.peek(2) == byte {
            end = tokens.position + 3
            while end < tokens.bytes.count, !tokens.bytes[end...].prefix(3).elementsEqual([byte, byte, byte]) {
                end += 1
            }
            end += 3
        } else {
            end = tokens.endOfString(byte, escape: quote.escapes ? 0x5C : nil, spansLines: quote.spansLines)
        }
        tokens.take(language.hasKeys && isBeforeColon(tokens, end) ? .key : .string, to: end)
    }

    private func isBeforeColon(_ tokens: TokenWriter, _ end: Int) -> Bool {
        guard end <= tokens.bytes.count else { return false }
        let next = tokens.bytes[min(end, tokens.bytes.count)...].prefix(16).first { !$0.isWhitespace }
        return next == 0x3A
    }

    private func number(_ tokens: inout TokenWriter) {
        let end = tokens.end(from: tokens.position) { $0.isAlphanumeric || $0 == 0x2E || $0 == 0x5F }
        tokens.take(.number, to: end)
    }

    private func word(_ tokens: inout TokenWriter) {
        let start = tokens.position
        let end = tokens.end(from: start) { $0.isWordByte || (language.hasLabels && $0 == 0x3A) }
        let word = tokens.word(start..<end)
        let next = end < tokens.bytes.count ? tokens.bytes[end] : 0
        if language.keywords.contains(language.ignoresCase ? word.lowercased() : word) {
            tokens.take(.keyword, to: end)
        } else if next == 0x28 {
            tokens.take(.function, to: end)
        } else if language.hasLabels, braces > 0 {
            tokens.take(.key, to: end)
        } else {
            tokens.skip(to: end)
        }
    }

    private func sign(_ tokens: inout TokenWriter) {
        switch tokens.peek() {
        case 0x3D, 0x2B, 0x2D, 0x2A, 0x2F, 0x3C, 0x3E, 0x21, 0x7C, 0x26, 0x25, 0x5E, 0x7E:
            tokens.take(
                .operator,
                to: tokens.end(from: tokens.position + 1) { [0x3D, 0x3E, 0x7C, 0x26, 0x7E].contains($0) }
            )
        default: tokens.skip(to: tokens.position + 1)
        }
    }
}
