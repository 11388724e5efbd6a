/// A shell text taken apart into its statements, well enough to count them and to look at their words.
///
/// One statement are a pipeline, an `&&` or `||` chain, a loop, a condition, a function, a group in braces or
/// parentheses, each with its here-documents and continued lines.
struct ShellStatements {
    struct Statement {
        let range: Range<String.Index>
        /// The words of each of its commands, quotes taken off, assignments before them left out.
        let commands: [[Substring]]
    }

    private(set) var statements: [Statement] = []
    private let text: String
    private var index: String.Index
    private var start: String.Index?
    private var commands: [[Substring]] = [[]]
    /// What is open: `(`, or the first letter of the keyword that began it.
    private var open: [UInt8] = []
    private var hereDocuments: [(end: Substring, allowsTabs: Bool)] = []
    /// Whether the next word begins a command, where `if` or `{` would be a keyword.
    private var expectsCommand = true

    init(_ text: String) {
        self.text = text
        index = text.startIndex
        while index < text.utf8.endIndex { step() }
        finish()
    }

    /// Those that do something: assignments, `cd`, `set`, `export` and comments do not.
    var actions: [Statement] {
        statements.filter { statement in
            statement.commands.contains { words in words.first.map { !Self.settings.contains($0) } ?? false }
        }
    }

    private static let settings: Set<Substring> = [
        "cd", "set", "export", "source", ".", "unset", "declare", "local", "readonly", "shopt", "alias", "umask",
        "pushd",
        "popd", "trap", ":", "exit", "true", "module",
    ]
    private static let openers: Set<Substring> = ["if", "for", "while", "until", "case", "select", "{", "function"]
    private static let closers: Set<Substring> = ["fi", "done", "esac", "}"]
    /// Behind these a command begins.
    private static let keywords: Set<Substring> = [
        "then", "do", "else", "elif", "!", "time", "if", "while", "until", "{", "fi", "done", "esac", "}",
    ]

    private var byte: UInt8 { text.utf8[index] }

    private func next(_ offset: Int = 1) -> UInt8? {
        let place = text.utf8.index(index, offsetBy: offset, limitedBy: text.utf8.endIndex)
        return place.flatMap { $0 < text.utf8.endIndex ? text.utf8[$0] : nil }
    }

    private mutating func advance(_ count: Int = 1) {
        index = text.utf8.index(index, offsetBy: count, limitedBy: text.utf8.endIndex) ?? text.utf8.endIndex
    }

