package import Diagnostics
internal import Synchronization

/// A release's plan as it was read: structured, or a free Markdown text of which some things could be told.
///
/// A class, since a plan has so many parts that a copy of it costs as much as reading some of them.
package final class PlanDocument: Sendable {
    @usableFromInline final class Whole: Sendable {
        @usableFromInline let plan: DeploymentPlan

        init(_ plan: DeploymentPlan) { self.plan = plan }
    }

    @usableFromInline let known: Whole
    /// Gives the whole plan, where only an outline is known.
    private let read: (@Sendable () -> DeploymentPlan)?
    private let later = Mutex<Whole?>(nil)
    /// The text of a release in Markdown.
    package let body: MarkdownBody?
    /// A day named in the front matter of a free text.
    package let date: CalendarDate?
    /// A free text: the required keys do not apply.
    package var isLoose: Bool { body != nil }

    package init(plan: DeploymentPlan = DeploymentPlan(), body: MarkdownBody? = nil, date: CalendarDate? = nil) {
        known = Whole(plan)
        read = nil
        self.body = body
        self.date = date
    }

    /// A structured plan of which only an outline is known so far.
    ///
    /// - Parameter read: Gives the whole plan; called once, when it is first asked for.
    package init(outline: DeploymentPlan, read: @escaping @Sendable () -> DeploymentPlan) {
        known = Whole(outline)
        self.read = read
        body = nil
        date = nil
    }

    /// What lists, relations and other pages show of the plan; longer texts and commands may be missing in it.
    @inlinable package var outline: DeploymentPlan {
        // Lent, not copied; and inlined, so that who asks for one field takes only that.
        @inline(__always) _read { yield known.plan }
    }

    /// The plan with all that it says.
    package var plan: DeploymentPlan {
        _read {
            let whole = read.map { readOnce($0) } ?? known
            yield whole.plan
        }
    }

    private func readOnce(_ read: @Sendable () -> DeploymentPlan) -> Whole {
        if let whole = later.withLock({ $0 }) { return whole }
        let whole = Whole(read())
        return later.withLock { later in
            later = later ?? whole
            return later ?? whole
        }
    }
}

/// Reads `deployment-plan.yaml` and looks at it by the rules for one document.
///
/// - Parameter beside: The files that the plan names; their SQL is looked at.
/// - Parameter book: What the book asks of its plans; without it those rules are left out.
package func readPlan(from bytes: [UInt8], file: String, beside: FilesBeside = .none, book: Book? = nil) -> Parsed<
    PlanDocument
> {
    let parsed = readRecord(DeploymentPlan.self, from: bytes, file: file)
    var plan = judged(parsed, RecordReader(file: file, bytes: bytes), beside, book)
    if plan.holdsSecrets, !showsSecrets(plan.value, book) {
        plan.value = ofFirstFormat(readMaskedRecord(DeploymentPlan.self, from: bytes, file: file))
    }
    return Parsed(PlanDocument(plan: plan.value), plan.diagnostics)
}

/// A plan out of the keys that a Markdown document gave, looked at by the same rules.
func readPlanEntries(
    _ entries: [YAMLEntry],
    _ reader: inout RecordReader,
    beside: FilesBeside = .none,
    book: Book? = nil
) -> Parsed<DeploymentPlan> {
    var plan = DeploymentPlan()
    if let first = entries.first { plan.place = Place(first.keySpan) }
    reader.read(entries, into: &plan)
    let parsed = Parsed(plan, reader.diagnostics, misread: reader.misread)
    reader.diagnostics = []
    var judgedPlan = judged(parsed, reader, beside, book)
    if judgedPlan.holdsSecrets, !showsSecrets(judgedPlan.value, book) {
        var masked = DeploymentPlan()
        if let first = entries.first { masked.place = Place(first.keySpan) }
        var second = RecordReader(file: reader.file)
        second.read(entries.maskingSecrets(), into: &masked)
        judgedPlan.value = ofFirstFormat(masked)
    }
    return judgedPlan
}

/// A plan that does not say its format is of the first.
private func ofFirstFormat(_ plan: DeploymentPlan) -> DeploymentPlan {
    var plan = plan
    if plan.schema == nil { plan.schema = Located(1) }
    return plan
}

private func judged(
    _ parsed: Parsed<DeploymentPlan>,
    _ reader: RecordReader,
    _ beside: FilesBeside,
    _ book: Book?
) -> Parsed<DeploymentPlan> {
    let plan = ofFirstFormat(parsed.value)
    var diagnostics = parsed.diagnostics
    if diagnostics.allSatisfy({ !$0.isFatal }) {
        var reader = reader
        reader.misread = parsed.misread
        if let schema = parsed.value.schema, schema.value != 1 {
            let fix = Diagnostic.Fix("write `1`", replace: schema.span, with: "1")
            let message = "the format of plans has version 1 alone, and this says \(schema.value)"
            reader.report(.unknownValue, message, at: schema.span, severity: .warning, fixes: [fix])
        }
        findDuplicateIDs(in: plan, &reader)
        findDanglingReferences(in: plan, &reader)
        findMigrationProblems(in: plan, &reader)
        findUnsafeCommands(in: plan, beside, &reader)
        findStepFaults(in: plan, &reader)
        findPhaseFaults(in: plan, of: book, &reader)
        findTriggerFaults(in: plan, &reader)
        findRollbackFaults(in: plan, &reader)
        findStrategyFaults(in: plan, &reader)
        findRoleFaults(in: plan, of: book, &reader)
        findReviewFaults(in: plan, of: book, &reader)
        diagnostics += reader.diagnostics
    }
    return Parsed(plan, plan.isDraft ? diagnostics.map(\.softened) : diagnostics)
}

extension Diagnostic {
    /// As it weighs in a plan that is still being written.
    package var softened: Diagnostic {
        let groups: [Rule.Group] = [.steps, .phases, .migrations, .rollback, .strategy, .roles, .review]
        guard severity == .error, rule == .missingField || groups.contains(rule.group) else { return self }
        var softened = self
        softened.severity = .warning
        return softened
    }
}
