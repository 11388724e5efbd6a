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
        guard scalar.text.utf8.count <= 15, let number = Int(scalar.text) else {
            reader.reportWrongType(scalar, wanted: shape)
            return nil
        }
        guard scalar.style == .plain else {
            let fix = Diagnostic.Fix("take the quotes off", replace: scalar.span, with: scalar.text)
            reader.report(.wrongType, "`\(scalar.text)` in quotes is a text", at: scalar.span, fixes: [fix])
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
            reader.reportWrongType(scalar, wanted: shape, fixes: fixes(for: scalar.text))
            return nil
        }
        return number
    }
    package var json: JSON { JSON(number: value) }

    /// What is meant by `2%` and `800ms`, by `10_000` and `10k`.
    private static func fixes(for text: String) -> [Diagnostic.Fix] {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let rest = text.dropFirst(digits.count)
        guard Number(String(digits)) != nil, let next = rest.first else { return [] }
        if ",_' ".contains(next), rest.dropFirst().first?.isNumber ?? false {
            let groups = text.split { ",_' ".contains($0) }
            let isGrouped = groups.dropFirst().allSatisfy { $0.prefix { $0 != "." }.count == 3 }
            let whole = groups.joined()
            return isGrouped && Number(whole) != nil ? [Diagnostic.Fix("write `\(whole)`")] : []
        }
        let zeros = rest.count == 1 ? ["k": "000", "K": "000", "M": "000000"][next] : nil
        if let zeros, !digits.contains(".") {
            return [Diagnostic.Fix("write `\(digits)\(zeros)`, or `\(digits)` with `unit: \(next)`")]
        }
        return [Diagnostic.Fix("write `\(digits)`, and what it counts in `unit:`")]
    }
}

extension Share: FieldValue {
    package static var shape: FieldShape { .share }
    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Share? {
        if let share = Share(scalar.text) { return share }
        let fixes = Number(scalar.text).map { number in
            // 0.05 may be a part of one, or of a hundred.
            number.value > 0 && number.value <= 1
                ? [Diagnostic.Fix("say of what: `\(Number(number.value * 100).text)%`, or `\(number.text)%`")]
                : [Diagnostic.Fix("write `\(number.text)%`", replace: scalar.span, with: "\(number.text)%")]
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
