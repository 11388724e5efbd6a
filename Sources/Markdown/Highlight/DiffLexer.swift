/// Diffs, line by line.
enum DiffLexer {
    static func run(_ tokens: inout TokenWriter) {
        while !tokens.isAtEnd {
            let end = tokens.endOfLine()
            switch tokens.peek() {
            case 0x2B where tokens.hasPrefix(Array("+++ ".utf8)), 0x2D where tokens.hasPrefix(Array("--- ".utf8)):
                tokens.take(.meta, to: end)
            case 0x2B, 0x3E: tokens.take(.added, to: end)
            case 0x2D, 0x3C: tokens.take(.removed, to: end)
            case 0x40,
                0x64 where tokens.hasPrefix(Array("diff ".utf8)), 0x69 where tokens.hasPrefix(Array("index ".utf8)):
                tokens.take(.meta, to: end)
            default: tokens.skip(to: end)
            }
            tokens.skip(to: end + 1)
        }
    }
}
