internal import Diagnostics

/// Where ` #` cuts a line of YAML without a blank behind it: `#42`, `#releases`. People mean it as part of the text.
struct CommentStarts {
    /// By line: where the blanks before the mark begin, and the mark with the word that it begins.
    private var starts: [Int: (blanks: Int, word: SourceSpan, text: String)] = [:]

    /// `nil` where there is none, as in most files.
    init?(_ bytes: ArraySlice<UInt8>, lineOffset: Int) {
        guard Self.isPossible(bytes) else { return nil }
        var scanner = LineScanner(bytes)
        var number = lineOffset
        while let line = scanner.next() {
            number += 1
            guard let mark = line.indices.first(where: { Self.begins(at: $0, in: line) }) else { continue }
            let head = line[..<mark]
            let blanks = head.reversed().prefix { $0.isBlank }.count
            // A line of its own is a comment.
            guard blanks < head.count else { continue }
            let word = line[mark...].prefix { !$0.isBlank && $0 != 0x0D }
            let column = String(decoding: head, as: UTF8.self).unicodeScalars.count + 1
            let text = String(decoding: word, as: UTF8.self)
            let span = SourceSpan(line: number, column: column, length: text.unicodeScalars.count)
            starts[number] = (column - blanks, span, text)
        }
        if starts.isEmpty { return nil }
    }

    /// `comment-in-text`, where a text without quotes ends before one.
    func finding(behind end: SourcePosition, in file: String) -> Diagnostic? {
        guard let start = starts[Int(end.line)], start.blanks == Int(end.column) else { return nil }
        let fix = Diagnostic.Fix("put the whole text in quotes; where a comment is meant, write a blank behind `#`")
        let message = "the text ends before `\(start.text)`, which is a comment"
        return Diagnostic(.commentInText, message, file: file, at: start.word, fixes: [fix])
    }

    /// The first word of a comment between the brackets that begin at a place: `{contact: #releases}`.
    ///
    /// - Parameter end: Where the reader gave up.
    static func word(
        inFlow bytes: ArraySlice<UInt8>,
        from start: SourcePosition,
        to end: SourcePosition,
        lineOffset: Int
    ) -> (text: String, span: SourceSpan)? {
        var scanner = LineScanner(bytes)
        var number = lineOffset
        var quote: Unicode.Scalar?
        while let line = scanner.next(), number < Int(end.line) {
            number += 1
            guard number >= Int(start.line) else { continue }
            let line = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
            let first = number == Int(start.line) ? Int(start.column) - 1 : 0
            if number == Int(start.line), first >= line.count || !"[{".unicodeScalars.contains(line[first]) {
                return nil
            }
            for (index, scalar) in line.enumerated().dropFirst(first) {
                if let open = quote {
                    if scalar == open { quote = nil }
                } else if "\"'".unicodeScalars.contains(scalar), index == 0 || isBefore(line[index - 1]) {
                    quote = scalar
                } else if scalar == "#", index > 0, isBefore(line[index - 1]) {
                    let word = line[index...].prefix { !" \t\r,]}\"\\".unicodeScalars.contains($0) }
                    // One with a blank behind it is meant as a comment, and so is one that takes nothing of the list with it.
                    guard word.count > 1, line[index...].contains(where: ",]}".unicodeScalars.contains) else { break }
                    let span = SourceSpan(line: number, column: index + 1, length: word.count)
                    return (String(String.UnicodeScalarView(word)), span)
                }
            }
        }
        return nil
    }

    /// Whether a quotation or a comment can begin behind a character between brackets.
    private static func isBefore(_ scalar: Unicode.Scalar) -> Bool { " \t[{,".unicodeScalars.contains(scalar) }

    private static func isPossible(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.indices.contains { begins(at: $0, in: bytes) }
    }

    private static func begins(at index: Int, in bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes[index] == UInt8(ascii: "#"), index > bytes.startIndex, index + 1 < bytes.endIndex else {
            return false
        }
        let next = bytes[index + 1]
        return bytes[index - 1].isBlank && !next.isBlank && next != 0x0A && next != 0x0D && next != UInt8(ascii: "#")
            && next != UInt8(ascii: "!")
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 }
}
