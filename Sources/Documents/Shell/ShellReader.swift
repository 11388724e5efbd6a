/// Takes a shell text apart into simple commands, in one pass: quotes, escapes, comments, operators, redirections,
/// here-documents, subshells and command substitutions. It expands nothing.
struct ShellReader {
    private enum Nesting { case none, parenthesis, backtick }

    private enum Redirection { case input, output, document(stripsTabs: Bool), string }

    /// A command that is being read, and what it stands in.
    private struct Frame {
        var nesting = Nesting.none
        var command = ShellCommand()
        var documentIDs: [Int] = []
        var word: ExtractedText?
        var isQuoted = false
        var redirection: Redirection?
        /// The command before a `|`.
        var feeder: [ExtractedText] = []
    }

    private static let depthLimit = 100

    private let source: ExtractedText
    private let bytes: [UInt8]
    private let escape: UInt8
    private var position = 0
    private var frame = Frame()
    private var outer: [Frame] = []
    private var commands: [(command: ShellCommand, documentIDs: [Int])] = []
    private var documents: [ExtractedText] = []
    /// Here-documents whose text comes behind the end of the line.
    private var pending: [(id: Int, delimiter: [UInt8], stripsTabs: Bool)] = []
    /// An arithmetic expression was not closed: no other will be.
    private var arithmeticIsOpen = false

    private init(_ source: ExtractedText, _ escape: UInt8) {
        self.source = source
        self.escape = escape
        bytes = source.bytes
    }

    /// The simple commands of a text, in the order in which they end.
    ///
    /// - Parameter escape: What takes the next character's meaning: a backslash, but on Windows, where it parts folders.
    static func commands(in source: ExtractedText, escape: UInt8 = UInt8(ascii: "\\")) -> [ShellCommand] {
        var reader = ShellReader(source, escape)
        reader.read()
        return reader.commands.map { command, ids in
            var command = command
            command.documents += ids.map { reader.documents[$0] }
            return command
        }
    }

