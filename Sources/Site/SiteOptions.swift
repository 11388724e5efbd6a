/// What a build was asked for, beside the content.
package struct SiteOptions: Sendable {
    /// Where the site is published; instead of the book's `base_url`.
    package var baseURL: String?
    /// Links down to the file, so that they also work from `file://`.
    package var isOffline: Bool
    /// How many pages are worked on at once.
    package var jobs: Int
    /// The tool's version, for the pages' foot.
    package var version: String
    /// Pages are served to be looked at while they are written: a script may ask the server for news.
    package var isPreview = false
    /// What version control says of the sources.
    package var revisions = Revisions.none
    /// What tells whether pages of an earlier build can be taken over; `nil` where none are.
    package var reuse: ReuseKeys?

    package init(baseURL: String? = nil, isOffline: Bool = false, jobs: Int = 1, version: String) {
        self.baseURL = baseURL
        self.isOffline = isOffline
        self.jobs = jobs
        self.version = version
    }

    /// Whether a site can be published at an address: it is one of the web, without `?` and `#`.
    package static func isAddress(_ text: String) -> Bool { SiteBase(text) != nil }
}
