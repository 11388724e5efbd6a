package import Diagnostics

/// Rules for migrations, and for what does away with data.
extension Rule {
    package static let breakingWithoutExpandContract = Rule(
        "breaking-without-expand-contract",
        .migrations,
        "A migration that the running version can't live with is not the contract of Expand-Contract.",
        help: """
            `breaking: true` says that the running version fails once the migration has run, and during a rollout old and new code run side by side. \
            Split it: an expand that both can live with, code that uses the new form, and the breaking part last, with `pattern: expand-contract`, `stage: contract` and `expands:`. \
            Where the service stands still for it anyway, waive the rule with that reason.
            """
    )
    package static let contractWithoutExpand = Rule(
        "contract-without-expand",
        .migrations,
        "A contract names no expand, or one that no earlier completed release holds.",
        help: """
            A contract takes away what an earlier expand has made superfluous; without that expand having gone out, something still needs it. \
            Name the expand in `expands:` as `release#migration`; its release must be completed and lie before this one. \
            `#migration` names an expand of the same plan; the contract then runs in post-deployment.
            """
    )
    package static let contractBeforeDeployment = Rule(
        "contract-before-deployment",
        .phases,
        "A contract that the running version can't live with runs before the new version is deployed.",
        help: """
            Until the deployment is through, the version that runs still needs what a contract takes away. \
            Move the step into a post-deployment phase behind the deployment, or take the contract to a later release. \
            If the running version can live with it, say `breaking: false`.
            """
    )
    package static let rollbackUntested = Rule(
        "rollback-untested",
        .migrations,
        "The way back of a migration has not been tried.",
        help: """
            A rollback that is run for the first time in the night it is needed often fails, or takes far longer than hoped. \
            Run it on a copy or in staging and write down the day, the place and how long it took: `tested: {at: 2026-03-10, environment: staging, duration: 40s}`.
            """
    )
    package static let irreversibleWithoutPointOfNoReturn = Rule(
        "irreversible-without-point-of-no-return",
        .migrations,
        "A migration that can't be taken back does not say that it is the point of no return, or what is done instead.",
        help: """
            Where there is no way back, the people in the window must see that before they run it, and must know what they do instead. \
            With `reversible: never` say `point_of_no_return: true` and describe the `forward_fix:`.
            """
    )
    package static let migrationWithoutStep = Rule(
        "migration-without-step",
        .migrations,
        .warning,
        "No step of the plan runs the migration.",
        help: """
            The phases are what the operator follows; a migration that no step names is forgotten, or run at the wrong time. \
            Add a step with `migration:` and the migration's id to the phase in which it runs.
            """
    )
    package static let unsafeOperation = Rule(
        "unsafe-operation",
        .migrations,
        .warning,
        "A migration's SQL breaks the running version, or locks a table that is in use.",
        help: """
            The SQL of the script and the command is read, for PostgreSQL and MySQL: columns dropped, renamed or changed in type, NOT NULL and other constraints that read all rows under a lock, \
            indexes built without CONCURRENTLY, tables rewritten, rows changed without WHERE. The finding names the safe way. \
            Tables that the migration itself makes, and a contract that names its expand, are left alone; so are the locks of an `offline` migration where downtime is allowed.
            """
    )
    package static let noLockTimeout = Rule(
        "no-lock-timeout",
        .migrations,
        .warning,
        "A migration takes a strong lock and does not say how long it may wait for it.",
        help: """
            A statement that waits for an exclusive lock makes everybody wait who comes after it: one long query before it stops the service. \
            Begin the script with `SET lock_timeout = '2s';` (MySQL: `SET SESSION lock_wait_timeout = 2;`), or say `lock_timeout:` where the tool sets it, and try again when it fails.
            """
    )
    package static let destructiveNotMarked = Rule(
        "destructive-not-marked",
        .steps,
        .warning,
        "A command does away with data, and nothing marks it as destructive.",
        help: """
            Commands such as `rm -rf`, `DROP TABLE`, `TRUNCATE`, `DELETE` without WHERE, `--force` or `terraform destroy` can't be taken back. \
            `destructive: true` on the step or migration shows that on the page and makes the operator stop and look. \
            A rollback may drop what the plan itself has created; one that says `reversible: with-data-loss` is marked enough.
            """
    )
}

extension Rule {
    /// The rules of this file.
    package static let migrationRules: [Rule] = [
        .breakingWithoutExpandContract,
        .contractWithoutExpand,
        .contractBeforeDeployment,
        .rollbackUntested,
        .irreversibleWithoutPointOfNoReturn,
        .migrationWithoutStep,
        .unsafeOperation,
        .noLockTimeout,
        .destructiveNotMarked,
    ]
}
