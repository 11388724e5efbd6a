/// Reads SQL as `psql` and `mysql` do, from any bytes and in one pass: strings, quoted names, dollar quotes, comments,
/// the clients' own commands, `DELIMITER`.
///
/// Where the two differ and the dialect is not known, the reading is taken that swallows less.
struct SQLTokenizer {
    let bytes: [UInt8]
    let end: Int
    private let dialect: SQLDialect?
    private(set) var position: Int
    private var delimiter: [UInt8] = [UInt8(ascii: ";")]
    private(set) var hasDelimiter = false
    /// Comments inside comments, until one was found that does not come out even.
    private var nestsComments: Bool
    /// Inside `/*! ... */`, whose text MySQL runs.
    private var isInExecutableComment = false

    init(_ bytes: [UInt8], range: Range<Int>? = nil, dialect: SQLDialect?) {
        self.bytes = bytes
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
        self.dialect = dialect
        nestsComments = dialect != .mysql
        if position == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    private func byte(_ distance: Int = 0) -> UInt8? {
        position + distance < end ? bytes[position + distance] : nil
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.prefix(200)], as: UTF8.self)
    }

    /// The next token; `nil` at the end.
    ///
    /// - Parameter isAtStart: Nothing of a statement has been read yet, so a client's command may stand here.
    mutating func next(atStart isAtStart: Bool) -> SQLToken? {
        repeat { skipBlanks() } while isAtStart && readDelimiterCommand()
        guard let byte = byte() else { return nil }
        let start = position
        if matches(delimiter) {
            position += delimiter.count
            return SQLToken(.end, start..<position, ";")
        }
        switch byte {
        case UInt8(ascii: "'"): return string(from: start, hasEscapes: dialect == .mysql)
        case UInt8(ascii: "\""):
            let isString = dialect == .mysql
            let token = quoted(byte, from: start, hasEscapes: isString, kind: isString ? .string : .name)
            return token
        case UInt8(ascii: "`"):
            var token = quoted(byte, from: start, hasEscapes: false, kind: .name)
            token.isBackticked = true
            return token
        case UInt8(ascii: "\\"): return clientCommand()
        case UInt8(ascii: "$"): return dollar()
        case UInt8(ascii: "%") where self.byte(1) == UInt8(ascii: "{"): return placeholder()
        default: break
        }
        if byte.isDigitByte { return number() }
        if byte.isNameByte { return word() }
        position += 1
        if byte == UInt8(ascii: ":"), self.byte() == byte { position += 1 }
        return SQLToken(.symbol, start..<position, text(start..<position))
    }

    // MARK: What means nothing

    private mutating func skipBlanks() {
        while let byte = byte() {
            if byte.isSpaceByte {
                position += 1
            } else if byte == UInt8(ascii: "-"), self.byte(1) == UInt8(ascii: "-") {
                skipLine()
            } else if byte == UInt8(ascii: "#"), isHashComment {
                skipLine()
            } else if byte == UInt8(ascii: "/"), self.byte(1) == UInt8(ascii: "*") {
                openComment()
            } else if isInExecutableComment, byte == UInt8(ascii: "*"), self.byte(1) == UInt8(ascii: "/") {
                isInExecutableComment = false
                position += 2
            } else {
                return
            }
        }
    }

    private mutating func skipLine() {
        while let byte = byte(), byte != 0x0A { position += 1 }
    }

    /// `#` begins a comment in MySQL; in PostgreSQL it is an operator.
    private var isHashComment: Bool {
        if let dialect { return dialect == .mysql }
        var index = position - 1
        while index >= 0, bytes[index] == 0x20 || bytes[index] == 0x09, position - index < 256 { index -= 1 }
        return index < 0 || bytes[index] == 0x0A
    }

    private mutating func openComment() {
        if byte(2) == UInt8(ascii: "!"), dialect != .postgres {
            position += 3
            while let byte = byte(), byte.isDigitByte { position += 1 }
            isInExecutableComment = true
            return
        }
        let start = position
        position += 2
        var depth = 1
        while depth > 0, position < end {
            if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                position += 2
            } else if nestsComments, byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                position += 2
            } else {
                position += 1
            }
        }
        if depth > 0, nestsComments, dialect == nil {
            nestsComments = false
            position = start
            openComment()
        }
    }

    // MARK: Quotes

    private mutating func string(from start: Int, hasEscapes: Bool) -> SQLToken {
        quoted(UInt8(ascii: "'"), from: start, hasEscapes: hasEscapes, kind: .string)
    }

    /// From the quote that stands here to its end; a doubled quote stands for itself.
    private mutating func quoted(_ quote: UInt8, from start: Int, hasEscapes: Bool, kind: SQLToken.Kind) -> SQLToken {
        position += 1
        let inner = position
        while let byte = byte() {
            if byte == quote {
                guard self.byte(1) == quote else { break }
                position += 2
            } else if byte == UInt8(ascii: "\\"), hasEscapes || kind == .string && isEscape(quote) {
                position += 2
            } else {
                position += 1
            }
        }
        position = min(position, end)
        let contents = inner..<position
        position = min(position + 1, end)
        return SQLToken(kind, start..<position, text(contents), inner: contents)
    }

    /// Whether a backslash before a quote escapes it, where the dialect does not say: not if the text ends well there.
    private func isEscape(_ quote: UInt8) -> Bool {
        guard dialect == nil else { return false }
        if byte(1) == UInt8(ascii: "\\") { return true }
        guard byte(1) == quote, let next = byte(2) else { return false }
        return !(next.isSpaceByte || [UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: ";")].contains(next))
    }

    private mutating func dollar() -> SQLToken {
        let start = position
        if byte(1) == UInt8(ascii: "{") { return placeholder() }
        var index = position + 1
        if index < end, bytes[index].isNameByte, !bytes[index].isDigitByte {
            while index < end, bytes[index].isNameByte { index += 1 }
        }
        guard dialect != .mysql, index < end, bytes[index] == UInt8(ascii: "$") else {
            // `$1`, or a variable of the shell.
            position = max(index, position + 1)
            while let byte = byte(), byte.isNameByte { position += 1 }
            return SQLToken(.word, start..<position, text(start..<position))
        }
        let tag = Array(bytes[start...index])
        position = index + 1
        let inner = position
        while position < end, !matches(tag) { position += 1 }
        let contents = inner..<position
        position = min(position + tag.count, end)
        var token = SQLToken(.string, start..<position, "", inner: contents)
        token.isDollarQuoted = true
        return token
    }

    /// `%{name}` and `${NAME}`, which are filled in before the SQL is run.
    private mutating func placeholder() -> SQLToken {
        let start = position
        position += 2
        while let byte = byte(), byte.isNameByte { position += 1 }
        if byte() == UInt8(ascii: "}") { position += 1 }
        while let byte = byte(), byte.isNameByte { position += 1 }
        return SQLToken(.word, start..<position, text(start..<position))
    }

    // MARK: Words and numbers

    private mutating func word() -> SQLToken {
        let start = position
        while let byte = byte(), byte.isNameByte || byte == UInt8(ascii: "$") || isPlaceholder { position += 1 }
        if byte() == UInt8(ascii: "'"), position - start == 1, let letter = String(bytes: bytes[start..<position]) {
            switch letter {
            case "E": return string(from: start, hasEscapes: true)
            case "B", "X", "N": return string(from: start, hasEscapes: dialect == .mysql)
            default: break
            }
        }
        return SQLToken(.word, start..<position, text(start..<position).uppercased())
    }

    /// `orders_%{year}` is one word.
    private var isPlaceholder: Bool {
        if byte() == UInt8(ascii: "%"), byte(1) == UInt8(ascii: "{") { return true }
        return byte() == UInt8(ascii: "{") && [UInt8(ascii: "%"), UInt8(ascii: "$")].contains(bytes[position - 1])
            || byte() == UInt8(ascii: "}") && position > 0
    }

    private mutating func number() -> SQLToken {
        let start = position
        while let byte = byte(), byte.isNameByte || byte == UInt8(ascii: ".") { position += 1 }
        return SQLToken(.number, start..<position, text(start..<position))
    }

    // MARK: Clients

    private func matches(_ needle: [UInt8]) -> Bool {
        guard position + needle.count <= end else { return false }
        for (index, byte) in needle.enumerated() where bytes[position + index] != byte { return false }
        return true
    }

    /// `DELIMITER //`, for the `mysql` client.
    private mutating func readDelimiterCommand() -> Bool {
        let word = Array("delimiter".utf8)
        guard dialect != .postgres, position + word.count < end,
            zip(word, bytes[position...]).allSatisfy({ $0 == $1 | 0x20 }), byte(word.count)?.isSpaceByte == true
        else { return false }
        position += word.count
        let start = position
        skipLine()
        let line = bytes[start..<position].filter { !$0.isSpaceByte }
        if !line.isEmpty { delimiter = line }
        hasDelimiter = true
        return true
    }

    /// `\d`, `\set`, `\gexec` to the end of the line; in MySQL `\G` alone. All end what stands before them.
    private mutating func clientCommand() -> SQLToken {
        let start = position
        if dialect == .mysql || byte(1) == UInt8(ascii: "G") {
            position = min(position + 2, end)
        } else {
            skipLine()
        }
        return SQLToken(.end, start..<position, "\\")
    }

    /// Skips the rows behind `COPY ... FROM STDIN;`.
    mutating func skipRows() {
        skipLine()
        while position < end {
            position += 1
            let start = position
            skipLine()
            let line = bytes[start..<position]
            if line.elementsEqual([UInt8(ascii: "\\"), UInt8(ascii: ".")])
                || line.elementsEqual([UInt8(ascii: "\\"), UInt8(ascii: "."), 0x0D])
            {
                return
            }
        }
    }
}

extension String {
    /// One letter in capitals.
    fileprivate init?(bytes: ArraySlice<UInt8>) {
        guard let byte = bytes.first, byte < 0x80 else { return nil }
        self = String(UnicodeScalar(byte & ~0x20))
    }
}
