package import Diagnostics

extension Rule {
    package static let vagueExpectation = Rule(
        "vague-expectation",
        .steps,
        .warning,
        "An expectation that says only \u{201C}ok\u{201D} or \u{201C}works\u{201D}.",
        help: """
            Two people read it differently, and the one at night reads it as what is on the screen. Say what is printed, \
            which number a panel shows, which state a resource is in.
            """
    )
    package static let verificationRepeatsCommand = Rule(
        "verification-repeats-command",
        .steps,
        .warning,
        "A verification that runs the step's own command again.",
        help: """
            A command that failed quietly fails quietly twice, and one that changes something changes it again. Verify by \
            another way: ask the service for its version, count the rows, look at a panel.
            """
    )
}

/// `vague-expectation`: the whole text is such a word.
func findVagueExpectations(in texts: [PlanText], _ reader: inout RecordReader) {
    for text in texts {
        switch text.kind {
        case .expectation, .verification: break
        default: continue
        }
        guard isVague(text.text.value) else { continue }
        let words = text.text.value.trimmed
        reader.report(
            .vagueExpectation,
            "\(text.name) is only \u{201C}\(words)\u{201D}",
            at: text.text.span.firstLine,
            fixes: [Diagnostic.Fix("say what is printed, which number is shown, or which state is reached")]
        )
    }
}

/// Whether a text, read for its words alone, says that all is well and nothing else.
func isVague(_ text: String) -> Bool {
    guard text.utf8.count <= 80 else { return false }
    // A code span is what is printed, however short.
    if text.trimmed.hasPrefix("`") { return false }
    let words = lowercasedWords(of: text, joinedBy: UInt8(ascii: "'")).filter { !fillers.contains($0) }.joined(
        separator: " "
    )
    return words.isEmpty ? text.contains { $0.isLetter } : vagueWords.contains(words)
}

private let fillers: Set<Substring> = [
    "it", "this", "that", "the", "is", "are", "all", "everything", "should", "must", "be", "a", "an", "command", "step",
    "script", "output", "just", "will", "with", "and", "was", "has", "been", "to", "looks", "look", "there", "s",
    "operation", "process",
]

private let vagueWords: Set<String> = [
    "ok", "okay", "k", "yes", "work", "works", "working", "worked", "works fine", "works as expected", "success",
    "successful", "successfully", "succeed", "succeeds", "succeeded", "no error", "no errors", "without error",
    "without errors", "no errors occur", "no failures", "no issue", "no issues", "no problem", "no problems",
    "no warnings", "fine", "good", "well", "done", "pass", "passes", "passed", "pass successfully", "completed",
    "complete", "completes", "completes successfully", "completed successfully", "complete successfully",
    "runs successfully", "run successfully", "runs", "runs fine", "finishes", "finished", "finishes successfully",
    "as expected", "expected", "healthy", "normal", "ok no errors", "correct", "works correctly",
    "succeeds without errors", "completes without errors", "runs without errors", "in order",
    "n a", "na", "none", "check", "checked", "check works", "verify", "verified", "verify works",
]

/// `verification-repeats-command`
func findRepeatingVerifications(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    for step in plan.allSteps { reader.compare(step.command, step.verify, step.nameInMessages) }
    for migration in plan.migrations {
        reader.compare(migration.command, migration.verify, migration.nameInMessages)
        let name = "the rollback of \(migration.nameInMessages)"
        reader.compare(migration.rollback?.command, migration.rollback?.verify, name)
    }
}

extension RecordReader {
    fileprivate mutating func compare(_ command: Located<String>?, _ verify: Verification?, _ name: String) {
        guard let command, let verify else { return }
        let text = verify.command ?? verify.text.map { Located($0.value.source, at: $0.span, style: $0.style) }
        guard let text, Self.words(text.value) == Self.words(command.value) else { return }
        report(
            .verificationRepeatsCommand,
            "\(name) is verified by its own command",
            at: text.span.firstLine,
            fixes: [Diagnostic.Fix("look at the outcome by another way than the one that made it")]
        )
    }

    private static func words(_ text: String) -> [Substring] {
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        let words = isASCII ? text.utf8.split { $0.isSpace || $0 == UInt8(ascii: "`") }.map(Substring.init) : nil
        return (words ?? text.split { $0.isWhitespace || $0 == "`" }).filter { $0 != "Run" && $0 != "run" && $0 != ":" }
    }
}
