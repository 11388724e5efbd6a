/// How long the stages of a command took, one after the other.
struct StageTimes {
    private let start = Terminal.seconds
    private var last = Terminal.seconds
    private var stages: [(name: String, seconds: Double)] = []

    /// Seconds since the first stage began.
    var total: Double { Terminal.seconds - start }

    mutating func end(_ name: String) {
        let now = Terminal.seconds
        stages.append((name, now - last))
        last = now
    }

    /// A line a stage: seconds, share of the whole, name.
    var text: String {
        let whole = stages.reduce(0) { $0 + $1.seconds }
        return stages.map { stage in
            let share = whole > 0 ? Int((100 * stage.seconds / whole).rounded()) : 0
            return "\(padded(thousandths(stage.seconds), 8)) s \(padded("\(share)", 3)) %  \(stage.name)\n"
        }.joined()
    }

    private func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private func thousandths(_ seconds: Double) -> String {
        let count = Int((seconds * 1000).rounded())
        let rest = String(count % 1000)
        return "\(count / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}
