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
