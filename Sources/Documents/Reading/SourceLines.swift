package import Diagnostics
internal import Markdown

/// A document's lines, to find where a part of one of its texts is written: quotes, folding and indentation hide it.
package struct SourceLines: Sendable {
    private let lines: [Substring]

    package init(_ bytes: some Sequence<UInt8>) {
        lines = String(decoding: Array(bytes), as: UTF8.self).unicodeScalars
            .split(omittingEmptySubsequences: false) { $0 == "\n" }
            .map { Substring($0.last == "\r" ? $0.dropLast() : $0) }
    }

    /// The lines that a span lies in, as far as it holds them.
    func lines(of span: SourceSpan) -> [SourceLine] {
        (Int(span.start.line)...Int(span.end.line)).compactMap { number in
            guard lines.indices.contains(number - 1) else { return nil }
            let isFirst = number == Int(span.start.line)
            let isLast = number == Int(span.end.line)
            let scalars = lines[number - 1].unicodeScalars
            let whole = isLast ? scalars.prefix(max(0, Int(span.end.column) - 1)) : scalars[...]
            let behind = isFirst ? whole.dropFirst(max(0, Int(span.start.column) - 1)) : whole
            let text = behind.drop { $0 == " " }
            return SourceLine(number: number, indent: whole.count - text.count, text: String(text).trimmedEnd)
        }
    }

    /// Where `range` of `text` is written, as far as its first line; where that can't be told, the text's own place.
    ///
    /// - Parameter text: The value that was read at `span`, written in `style`.
    package func span(
        of range: Range<String.Index>,
        in text: String,
        at span: SourceSpan,
        style: ScalarStyle
    ) -> SourceSpan {
        let part = text[range].unicodeScalars.prefix { $0 != "\n" }
        guard !part.isEmpty else { return span.firstLine }
        let first = Int(span.start.line)
        let last = max(first, Int(span.end.line))
        let hasLines = style == .literal || last > first || text.contains("\n")
        if hasLines, let found = literal(part, range.lowerBound, text, first, last, style) { return found }
        // The part may stand several times in the text: the same one of them is looked for in the source.
        let wanted = Array(String(part).utf8)
        let before = Array(text[..<range.lowerBound].utf8).places(of: wanted).count
        var seen = 0
        for number in first...last where lines.indices.contains(number - 1) {
            let line = Array(lines[number - 1].utf8)
            let start = number == first ? Int(span.start.column) - 1 : 0
            let end = number == last ? Int(span.end.column) - 1 : Int.max
            var column = 0
            var counted = 0
            for place in line.places(of: wanted) {
                // What begins a character is not 10xxxxxx.
                column += line[counted..<place].count { $0 & 0xC0 != 0x80 }
                counted = place
                guard column >= start, column < end || last == first && end <= start else { continue }
                seen += 1
                if seen > before { return SourceSpan(line: number, column: column + 1, length: part.count) }
            }
        }
        return span.firstLine
    }

    /// In a text whose lines are lines of the source, behind an indentation.
    private func literal(
        _ part: Substring.UnicodeScalarView,
        _ start: String.Index,
        _ text: String,
        _ first: Int,
        _ last: Int,
        _ style: ScalarStyle
    ) -> SourceSpan? {
        let scalars = text.unicodeScalars
        let index = scalars[..<start].count { $0 == "\n" }
        let lineStart = scalars[..<start].lastIndex(of: "\n").map { scalars.index(after: $0) } ?? scalars.startIndex
        let lineEnd = scalars[start...].firstIndex(of: "\n") ?? scalars.endIndex
        let line = String(scalars[lineStart..<lineEnd])
        // The header of a block stands in the line before; a fence of Markdown begins at its first line, and its place
        // says nothing of the others.
        let isBlock = style == .literal || last > first
        // In a console's answers between its commands it stands further below.
        let numbers = isBlock ? [first + 1 + index, first + index] : Array(first + index...first + index + 200)
        for number in numbers where !isBlock || number <= last {
            guard lines.indices.contains(number - 1) else { break }
            let written = lines[number - 1]
            guard written.hasSuffix(line) else { continue }
            let indent = written.unicodeScalars.count - line.unicodeScalars.count
            let column = indent + scalars.distance(from: lineStart, to: start)
            return SourceSpan(line: number, column: column + 1, length: part.count)
        }
        return nil
    }
}

/// A line of a document, or a part of it.
struct SourceLine {
    let number: Int
    /// How many characters stand before its text.
    let indent: Int
    /// Without blanks at its ends.
    let text: String

    var span: SourceSpan { SourceSpan(line: number, column: indent + 1, length: text.unicodeScalars.count) }
}

extension [UInt8] {
    /// Where a part begins, as often as it stands there beside itself.
    fileprivate func places(of part: [UInt8]) -> [Int] {
        guard let first = part.first, count >= part.count else { return [] }
        var found: [Int] = []
        var index = 0
        while index <= count - part.count {
            if self[index] == first, self[index..<index + part.count].elementsEqual(part) {
                found.append(index)
                index += part.count
            } else {
                index += 1
            }
        }
        return found
    }
}
