/// A moment with the offset in which it was written (RFC 3339).
///
/// Two are equal when moment and offset are; they are ordered by the moment alone.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Why a text is no timestamp.
    package enum Problem: Error, Equatable {
        case malformed
        /// All is there but the offset: whose nine o'clock?
        case withoutOffset
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int
    /// Minutes east of UTC.
    package let offset: Int

    package init(seconds: Int, offset: Int = 0) {
        self.seconds = seconds
        self.offset = offset
    }

    /// Reads `2026-03-14T22:00:00Z`, also `2026-03-14 22:00+01:00`; fractions of a second are dropped.
    package init(_ text: String) throws(Problem) {
        let characters = Array(text.utf8)
        guard characters.count >= 16, [0x54, 0x74, 0x20].contains(characters[10]) else { throw .malformed }
        guard let date = CalendarDate(String(decoding: characters[..<10], as: UTF8.self)) else { throw .malformed }
        var rest = characters[11...]
        guard let hour = Self.number(&rest), Self.skip(":", &rest), let minute = Self.number(&rest) else {
            throw .malformed
        }
        var second = 0
        if Self.skip(":", &rest) {
            guard let value = Self.number(&rest) else { throw .malformed }
            second = value
            if Self.skip(".", &rest) {
                let digits = rest.prefix { (0x30...0x39).contains($0) }
                guard !digits.isEmpty else { throw .malformed }
                rest = rest.dropFirst(digits.count)
            }
        }
        guard hour < 24, minute < 60, second <= 60 else { throw .malformed }
        offset = try Self.offset(rest)
        seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset * 60
    }

    private static func offset(_ text: ArraySlice<UInt8>) throws(Problem) -> Int {
        var rest = text
        if rest.first == 0x20 { rest = rest.dropFirst() }
        guard let sign = rest.popFirst() else { throw .withoutOffset }
        if (sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z")), rest.isEmpty { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { throw .malformed }
        guard let hours = number(&rest) else { throw .malformed }
        _ = skip(":", &rest)
        guard let minutes = number(&rest), rest.isEmpty, hours < 24, minutes < 60 else { throw .malformed }
        return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    /// Two digits.
    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(2)
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func skip(_ character: Unicode.Scalar, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    /// Seconds since midnight and the day, as a clock on the wall at `offset` shows them.
    private var wall: (date: CalendarDate, second: Int) {
        let local = seconds + offset * 60
        let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        return (CalendarDate(daysSinceEpoch: days), local - days * 86_400)
    }

    /// The day at the offset.
    package var date: CalendarDate { wall.date }

    /// `22:05`, at the offset.
    package var clock: String { "\(padded(wall.second / 3600, 2)):\(padded(wall.second / 60 % 60, 2))" }

    /// `22:05:11`, or `22:05` on the full minute.
    package var clockWithSeconds: String {
        wall.second % 60 == 0 ? clock : "\(clock):\(padded(wall.second % 60, 2))"
    }

    /// `UTC` or `UTC+01:00`.
    package var zone: String { offset == 0 ? "UTC" : "UTC\(offsetText)" }

    /// RFC 3339: `2026-03-14T22:00:00Z`.
    package var iso: String {
        let (date, second) = wall
        let time = "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
        return "\(date.iso)T\(time)\(offset == 0 ? "Z" : offsetText)"
    }

    /// The same moment in UTC.
    package var utc: Timestamp { Timestamp(seconds: seconds) }

    private var offsetText: String {
        "\(offset < 0 ? "-" : "+")\(padded(abs(offset) / 60, 2)):\(padded(abs(offset) % 60, 2))"
    }
}
