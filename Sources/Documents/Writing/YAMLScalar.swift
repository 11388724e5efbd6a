internal import Diagnostics
internal import Markdown

/// A one-line text as YAML: plain where every reader takes it for the same text, else in double quotes.
///
/// - Parameter isFlow: It stands between brackets, where commas and brackets end it.
func yamlPlainOrQuoted(_ text: String, isFlow: Bool) -> String {
    guard let first = text.first, let last = text.last, !first.isWhitespace, !last.isWhitespace else {
        return yamlText(text)
    }
    let startsPlain = first.isASCII ? first.isLetter || first.isNumber || "/.$(".contains(first) : first.isLetter
    let hasMark = text.hasPart(": ") || text.hasPart(" #") || last == ":" || text.contains("\t")
    // libyaml takes no colon before a question mark there.
    let endsFlow =
        isFlow && (text.unicodeScalars.contains { ",[]{}".unicodeScalars.contains($0) } || text.hasPart(":?"))
    guard startsPlain, !hasMark, !endsFlow, !isOtherInYAML(text), isPrintable(text), !text.hasPrefix("...") else {
        return yamlText(text)
    }
    return text
}

/// A text of several lines as a block's lines without their indent; `nil` where a block could not say it exactly.
func yamlLiteral(_ text: String) -> [String]? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count > 1, let first = lines.first?.first, !first.isWhitespace, lines.last?.isEmpty == false else {
        return nil
    }
    return lines.allSatisfy { isPrintable($0) && !$0.hasPrefix("\t") } ? lines : nil
}

/// What some reader takes for a number, a truth value, a date or nothing.
private func isOtherInYAML(_ text: String) -> Bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    if isNumberInYAML(text) || words.contains(text.lowercased()) { return true }
    return text.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x3A, 0x5F, 0x2E, 0x2D].contains($0) }
}

private func isPrintable(_ text: String) -> Bool { yamlText(text).dropFirst().dropLast().allSatisfyEscapes }

extension Substring {
    /// Whether the only escapes in a quoted text are those of quotes and backslashes.
    fileprivate var allSatisfyEscapes: Bool {
        var isEscaped = false
        for character in self {
            if isEscaped {
                guard character == "\"" || character == "\\" else { return false }
                isEscaped = false
            } else {
                isEscaped = character == "\\"
            }
        }
        return true
    }
}
