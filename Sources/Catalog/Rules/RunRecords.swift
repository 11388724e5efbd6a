package import Diagnostics
internal import Documents

extension Rule {
    package static let completedWithoutRun = Rule(
        "completed-without-run",
        .records,
        .warning,
        "A plan says that it was carried out, and no run record says how it went.",
        help: """
            What was really done, by whom and when is lost with the memory of those who were there. `rollbook new run RELEASE` \
            writes a record to fill in; it lies under `runs/` beside the plan.
            """
    )
}

extension Catalog {
    /// `completed-without-run`: at the plan's status.
    func completedWithoutRun() -> [Diagnostic] {
        releases.compactMap { release in
            guard !release.document.isLoose, release.runs.isEmpty, let status = release.outline.status,
                status.value == .completed || status.value == .rolledBack
            else { return nil }
            return Diagnostic(
                .completedWithoutRun,
                "the plan is \(status.value.words), and there is no record of a run",
                file: files.display(release.source),
                at: status.span,
                fixes: [Diagnostic.Fix("`rollbook new run \(release.id)` writes one to fill in")]
            )
        }
    }
}
