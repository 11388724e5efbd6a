package import Diagnostics

/// A value out of a fixed list of kebab-case words.
package protocol Choice: FieldValue, Hashable, RawRepresentable, CaseIterable where RawValue == String {}

extension Choice {
    package static var shape: FieldShape { .choice(allCases.map(\.rawValue)) }

    package static func read(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Self? {
        if let value = Self(rawValue: scalar.text) { return value }
        let known = allCases.map(\.rawValue)
        // What is right but for case, blanks or underscores is meant; so is the one that begins with the word: `no` is
        // nearer to `go` than to `no-go`, and the opposite of it.
        let word = scalar.text.lowercased().map { " _".contains($0) ? "-" : String($0) }.joined()
        let begun = known.filter { $0.hasPrefix(word + "-") }
        let meant = known.first { $0.lowercased() == word } ?? (begun.count == 1 ? begun.first : nil)
        let message = "`\(scalar.text)` is not \(shape.words)"
        let fixes = (meant ?? suggestion(for: scalar.text, among: known)).map {
            [Diagnostic.Fix("did you mean `\($0)`?", replace: scalar.span, with: $0)]
        }
        reader.report(.unknownValue, message, at: scalar.span, fixes: fixes ?? [])
        return nil
    }

    package var json: JSON { .string(rawValue) }

    /// The word for people: `rolled-back` is "rolled back".
    package var words: String {
        // Bytes, since lists of thousands of releases ask for it.
        String(decoding: rawValue.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }
}