    private func byte(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private mutating func read() {
        while let byte = byte() {
            if frame.isQuoted { readQuoted(byte) } else { readPlain(byte) }
        }
        while true {
            endCommand()
            guard let last = outer.popLast() else { return }
            frame = last
        }
    }

    private mutating func readQuoted(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""):
            frame.isQuoted = false
            position += 1
        case escape:
            guard let next = self.byte(1) else { return take() }
            if next == 0x0A {
                position += 2
            } else if [UInt8(ascii: "\""), escape, UInt8(ascii: "$"), UInt8(ascii: "`")].contains(next) {
                position += 1
                take()
            } else {
                take()
                take()
            }
        case UInt8(ascii: "`"): backtick()
        case UInt8(ascii: "$") where self.byte(1) == UInt8(ascii: "("): substitution()
        default: take()
        }
    }

    private mutating func readPlain(_ byte: UInt8) {
        switch byte {
        case 0x0A:
            endCommand()
            position += 1
            readDocuments()
        case 0x20, 0x09, 0x0D:
            endWord()
            position += 1
        case escape:
            if self.byte(1) == 0x0A {
                position += 2
            } else if self.byte(1) == 0x0D, self.byte(2) == 0x0A {
                position += 3
            } else {
                position += 1
                if self.byte() != nil { take() }
            }
        case UInt8(ascii: "'"): quotation()
        case UInt8(ascii: "\""):
            openWord()
            frame.isQuoted = true
            position += 1
        case UInt8(ascii: "`"): backtick()
        case UInt8(ascii: "$"):
            if self.byte(1) == UInt8(ascii: "(") {
                substitution()
            } else if self.byte(1) == UInt8(ascii: "'") {
                position += 1
                quotation(hasEscapes: true)
            } else {
                take()
            }
        case UInt8(ascii: "("):
            if frame.redirection != nil, frame.word == nil { frame.redirection = nil }
            endWord()
            open(.parenthesis)
        case UInt8(ascii: ")"):
            position += 1
            if frame.nesting == .parenthesis { close() } else { endCommand() }
        case UInt8(ascii: ";"):
            endCommand()
            position += 1
        case UInt8(ascii: "&"): ampersand()
        case UInt8(ascii: "|"):
            let isPipe = self.byte(1) != UInt8(ascii: "|")
            endCommand(feeds: isPipe)
            position += isPipe && self.byte(1) != UInt8(ascii: "&") ? 1 : 2
        case UInt8(ascii: "<"), UInt8(ascii: ">"): redirect()
        case UInt8(ascii: "#") where frame.word == nil:
            while let next = self.byte(), next != 0x0A { position += 1 }
        default: take()
        }
    }

    // MARK: Words

    private mutating func openWord() {
        if frame.word == nil { frame.word = ExtractedText() }
    }

    /// The byte here becomes part of the word.
    private mutating func take() {
        openWord()
        frame.word?.append(bytes[position], at: source.offset(position))
        position += 1
    }

    private mutating func quotation(hasEscapes: Bool = false) {
        openWord()
        position += 1
        while let byte = byte(), byte != UInt8(ascii: "'") {
            if hasEscapes, byte == UInt8(ascii: "\\"), self.byte(1) != nil { position += 1 }
            take()
        }
        position += 1
    }

    private mutating func endWord() {
        guard let word = frame.word else { return }
        frame.word = nil
        switch frame.redirection {
        case nil: frame.command.words.append(word)
        case .input: frame.command.inputs.append(word)
        case .output: frame.command.outputs.append(word)
        case .string: frame.command.documents.append(word)
        case .document(let stripsTabs):
            frame.documentIDs.append(documents.count)
            pending.append((documents.count, word.bytes, stripsTabs))
            documents.append(ExtractedText())
        }
        frame.redirection = nil
    }

    // MARK: Commands

    private mutating func endCommand(feeds: Bool = false) {
        endWord()
        let command = frame.command
        if !command.words.isEmpty || !command.documents.isEmpty || !frame.documentIDs.isEmpty {
            commands.append((command, frame.documentIDs))
        }
        frame.command = ShellCommand()
        frame.command.feeder = feeds ? command.words : []
        // What `cat` is given goes on to what reads from it.
        let isHandedOn = feeds && command.words.first?.text == "cat"
        if isHandedOn { frame.command.documents = command.documents } else { frame.documentIDs = [] }
        frame.redirection = nil
    }

    private mutating func ampersand() {
        if byte(1) == UInt8(ascii: ">") {
            endWord()
            position += 1
            redirect()
        } else {
            endCommand()
            position += byte(1) == UInt8(ascii: "&") ? 2 : 1
        }
    }

    private mutating func redirect() {
        // A number right before it says which stream.
        if let word = frame.word, word.bytes.allSatisfy(\.isDigitByte) { frame.word = nil }
        endWord()
        let isInput = byte() == UInt8(ascii: "<")
        position += 1
        if isInput, byte() == UInt8(ascii: "<") {
            position += 1
            if byte() == UInt8(ascii: "<") {
                position += 1
                frame.redirection = .string
            } else {
                let stripsTabs = byte() == UInt8(ascii: "-")
                if stripsTabs { position += 1 }
                frame.redirection = .document(stripsTabs: stripsTabs)
            }
            return
        }
        while let next = byte(), [UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "&")].contains(next) {
            position += 1
        }
        frame.redirection = isInput ? .input : .output
    }

    // MARK: Nesting

    private mutating func substitution() {
        openWord()
        if byte(2) == UInt8(ascii: "("), !arithmeticIsOpen, let end = arithmeticEnd() {
            position = end
            return
        }
        guard outer.count < Self.depthLimit else { return take() }
        position += 1
        open(.parenthesis)
    }

    /// Behind `$(( ... ))`.
    private mutating func arithmeticEnd() -> Int? {
        var depth = 0
        var index = position + 1
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "(") { depth += 1 }
            if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
            index += 1
            if depth == 0 { return index }
        }
        arithmeticIsOpen = true
        return nil
    }

    private mutating func backtick() {
        if frame.nesting == .backtick, !frame.isQuoted {
            position += 1
            close()
        } else {
            openWord()
            open(.backtick)
        }
    }

    private mutating func open(_ nesting: Nesting) {
        position += 1
        guard outer.count < Self.depthLimit else { return }
        outer.append(frame)
        frame = Frame(nesting: nesting)
    }

    private mutating func close() {
        endCommand()
        if let last = outer.popLast() { frame = last }
    }

    // MARK: Here-documents

    private mutating func readDocuments() {
        for (id, delimiter, stripsTabs) in pending {
            let start = position
            var end = bytes.count
            while position < bytes.count {
                let lineStart = position
                let lineEnd = bytes[position...].firstIndex(of: 0x0A) ?? bytes.count
                position = min(lineEnd + 1, bytes.count)
                var line = bytes[lineStart..<lineEnd]
                if line.last == 0x0D { line = line.dropLast() }
                if stripsTabs { line = line.drop { $0 == 0x09 } }
                if line.elementsEqual(delimiter) {
                    end = lineStart
                    break
                }
            }
            documents[id] = ExtractedText(start..<max(start, end), of: source)
        }
        pending = []
    }
}
