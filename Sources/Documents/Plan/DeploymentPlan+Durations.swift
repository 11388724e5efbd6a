extension DeploymentPlan {
    /// The migration that a step runs.
    package func migration(of step: Step) -> Migration? {
        step.migration.flatMap { named in migrations.first { $0.id?.value == named.value } }
    }

    /// How long a step takes, by itself or by the migration that it runs.
    package func duration(of step: Step) -> TimeSpan? {
        step.duration?.value ?? migration(of: step)?.duration?.value
    }

    /// The sum of steps' durations; `nil` where none says any.
    package func duration(of steps: [Step]) -> TimeSpan? {
        let seconds = steps.reduce(0) { $0 + (duration(of: $1)?.seconds ?? 0) }
        return seconds > 0 ? TimeSpan(seconds: seconds) : nil
    }

    /// The sum of all phases' steps, without rollback and soak; `nil` where no step says its duration.
    package var plannedDuration: TimeSpan? {
        let seconds = phases.reduce(0) { $0 + (duration(of: $1.steps)?.seconds ?? 0) }
        return seconds > 0 ? TimeSpan(seconds: seconds) : nil
    }
}
