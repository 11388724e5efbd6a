/// One file of the built site: where it goes and what it says.
package struct SiteFile: Sendable {
    /// What a file is to the others, in the order in which a build puts them in place.
    ///
    /// A file may name those of the roles before its own: when an index appears, what it names stands already.
    package enum Role: Int, Sendable, CaseIterable, Comparable {
        case asset, attachment, page, index

        package static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
    }

    /// Where the file goes, relative to the output folder, with `/`: `releases/payments-2.4.0/index.html`.
    package var path: String
    package var contents: [UInt8]
    package var role: Role

    package init(path: String, contents: [UInt8], role: Role) {
        self.path = path
        self.contents = contents
        self.role = role
    }
}

/// What a build changed, each list sorted by the bytes of the paths.
package struct PublishedChanges: Sendable, Equatable {
    /// Files that are new or have new contents.
    package var written: [String] = []
    /// Files that stood there as they should and were left alone.
    package var unchanged: [String] = []
    /// Files of an earlier build that this site has no longer.
    package var removed: [String] = []
    /// Why the staging folder could not be removed after the site was published. The next build removes it.
    package var leftover: FileFailure?

    package init() {}
}
