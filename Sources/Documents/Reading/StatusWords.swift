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
        let plain = " " + lowercasedWords(of: text).joined(separator: " ") + " "
        var best: (index: String.Index, length: Int, status: PlanStatus)?
        for (words, status) in table {
            guard let range = plain.partRange(" \(words) ") else { continue }
            if let found = best, (found.index, -found.length) <= (range.lowerBound, -words.count) { continue }
            best = (range.lowerBound, words.count, status)
        }
        return best.flatMap { isYetToCome(plain[..<$0.index]) ? ahead[$0.status] : $0.status }
    }

    /// What a status is while it is said not to be there: "not yet executed", "to be approved".
    private static let ahead: [PlanStatus: PlanStatus] = [
        .approved: .inReview, .scheduled: .draft, .inProgress: .scheduled, .completed: .scheduled,
    ]

    /// Whether words say that what follows them is not so, or not yet.
    private static func isYetToCome(_ before: Substring) -> Bool {
        let words = before.split(separator: " ").suffix(4)
        guard let last = words.last else { return false }
        if ["not", "never", "yet", "be", "t", "without"].contains(last) { return true }
        return words.contains { ["will", "not", "shall"].contains($0) }
    }

    /// The status of a text that says nothing else, but for a day: `COMPLETED - 2024-12-01`.
    static func status(alone text: String) -> PlanStatus? {
        let words = lowercasedWords(of: text).filter { !isOfDay($0) }
        let plain = words.joined(separator: " ")
        return table.first { $0.words == plain }?.status
    }

    private static func isOfDay(_ word: Substring) -> Bool {
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return word.utf8.allSatisfy { (0x30...0x39).contains($0) }
            || ["on", "at", "utc", "th", "st", "nd", "rd"].contains(word)
            || word.utf8.count >= 3 && months.contains(String(word.prefix(3))) && word.utf8.count <= 9
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
        return status(alone: String(heading[open...])).map { ($0, 1) }
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

    /// What stands in parentheses behind a link is an address, not a word.
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
