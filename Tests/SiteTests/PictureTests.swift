import Documents
import Testing

@testable import Site

/// Pictures of histories that are unusual: nothing, one, a day, a gap of years, the ends of the calendar.
@Suite struct PictureTests {
    private func mark(_ day: String, _ words: String = "W", kind: String = "success") throws -> Timeline.Mark {
        let date = try #require(CalendarDate(day))
        return Timeline.Mark(id: day, address: "x/", words: words, day: date.daysSinceEpoch, kind: kind)
    }

    private func numbers(_ name: String, _ markup: String) throws -> [Double] {
        try markup.matches(of: Regex("translate\\(([-0-9.]+) ([-0-9.]+)\\)")).map {
            Double($0.output[name == "x" ? 1 : 2].substring ?? "") ?? .nan
        }
    }

    @Test func nothingIsNoPicture() { #expect(Timeline(lanes: []).markup == nil) }

    @Test(arguments: [
        ["2026-03-14"], ["2026-03-14", "2026-03-14", "2026-03-14"], ["0001-01-01", "9999-12-31"],
        ["2003-02-01", "2026-11-30"], ["2026-12-31", "2027-01-01"], ["9999-12-31"],
    ])
    func marksStandInThePictureAndNoneOnAnother(_ days: [String]) throws {
        let lane = Timeline.Lane(title: "S", marks: try days.map { try mark($0) })
        let markup = try #require(Timeline(lanes: [lane]).markup)
        let places = zip(try numbers("x", markup), try numbers("y", markup)).map { ($0, $1) }
        #expect(places.count == days.count)
        for (index, place) in places.enumerated() {
            #expect(place.0 >= 130 && place.0 <= 1120)
            for other in places.prefix(index) {
                #expect(abs(place.0 - other.0) >= 24 || abs(place.1 - other.1) >= 24)
            }
        }
        let names = markup.matches(of: try Regex("tick-name")).count
        #expect((1...24).contains(names))
    }

    @Test func namesCannotLeaveTheMarkup() throws {
        let lane = Timeline.Lane(
            title: "<b>\"'&",
            address: "x\"><script>",
            marks: [try mark("2026-01-01", "\"><script>alert(1)</script>")]
        )
        let markup = try #require(Timeline(lanes: [lane]).markup)
        #expect(!markup.contains("<script") && !markup.contains("<b>"))
    }

    @Test func aBarChartOfNothingAndOfMuch() {
        for values in [[0.0], [1], [7, 0, 3], [1_000_000, 1], Array(repeating: 2.0, count: 12)] {
            let bars = values.map { BarChart.Bar(name: "N", words: "W", parts: [($0, "good")], mark: $0 / 2) }
            let markup = BarChart(label: "L", bars: bars) { "\(Int($0))" }.markup
            #expect(!markup.contains("nan") && !markup.contains("inf") && !markup.contains("=\"-"), "\(values)")
        }
    }

    /// Each state that a release can have, drawn as itself.
    @Test func everyOutcomeHasItsOwnShape() {
        let shapes = RunOutcome.allCases.map { OutcomeShape.path($0.rawValue) }
        #expect(Set(shapes).count == RunOutcome.allCases.count)
    }
}
