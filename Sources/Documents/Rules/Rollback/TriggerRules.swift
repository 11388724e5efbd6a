package import Diagnostics

extension Rule {
    package static let unmeasurableTrigger = Rule(
        "unmeasurable-trigger",
        .rollback,
        "A trigger lacks what is measured, the comparison, the number, its unit, or for how long.",
        help: """
            \u{201C}If errors spike\u{201D} is argued about while users wait. Write what is measured, against which number, in \
            which unit, for how long: `http_5xx_ratio > 2% for 5m`, `error rate exceeds 5 % for 2 consecutive minutes`, \
            `failed_logins > 50 count for 5m`. A count needs a unit as well: `count` is one.
            """
    )
    package static let shareOutOfRange = Rule(
        "share-out-of-range",
        .rollback,
        "A share below 0 % or above 100 %.",
        help:
            "A share of traffic or of requests lies between 0 % and 100 %: mostly a slipped digit, or a fraction that was meant as one."
    )
    package static let triggerLongerThanSoak = Rule(
        "trigger-longer-than-soak",
        .rollback,
        .warning,
        "A trigger needs longer to hold than the release is watched.",
        help: """
            With a soak of 30 minutes a trigger `for 1h` can't fire while anybody looks. Watch longer (`monitoring.soak`), or \
            let the trigger act sooner.
            """
    )
    package static let contradictingTriggers = Rule(
        "contradicting-triggers",
        .rollback,
        .warning,
        "Two triggers on one metric, or a trigger and its parts, that can't both be meant.",
        help: """
            One asks for a rollback at a value at which the other only asks to hold, or one of the two always holds. Say at \
            which number which action is taken, the milder action at the milder number. A trigger is written by `when:` or by \
            `metric:`, `comparator:`, `threshold:`, `unit:` and `for:`; not by both.
            """
    )
    package static let triggerWithoutSource = Rule(
        "trigger-without-source",
        .rollback,
        .warning,
        "A trigger names neither the query nor the dashboard that shows its value.",
        help: """
            Who decides must find the number in seconds. Give `query:`, `dashboard:` or both, as they are opened in the window.
            """
    )
}

/// The rules of single triggers, and of two together.
func findTriggerFaults(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    let triggers = (plan.rollback?.triggers ?? []).map { ($0, $0.parsed) }
    for (trigger, condition) in triggers {
        reader.checkMeasurable(trigger, condition)
        reader.checkShare(trigger, condition)
        reader.checkParts(trigger)
        if trigger.query == nil, trigger.dashboard == nil {
            let message = "\(trigger.nameInMessages) names no query and no dashboard"
            let fix = Diagnostic.Fix("add `dashboard:` or `query:`: where does one see the number?")
            reader.report(.triggerWithoutSource, message, at: trigger.place.span, fixes: [fix])
        }
        if let length = condition.duration, let soak = plan.monitoring?.soak, length > soak.value {
            reader.report(
                .triggerLongerThanSoak,
                "\(trigger.nameInMessages) must hold for \(length.words), the release is watched for \(soak.value.words)",
                at: trigger.duration?.span ?? trigger.when?.span.firstLine ?? trigger.place.span,
                notes: [reader.note("the soak", soak.span)],
                fixes: [Diagnostic.Fix("watch longer, or let it act sooner")]
            )
        }
    }
    // Each is compared with the nearest of its metric: thousands on one are a thousand times the same fault.
    var ofMetric: [String: [(Trigger, TriggerCondition)]] = [:]
    for second in triggers {
        guard let metric = second.1.metric?.lowercased() else { continue }
        defer { ofMetric[metric, default: []].append(second) }
        for first in ofMetric[metric, default: []].suffix(20) {
            guard let reason = contradiction(first, second) else { continue }
            reader.report(
                .contradictingTriggers,
                "\(second.0.nameInMessages) contradicts \(first.0.nameInMessages): \(reason)",
                at: second.0.when?.span.firstLine ?? second.0.threshold?.span ?? second.0.place.span,
                notes: [
                    reader.note(
                        "the other one",
                        first.0.when?.span.firstLine ?? first.0.threshold?.span ?? first.0.place.span
                    )
                ]
            )
            break
        }
    }
}

