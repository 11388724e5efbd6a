internal import Documents

/// Days along a line: where each stands, and the days that are named.
struct TimeAxis {
    let first: Int
    let last: Int
    let left: Double
    let right: Double

    /// - Parameter days: Since 1970-01-01; the axis begins and ends with the months of the first and the last.
    init?(_ days: [Int], from left: Double, to right: Double) {
        guard let first = days.min(), let last = days.max() else { return nil }
        self.first = Self.monthStart(first, plus: 0)
        self.last = Self.monthStart(last, plus: 1)
        self.left = left
        self.right = right
    }

    func x(_ day: Int) -> Double { left + (right - left) * Double(day - first) / Double(last - first) }

    /// Days with a name: months, or as many of them as there is room for, or years.
    var ticks: [(day: Int, name: String)] {
        let months = (last - first + 15) / 30
        let step = [1, 2, 3, 6, 12, 24, 60, 120].first { months / $0 <= 14 } ?? (months / 14 / 120 + 1) * 120
        var ticks: [(Int, String)] = []
        var day = first
        // A tick every `step` months of the calendar, January among them.
        let start = CalendarDate(daysSinceEpoch: first)
        let offset = (start.month - 1) % min(step, 12)
        if offset != 0 { day = Self.monthStart(first, plus: min(step, 12) - offset) }
        while day < last {
            let date = CalendarDate(daysSinceEpoch: day)
            let name = date.month == 1 || step >= 12 ? "\(date.year)" : Words.month(date.month)
            ticks.append((day, name))
            day = Self.monthStart(day, plus: step)
        }
        return ticks
    }

    /// The first day of the month of a day, or of one some months later.
    private static func monthStart(_ day: Int, plus months: Int) -> Int {
        let date = CalendarDate(daysSinceEpoch: day)
        let count = date.months + months
        // After the last month of the calendar there are only days.
        let start = CalendarDate(year: count / 12, month: count % 12 + 1, day: 1)
        return start?.daysSinceEpoch ?? day + 31 * max(1, months)
    }
}
