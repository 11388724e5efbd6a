import Testing

@testable import Diagnostics

@Suite struct TextTableTests {
    @Test func columnsAlignAndNothingTrails() {
        var table = TextTable(["Day", "What"])
        table.add(["2026-03-14", "short"])
        table.add(["", ""])
        table.add(["2026", ""])
        #expect(table.text == "DAY         WHAT\n2026-03-14  short\n\n2026\n")
    }

    @Test func wideLettersTakeTwoColumns() {
        var table = TextTable(["A", "B"])
        table.add(["日本", "x"])
        table.add(["e\u{301}", "y"])
        #expect(table.text == "A     B\n日本  x\ne\u{301}     y\n")
    }

    @Test func aCellCanNeitherBreakTheLineNorMoveTheCursor() {
        var table = TextTable(["A"])
        table.add(["one\ntwo\u{1B}[31m\u{202E}three"])
        #expect(table.text == "A\none two\u{241B}[31m\u{FFFD}three\n")
    }
}
