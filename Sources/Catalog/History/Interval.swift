internal import Documents

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

extension Release {
    /// From its window's or first run's start to its window's or last run's end; `nil` where it has neither, or nothing
    /// happened and nothing will.
    package var interval: Interval? {
        if runs.isEmpty {
            switch status {
            case .draft, .inReview, .cancelled, .aborted, .superseded: return nil
            default: break
            }
        }
        let window = outline.window
        let starts =
            [window?.start?.value.seconds].compactMap { $0 } + runs.compactMap { $0.record.started?.value.seconds }
        let ends = [window?.end?.value.seconds].compactMap { $0 } + runs.compactMap { $0.record.ended?.value.seconds }
        guard let start = starts.min() else { return nil }
        return Interval(start, ends.max() ?? start)
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
