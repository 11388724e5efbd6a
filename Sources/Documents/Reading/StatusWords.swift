internal import Markdown

/// What people call the state of a release, as a table from their words to ours.
enum StatusWords {
    /// The earlier word in a text wins; of words at one place the longer.
    private static let table: [(words: String, status: PlanStatus)] = [
        ("not ready", .draft), ("draft", .draft), ("wip", .draft), ("work in progress", .draft), ("todo", .draft),
        ("in review", .inReview), ("under review", .inReview), ("review", .inReview), ("proposed", .inReview),
        ("pending approval", .inReview),
        ("ready to sign", .approved), ("ready", .approved), ("approved", .approved), ("signed", .approved),
        ("accepted", .approved),
        ("scheduled", .scheduled), ("not started", .scheduled), ("not yet started", .scheduled),
        ("planned", .scheduled), ("upcoming", .scheduled), ("pending", .scheduled),
        ("in progress", .inProgress), ("ongoing", .inProgress), ("executing", .inProgress), ("started", .inProgress),
        ("executed", .completed), ("completed", .completed), ("complete", .completed), ("done", .completed),
        ("deployed", .completed), ("released", .completed), ("finished", .completed), ("successful", .completed),
        ("success", .completed), ("live", .completed),
        ("rolled back", .rolledBack), ("rollbacked", .rolledBack), ("reverted", .rolledBack),
        ("aborted", .aborted), ("failed", .aborted), ("stopped", .aborted),
        ("cancelled", .cancelled), ("canceled", .cancelled), ("abandoned", .cancelled), ("withdrawn", .cancelled),
        ("rejected", .cancelled),
        ("superseded", .superseded), ("replaced", .superseded), ("obsolete", .superseded),
    ]

    /// The status that a text speaks of.
    static func status(in text: String) -> PlanStatus? {
        let plain = " " + words(of: text).joined(separator: " ") + " "
        var best: (index: String.Index, length: Int, status: PlanStatus)?
        for (words, status) in table {
            guard let range = plain.partRange(" \(words) ") else { continue }
            if let found = best, (found.index, -found.length) <= (range.lowerBound, -words.count) { continue }
            best = (range.lowerBound, words.count, status)
        }
        return best?.status
    }

    /// The first `Status: …` line or `Status | …` row outside code, else what stands in the heading's parentheses.
    static func find(in source: String, heading: String?) -> (PlanStatus, line: Int)? {
        var isInCode = false
        for (index, line) in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let text = line.trimmed
            if text.hasPrefix("```") || text.hasPrefix("~~~") { isInCode.toggle() }
            guard !isInCode, let value = statusValue(in: text), let status = status(in: value) else { continue }
            return (status, index + 1)
        }
        guard let heading, heading.hasSuffix(")"), let open = heading.lastIndex(of: "(") else { return nil }
        return status(in: String(heading[open...])).map { ($0, 1) }
    }

    /// What follows `Status:` or `Status |`, whatever marks stand around the word.
    private static func statusValue(in line: String) -> String? {
        let marks: Set<Character> = ["#", "*", "_", "|", "-", " ", ">", "+"]
        var rest = line[...]
        while let first = rest.first, marks.contains(first) { rest.removeFirst() }
        guard rest.prefix(6).lowercased() == "status" else { return nil }
        rest = rest.dropFirst(6)
        while let first = rest.first, first == "*" || first == "_" || first == " " { rest.removeFirst() }
        guard let first = rest.first, first == ":" || first == "|" else { return nil }
        return withoutLinks(rest.dropFirst())
    }

    /// Small words; what stands in parentheses behind a link is an address, not a word.
    private static func words(of text: String) -> [String] {
        lowercasedWords(of: text).map(String.init)
    }

    private static func withoutLinks(_ text: Substring) -> String {
        var result = ""
        var rest = text
        while let start = rest.partRange("](") {
            result += rest[..<start.lowerBound] + " "
            rest = rest[start.upperBound...].drop { $0 != ")" }.dropFirst()
        }
        return result + rest
    }
}
