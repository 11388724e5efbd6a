package import Documents

/// One deployment to production, as the measures count it: a run, or a release that is over and has no run.
package struct Deployment: Sendable {
    /// The release's index in the catalog.
    package let release: Int
    /// `nil` where no run was recorded.
    package let attempt: Int?
    package let services: [String]
    /// The run's, else the window's, else the release's day; in seconds since 1970.
    package let start: Int
    /// `nil` where nobody wrote when it ended.
    package let end: Int?
    /// What the run, or else the status, says.
    package let outcome: RunOutcome
    /// Rolled back, failed, the cause of an incident, or aborted after something had reached production.
    package let isFailed: Bool
    /// Made because an earlier one had to be mended: kind hotfix or rework.
    package let isRework: Bool
    /// From the first decision to roll back, else the incident's start, until users were served again.
    package let recovery: TimeSpan?
    /// The sum of the planned steps' durations, the soak not counted.
    package let planned: TimeSpan?
    package let pattern: String?
    /// The trigger that a decision to roll back names.
    package let trigger: String?
    package let isRehearsed: Bool
    /// For each change that this deployment brought to production to stay: from its commit to the end.
    package let leadTimes: [TimeSpan]

    /// When it is counted: its end, else its start.
    package var moment: Int { end ?? start }
    /// How long it took.
    package var actual: TimeSpan? { end.flatMap { $0 >= start ? TimeSpan(seconds: $0 - start) : nil } }
    package var isRolledBack: Bool { outcome == .rolledBack }
    /// It went out and stayed, with or without trouble.
    package var isThrough: Bool { [.success, .successWithIssues, .partial].contains(outcome) }
}

extension Deployment {
    /// Writes all that it says but its release's index, which another release may have tomorrow.
    package func write(to writer: inout StoredWriter) {
        for number in [attempt, start, end, recovery?.seconds, planned?.seconds] {
            writer.add(number == nil ? 0 : 1)
            writer.add(number ?? 0)
        }
        writer.add(services) { $0.add($1) }
        writer.add(outcome.rawValue)
        for flag in [isFailed, isRework, isRehearsed] { writer.add(flag ? 1 : 0) }
        writer.add(pattern)
        writer.add(trigger)
        writer.add(leadTimes) { $0.add($1.seconds) }
    }
}

/// What no measure counts: it never reached production.
package struct LeftOut: Sendable {
    package enum Reason: Sendable { case cancelled, abortedBefore }

    /// The release's index in the catalog.
    package let release: Int
    package let attempt: Int?
    package let reason: Reason
}
