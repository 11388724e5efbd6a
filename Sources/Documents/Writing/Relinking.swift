package import Markdown

/// A Markdown text with the targets of its links replaced, all else as it stands.
///
/// - Parameters:
///   - links: The links of the text; those without a column keep their targets.
///   - lineOffset: The number of lines of `source` above the text that the links were found in.
///   - relink: The new target of a link; `nil` leaves it as it is.
package func relinked(
    _ source: String,
    links: [Link],
    lineOffset: Int = 0,
    _ relink: (_ destination: String) -> String?
) -> String {
    let changed = links.compactMap { link in link.column == nil ? nil : relink(link.destination).map { (link, $0) } }
    guard !changed.isEmpty else { return source }
    var lines = source.lines
    // From the last to the first, so that places stay right.
    for (link, target) in changed.reversed() {
        let number = link.line + lineOffset - 1
        guard let column = link.column, lines.indices.contains(number) else { continue }
        let line = lines[number].unicodeScalars
        guard let start = line.index(line.startIndex, offsetBy: column - 1, limitedBy: line.endIndex),
            let end = line.index(start, offsetBy: link.length, limitedBy: line.endIndex)
        else { continue }
        lines[number] = Substring(String(line[..<start]) + target + String(line[end...]))
    }
    return lines.joined(separator: "\n")
}
