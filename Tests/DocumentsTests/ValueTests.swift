import Documents
import Testing

/// Times, days, lengths and shares: read, written and read again.
@Suite struct ValueTests {
    @Test func everyDayOfFourCenturiesComesBack() throws {
        var date = try #require(CalendarDate(year: 1800, month: 1, day: 1))
        let last = try #require(CalendarDate(year: 2200, month: 12, day: 31)).daysSinceEpoch
        var wrong: [String] = []
        for day in date.daysSinceEpoch...last {
            let next = CalendarDate(daysSinceEpoch: day)
            if next.daysSinceEpoch != day || CalendarDate(next.iso) != next { wrong.append(next.iso) }
            if day > date.daysSinceEpoch, !(date < next), next.weekday != (date.weekday + 1) % 7 {
                wrong.append(next.iso)
            }
            date = next
        }
        #expect(wrong == [])
        #expect(CalendarDate("1970-01-01")?.daysSinceEpoch == 0)
        #expect(CalendarDate("2026-03-14")?.weekday == 5)
        #expect(CalendarDate("2000-02-29")?.daysSinceEpoch == 11_016)
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-1-1", "2026-04-31", "0000-01-01", "２026-01-01",
        "2026-01-01 ", "",
    ])
    func daysThatAreNone(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: [
        ("2026-03-14T22:00:00Z", "2026-03-14T22:00:00Z"), ("2026-03-14T22:00Z", "2026-03-14T22:00:00Z"),
        ("2026-03-14 22:00:05+01:00", "2026-03-14T22:00:05+01:00"), ("2026-03-14t22:00:00z", "2026-03-14T22:00:00Z"),
        ("2026-03-14T22:00:00.250-05:30", "2026-03-14T22:00:00-05:30"),
        ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ("2026-03-14T22:00:00+0100", "2026-03-14T22:00:00+01:00"),
        ("2026-03-14T22:00:00-00:00", "2026-03-14T22:00:00Z"),
    ])
    func timesAreRead(_ text: String, _ iso: String) throws {
        let time = try Timestamp(text)
        #expect(time.iso == iso)
        #expect(try Timestamp(time.iso) == time)
    }

    @Test func timesCompareByTheMoment() throws {
        let (berlin, utc) = (try Timestamp("2026-03-14T23:00:00+01:00"), try Timestamp("2026-03-14T22:00:00Z"))
        #expect(berlin.seconds == utc.seconds)
        #expect(berlin != utc)
        #expect(berlin.utc == utc)
        #expect(!(berlin < utc) && !(utc < berlin))
        #expect(try Timestamp("2026-03-15T00:30:00+02:00").date.iso == "2026-03-15")
        #expect(berlin.clock == "23:00")
        #expect(berlin.zone == "UTC+01:00")
    }

    @Test func timesRoundTripAtAllOffsets() throws {
        for offset in stride(from: -14 * 60, through: 14 * 60, by: 15) {
            for seconds in stride(from: -4_000_000_000, through: 4_000_000_000, by: 399_999_989) {
                let time = Timestamp(seconds: seconds, offset: offset)
                #expect(try Timestamp(time.iso) == time)
            }
        }
    }

    @Test(arguments: [
        "2026-03-14T24:00:00Z", "2026-03-14T22:60:00Z", "2026-03-14T22:00:61Z", "2026-03-14T22:00:00+25:00",
        "2026-03-14T22:00:00.Z",
        "2026-03-14T22Z", "2026-03-14", "tomorrow", "2026-03-14T22:00:00Zulu", "14.03.2026 22:00",
        "２026-03-14T22:00:00Z",
    ])
    func timesThatAreNone(_ text: String) {
        #expect(throws: Timestamp.Problem.malformed) { try Timestamp(text) }
    }

    @Test(arguments: ["2026-03-14T22:00:00", "2026-03-14T22:00", "2026-03-14 22:00:00.5"]) func timesWithoutOffset(
        _ text: String
    ) {
        #expect(throws: Timestamp.Problem.withoutOffset) { try Timestamp(text) }
    }

    @Test(arguments: [
        ("90s", "1m30s"), ("5m", "5m"), ("1h30m", "1h30m"), ("2d", "2d"), ("0s", "0s"), ("24h", "1d"),
        ("1d1h1m1s", "1d1h1m1s"),
    ])
    func lengthsAreRead(_ text: String, _ shortest: String) {
        #expect(TimeSpan(text)?.text == shortest)
    }

    @Test func lengthsRoundTrip() {
        for seconds in stride(from: 0, through: 3_000_000, by: 977) {
            #expect(TimeSpan(TimeSpan(seconds: seconds).text)?.seconds == seconds)
        }
    }

    @Test(arguments: ["", "5", "m", "5m5m", "5s1m", "-5m", "1.5h", "5 m", "5M", "1000000000s", "٥m", "5min"])
    func lengthsThatAreNone(_ text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test(arguments: [
        ("T", 0, "T"), ("T+0", 0, "T"), ("T+20m", 1200, "T+20m"), ("T-24h", -86_400, "T-1d"),
        ("T+1h30m", 5400, "T+1h30m"),
    ])
    func offsetsAreRead(_ text: String, _ seconds: Int, _ written: String) throws {
        let offset = try #require(WindowOffset(text))
        #expect(offset.seconds == seconds)
        #expect(offset.text == written)
        #expect(WindowOffset(offset.text) == offset)
    }

    @Test(arguments: ["", "t+5m", "T5m", "T+", "+5m", "T+-5m", "T--5m", "T + 5m"]) func offsetsThatAreNone(
        _ text: String
    ) {
        #expect(WindowOffset(text) == nil)
    }

    @Test(arguments: [("5%", "5%"), ("0.5%", "0.5%"), ("100 %", "100%"), ("5.0%", "5%"), ("250%", "250%")])
    func sharesAreRead(_ text: String, _ written: String) throws {
        let share = try #require(Share(text))
        #expect(share.text == written)
        #expect(Share(share.text) == share)
    }

    @Test(arguments: ["5", "%", "-5%", "nan%", "inf%", "0x5%", "1e3%", "5%%", "five%"]) func sharesThatAreNone(
        _ text: String
    ) {
        #expect(Share(text) == nil)
    }
}
