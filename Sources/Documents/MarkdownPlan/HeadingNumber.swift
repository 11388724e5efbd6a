internal import Markdown

/// A heading's text without `Step 3.1:`, `R2:`, `2.`, `Phase 1:` at its beginning.
func withoutNumber(_ title: String) -> String {
    var rest = Substring(title)
    var hasWord = false
    for word in ["step", "phase", "part"] where rest.lowercased().hasPrefix(word) {
        let behind = rest.dropFirst(word.count)
        guard behind.first == " " || behind.first?.isNumber == true else { continue }
        rest = behind.drop { $0 == " " }
        hasWord = true
        break
    }
    var digits = rest
    if hasWord, digits.first == "R" { digits.removeFirst() }
    let number = digits.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard number.first?.isNumber == true else { return title }
    digits = digits.dropFirst(number.count)
    if digits.isEmpty { return hasWord ? "" : title }
    if hasWord, let dash = digits.trimmed.first, "-\u{2013}\u{2014}".contains(dash) {
        return digits.trimmed.dropFirst().trimmed
    }
    if let mark = digits.first, ":)".contains(mark) || mark == "-" && hasWord {
        digits = digits.dropFirst()
    } else if !hasWord, number.last != ".", digits.first != " " {
        return title
    } else if !hasWord, number.last != "." {
        // "2 nodes": a number that counts something is no number of a step.
        return title
    }
    return digits.trimmed
}
