internal import Markdown

/// The history as a picture: a lane a service, a mark a release, the outcome by the mark's shape.
struct Timeline {
    struct Mark {
        var id: String
        var address: String
        /// `2.4.0 Split the ledger, rolled back, Sat 14 Mar 2026`
        var words: String
        var day: Int
        /// The outcome's kind, or the status's.
        var kind: String
    }

    struct Lane {
        var title: String
        var address: String?
        var marks: [Mark]
    }

    /// Wide enough for a finger, and for the pointer's smallest target.
    private static let cell = 24.0
    private static let width = 1120
    private static let labels = 130.0

    let lanes: [Lane]

    /// `nil` where no release has a day.
    var markup: String? {
        let axis = TimeAxis(lanes.flatMap(\.marks).map(\.day), from: Self.labels + 20, to: Double(Self.width) - 20)
        guard let axis else { return nil }
        let placed = lanes.map { Self.placed($0.marks, axis) }
        let heights = placed.map { marks in Double((marks.map(\.row).max() ?? 0) + 1) * Self.cell + 8 }
        let top = 40.0
        let bottom = top + heights.reduce(0, +)
        var picture = SVG(width: Self.width, height: Int(bottom) + 8)
        for (day, name) in axis.ticks {
            picture.line(axis.x(day), 22, axis.x(day), bottom, name.first?.isNumber == true ? "tick tick-year" : "tick")
            picture.text(axis.x(day) + 4, 34, name, "tick-name")
        }
        var y = top
        for (index, lane) in lanes.enumerated() {
            picture.line(0, y, Double(Self.width), y, "lane")
            let name = lane.title.count > 18 ? lane.title.prefix(17) + "…" : lane.title
            var label = "<text class=\"lane-name\" x=\"0\" y=\"\(SVG.number(y + 20))\">\(HTMLText.escape(name))</text>"
            if let address = lane.address { label = "<a href=\"\(HTMLText.escape(address))\">\(label)</a>" }
            picture.add(label)
            for (mark, row, x) in placed[index] {
                picture.add(Self.draw(mark, x, y + 4 + (Double(row) + 0.5) * Self.cell))
            }
            y += heights[index]
        }
        picture.line(0, bottom, Double(Self.width), bottom, "lane")
        let count = Words.count(lanes.reduce(0) { $0 + $1.marks.count }, "mark")
        return picture.group(
            label: "Timeline: \(Words.count(lanes.count, "service")), \(count). The table below says the same."
        )
    }

    /// Marks that would cover each other stand below each other.
    private static func placed(_ marks: [Mark], _ axis: TimeAxis) -> [(mark: Mark, row: Int, x: Double)] {
        var ends: [Double] = []
        return marks.sorted { ($0.day, $0.id) < ($1.day, $1.id) }.map { mark in
            let x = axis.x(mark.day)
            let row = ends.firstIndex { $0 + cell <= x } ?? ends.count
            if row == ends.count { ends.append(x) } else { ends[row] = x }
            return (mark, row, x)
        }
    }

    private static func draw(_ mark: Mark, _ x: Double, _ y: Double) -> String {
        let place = "transform=\"translate(\(SVG.number(x)) \(SVG.number(y)))\""
        let words = HTMLText.escape(mark.words)
        // The word stands at the top of the picture, where no other mark can cover it.
        return """
            <a class="mark mark-\(mark.kind)" href="\(HTMLText.escape(mark.address))" data-release="\(HTMLText.escape(mark.id))" \
            aria-label="\(words)"><title>\(words)</title><g \(place)><rect class="hit" x="-12" y="-12" width="24" height="24"/>\
            <path d="\(OutcomeShape.path(mark.kind))"/></g><text class="mark-word" x="0" y="14">\(words)</text></a>
            """
    }
}
