internal import Documents

/// Which releases ran, or were to run, at a time.
package struct ReleasesByTime: Sendable {
    /// A window that is written as years long must not be looked up on every day of them.
    private static let longest = 62

    private var intervals: [Interval?] = []
    private var byDay: [Int: [Int]] = [:]
    /// Those that last longer than `longest` days.
    private var long: [Int] = []

    init() {}

    package init(_ catalog: Catalog) {
        intervals = catalog.releases.map(\.interval)
        for (index, interval) in intervals.enumerated() {
            guard let interval else { continue }
            let days = Self.days(interval)
            guard days.count <= Self.longest else {
                long.append(index)
                continue
            }
            for day in days { byDay[day, default: []].append(index) }
        }
    }

    /// Those that share time with an interval, the earliest first.
    package func during(_ interval: Interval) -> [Int] {
        var found = Set(long)
        let days = Self.days(interval)
        if days.count <= Self.longest {
            for day in days { found.formUnion(byDay[day] ?? []) }
        } else {
            found.formUnion(intervals.indices)
        }
        return found.filter { intervals[$0]?.overlaps(interval) ?? false }
            .sorted { (intervals[$0]?.start ?? 0, $1) < (intervals[$1]?.start ?? 0, $0) }
    }

    /// The others that ran while a release did.
    package func beside(_ release: Int) -> [Int] {
        intervals[release].map { during($0).filter { $0 != release } } ?? []
    }

    private static func days(_ interval: Interval) -> ClosedRange<Int> {
        CalendarDate.days(interval.start)...CalendarDate.days(interval.end)
    }
}
