import Diagnostics
import Foundation
import Testing

@testable import Site

/// The encoders can't write what no reader would take; other programs' readers try the same in Tests/Browser.
@Suite struct FeedTests {
    @Test func xmlEscapesWhatWouldBeMarkupAndReplacesWhatIsForbidden() {
        let element = XMLElement(
            "a",
            [.init("b", "\"<&>'\n\t\r")],
            [XMLElement("c", text: "]]> & <d> \"\r\n\u{0}\u{1F}\u{FFFF}\u{FFFE}\u{7F} 🚀 é"), XMLElement("e")]
        )
        #expect(
            String(decoding: element.document, as: UTF8.self) == """
                <?xml version="1.0" encoding="utf-8"?>
                <a b="&quot;&lt;&amp;&gt;'&#10;&#9;&#13;">
                  <c>]]&gt; &amp; &lt;d&gt; &quot;&#13;
                \u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{7F} 🚀 é</c>
                  <e/>
                </a>

                """
        )
    }

    @Test func calendarLinesAreFoldedBetweenCharacters() {
        for shift in 0..<6 {
            let text = String(repeating: "x", count: shift) + String(repeating: "é🚀", count: 60)
            let stream = component([CalendarProperty("SUMMARY", .text(text))]).stream
            let lines = lines(stream)
            #expect(lines.allSatisfy { $0.count <= 75 })
            #expect(lines.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
            #expect(lines.contains { $0.count >= 72 }, "lines are filled")
            #expect(unfolded(stream) == "BEGIN:VEVENT\r\nSUMMARY:\(text)\r\nEND:VEVENT\r\n")
        }
    }

    @Test func aLineOfExactlyTheLimitStaysWhole() {
        let text = String(repeating: "x", count: 75 - "SUMMARY:".count)
        #expect(lines(component([CalendarProperty("SUMMARY", .text(text))]).stream).count == 4)
        #expect(lines(component([CalendarProperty("SUMMARY", .text(text + "y"))]).stream).count == 5)
    }

    @Test func calendarTextsAreEscaped() {
        let stream = component([
            CalendarProperty("SUMMARY", .text("a;b,c\\d\r\ne\nf\rg\u{0}\u{7F}\u{9C}\u{2028}h\ti: \"j\"")),
            CalendarProperty("CATEGORIES", .texts(["a,b", "c"])),
            CalendarProperty("URL", .address("https://a.example/\r\nX-EVIL:1")),
        ]).stream
        #expect(
            unfolded(stream)
                == "BEGIN:VEVENT\r\nSUMMARY:a\\;b\\,c\\\\d\\ne\\nf\\ng\\nh\ti: \"j\"\r\nCATEGORIES:a\\,b,c\r\n"
                + "URL:https://a.example/X-EVIL:1\r\nEND:VEVENT\r\n"
        )
    }

    @Test func timesOutsideOfFourDigitYearsAreNone() {
        #expect(UTCTime(seconds: -62_135_596_800)?.basic == "00010101T000000Z")
        #expect(UTCTime(seconds: -62_135_596_801) == nil)
        #expect(UTCTime(seconds: 253_402_300_799)?.iso == "9999-12-31T23:59:59Z")
        #expect(UTCTime(seconds: 253_402_300_800) == nil)
    }

    @Test func aSitemapOfTooManyAddressesIsAnIndex() {
        let all = (1...5).map { "https://a.example/\($0)/" }
        #expect(Sitemap(addresses: all, baseURL: "https://a.example/", limit: 5).partCount == 0)
        let sitemap = Sitemap(addresses: all, baseURL: "https://a.example/", limit: 2)
        #expect(sitemap.partCount == 3)
        #expect(
            locations(sitemap.root) == (1...3).map { "https://a.example/sitemap-\($0).xml" }
        )
        #expect((1...3).flatMap { locations(sitemap.part($0)) } == all)
        #expect(Sitemap.limit == 50_000)
    }

    @Test(arguments: [
        ("https://a.example", "https://a.example/"), ("https://a.example/x", "https://a.example/x/"),
        ("http://a.example:8080/ü b/", "http://a.example:8080/%C3%BC%20b/"),
        ("HTTPS://a.example/", "https://a.example/"),
        ("a.example", nil), ("https:///x", nil), ("https://", nil), ("https://a.example/?a", nil),
        ("https://a.example/#a", nil), ("javascript://a", nil), ("", nil),
    ])
    func theBaseIsAnAddressOfTheWeb(_ text: String, _ url: String?) { #expect(SiteBase(text)?.url == url) }

    @Test(arguments: PublishedSchema.allCases) func theCommittedSchemaIsWhatTheToolPrints(_ schema: PublishedSchema)
        throws
    {
        let file = URL(fileURLWithPath: packageFolder + "/schemas/\(schema.rawValue).schema.json")
        #expect(try Array(Data(contentsOf: file)) == schema.json.encoded(), "run `rollbook schema --write schemas`")
    }

    private func component(_ properties: [CalendarProperty]) -> CalendarComponent {
        CalendarComponent(name: "VEVENT", properties: properties)
    }

    private func lines(_ stream: [UInt8]) -> [[UInt8]] {
        stream.split(separator: Array("\r\n".utf8), omittingEmptySubsequences: false).map(Array.init)
    }

    private func unfolded(_ stream: [UInt8]) -> String {
        String(decoding: stream.split(separator: Array("\r\n ".utf8)).joined(), as: UTF8.self)
    }

    private func locations(_ document: [UInt8]) -> [String] {
        String(decoding: document, as: UTF8.self).split(separator: "\n").compactMap { line in
            line.contains("<loc>") ? line.replacing("<loc>", with: "").replacing("</loc>", with: "") : nil
        }.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
