package import Diagnostics

extension Rule {
    /// The rules that look at one document.
    package static let documentRules: [Rule] = structureRules + presenceRules + pageRules + migrationRules
}
