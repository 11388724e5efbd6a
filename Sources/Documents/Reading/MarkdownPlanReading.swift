package import Diagnostics

/// Reads a release in Markdown: a plan where the front matter says `schema:`, else a free text.
///
/// - Parameter template: The book's output template, whose sections the document has.
/// - Parameter beside: The files that the plan names.
/// - Parameter book: What the book asks of its plans; without it those rules are left out.
package func readMarkdownRelease(
    from bytes: [UInt8],
    file: String,
    template: OutputTemplate = .builtIn,
    beside: FilesBeside = .none,
    book: Book? = nil
) -> Parsed<PlanDocument> {
    let parts = FrontMatter(SourceText.withoutMark(bytes))
    guard SourceText.problem(in: bytes, file: file) == nil, !parts.isOpen, let yaml = parts.yaml,
        let head = MarkdownPlanHead(yaml, file: file)
    else { return readLoosePlan(from: bytes, file: file, book: book) }
    guard head.diagnostics.allSatisfy({ !$0.isFatal }) else {
        return Parsed(PlanDocument(), head.diagnostics)
    }
    var body = MarkdownPlanReader(template: template)
    body.read(planLines(parts.body, firstNumber: parts.bodyLine))
    let said = Set(head.entries.map(\.key))
    let entries = head.entries + body.plan.entries.filter { !said.contains($0.key) }
    var reader = RecordReader(file: file, bytes: bytes)
    reader.diagnostics = head.diagnostics
    let parsed: Parsed<DeploymentPlan> = readPlanEntries(entries, &reader, beside: beside, book: book)
    var notes = body.unreadNotes(file: file)
    if !said.isDisjoint(with: ["phases", "rollback"]) {
        notes += hiddenSteps(of: body, behind: parsed.value, said: said, file: file)
    }
    return Parsed(PlanDocument(plan: parsed.value), parsed.diagnostics + notes)
}

/// Steps of the body that the front matter keeps from being read, since it says the phases or the rollback itself; a plan
/// that was written by its writer has the same ones in both.
private func hiddenSteps(
    of body: MarkdownPlanReader,
    behind plan: DeploymentPlan,
    said: Set<String>,
    file: String
) -> [Diagnostic] {
    var reader = RecordReader(file: file)
    var written = DeploymentPlan()
    reader.asksForKeys = false
    reader.read(body.plan.entries, into: &written)
    var steps = said.contains("phases") ? written.phases.flatMap(\.steps) : []
    if said.contains("rollback") { steps += written.rollback?.steps ?? [] }
    let known = plan.allSteps
    let (ids, titles) = (Set(known.map(\.identifier)), Set(known.compactMap { $0.title?.value }))
    return steps.filter { !ids.contains($0.identifier) && !($0.title.map { titles.contains($0.value) } ?? false) }.map {
        step in
        Diagnostic(
            .unreadText,
            "\(step.nameInMessages) is not read: what the front matter says of `phases` and `rollback` holds",
            file: file,
            at: step.place.span.firstLine,
            fixes: [Diagnostic.Fix("take the key out of the front matter, or the step out of the text")]
        )
    }
}

/// What a release in free Markdown says of phases, steps, triggers and roles, as far as it can be told.
package func readOutline(of bytes: [UInt8], file: String, template: OutputTemplate = .builtIn) -> DeploymentPlan {
    let parts = FrontMatter(SourceText.withoutMark(bytes))
    var body = MarkdownPlanReader(template: template, isLoose: true)
    body.read(withQuotedCommandsFenced(planLines(parts.body, firstNumber: parts.bodyLine)))
    var reader = RecordReader(file: file)
    var plan = DeploymentPlan()
    reader.read(body.plan.entries, into: &plan)
    return plan
}

/// The front matter of a Markdown plan; `nil` where it does not say `schema:`.
private struct MarkdownPlanHead {
    let entries: [YAMLEntry]
    let diagnostics: [Diagnostic]

    init?(_ yaml: ArraySlice<UInt8>, file: String) {
        var parser = YAMLParser(file: file, lineOffset: 1)
        let root = parser.parse(yaml)
        diagnostics = parser.diagnostics
        guard case .mapping(let entries)? = root?.content, entries.contains(where: { $0.key == "schema" }) else {
            return nil
        }
        self.entries = entries
    }
}

extension MarkdownPlanReader {
    /// Says of text that belongs to no part of the plan what became of it.
    fileprivate func unreadNotes(file: String) -> [Diagnostic] {
        let texts = unread.map { heading, line in
            let message =
                "this text under \u{201C}\(heading)\u{201D} is no piece of a plan that is known: it stays there as a note"
            return Diagnostic(.unreadText, message, file: file, at: SourceSpan(line: line, column: 1))
        }
        let actions = unreadInSteps.map { action in
            let message =
                action.isByHand
                ? "this step is done by hand: its commands are several, or it says what not to do"
                : "a step has one command: what else is to be done here stands below it, as a note"
            return Diagnostic(
                .unreadText,
                message,
                file: file,
                at: SourceSpan(line: action.line, column: 1),
                fixes: [Diagnostic.Fix(action.isByHand ? "make a step of each command" : "make it a step of its own")]
            )
        }
        return texts + actions
    }
}

extension Rule {
    package static let unreadText = Rule(
        "unread-text",
        .structure,
        .note,
        "Text of a Markdown plan that was not understood as a piece of it, and stays where it stood, as a note; or front matter in TOML.",
        help: """
            Nothing of it is lost, but nothing in it is checked either. Move it under a heading that is a part of a \
            plan, or give it the form of one: a numbered step, a table of triggers, a line such as `Verify:`. \
            `rollbook check --explain` shows what was read as what.
            """
    )
}
