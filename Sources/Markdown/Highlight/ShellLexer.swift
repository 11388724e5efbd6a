/// Shell scripts, and sessions of a shell: there a line with a prompt is a command and every other line is output.
struct ShellLexer {
    private static let keywords: Set<String> = [
        "if", "then", "else", "elif", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "function",
        "select", "time", "export", "local", "return", "exit", "set", "declare", "readonly", "unset", "trap",
    ]
    /// Behind these another command begins.
    private static let openers: Set<String> = ["if", "then", "else", "elif", "while", "until", "do", "time"]

    private var expectsCommand = true
    private var hereDocument: (end: [UInt8], allowsTabs: Bool)?

    static func run(_ tokens: inout TokenWriter) {
        guard isSession(tokens.bytes) else {
            var lexer = ShellLexer()
            while !tokens.isAtEnd { lexer.next(&tokens) }
            return
        }
        let hasDollar = tokens.bytes.split(separator: 0x0A).contains { $0.hasPrefix("$ ") }
        while !tokens.isAtEnd {
            let lineEnd = tokens.endOfLine()
            if let end = endOfPrompt(tokens.bytes[tokens.position..<lineEnd], isRootAllowed: !hasDollar) {
                tokens.take(.prompt, to: end)
                command(&tokens)
            } else {
                tokens.take(.output, to: lineEnd)
                tokens.skip(to: lineEnd + 1)
            }
        }
    }

    /// One command with all the lines that belong to it, the line's end included.
    private static func command(_ tokens: inout TokenWriter) {
        var lexer = ShellLexer()
        while !tokens.isAtEnd {
            let isLineEnd = tokens.peek() == 0x0A
            let isContinued = tokens.peek(-1) == 0x5C
            lexer.next(&tokens)
            if isLineEnd, !isContinued { return }
        }
    }

    private static func isSession(_ bytes: [UInt8]) -> Bool {
        let line = bytes.split(separator: 0x0A).first { !$0.allSatisfy(\.isWhitespace) }
        guard let line, let end = endOfPrompt(line, isRootAllowed: false) else { return false }
        return end > line.startIndex
    }

    /// `$ `, `% `, `user@host:~$ `; `# ` where no other prompt is used.
    private static func endOfPrompt(_ line: ArraySlice<UInt8>, isRootAllowed: Bool) -> Int? {
        let text = line.drop { $0.isSpaceOrTab }
        guard let first = text.first else { return nil }
        if first == 0x24 || first == 0x25 || (first == 0x23 && isRootAllowed) {
            let next = text.startIndex + 1
            return next < text.endIndex && text[next] == 0x20 ? next + 1 : nil
        }
        let head = text.prefix { $0.isAlphanumeric || [0x40, 0x2D, 0x5F, 0x2E, 0x3A, 0x7E, 0x2F].contains($0) }
        guard head.contains(0x40), head.endIndex + 1 < text.endIndex,
            text[head.endIndex] == 0x24 || text[head.endIndex] == 0x23,
            text[head.endIndex + 1] == 0x20
        else { return nil }
        return head.endIndex + 2
    }

    private mutating func next(_ tokens: inout TokenWriter) {
        let byte = tokens.peek()
        switch byte {
        case 0x0A:
            tokens.skip(to: tokens.position + 1)
            if tokens.peek(-2) != 0x5C { expectsCommand = true }
            if let here = hereDocument { readHereDocument(&tokens, here) }
        case _ where byte.isWhitespace: tokens.skip(to: tokens.position + 1)
        case 0x5C: tokens.skip(to: tokens.position + (tokens.peek(1) == 0x0A ? 1 : 2))
        case 0x23 where tokens.position == 0 || tokens.peek(-1).isWhitespace || tokens.peek(-1) == 0x3B:
            tokens.take(.comment, to: tokens.endOfLine())
        case 0x27:
            tokens.take(.string, to: tokens.endOfString(0x27, escape: nil, spansLines: true))
            expectsCommand = false
        case 0x22:
            quoted(&tokens)
            expectsCommand = false
        case 0x24: dollar(&tokens)
        case 0x3C where tokens.peek(1) == 0x3C && tokens.peek(2) != 0x3C: startHereDocument(&tokens)
        default:
            if let end = tokens.endOfPlaceholder() {
                tokens.take(.placeholder, to: end)
                expectsCommand = false
            } else if [0x7C, 0x26, 0x3B, 0x3C, 0x3E, 0x28, 0x29, 0x60].contains(byte) {
                tokens.take(.operator, to: tokens.position + 1)
                if byte != 0x3C, byte != 0x3E, byte != 0x29 { expectsCommand = true }
            } else {
                word(&tokens)
            }
        }
    }

