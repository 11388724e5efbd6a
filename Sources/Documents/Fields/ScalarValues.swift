package import Diagnostics

extension String: FieldValue {
    package static var shape: FieldShape { .text }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> String? {
        scalar.text.withoutEndingNewlines
    }
    package var json: JSON { .string(self) }
}

extension String {
    /// A block of YAML ends with a newline that is no part of what is said.
    var withoutEndingNewlines: String {
        guard utf8.last == 0x0A else { return self }
        var rest = self[...]
        while rest.utf8.last == 0x0A { rest.unicodeScalars.removeLast() }
        return String(rest)
    }
}

extension MarkdownText: FieldValue {
    package static var shape: FieldShape { .markdown }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> MarkdownText? {
        MarkdownText(scalar.text.withoutEndingNewlines)
    }
    package var json: JSON { .string(source) }
}

extension Bool: FieldValue {
    package static var shape: FieldShape { .flag }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Bool? {
        switch (scalar.text, scalar.style) {
        case ("true", .plain), ("True", .plain), ("TRUE", .plain): return true
        case ("false", .plain), ("False", .plain), ("FALSE", .plain): return false
        default:
            reader.reportWrongType(scalar, wanted: shape)
            return nil
        }
    }
    package var json: JSON { .bool(self) }
}

extension Int: FieldValue {
    package static var shape: FieldShape { .integer }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Int? {
        guard scalar.style == .plain, scalar.text.utf8.count <= 15, let number = Int(scalar.text) else {
            reader.reportWrongType(scalar, wanted: shape)
            return nil
        }
        return number
    }
    package var json: JSON { .int(self) }
}

extension Number: FieldValue {
    package static var shape: FieldShape { .number }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Number? {
        guard let number = Number(scalar.text) else {
            // `2%`, `800ms`
            let digits = scalar.text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let fix = Diagnostic.Fix("write `\(digits)`, and what it counts in `unit:`")
            reader.reportWrongType(scalar, wanted: shape, fixes: Number(String(digits)) == nil ? [] : [fix])
            return nil
        }
        return number
    }
    package var json: JSON { JSON(number: value) }
}

extension Share: FieldValue {
    package static var shape: FieldShape { .share }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Share? {
        if let share = Share(scalar.text) { return share }
        let fixes = Number(scalar.text).map {
            [Diagnostic.Fix("write `\($0.text)%`", replace: scalar.span, with: "\($0.text)%")]
        }
        reader.report(.wrongType, "`\(scalar.text)` is not \(shape.words)", at: scalar.span, fixes: fixes ?? [])
        return nil
    }
    package var json: JSON { .string(text) }
}

extension TimeSpan: FieldValue {
    package static var shape: FieldShape { .duration }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> TimeSpan? {
        if let span = TimeSpan(scalar.text) { return span }
        let message = "`\(scalar.text)` is not \(shape.words)"
        let squeezed = scalar.text.lowercased().replacingWords([
            "minutes": "m", "minute": "m", "mins": "m", "min": "m", "hours": "h", "hour": "h", "hrs": "h", "hr": "h",
            "seconds": "s", "second": "s", "secs": "s", "sec": "s", "days": "d", "day": "d",
        ])
        if TimeSpan(squeezed) != nil {
            let fix = Diagnostic.Fix("write `\(squeezed)`", replace: scalar.span, with: squeezed)
            reader.report(.badDuration, message, at: scalar.span, fixes: [fix])
        } else if decimal(scalar.text) != nil {
            let fix = Diagnostic.Fix("say the unit: `\(scalar.text)m` for minutes, `\(scalar.text)s` for seconds")
            reader.report(.badDuration, message, at: scalar.span, fixes: [fix])
        } else {
            reader.report(.badDuration, message, at: scalar.span)
        }
        return nil
    }
    package var json: JSON { .string(text) }
}

extension WindowOffset: FieldValue {
    package static var shape: FieldShape { .offset }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> WindowOffset? {
        if let offset = WindowOffset(scalar.text) { return offset }
        reader.report(.badDuration, "`\(scalar.text)` is not \(shape.words)", at: scalar.span)
        return nil
    }
    package var json: JSON { .string(text) }
}

extension String {
    /// Without blanks, and with each of the words in it replaced by its short form, the longer words first.
    fileprivate func replacingWords(_ words: [String: String]) -> String {
        var result = filter { !$0.isWhitespace }
        for word in words.keys.sorted(by: { ($1.count, $0) < ($0.count, $1) }) {
            while let range = result.firstRange(of: word) { result.replaceSubrange(range, with: words[word] ?? "") }
        }
        return result
    }
}
