internal import Diagnostics

/// A release's plan as it was read: structured, or a free Markdown text of which some things could be told.
package struct PlanDocument: Sendable {
    package var plan: DeploymentPlan
    /// The text of a release in Markdown.
    package var body: MarkdownBody?
    /// A day named in the front matter of a free text.
    package var date: CalendarDate?
    /// A free text: the required keys do not apply.
    package var isLoose: Bool { body != nil }

    package init(plan: DeploymentPlan = DeploymentPlan(), body: MarkdownBody? = nil, date: CalendarDate? = nil) {
        self.plan = plan
        self.body = body
        self.date = date
    }
}

/// Reads `deployment-plan.yaml` and looks at it by the rules for one document.
package func readPlan(from bytes: [UInt8], file: String) -> Parsed<PlanDocument> {
    var parsed = readRecord(DeploymentPlan.self, from: bytes, file: file)
    if parsed.diagnostics.allSatisfy({ !$0.isFatal }) {
        var reader = RecordReader(file: file)
        findDuplicateIDs(in: parsed.value, &reader)
        findDanglingReferences(in: parsed.value, &reader)
        parsed.diagnostics += reader.diagnostics
    }
    let diagnostics = parsed.value.isDraft ? parsed.diagnostics.map(\.softened) : parsed.diagnostics
    return Parsed(PlanDocument(plan: parsed.value), diagnostics)
}

extension Diagnostic {
    /// As it weighs in a plan that is still being written.
    fileprivate var softened: Diagnostic {
        let groups: [Rule.Group] = [.steps, .phases, .migrations, .rollback, .strategy, .roles, .review]
        guard severity == .error, rule == .missingField || groups.contains(rule.group) else { return self }
        var softened = self
        softened.severity = .warning
        return softened
    }
}
