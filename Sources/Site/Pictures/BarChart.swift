/// Bars side by side, each of parts on top of each other or of a part before an outline.
struct BarChart {
    struct Bar {
        var name: String
        /// What is told of it on hover.
        var words: String
        var parts: [(value: Double, kind: String)]
        /// What the bar is held against; drawn as a line across it.
        var mark: Double?
    }

    let label: String
    let bars: [Bar]
    /// The value as it stands at the axis.
    let format: (Double) -> String

    private static let width = 560
    private static let height = 180

    var markup: String {
        var picture = SVG(width: Self.width, height: Self.height)
        let left = 64.0
        let bottom = Double(Self.height) - 24
        let top = 12.0
        let highest = bars.map { max($0.parts.reduce(0) { $0 + $1.value }, $0.mark ?? 0) }.max() ?? 0
        let step = Self.step(highest)
        let limit = max(step, (highest / step).rounded(.up) * step)
        func y(_ value: Double) -> Double { bottom - (bottom - top) * value / limit }
        var tick = 0.0
        while tick <= limit {
            picture.line(left, y(tick), Double(Self.width), y(tick), "grid")
            picture.text(left - 8, y(tick) + 4, format(tick), "tick-name", anchor: "end")
            tick += step
        }
        let pitch = (Double(Self.width) - left) / Double(max(bars.count, 6))
        let named = max(1, Int((56 / pitch).rounded(.up)))
        for (index, bar) in bars.enumerated() {
            let x = left + pitch * Double(index) + pitch * 0.15
            var base = 0.0
            for part in bar.parts where part.value > 0 {
                let title = bar.words
                let rise = y(base) - y(base + part.value)
                picture.rect(x, y(base + part.value), pitch * 0.7, rise, "bar-\(part.kind)", title: title)
                base += part.value
            }
            if let mark = bar.mark { picture.line(x - pitch * 0.1, y(mark), x + pitch * 0.8, y(mark), "bar-mark") }
            guard index % named == 0 else { continue }
            picture.text(x + pitch * 0.35, Double(Self.height) - 6, bar.name, "tick-name", anchor: "middle")
        }
        return picture.image(label: label)
    }

    /// A round step that gives at most five of them.
    private static func step(_ highest: Double) -> Double {
        var step = 1.0
        while highest / step > 5 {
            for factor in [2.0, 5.0, 10.0] where highest / step > 5 {
                if highest / (step * factor) <= 5 { return step * factor }
            }
            step *= 10
        }
        return step
    }
}
