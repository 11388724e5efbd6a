internal import Documents

/// A moment as feeds write it: in UTC, of a year of four digits.
struct UTCTime: Sendable, Hashable, Comparable {
    /// Since 1970-01-01T00:00:00Z.
    let seconds: Int

    /// `nil` outside the years 1 to 9999, which no feed can name.
    init?(seconds: Int) {
        guard (1...9999).contains(Timestamp(seconds: seconds).date.year) else { return nil }
        self.seconds = seconds
    }

    init?(_ time: Timestamp) { self.init(seconds: time.seconds) }

    /// RFC 3339: `2026-03-14T22:00:00Z`.
    var iso: String { Timestamp(seconds: seconds).iso }

    /// RFC 5545, form 2: `20260314T220000Z`.
    var basic: String { iso.filter { $0 != "-" && $0 != ":" } }

    static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}
