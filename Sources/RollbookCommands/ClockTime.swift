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
        ClockTime(seconds: Terminal.environment(variable).flatMap { Int($0) } ?? Terminal.wallSeconds)
    }

    /// Ends the command where SOURCE_DATE_EPOCH is there and tells no time.
    static func checkEnvironment() throws {
        guard let text = Terminal.environment(variable), !text.isEmpty, Int(text) == nil else { return }
        throw ValidationError("SOURCE_DATE_EPOCH takes seconds since 1970, not '\(text)'")
    }

    private static let variable = "SOURCE_DATE_EPOCH"
}
