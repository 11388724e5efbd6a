internal import Markdown

/// A trigger's condition that was given by its parts: its metric stands as code, `` `p99` > 800 ms for 10m ``.
struct TriggerParts {
    private let metric: String
    private let comparator: String
    private let threshold: String
    private let unit: String?
    private let duration: String?

    init?(_ source: String) {
        guard source.first == "`", let end = source.dropFirst().firstIndex(of: "`") else { return nil }
        metric = String(source[source.index(after: source.startIndex)..<end])
        var words = plainText(ofInline: source[source.index(after: end)...]).split(separator: " ").map(String.init)
        guard words.count >= 2 else { return nil }
        comparator = words.removeFirst()
        if words.count >= 2, words[words.count - 2] == "for", let last = words.last {
            duration = last
            words.removeLast(2)
        } else {
            duration = nil
        }
        guard var number = words.first else { return nil }
        var unit = words.dropFirst().joined(separator: " ")
        if number.hasSuffix("%"), unit.isEmpty {
            number.removeLast()
            unit = "%"
        }
        guard Number(number) != nil else { return nil }
        threshold = number
        self.unit = unit.isEmpty ? nil : unit
    }

    func add(to mapping: inout PlanMapping, line: Int, column: Int) {
        mapping.add("metric", metric, line: line, column: column)
        mapping.add("comparator", comparator, line: line, column: column)
        mapping.add("threshold", threshold, line: line, column: column, isText: false)
        if let unit { mapping.add("unit", unit, line: line, column: column) }
        if let duration { mapping.add("for", duration, line: line, column: column) }
    }
}
