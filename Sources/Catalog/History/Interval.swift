package import Documents

/// A stretch of time, both ends in seconds since 1970.
package struct Interval: Sendable, Hashable {
    package let start: Int
    package let end: Int

    package init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }

    /// Whether they share more than an end.
    package func overlaps(_ other: Self) -> Bool {
        start < other.end && other.start < end || start == other.start
    }
}

/// A time at which something of a release was done, or is planned.
package struct ReleaseTime: Sendable {
    package let start: Timestamp
    /// Where it is known.
    package let end: Timestamp?

    package var interval: Interval { Interval(start.seconds, end?.seconds ?? start.seconds) }
}

extension Release {
    /// Its runs, in their order, and its window behind them; none where it has neither, or nothing happened and nothing will.
    package var times: [ReleaseTime] {
        if runs.isEmpty {
            switch status {
            case .draft, .inReview, .cancelled, .aborted, .superseded: return []
            default: break
            }
        }
        let ofRuns = runs.compactMap { run in
            run.record.started.map { ReleaseTime(start: $0.value, end: run.record.ended?.value) }
        }
        let window = outline.window
        return ofRuns + (window?.start.map { [ReleaseTime(start: $0.value, end: window?.end?.value)] } ?? [])
    }

    /// The one of its times that lies at others, else the last that ended before them.
    package func time(at others: [Interval]) -> ReleaseTime? {
        let times = times
        return times.first { time in others.contains { time.interval.overlaps($0) } }
            ?? times.filter { time in others.contains { time.interval.end <= $0.start } }
            .max { $0.interval.end < $1.interval.end }
    }
}

extension Incident {
    /// From its start to its resolution, of a day alone the whole day.
    package var interval: Interval? {
        if let start = attributes.started?.value.seconds {
            return Interval(start, attributes.resolved?.value.seconds ?? start)
        }
        guard let day = attributes.date?.value.daysSinceEpoch else { return nil }
        return Interval(day * 86_400, attributes.resolved?.value.seconds ?? (day + 1) * 86_400)
    }
}
