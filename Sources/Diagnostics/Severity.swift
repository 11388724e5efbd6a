/// How much a finding weighs. Errors fail a build, warnings do under `--strict`, notes never.
package enum Severity: String, Sendable, CaseIterable, Comparable {
    case error
    case warning
    case note

    private var rank: Int {
        switch self {
        case .error: 2
        case .warning: 1
        case .note: 0
        }
    }

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}
