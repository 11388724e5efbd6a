internal import Catalog
internal import Documents

/// How values read for people, the same on every page.
enum Words {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// `Sat 14 Mar 2026`
    static func date(_ date: CalendarDate) -> String {
        "\(weekdays[date.weekday]) \(date.day) \(months[date.month - 1].prefix(3)) \(date.year)"
    }

    /// `Mar`; from 1.
    static func month(_ month: Int) -> String { String(months[month - 1].prefix(3)) }

    /// `14 March 2026`
    static func longDate(_ date: CalendarDate) -> String { "\(date.day) \(months[date.month - 1]) \(date.year)" }

    /// `Sat 14 Mar 2026, 22:00 UTC`
    static func time(_ time: Timestamp) -> String { "\(date(time.date)), \(time.clockWithSeconds) \(time.zone)" }

    /// `Sat 14 Mar 2026, 22:00–00:00 UTC`; the second day is named where the window is longer than a night.
    static func window(_ start: Timestamp, _ end: Timestamp?) -> String {
        guard let end else { return time(start) }
        let isOneNight = end.seconds - start.seconds < 86_400 && start.offset == end.offset
        if isOneNight { return "\(date(start.date)), \(start.clock)–\(end.clock) \(start.zone)" }
        return "\(time(start)) – \(time(end))"
    }

    static func view(_ time: Timestamp?) -> TimeView? { time.map { TimeView(text: Self.time($0), iso: $0.iso) } }

    /// `5 min longer`, `30 s shorter`, `as planned`; of two lengths of time, in seconds.
    static func difference(_ seconds: Int) -> String {
        if seconds == 0 { return "as planned" }
        return "\(TimeSpan(seconds: abs(seconds)).words) \(seconds > 0 ? "longer" : "shorter")"
    }

    static func rehearsal(_ rehearsal: Rehearsal?) -> String? {
        guard let rehearsal, let at = rehearsal.at else { return nil }
        var words = longDate(at.value)
        if let environment = rehearsal.environment { words += " on \(environment.value)" }
        if let duration = rehearsal.duration { words += ", took \(duration.value.words)" }
        return words
    }

    /// `1.4`, `12`; one decimal at most, below ten.
    static func decimal(_ number: Double) -> String {
        number >= 10 ? "\(Int(number.rounded()))" : SVG.number(number)
    }

    /// `22 % (2 of 9)`; `nil` of nothing.
    static func portion(_ portion: Portion) -> String? {
        portion.percent.map { "\(decimal($0))\u{A0}% (\(portion.part) of \(portion.whole))" }
    }

    /// `a, b, c`; nothing for none.
    static func list(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: ", ") }

    static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    static func state(_ choice: (some Choice)?) -> StateView? {
        choice.map { StateView(kind: $0.rawValue, word: $0.words) }
    }

    static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}
