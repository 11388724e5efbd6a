internal import ArgumentParser
internal import Documents

/// The time that `--now` hands in: RFC 3339 with an offset, or seconds since 1970.
struct ClockTime: ExpressibleByArgument {
    let seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        if let seconds = Int(argument) {
            self.seconds = seconds
        } else if let time = try? Timestamp(argument) {
            seconds = time.seconds
        } else {
            return nil
        }
    }

    var defaultValueDescription: String { "now" }

    /// What SOURCE_DATE_EPOCH says (reproducible-builds.org), else the clock's time.
    static var current: ClockTime {
        ClockTime(seconds: Terminal.environment("SOURCE_DATE_EPOCH").flatMap { Int($0) } ?? Terminal.wallSeconds)
    }
}
