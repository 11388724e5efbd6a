/// Files of keys and values: YAML, TOML, INI. Line by line: key, sign, value, comment.
struct SettingsLexer {
    enum Style { case yaml, toml, ini }

    private let style: Style
    /// In a block of text (`key: |`): the indentation of its key, else nil.
    private var blockIndent: Int?

    static func run(_ tokens: inout TokenWriter, _ style: Style) {
        var lexer = SettingsLexer(style: style)
        while !tokens.isAtEnd {
            lexer.line(&tokens)
            tokens.skip(to: tokens.position + 1)
        }
    }

    private init(style: Style) { self.style = style }

    private mutating func line(_ tokens: inout TokenWriter) {
        let start = tokens.position
        let lineEnd = tokens.endOfLine()
        let textStart = min(tokens.end(from: start) { $0.isSpaceOrTab }, lineEnd)
        if let indent = blockIndent {
            if textStart == lineEnd || textStart - start > indent {
                tokens.take(.string, to: lineEnd)
                return
            }
            blockIndent = nil
        }
        tokens.skip(to: textStart)
        if tokens.peek() == 0x5B, style != .yaml {
            let end = tokens.end(from: textStart) { $0 != 0x0A && $0 != 0x23 }
            tokens.take(.key, to: end)
            values(&tokens, to: lineEnd)
            return
        }
        if style == .yaml, tokens.hasPrefix(Array("---".utf8)) || tokens.peek() == 0x25 {
            tokens.take(.meta, to: lineEnd)
            return
        }
        while style == .yaml, tokens.peek() == 0x2D, tokens.peek(1).isSpaceOrTab {
            tokens.take(.operator, to: tokens.position + 1)
            tokens.skip(to: tokens.end(from: tokens.position) { $0.isSpaceOrTab })
        }
        let indent = tokens.position - start
        key(&tokens, to: lineEnd)
        if style == .yaml, isBlockStart(tokens, lineEnd) { blockIndent = indent }
        values(&tokens, to: lineEnd)
    }

    private func key(_ tokens: inout TokenWriter, to lineEnd: Int) {
        let sign: UInt8 = style == .yaml ? 0x3A : 0x3D
        var end = tokens.position
        if tokens.peek() == 0x22 || tokens.peek() == 0x27 {
            end = tokens.endOfString(tokens.peek(), spansLines: false)
        } else if tokens.peek() == 0x23 || (style == .ini && tokens.peek() == 0x3B) {
            return
        }
        while end < lineEnd {
            let byte = tokens.bytes[end]
            if byte == sign, style != .yaml || end + 1 >= lineEnd || tokens.bytes[end + 1].isWhitespace {
                tokens.take(.key, to: end)
                tokens.take(.operator, to: end + 1)
                return
            }
            if style == .yaml, byte == 0x7B || byte == 0x5B || byte == 0x23 { return }
            end += 1
        }
    }

    private func isBlockStart(_ tokens: TokenWriter, _ lineEnd: Int) -> Bool {
        var end = lineEnd
        while end > tokens.position, tokens.bytes[end - 1].isWhitespace { end -= 1 }
        if end > tokens.position, tokens.bytes[end - 1] == 0x2D || tokens.bytes[end - 1] == 0x2B { end -= 1 }
        guard end > tokens.position, tokens.bytes[end - 1] == 0x7C || tokens.bytes[end - 1] == 0x3E else {
            return false
        }
        return tokens.bytes[tokens.position..<end - 1].allSatisfy(\.isSpaceOrTab)
    }

    private func values(_ tokens: inout TokenWriter, to lineEnd: Int) {
        while tokens.position < lineEnd {
            let byte = tokens.peek()
            let isAfterSpace = tokens.position == 0 || tokens.bytes[tokens.position - 1].isWhitespace
            if byte == 0x23, isAfterSpace || style == .toml {
                tokens.take(.comment, to: lineEnd)
            } else if byte == 0x3B, style == .ini, isAfterSpace {
                tokens.take(.comment, to: lineEnd)
            } else if byte == 0x22 || byte == 0x27 {
                let end = min(tokens.endOfString(byte, escape: byte == 0x22 ? 0x5C : nil, spansLines: false), lineEnd)
                let isKey = style == .yaml && end < lineEnd && tokens.bytes[end] == 0x3A
                tokens.take(isKey ? .key : .string, to: end)
            } else if let end = tokens.endOfPlaceholder() {
                tokens.take(.placeholder, to: end)
            } else if style == .yaml, byte == 0x26 || byte == 0x2A || byte == 0x21, isAfterSpace {
                tokens.take(
                    .variable,
                    to: min(lineEnd, tokens.end(from: tokens.position) { !$0.isWhitespace && $0 != 0x2C })
                )
            } else if byte.isWordByte || byte == 0x2D || byte == 0x2B {
                word(&tokens, to: lineEnd)
            } else {
                tokens.skip(to: tokens.position + 1)
            }
        }
    }

    private func word(_ tokens: inout TokenWriter, to lineEnd: Int) {
        let start = tokens.position
        let end = tokens.end(from: start) { !$0.isWhitespace && ![0x2C, 0x5D, 0x7D, 0x5B, 0x7B].contains($0) }
        let word = tokens.bytes[start..<min(end, lineEnd)]
        let text = String(decoding: word, as: UTF8.self).lowercased()
        if ["true", "false", "null", "yes", "no", "on", "off"].contains(text) {
            tokens.take(.keyword, to: end)
        } else if word.contains(where: \.isDigit),
            word.allSatisfy({ $0.isDigit || [0x2E, 0x2D, 0x2B, 0x3A, 0x5F, 0x54, 0x5A, 0x65].contains($0) })
        {
            tokens.take(.number, to: end)
        } else if style == .yaml, word.last == 0x3A {
            tokens.take(.key, to: start + word.count - 1)
            tokens.skip(to: end)
        } else {
            tokens.skip(to: max(end, start + 1))
        }
    }
}
