package import Diagnostics

extension Rule {
    package static let ownApproval = Rule(
        "own-approval",
        .review,
        .warning,
        "The plan's author approved it.",
        help: "An author reads what was meant, not what is written. The own approval does not count; ask somebody else."
    )
    package static let tooFewApprovals = Rule(
        "too-few-approvals",
        .review,
        "Fewer people than the book asks for approved the plan.",
        help: """
            How many a plan needs goes by its criticality: C1 2, C2 2, C3 1, C4 0, unless rollbook.yaml says otherwise under \
            `approvals`. A person counts once, the author not at all.
            """
    )
    package static let pendingReview = Rule(
        "pending-review",
        .review,
        "A review is still open, or was rejected, and the plan says that it is approved.",
        help: "Wait for the review, or put the plan back to `in-review`. A review that was given up is `waived`."
    )
    package static let staleReview = Rule(
        "stale-review",
        .review,
        .warning,
        "The plan changed after it was approved.",
        help: """
            A review with a `digest` holds for the plan of that digest (without its reviews, status and waivers); `plan.json` \
            beside the page carries the current one. Let the change be looked at, and write the new digest.
            """
    )
    package static let decisionNotGo = Rule(
        "decision-not-go",
        .review,
        "The plan says that it is approved, and readiness is not go.",
        help: """
            Either the release was decided and `readiness.decision` was not written down, or the status runs ahead. No \
            `readiness` counts as pending.
            """
    )
}

extension PlanStatus {
    /// Somebody may act on the plan, or has: what reviews and readiness ask for must be there.
    fileprivate var isReleased: Bool {
        switch self {
        case .approved, .scheduled, .inProgress, .completed, .rolledBack: true
        case .draft, .inReview, .aborted, .cancelled, .superseded: false
        }
    }
}

/// `own-approval`, `too-few-approvals`, `pending-review`, `stale-review`, `decision-not-go`.
func findReviewFaults(in plan: DeploymentPlan, of book: Book?, _ reader: inout RecordReader) {
    for review in plan.reviews where review.decision?.value == .approved {
        guard let author = plan.author, let person = review.person, isSamePerson(author.value, person.value) else {
            continue
        }
        let message = "`\(person.value)` wrote the plan; the own approval does not count"
        let note = reader.note("the author", author.span)
        reader.report(
            .ownApproval,
            message,
            at: person.span,
            notes: [note],
            fixes: [Diagnostic.Fix("ask somebody else")]
        )
    }
    reader.checkDigests(plan)
    guard let status = plan.status, status.value.isReleased else { return }
    reader.checkReadiness(plan, status)
    if let book { reader.checkApprovals(plan, book) }
    for review in plan.reviews {
        guard let decision = review.decision, decision.value == .pending || decision.value == .rejected else {
            continue
        }
        let verb = decision.value == .pending ? "is still open" : "was rejected"
        let message = "the \(review.nameInMessages) \(verb), and the plan is \(status.value.words)"
        let note = reader.note("the status", status.span)
        reader.report(.pendingReview, message, at: decision.span, notes: [note])
    }
}

extension RecordReader {
    fileprivate mutating func checkReadiness(_ plan: DeploymentPlan, _ status: Located<PlanStatus>) {
        let decision = plan.readiness?.decision
        guard decision?.value != .go else { return }
        // A decision that could not be read has been reported.
        if plan.readiness != nil, decision == nil { return }
        let said = decision.map { "readiness is \($0.value.words)" } ?? "nothing says that it is ready"
        report(
            .decisionNotGo,
            "the plan is \(status.value.words), and \(said)",
            at: decision?.span ?? plan.place.span,
            notes: [note("the status", status.span)],
            fixes: [Diagnostic.Fix("write `readiness: {decision: go, decided_by: ...}` once it is decided")]
        )
    }

    fileprivate mutating func checkApprovals(_ plan: DeploymentPlan, _ book: Book) {
        guard let criticality = plan.criticality else { return }
        let needed = book.approvals(for: criticality.value)
        var people: Set<String> = []
        for review in plan.reviews where review.decision?.value == .approved {
            guard let person = review.person else { continue }
            if let author = plan.author, isSamePerson(author.value, person.value) { continue }
            people.insert(personKey(person.value))
        }
        guard people.count < needed else { return }
        let approved = people.isEmpty ? "nobody" : people.count == 1 ? "one person" : "\(people.count) people"
        report(
            .tooFewApprovals,
            "\(approved) approved the plan; \(criticality.value.rawValue) needs \(needed)",
            at: plan.keys["reviews"] ?? plan.place.span,
            fixes: [
                Diagnostic.Fix("add `- {person: ..., decision: approved, at: ...}` under `reviews:` once it was given")
            ]
        )
    }

    fileprivate mutating func checkDigests(_ plan: DeploymentPlan) {
        guard plan.reviews.contains(where: { $0.digest != nil }) else { return }
        let current = plan.reviewDigest
        for review in plan.reviews {
            guard let digest = review.digest, review.decision?.value == .approved, digest.value != current else {
                continue
            }
            let person = review.person?.value ?? "?"
            let message = "the plan changed after `\(person)` approved it"
            let fix = Diagnostic.Fix(
                "let the change be looked at, then write `\(current)`",
                replace: digest.span,
                with: current
            )
            report(.staleReview, message, at: digest.span, fixes: [fix])
        }
    }
}

extension Book {
    /// How many approvals a plan needs.
    func approvals(for criticality: Criticality) -> Int {
        if let own = approvals.first(where: { $0.name.value == criticality.rawValue }) { return own.value.value }
        switch criticality {
        case .c1, .c2: return 2
        case .c3: return 1
        case .c4: return 0
        }
    }
}
