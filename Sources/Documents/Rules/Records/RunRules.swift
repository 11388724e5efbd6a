package import Diagnostics

extension Rule {
    package static let runTimesReversed = Rule(
        "run-times-reversed",
        .records,
        "Something in a run ends before it begins, or lies outside the run.",
        help:
            "The measures are taken from these times. Mostly a day was forgotten at midnight, or an offset: `22:00+02:00` is `20:00Z`."
    )
    package static let incidentTimesReversed = Rule(
        "incident-times-reversed",
        .records,
        .warning,
        "An incident is noticed or over before it began.",
        help: """
            How long it lasted, and the recovery of the release that caused it, are taken from these times. Mostly a day was \
            forgotten at midnight, or an offset.
            """
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

/// `incident-times-reversed`: at the time that comes too early.
func findReversedTimes(in incident: IncidentAttributes, _ reader: inout RecordReader) {
    guard let started = incident.started else { return }
    for (time, words) in [(incident.detected, "is noticed"), (incident.resolved, "is over")] {
        guard let time, time.value < started.value else { continue }
        let message = "the incident \(words) before it began"
        reader.report(
            .incidentTimesReversed,
            message,
            at: time.span,
            notes: [reader.note("its beginning", started.span)]
        )
    }
}

extension RecordReader {
    fileprivate mutating func checkTimes(_ run: RunRecord) {
        checkOrder("the run ends before it begins", run.started, run.ended)
        // Of a run that ends before it begins nothing lies within.
        let isOrdered = run.started.flatMap { began in run.ended.map { $0.value >= began.value } } ?? true
        let (began, ended) = isOrdered ? (run.started, run.ended) : (nil, nil)
        for step in run.steps {
            let name = "step `\(step.id?.value.text ?? "?")`"
            checkOrder("\(name) ends before it begins", step.started, step.ended)
            checkOrder("\(name) begins before the run does", began, step.started, severity: .warning)
            checkInRun("\(name) ends after the run has ended", step.ended, ended)
        }
        for decision in run.decisions { checkInRun("the decision is made after the run has ended", decision.at, ended) }
        checkOrder("the rollback begins before it is decided", run.rollback?.decided, run.rollback?.started)
        let back = run.rollback?.started ?? run.rollback?.decided
        checkOrder("users are served again before the rollback begins", back, run.rollback?.restored)
    }

    private mutating func checkOrder(
        _ message: String,
        _ first: Located<Timestamp>?,
        _ second: Located<Timestamp>?,
        severity: Severity? = nil
    ) {
        guard let first, let second, second.value < first.value else { return }
        report(
            .runTimesReversed,
            message,
            at: second.span,
            severity: severity,
            notes: [note("the time before", first.span)]
        )
    }

    /// Of a time that lies behind the run's end: told there, as a warning.
    private mutating func checkInRun(_ message: String, _ time: Located<Timestamp>?, _ end: Located<Timestamp>?) {
        guard let time, let end, end.value < time.value else { return }
        report(.runTimesReversed, message, at: time.span, severity: .warning, notes: [note("the run's end", end.span)])
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