extension RecordReader {
    fileprivate mutating func checkMeasurable(_ trigger: Trigger, _ condition: TriggerCondition) {
        let place = trigger.when?.span.firstLine ?? trigger.place.span
        let example = Diagnostic.Fix("write it as `metric > number unit for duration`: `http_5xx_ratio > 2% for 5m`")
        if let comparator = trigger.comparator, condition.comparator == nil {
            let message = "`\(comparator.value)` is no comparison: `>`, `>=`, `<`, `<=`, `==` are"
            return report(.unmeasurableTrigger, message, at: comparator.span, fixes: [example])
        }
        let missing = condition.missing
        let isRead = ["metric", "comparator", "threshold", "unit", "for"].allSatisfy { lacks($0, in: trigger.place) }
        guard !missing.isEmpty, isRead else { return }
        var message = "\(trigger.nameInMessages) can't be measured: it lacks \(missing.joined(separator: ", "))"
        if let word = condition.vagueWord { message += "; \u{201C}\(word)\u{201D} is no number" }
        report(.unmeasurableTrigger, message, at: place, fixes: [example])
    }

    /// What stands in `when` and otherwise in a key beside it.
    fileprivate mutating func checkParts(_ trigger: Trigger) {
        guard let when = trigger.when else { return }
        let short = TriggerCondition(when.value)
        func differ<Value>(_ part: Located<Value>?, _ says: String?, _ written: String?) -> (
            SourceSpan, String, String
        )? {
            guard let part, let says, let written, says.lowercased() != written.lowercased() else { return nil }
            return (part.span, says, written)
        }
        let comparator = trigger.comparator.flatMap { TriggerCondition.comparator(named: $0.value) }
        let differences = [
            differ(trigger.metric, trigger.metric?.value.trimmed, short.metric),
            differ(trigger.comparator, comparator?.rawValue, short.comparator?.rawValue),
            differ(
                trigger.threshold,
                trigger.threshold.map { Number($0.value.value).text },
                short.threshold.map { Number($0).text }
            ),
            differ(trigger.unit, trigger.unit?.value.trimmed, short.unit),
            differ(trigger.duration, trigger.duration?.value.words, short.duration?.words),
        ]
        guard let (place, says, written) = differences.compactMap(\.self).first else { return }
        report(
            .contradictingTriggers,
            "\(trigger.nameInMessages) says `\(written)` in `when:`, and `\(says)` here",
            at: place,
            notes: [note("the short form", when.span.firstLine)],
            fixes: [Diagnostic.Fix("say it once: by `when:`, or by its parts")]
        )
    }

    fileprivate mutating func checkShare(_ trigger: Trigger, _ condition: TriggerCondition) {
        guard let number = condition.threshold, condition.unit?.first == "%", number < 0 || number > 100 else { return }
        let message = "\(trigger.nameInMessages): \(Number(number).text) % is no share"
        if let when = trigger.when, let range = condition.numberRange {
            report(.shareOutOfRange, message, in: when, at: range)
        } else {
            report(.shareOutOfRange, message, at: trigger.threshold?.span ?? trigger.place.span)
        }
    }
}

/// Why two triggers can't both be meant, or `nil`.
private func contradiction(_ first: (Trigger, TriggerCondition), _ second: (Trigger, TriggerCondition)) -> String? {
    let (one, two) = (first.1, second.1)
    guard let metric = one.metric, metric.lowercased() == two.metric?.lowercased(), one.unit == two.unit,
        first.0.scope?.value == second.0.scope?.value,
        first.0.query?.value == second.0.query?.value || first.0.query == nil
            || second.0.query == nil, !one.isCompound, !two.isCompound, let low = one.threshold,
        let high = two.threshold,
        let upward = one.comparator?.isUpward, let other = two.comparator?.isUpward
    else { return nil }
    if upward != other {
        // `> a` and `< b` with a < b: one of them holds whatever is measured.
        let (above, below) = upward ? (low, high) : (high, low)
        return above < below ? "whatever `\(metric)` is, one of them holds" : nil
    }
    guard first.0.severity != second.0.severity else { return nil }
    let (severe, mild) = first.0.severity > second.0.severity ? (one, two) : (two, one)
    guard let severeAt = severe.threshold, let mildAt = mild.threshold else { return nil }
    let isReachedFirst = upward ? severeAt <= mildAt : severeAt >= mildAt
    let severeLength = severe.duration ?? TimeSpan(seconds: 0)
    guard isReachedFirst, severeLength <= mild.duration ?? severeLength else { return nil }
    return "at the value of the milder one the rollback has begun already"
}

extension Trigger {
    /// How much its action undoes: a rollback most, a word to somebody least.
    fileprivate var severity: Int {
        switch action?.value {
        case nil, .rollback, .autoRollback: 2
        case .pause, .hold: 1
        case .notify: 0
        }
    }
}
