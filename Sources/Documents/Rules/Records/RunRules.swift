package import Diagnostics

extension Rule {
    package static let runTimesReversed = Rule(
        "run-times-reversed",
        .records,
        "Something in a run ends before it begins.",
        help:
            "The measures are taken from these times. Mostly a day was forgotten at midnight, or an offset: `22:00+02:00` is `20:00Z`."
    )
    package static let successWithFailedStep = Rule(
        "success-with-failed-step",
        .records,
        "A run that says success holds a step that failed.",
        help: """
            If it was tried again and worked, the step's result is `retried`; if it did not matter, the outcome is \
            `success-with-issues`.
            """
    )
    package static let rollbackWithoutDecision = Rule(
        "rollback-without-decision",
        .records,
        "A run was rolled back, and nobody decided so.",
        help: """
            The review asks who decided, when, by which trigger and which value. Add it under `decisions:` with \
            `decision: rollback`.
            """
    )
    package static let deviationWithoutReason = Rule(
        "deviation-without-reason",
        .records,
        .warning,
        "A step went otherwise than planned, and it is not said why.",
        help:
            "A step that was skipped, failed, retried or timed out wants a `deviation:`: what was done instead, and why."
    )
    package static let runInFuture = Rule(
        "run-in-future",
        .records,
        .warning,
        "A run that begins or ends after now.",
        help: """
            A record tells what was done. Mostly a wrong year or offset; \u{201C}now\u{201D} is the clock, `--now` or \
            SOURCE_DATE_EPOCH.
            """
    )
}

/// Reads a run record and looks at it by the rules for one run.
///
/// - Parameter now: Seconds since 1970; without it nothing is in the future.
package func readRun(from bytes: [UInt8], file: String, now: Int? = nil) -> Parsed<RunRecord> {
    var parsed = readRecord(RunRecord.self, from: bytes, file: file)
    guard parsed.diagnostics.allSatisfy({ !$0.isFatal }) else { return parsed }
    var reader = RecordReader(file: file, bytes: bytes)
    if let attempt = parsed.value.attempt, attempt.value < 1 {
        let message = "attempts are counted from 1, and this is \(attempt.value)"
        reader.report(.unknownValue, message, at: attempt.span, severity: .warning)
    }
    reader.checkTimes(parsed.value)
    reader.checkOutcome(parsed.value)
    reader.checkDeviations(parsed.value)
    if let now { reader.checkFuture(parsed.value, now) }
    for text in parsed.value.markdownTexts {
        let source = Located(text.value.source, at: text.span, style: text.style)
        for secret in secrets(in: source.value) {
            let fix = Diagnostic.Fix("take it out and change it")
            reader.reportSecret("the record holds what looks like \(secret.what)", in: source, at: secret.range, fix)
        }
    }
    parsed.diagnostics += reader.diagnostics
    if parsed.holdsSecrets { parsed.value = readMaskedRecord(RunRecord.self, from: bytes, file: file) }
    return parsed
}

extension RecordReader {
    fileprivate mutating func checkTimes(_ run: RunRecord) {
        checkOrder("the run ends before it begins", run.started, run.ended)
        for step in run.steps {
            checkOrder("step `\(step.id?.value.text ?? "?")` ends before it begins", step.started, step.ended)
        }
        checkOrder("the rollback begins before it is decided", run.rollback?.decided, run.rollback?.started)
        let began = run.rollback?.started ?? run.rollback?.decided
        checkOrder("users are served again before the rollback begins", began, run.rollback?.restored)
    }

    private mutating func checkOrder(_ message: String, _ first: Located<Timestamp>?, _ second: Located<Timestamp>?) {
        guard let first, let second, second.value < first.value else { return }
        report(.runTimesReversed, message, at: second.span, notes: [note("the time before", first.span)])
    }

    fileprivate mutating func checkOutcome(_ run: RunRecord) {
        guard let outcome = run.outcome else { return }
        if outcome.value == .success {
            for step in run.steps {
                guard let result = step.result, result.value == .failed || result.value == .timedOut else { continue }
                let message =
                    "step `\(step.id?.value.text ?? "?")` \(result.value == .failed ? "failed" : "timed out"), and the run says success"
                let fix = Diagnostic.Fix("`retried` if it worked later; else the outcome is `success-with-issues`")
                report(
                    .successWithFailedStep,
                    message,
                    at: result.span,
                    notes: [note("the outcome", outcome.span)],
                    fixes: [fix]
                )
            }
        }
        if outcome.value == .rolledBack, !run.decisions.contains(where: { $0.decision?.value == .rollback }) {
            let fix = Diagnostic.Fix(
                "add it under `decisions:` with `decision: rollback`, who, when, and the value seen"
            )
            report(
                .rollbackWithoutDecision,
                "the run was rolled back, and nobody decided so",
                at: outcome.span,
                fixes: [fix]
            )
        }
    }

    fileprivate mutating func checkDeviations(_ run: RunRecord) {
        for step in run.steps where step.deviation == nil {
            guard let result = step.result, ![.passed, .notApplicable].contains(result.value) else { continue }
            let message = "step `\(step.id?.value.text ?? "?")` was \(result.value.inPast), and it is not said why"
            let fix = Diagnostic.Fix("add `deviation:`: what was done instead, and why?")
            report(.deviationWithoutReason, message, at: result.span, fixes: [fix])
        }
    }

    fileprivate mutating func checkFuture(_ run: RunRecord, _ now: Int) {
        for time in [run.started, run.ended] {
            guard let time, time.value.seconds > now else { continue }
            return report(.runInFuture, "the run lies in the future", at: time.span)
        }
    }
}

extension StepOutcome {
    fileprivate var inPast: String {
        switch self {
        case .failed: "a failure"
        case .timedOut: "out of time"
        default: words
        }
    }
}
