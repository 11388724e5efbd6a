internal import Documents

/// Which releases ran, or were to run, at a time.
package struct ReleasesByTime: Sendable {
    /// A window that is written as years long must not be looked up on every day of them.
    private static let longest = 62

    /// By the release's index.
    private var intervals: [[Interval]] = []
    private var byDay: [Int: [Int]] = [:]
    /// Those that have a time of more than `longest` days.
    private var long: Set<Int> = []

    init() {}

    package init(_ catalog: Catalog) {
        intervals = catalog.releases.map { $0.times.map(\.interval) }
        for (index, own) in intervals.enumerated() {
            var days: Set<Int> = []
            for interval in own {
                let range = Self.days(interval)
                if range.count <= Self.longest { days.formUnion(range) } else { long.insert(index) }
            }
            for day in days { byDay[day, default: []].append(index) }
        }
    }

    /// Those that share time with an interval, the earliest first.
    package func during(_ interval: Interval) -> [Int] { during([interval]) }

    private func during(_ wanted: [Interval]) -> [Int] {
        var found = long
        for interval in wanted {
            let days = Self.days(interval)
            if days.count <= Self.longest {
                for day in days { found.formUnion(byDay[day] ?? []) }
            } else {
                found.formUnion(intervals.indices)
            }
        }
        func start(_ release: Int) -> Int { intervals[release].lazy.map(\.start).min() ?? 0 }
        return found.filter { release in intervals[release].contains { own in wanted.contains { own.overlaps($0) } } }
            .sorted { (start($0), $1) < (start($1), $0) }
    }

    /// The others that ran while a release did.
    package func beside(_ release: Int) -> [Int] { during(intervals[release]).filter { $0 != release } }

    private static func days(_ interval: Interval) -> ClosedRange<Int> {
        CalendarDate.days(interval.start)...CalendarDate.days(interval.end)
    }
}
