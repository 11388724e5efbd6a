internal import Markdown

/// An ordered or task-list item: its indentation and what stands behind its marker.
func item(_ line: PlanLine) -> (indent: Int, text: String)? {
    var rest = line.text.drop { $0 == " " }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, digits.count < 10 {
        rest = rest.dropFirst(digits.count)
        guard let mark = rest.popFirst(), mark == "." || mark == ")", rest.first == " " || rest.first == "\t" else {
            return nil
        }
        return (line.indent, withoutBox(rest.trimmed))
    }
    guard let mark = rest.popFirst(), "-*+".contains(mark), rest.hasPrefix(" [") else { return nil }
    let text = rest.trimmed
    let plain = withoutBox(text)
    return plain == text ? nil : (line.indent, plain)
}

private func withoutBox(_ text: String) -> String {
    for box in ["[ ] ", "[x] ", "[X] "] where text.hasPrefix(box) { return String(text.dropFirst(4)) }
    return text
}
