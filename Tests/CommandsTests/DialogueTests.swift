import Documents
import Synchronization
import Testing

@testable import RollbookCommands

/// The questions with answers that are handed in.
@Suite struct DialogueTests {
    /// Answers in order, and then the end of the input; what was said is kept.
    private final class Script: Sendable {
        private let answers: Mutex<[String]>
        private let words = Mutex("")

        init(_ answers: [String]) { self.answers = Mutex(answers) }

        var said: String { words.withLock { $0 } }
        var left: Int { answers.withLock { $0.count } }

        var dialogue: Dialogue {
            Dialogue(
                read: { self.answers.withLock { $0.isEmpty ? nil : $0.removeFirst() } },
                say: { text in self.words.withLock { $0 += text } }
            )
        }
    }

    @Test(arguments: [
        ("high", RiskLevel.high), ("HIGH", .high), ("h", .high), ("3", .high), (" critical ", .critical), ("1", .low),
        ("", nil),
    ]) func aWordItsBeginningOrItsNumber(_ answer: String, _ level: RiskLevel?) throws {
        #expect(try Script([answer]).dialogue.choose("Risk") == level)
    }

    @Test(arguments: ["huge", "0", "5", "9999999999999999999999"]) func anAnswerThatIsNoneIsAskedAgain(_ answer: String)
        throws
    {
        let script = Script([answer, "low"])
        let level: RiskLevel? = try script.dialogue.choose("Risk")
        #expect(level == .low)
        #expect(
            script.said == """
                Risk (1 low, 2 medium, 3 high, 4 critical):   please answer with one of the words or its number, or with nothing to leave it open
                Risk (1 low, 2 medium, 3 high, 4 critical): \("")
                """
        )
    }

    @Test func ofTwoWordsWithOneBeginningNoneIsMeant() throws {
        // moderate, and nothing else begins so; `r` begins roll-forward, restore-backup and redeploy-previous.
        let script = Script(["r", "roll"])
        let method: RollbackMethod? = try script.dialogue.choose("How")
        #expect(method == .rollForward)
        #expect(script.left == 0)
    }

    @Test func yesNoAndValues() throws {
        #expect(try Script(["maybe", "Y"]).dialogue.decide("?") == true)
        #expect(try Script(["no"]).dialogue.decide("?") == false)
        #expect(try Script([""]).dialogue.decide("?") == nil)
        #expect(try Script(["a lot", "25%"]).dialogue.value("?", "hint") { Share($0) } == Share(percent: 25))
        #expect(try Script(["4", "none", "2"]).dialogue.pick("?", among: ["a", "b", "c"]) == 1)
        #expect(try Script(["c"]).dialogue.pick("?", among: ["a", "b", "c"]) == 2)
        #expect(try Script([""]).dialogue.pick("?", among: ["a", "b", "c"]) == 0)
    }

    @Test func theEndOfTheInputEndsTheQuestions() {
        #expect(throws: Dialogue.Ended.self) {
            let _: RiskLevel? = try Script([]).dialogue.choose("Risk")
        }
        #expect(throws: Dialogue.Ended.self) { _ = try Script(["maybe"]).dialogue.decide("?") }
    }
}
