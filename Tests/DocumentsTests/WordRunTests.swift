import Documents
import Testing

@Suite struct WordRunTests {
    @Test func wordsThatDifferAreMarked() {
        let runs = wordRuns(from: "./switch green --confirm", to: "./switch blue --confirm")
        #expect(
            runs == [
                WordRun(.same, "./switch "), WordRun(.removed, "green"), WordRun(.added, "blue"),
                WordRun(.same, " --confirm"),
            ]
        )
    }

    @Test(arguments: [("", ""), ("a", ""), ("", "a"), ("a b c", "c b a"), ("a\nb\n", "a\r\nb"), ("é ü", "e\u{301} u")])
    func bothTextsCanBeReadFromTheRuns(_ old: String, _ new: String) {
        expectWhole(old, new)
    }

    @Test func randomTextsAreWhole() {
        var state: UInt64 = 7
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let words = ["a", "b", "c", " ", "\n", ";"]
        for _ in 0..<500 {
            let old = (0..<random(30)).map { _ in words[random(words.count)] }.joined()
            let new = (0..<random(30)).map { _ in words[random(words.count)] }.joined()
            expectWhole(old, new)
        }
    }

    /// A command of a megabyte in which nothing is where it was is compared in bounded time.
    @Test(.timeLimit(.minutes(6))) func longTextsThatHaveLittleInCommonEnd() {
        let old = (0..<150_000).map { "w\($0 * 7919 % 150_001)" }.joined(separator: " ")
        let new = (0..<150_000).map { "w\($0 * 104_729 % 150_001)" }.joined(separator: " ")
        let time = processorTime { expectWhole(old, new) }
        #expect(time < .seconds(30))
    }

    @Test(.timeLimit(.minutes(6))) func oneWordInALongTextIsFound() {
        let words = (0..<150_000).map { "w\($0)" }
        var changed = words
        changed[75_000] = "other"
        let runs = wordRuns(from: words.joined(separator: " "), to: changed.joined(separator: " "))
        #expect(runs.filter { $0.kind != .same } == [WordRun(.removed, "w75000"), WordRun(.added, "other")])
    }

    @Test func whatIsTheSameIsShownByItsEnds() {
        let lines = (1...20).map { "line \($0)\n" }.joined()
        let long = String(repeating: "word ", count: 1000)
        for (text, words) in [(lines, "(15 lines are the same)"), (long, "(4000 characters are the same)")] {
            let folded = wordRuns(from: text + "old", to: text + "new").folded
            #expect(folded.first?.text.contains(words) == true)
            #expect(folded.dropFirst() == [WordRun(.removed, "old"), WordRun(.added, "new")])
        }
    }

    private func expectWhole(_ old: String, _ new: String) {
        let runs = wordRuns(from: old, to: new)
        #expect(runs.filter { $0.kind != .added }.map(\.text).joined() == old)
        #expect(runs.filter { $0.kind != .removed }.map(\.text).joined() == new)
    }
}
