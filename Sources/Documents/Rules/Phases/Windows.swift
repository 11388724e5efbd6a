package import Diagnostics

extension Rule {
    package static let windowReversed = Rule(
        "window-reversed",
        .phases,
        "A window that ends before it begins, or a rollback deadline outside of it.",
        help: "Mostly a date that was not moved along with the other. Mind the offset: `22:00+02:00` is `20:00Z`."
    )
    package static let durationExceedsWindow = Rule(
        "duration-exceeds-window",
        .phases,
        .warning,
        "The steps take longer than the window, or leave no time to roll back.",
        help: """
            Counted are the durations of all steps against the window, and those up to the point of no return together with \
            `rollback.estimated` against `rollback_deadline`; the soak is not counted. Take a longer window, move what needs no \
            window out of it, or set the deadline later.
            """
    )
    package static let windowInFreeze = Rule(
        "window-in-freeze",
        .phases,
        .warning,
        "The window touches a time in which the book releases nothing.",
        help: """
            The freezes stand in rollbook.yaml. Move the window, or, where it can't wait, waive the rule in the plan with the \
            reason and who allowed it.
            """
    )
}

/// `window-reversed`: at the end, or at the deadline where that lies outside.
func findReversedWindow(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    guard let start = plan.window?.start, let end = plan.window?.end else { return }
    if end.value <= start.value {
        let message = "the window ends \(start.value == end.value ? "when" : "before") it begins"
        reader.report(.windowReversed, message, at: end.span, notes: [reader.note("it begins here", start.span)])
    } else if let deadline = plan.window?.rollbackDeadline, deadline.value < start.value || deadline.value > end.value {
        let side = deadline.value < start.value ? "before" : "after"
        reader.report(.windowReversed, "the rollback deadline lies \(side) the window", at: deadline.span)
    }
}

/// `duration-exceeds-window`: at the window's end.
func findExceededWindow(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    guard let start = plan.window?.start?.value, let end = plan.window?.end, end.value > start else { return }
    let steps = plan.phases.flatMap(\.steps)
    let total = steps.reduce(0) { $0 + (plan.duration(of: $1)?.seconds ?? 0) }
    let length = end.value.seconds - start.seconds
    if total > length {
        let message = "the steps take \(span(total)), the window has \(span(length))"
        reader.report(
            .durationExceedsWindow,
            message,
            at: end.span,
            fixes: [Diagnostic.Fix("take a longer window, or move what needs no window out of it")]
        )
    }
    guard let deadline = plan.window?.rollbackDeadline, let back = plan.rollback?.estimated?.value,
        let last = steps.firstIndex(where: { plan.isPointOfNoReturn($0) })
    else { return }
    let before = steps[...last].reduce(0) { $0 + (plan.duration(of: $1)?.seconds ?? 0) }
    let time = deadline.value.seconds - start.seconds
    guard before + back.seconds > time, time > 0 else { return }
    let message =
        "up to the point of no return the steps take \(span(before)), and the rollback \(span(back.seconds)); the deadline is after \(span(time))"
    reader.report(
        .durationExceedsWindow,
        message,
        at: end.span,
        notes: [reader.note("the deadline", deadline.span)],
        fixes: [Diagnostic.Fix("set the deadline later, or bring the point of no return forward")]
    )
}

/// `window-in-freeze`: at the window's start, once a freeze.
func findFreezes(in plan: DeploymentPlan, of book: Book, _ reader: inout RecordReader) {
    guard let start = plan.window?.start, let end = plan.window?.end, !plan.isCalledOff else { return }
    for freeze in book.freezes {
        guard let from = freeze.start?.value, let until = freeze.end?.value else { continue }
        let offset = start.value.offset
        guard end.value.seconds > from.start(offset: offset), start.value.seconds < until.end(offset: offset) else {
            continue
        }
        let name = freeze.name.map { " \u{201C}\($0.value)\u{201D}" } ?? ""
        reader.report(
            .windowInFreeze,
            "the window lies in the freeze\(name), \(from.text) to \(until.text)",
            at: start.span,
            fixes: [Diagnostic.Fix("move it, or waive the rule with the reason")]
        )
    }
}

/// `window-reversed` of the times in which nothing is released.
func findReversedFreezes(in book: Book, _ reader: inout RecordReader) {
    for freeze in book.freezes {
        guard let start = freeze.start, let end = freeze.end else { continue }
        let isReversed =
            switch (start.value, end.value) {
            case (.date(let first), .date(let last)): last < first
            case (.time(let first), .time(let last)): last < first
            // A day and a time, as the clocks of all zones have them.
            default: end.value.end(offset: -720) <= start.value.start(offset: 840)
            }
        guard isReversed else { continue }
        let name = freeze.name.map { " '\($0.value)'" } ?? ""
        reader.report(
            .windowReversed,
            "the freeze\(name) ends before it begins, so that it holds at no time",
            at: end.span,
            notes: [reader.note("the beginning", start.span)]
        )
    }
}

private func span(_ seconds: Int) -> String { TimeSpan(seconds: seconds).words }

extension TimeOrDate {
    /// Seconds since 1970 at which it begins; a date by the clock of `offset` minutes east of UTC.
    fileprivate func start(offset: Int) -> Int {
        switch self {
        case .time(let time): time.seconds
        case .date(let date): date.daysSinceEpoch * 86_400 - offset * 60
        }
    }

    /// Seconds since 1970 at which it is over: a date's last second and one.
    fileprivate func end(offset: Int) -> Int {
        switch self {
        case .time(let time): time.seconds
        case .date: start(offset: offset) + 86_400
        }
    }
}

extension DeploymentPlan {
    /// Nothing of it will be done, or has been.
    package var isCalledOff: Bool {
        switch status?.value {
        case .cancelled, .superseded, .aborted: true
        default: false
        }
    }

    /// Whether there is no way back after a step, or after the migration that it runs.
    package func isPointOfNoReturn(_ step: Step) -> Bool {
        step.pointOfNoReturn?.value ?? migration(of: step)?.pointOfNoReturn?.value ?? false
    }
}

extension RecordReader {
    /// Something said beside a finding, in the same file.
    func note(_ message: String, _ span: SourceSpan) -> Diagnostic.Note {
        Diagnostic.Note(message, file: file, span: span)
    }
}