    private mutating func step() {
        switch byte {
        case UInt8(ascii: "\n"):
            advance()
            readHereDocuments()
            endCommand()
        case UInt8(ascii: "\\") where next() == UInt8(ascii: "\n"): advance(2)
        case _ where byte.isSpace: advance()
        case UInt8(ascii: "#"):
            index = text.utf8[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.utf8.endIndex
        case UInt8(ascii: ";"):
            advance()
            endCommand()
        case UInt8(ascii: "&"), UInt8(ascii: "|"): separator()
        case UInt8(ascii: "("):
            begin()
            open.append(byte)
            expectsCommand = true
            advance()
        case UInt8(ascii: ")"):
            // In `case` a pattern ends with one that nothing opened.
            if open.last == UInt8(ascii: "(") { open.removeLast() }
            expectsCommand = true
            advance()
        case UInt8(ascii: "<") where next() == UInt8(ascii: "<") && next(2) != UInt8(ascii: "<"): hereDocument()
        case UInt8(ascii: "<"), UInt8(ascii: ">"):
            begin()
            advance()
            // `>&2` and `2>&1` are one redirection.
            if index < text.utf8.endIndex, byte == UInt8(ascii: "&") { advance() }
        default: word()
        }
    }

    private mutating func separator() {
        let isDouble = next() == byte
        let isBackground = byte == UInt8(ascii: "&") && !isDouble && next() != UInt8(ascii: ">")
        advance(isDouble ? 2 : 1)
        if isBackground { return endCommand() }
        beginCommand()
        // Behind `&&`, `||` and `|` the line may end.
        while index < text.utf8.endIndex, byte.isSpace { advance() }
    }

    private mutating func begin() { start = start ?? index }

    private mutating func beginCommand() {
        expectsCommand = true
        if commands.last?.isEmpty == false { commands.append([]) }
    }

    /// The end of a line or of what stands before `;`: the statement's too, unless something is open.
    private mutating func endCommand() {
        beginCommand()
        if open.isEmpty { finish() }
    }

    private mutating func finish() {
        defer {
            start = nil
            commands = [[]]
            expectsCommand = true
        }
        guard let start else { return }
        var end = index
        while end > start, text.utf8[text.utf8.index(before: end)].isSpace { end = text.utf8.index(before: end) }
        statements.append(Statement(range: start..<end, commands: commands.filter { !$0.isEmpty }))
    }

    private mutating func word() {
        begin()
        let wordStart = index
        loop: while index < text.utf8.endIndex {
            switch byte {
            case UInt8(ascii: "\\"): advance(2)
            case UInt8(ascii: "'"): skip(to: UInt8(ascii: "'"), escapes: false)
            case UInt8(ascii: "\""): skip(to: UInt8(ascii: "\""), escapes: true)
            case UInt8(ascii: "`"): skip(to: UInt8(ascii: "`"), escapes: true)
            case UInt8(ascii: "$") where next() == UInt8(ascii: "("),
                UInt8(ascii: "$") where next() == UInt8(ascii: "{"):
                advance()
                skipNested()
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"),
                UInt8(ascii: "<"), UInt8(ascii: ">"):
                break loop
            case _ where byte.isSpace: break loop
            default: advance()
            }
        }
        guard index > wordStart else { return advance() }
        take(text[wordStart..<index])
    }

    private mutating func take(_ word: Substring) {
        if expectsCommand {
            if Self.openers.contains(word) { open.append(word.utf8[word.startIndex]) }
            if Self.closers.contains(word), let last = open.last, last != UInt8(ascii: "(") { open.removeLast() }
            if Self.keywords.contains(word) || isAssignment(word) { return }
            expectsCommand = false
        }
        let isQuoted = word.count >= 2 && (word.first == "\"" || word.first == "'") && word.first == word.last
        commands[commands.count - 1].append(isQuoted ? word.dropFirst().dropLast() : word)
    }

    private func isAssignment(_ word: Substring) -> Bool {
        guard let equals = word.utf8.firstIndex(of: UInt8(ascii: "=")), equals > word.startIndex else { return false }
        let name = word.utf8[..<equals]
        return name.first?.isDigit == false && name.allSatisfy { $0.isLetter || $0.isDigit || $0 == 0x5F }
    }

    private mutating func skip(to end: UInt8, escapes: Bool) {
        advance()
        while index < text.utf8.endIndex, byte != end {
            advance(escapes && byte == UInt8(ascii: "\\") ? 2 : 1)
        }
        advance()
    }

    /// `$(...)` and `${...}`, with what is quoted or nested in them.
    private mutating func skipNested() {
        var nesting = 0
        while index < text.utf8.endIndex {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "{"): nesting += 1
            case UInt8(ascii: ")"), UInt8(ascii: "}"): nesting -= 1
            case UInt8(ascii: "\\"): advance()
            case UInt8(ascii: "'"):
                skip(to: UInt8(ascii: "'"), escapes: false)
                continue
            case UInt8(ascii: "\""):
                skip(to: UInt8(ascii: "\""), escapes: true)
                continue
            default: break
            }
            advance()
            if nesting <= 0 { return }
        }
    }

    private mutating func hereDocument() {
        begin()
        advance(2)
        let allowsTabs = index < text.utf8.endIndex && byte == UInt8(ascii: "-")
        if allowsTabs { advance() }
        while index < text.utf8.endIndex, byte == 0x20 { advance() }
        let end = text[index...].prefix { !$0.isWhitespace && !";|&><)".contains($0) }
        index = end.endIndex
        hereDocuments.append((end.trimming { "'\"\\".contains($0) }, allowsTabs))
    }

    private mutating func readHereDocuments() {
        for here in hereDocuments {
            while index < text.utf8.endIndex {
                let end = text.utf8[index...].firstIndex(of: UInt8(ascii: "\n")) ?? text.utf8.endIndex
                let line = text[index..<end]
                index = end < text.utf8.endIndex ? text.utf8.index(after: end) : end
                if (here.allowsTabs ? line.drop { $0 == "\t" } : line) == here.end { break }
            }
        }
        hereDocuments = []
    }
}

extension Substring {
    fileprivate func trimming(_ isUnwanted: (Character) -> Bool) -> Substring {
        var rest = self
        while let first = rest.first, isUnwanted(first) { rest.removeFirst() }
        while let last = rest.last, isUnwanted(last) { rest.removeLast() }
        return rest
    }
}