    private mutating func word(_ tokens: inout TokenWriter) {
        let start = tokens.position
        let end = tokens.end(from: start) { byte in
            !byte.isWhitespace
                && ![0x7C, 0x26, 0x3B, 0x3C, 0x3E, 0x28, 0x29, 0x60, 0x22, 0x27, 0x24, 0x5C].contains(byte)
        }
        guard end > start else {
            tokens.skip(to: start + 1)
            return
        }
        let word = tokens.bytes[start..<end]
        if expectsCommand, let equals = word.firstIndex(of: 0x3D), equals > start,
            word[start..<equals].allSatisfy(\.isWordByte)
        {
            tokens.take(.variable, to: equals)
            tokens.take(.operator, to: equals + 1)
            expectsCommand = equals + 1 < end || !tokens.peek().isWhitespace
            if expectsCommand { skipValue(&tokens, to: end) }
            return
        }
        let text = tokens.word(start..<end)
        if Self.keywords.contains(text), expectsCommand || text == "in" || text == "do" {
            tokens.take(.keyword, to: end)
            expectsCommand = Self.openers.contains(text)
        } else if text == "{" || text == "}" || text == "!" || text == "[" || text == "]" || text == "[["
            || text == "]]"
        {
            tokens.take(.operator, to: end)
            expectsCommand = text == "{" || text == "!"
        } else if expectsCommand {
            tokens.take(.function, to: end)
            expectsCommand = text == "sudo"
        } else if word.first == 0x2D {
            tokens.take(.key, to: word.firstIndex(of: 0x3D) ?? end)
        } else if word.allSatisfy(\.isDigit) {
            tokens.take(.number, to: end)
        } else {
            tokens.skip(to: end)
        }
    }

    /// The plain part of an assignment's value. Another assignment or the command may follow.
    private mutating func skipValue(_ tokens: inout TokenWriter, to end: Int) {
        tokens.skip(to: end)
        expectsCommand = true
    }

    private mutating func dollar(_ tokens: inout TokenWriter) {
        if let end = endOfVariable(tokens, from: tokens.position) {
            tokens.take(.variable, to: end)
            expectsCommand = false
        } else if tokens.peek(1) == 0x28 {
            tokens.take(.operator, to: tokens.position + 2)
            expectsCommand = true
        } else {
            tokens.skip(to: tokens.position + 1)
        }
    }

    private func endOfVariable(_ tokens: TokenWriter, from start: Int) -> Int? {
        guard start + 1 < tokens.bytes.count else { return nil }
        let next = tokens.bytes[start + 1]
        if next == 0x7B {
            // Bounded: a line of nothing but `${` would be read to its end at each.
            let limit = min(start + 256, tokens.bytes.count)
            let end = tokens.bytes[start..<limit].firstIndex { $0 == 0x7D || $0 == 0x0A } ?? tokens.bytes.count
            return end < tokens.bytes.count && tokens.bytes[end] == 0x7D ? end + 1 : nil
        }
        if next.isLetter || next == 0x5F { return tokens.end(from: start + 1) { $0.isAlphanumeric || $0 == 0x5F } }
        return next.isDigit || [0x40, 0x2A, 0x23, 0x3F, 0x21, 0x24, 0x2D].contains(next) ? start + 2 : nil
    }

    /// A string in double quotes, with the variables and placeholders in it marked.
    private func quoted(_ tokens: inout TokenWriter) {
        let end = tokens.endOfString(0x22, spansLines: true)
        var place = tokens.position + 1
        while place < end {
            if tokens.bytes[place] == 0x5C {
                place += 2
                continue
            }
            if tokens.bytes[place] == 0x24, let variableEnd = endOfVariable(tokens, from: place), variableEnd < end {
                tokens.take(.string, to: place)
                tokens.take(.variable, to: variableEnd)
                place = variableEnd
                continue
            }
            place += 1
        }
        tokens.take(.string, to: end)
    }

    private mutating func startHereDocument(_ tokens: inout TokenWriter) {
        let allowsTabs = tokens.peek(2) == 0x2D
        tokens.take(.operator, to: tokens.position + (allowsTabs ? 3 : 2))
        tokens.skip(to: tokens.end(from: tokens.position) { $0.isSpaceOrTab })
        let end = tokens.end(from: tokens.position) { $0.isWordByte || $0 == 0x27 || $0 == 0x22 || $0 == 0x2D }
        let name = tokens.bytes[tokens.position..<end].filter { $0 != 0x27 && $0 != 0x22 }
        tokens.take(.string, to: end)
        if !name.isEmpty { hereDocument = (name, allowsTabs) }
    }

    private mutating func readHereDocument(_ tokens: inout TokenWriter, _ here: (end: [UInt8], allowsTabs: Bool)) {
        hereDocument = nil
        var place = tokens.position
        while place < tokens.bytes.count {
            let lineEnd = tokens.endOfLine(from: place)
            let line = tokens.bytes[place..<lineEnd]
            if (here.allowsTabs ? line.drop { $0 == 0x09 } : line).elementsEqual(here.end) {
                tokens.take(.string, to: lineEnd)
                return
            }
            place = lineEnd + 1
        }
        tokens.take(.string, to: tokens.bytes.count)
    }
}
