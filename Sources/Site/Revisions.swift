package import Documents

/// What version control says of the sources; handed in, since a site knows no machine.
package struct Revisions: Sendable {
    /// One commit that changed a source.
    package struct Commit: Sendable, Equatable {
        /// The whole hash.
        package let hash: String
        /// When it was committed.
        package let date: Timestamp
        package let subject: String

        package init(hash: String, date: Timestamp, subject: String) {
            self.hash = hash
            self.date = date
            self.subject = subject
        }

        package var shortHash: String { String(hash.prefix(8)) }
    }

    /// The commits of each source, newest first; by its path in the content folder.
    package var commits: [String: [Commit]]
    /// The plans that runs followed, as they were at the revision that the run names; by the run's source.
    package var plans: [String: [UInt8]]
    /// The content folder in the repository, with `/` at its end; empty where it is the repository itself.
    package var prefix: String
    /// Earlier commits were not fetched: of a source without commits nothing is known.
    package var isShallow: Bool

    package init(
        commits: [String: [Commit]] = [:],
        plans: [String: [UInt8]] = [:],
        prefix: String = "",
        isShallow: Bool = false
    ) {
        self.commits = commits
        self.plans = plans
        self.prefix = prefix
        self.isShallow = isShallow
    }

    package static let none = Revisions()
}
