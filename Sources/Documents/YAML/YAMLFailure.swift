internal import CYaml
internal import Diagnostics

/// Why a document could not be read: libyaml's words, and what people mean who come to them.
struct YAMLFailure {
    /// A text in quotes or a list or mapping in brackets.
    struct Closed {
        enum Kind { case quotation, brackets }

        let kind: Kind
        let text: String
        let span: SourceSpan
    }

    let file: String
    let bytes: ArraySlice<UInt8>
    let lineOffset: Int
    /// Where the innermost mapping or list that is open begins.
    let opening: SourcePosition?
    /// What was read right before.
    let last: Closed?

    func diagnostic(of parser: yaml_parser_t, _ position: (yaml_mark_t) -> SourcePosition) -> Diagnostic {
        // libyaml's own limit lies above ours, and its scanner looks ahead.
        if let problem = parser.problem, String(cString: problem).contains("nesting level") {
            return tooDeep(position(parser.mark))
        }
        var message = parser.problem.map { String(cString: $0) } ?? "this is not YAML"
        if let context = parser.context {
            message += " (\(String(cString: context)) that begins in line \(position(parser.context_mark).line))"
        }
        var mark = parser.problem_mark.index > 0 || parser.problem_mark.line > 0 ? parser.problem_mark : parser.mark
        // What can't be read at all has no mark, but the offset of its byte.
        if parser.error == YAML_READER_ERROR {
            mark.index = bytes.prefix(parser.problem_offset).count { $0 & 0xC0 != 0x80 }
            if let value = UInt32(exactly: parser.problem_value), value > 0 { message += " (\(codePoint(value)))" }
        }
        let place = position(mark)
        // libyaml looks ahead and may find thousands of brackets before the first of them is told here.
        if message.hasPrefix("Maximum nesting level") { return tooDeep(place) }
        if let opening,
            let (word, span) = CommentStarts.word(inFlow: bytes, from: opening, to: place, lineOffset: lineOffset)
        {
            return invalid(
                "`\(word)` begins a comment, so that what closes the brackets is not read",
                at: span,
                noticed: place,
                fix: Diagnostic.Fix("put it in quotes: `\"\(word)\"`", replace: span, with: "\"\(word)\"")
            )
        }
        // What was opened and not closed is noticed lines below, and mended where it begins.
        if let context = parser.context.map({ String(cString: $0) }), let open = Self.opened(context) {
            let start = position(parser.context_mark)
            if start.line < place.line {
                return invalid(
                    "the \(open) that begins here is not closed",
                    at: SourceSpan(start, start),
                    noticed: place
                )
            }
        }
        if let last, isRightBehind(last, place) { return goesOn(behind: last, at: place) }
        let problem = parser.problem.map { String(cString: $0) } ?? ""
        let fix = Self.slips.first { problem.contains($0.problem) }.map { Diagnostic.Fix($0.fix) }
        return invalid(message, at: SourceSpan(place, place), fix: fix)
    }

    private func tooDeep(_ place: SourcePosition) -> Diagnostic {
        let message = "nested deeper than \(YAMLParser.depthLimit) levels"
        return Diagnostic(.tooDeep, message, file: file, at: SourceSpan(place, place))
    }

    private func invalid(
        _ message: String,
        at span: SourceSpan,
        noticed place: SourcePosition? = nil,
        fix: Diagnostic.Fix? = nil
    ) -> Diagnostic {
        let notes = place.map { [Diagnostic.Note("here it is noticed", file: file, span: SourceSpan($0, $0))] } ?? []
        let fixes = fix.map { [$0] } ?? []
        return Diagnostic(.parseError, "not valid YAML: \(message)", file: file, at: span, notes: notes, fixes: fixes)
    }

    // MARK: A text that goes on behind its end

    /// Whether only blanks stand between something that is closed and a place.
    private func isRightBehind(_ closed: Closed, _ place: SourcePosition) -> Bool {
        guard closed.span.end.line == place.line, closed.span.end.column <= place.column, let line = line(of: place)
        else {
            return false
        }
        let between = line.dropFirst(Int(closed.span.end.column) - 1)
            .prefix(Int(place.column) - Int(closed.span.end.column))
        return between.allSatisfy { $0 == " " || $0 == "\t" } && Int(place.column) <= line.count
    }

    private func line(of place: SourcePosition) -> String.UnicodeScalarView? {
        var scanner = LineScanner(bytes)
        var number = lineOffset
        while let line = scanner.next() {
            number += 1
            if number == Int(place.line) { return String(decoding: line, as: UTF8.self).unicodeScalars }
        }
        return nil
    }

    private func goesOn(behind closed: Closed, at place: SourcePosition) -> Diagnostic {
        let start = SourceSpan(closed.span.start, closed.span.start)
        guard closed.kind == .quotation else {
            let fix = Diagnostic.Fix("put the whole text in quotes, where the brackets are a part of it")
            return invalid("text goes on behind the brackets that begin here", at: start, noticed: place, fix: fix)
        }
        if closed.span.start.line < place.line {
            let words = "the quotation that begins here ends in line \(place.line): is its closing quote missing?"
            return invalid(words, at: start, noticed: place)
        }
        let isApostrophe =
            closed.span.end.column == place.column && closed.text.unicodeScalars.last?.properties.isAlphabetic == true
            && line(of: place)?.dropFirst(Int(closed.span.start.column) - 1).first == "'"
        let fix = Diagnostic.Fix(
            isApostrophe
                ? "an apostrophe ends the text: put the whole in double quotes, or write `''`"
                : "put the whole text in quotes, in single ones where it holds double ones"
        )
        return invalid("text goes on behind a quotation", at: SourceSpan(place, place), fix: fix)
    }

    // MARK: libyaml's words

    /// What people mean who meet one of libyaml's messages.
    private static let slips = [
        (problem: "tab character", fix: "indent by blanks, not by tabs"),
        (problem: "mapping values are not allowed", fix: "put a text that holds `: ` in quotes"),
        (
            problem: "cannot start any token",
            fix: "indent by blanks, not by tabs; put a text that begins with `@`, `%` or a backtick in quotes"
        ), (problem: "alphabetic or numeric", fix: "put a text that begins with `*`, `&` or `!` in quotes"),
        (problem: "expected ':'", fix: "write a `:` and a blank behind the key, and indent what belongs to it"),
        (
            problem: "expected <block end>",
            fix: "indent it as far as its neighbours; put a text that goes on behind a quotation in quotes as a whole"
        ),
        (
            problem: "expected key",
            fix: "indent the key as far as its neighbours, and write a `:` and a blank behind it"
        ),
    ]

    /// What libyaml was in the middle of, where that has an end of its own.
    private static func opened(_ context: String) -> String? {
        if context.contains("flow sequence") { return "list" }
        if context.contains("flow mapping") { return "mapping" }
        return context.contains("quoted scalar") ? "quotation" : nil
    }
}
