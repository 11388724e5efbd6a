/// How a change is authorised (ITIL's change types).
package enum ChangeType: String, Choice { case standard, normal, emergency }

/// Why the release was made.
package enum ReleaseKind: String, Choice { case planned, hotfix, rework, rollback, configuration, flag }

/// From C1, the highest, to C4, as in GitLab's change management.
package enum Criticality: String, Choice { case c1 = "C1", c2 = "C2", c3 = "C3", c4 = "C4" }

/// Where a plan stands.
package enum PlanStatus: String, Choice {
    case draft
    case inReview = "in-review"
    case approved, scheduled
    case inProgress = "in-progress"
    case completed
    case rolledBack = "rolled-back"
    case aborted, cancelled, superseded

    /// Still being written: what is missing is a warning.
    package var isDraft: Bool { self == .draft || self == .inReview }
}

package enum ReadinessDecision: String, Choice {
    case go
    case noGo = "no-go"
    case pending
}

package enum GateResult: String, Choice { case passed, failed, waived }

package enum RiskLevel: String, Choice { case low, medium, high, critical }

package enum UserImpact: String, Choice { case low, moderate, critical }

package enum RollbackComplexity: String, Choice { case simple, moderate, complex }

package enum DataChange: String, Choice { case none, additive, backfill, destructive }

package enum Downtime: String, Choice { case none, brief, window }

package enum MigrationPattern: String, Choice {
    case additive
    case expandContract = "expand-contract"
    case onlineTool = "online-tool"
    case offline
}

package enum MigrationStage: String, Choice { case expand, migrate, contract }

package enum Reversibility: String, Choice {
    case always
    case withDataLoss = "with-data-loss"
    case never
}

package enum PhaseKind: String, Choice {
    case preDeployment = "pre-deployment"
    case migration, deployment
    case smokeTesting = "smoke-testing"
    case monitoring
    case postDeployment = "post-deployment"
    case other
}

package enum FailureAction: String, Choice { case stop, retry, `continue`, rollback }

package enum RollbackMethod: String, Choice {
    case redeployPrevious = "redeploy-previous"
    case trafficSwitch = "traffic-switch"
    case flagOff = "flag-off"
    case restoreBackup = "restore-backup"
    case schemaDown = "schema-down"
    case rollForward = "roll-forward"
}

package enum TriggerAction: String, Choice {
    case rollback
    case autoRollback = "auto-rollback"
    case pause, hold, notify
}

package enum ReviewDecision: String, Choice { case pending, approved, rejected, waived }
