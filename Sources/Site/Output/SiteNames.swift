/// The paths of the files added so far, and the guard against two that cannot both be.
///
/// Looks at paths without regard to case, since a site must be the same on a file system that has none.
struct SiteNames: Sendable {
    private var files: [String: SitePath] = [:]
    /// Each folder that a file is in, with such a file.
    private var folders: [String: SitePath] = [:]
    /// The folders as they are written.
    private(set) var folderPaths: Set<SitePath> = []

    /// - Throws: `OutputError.samePlace` where the path stands in another's way.
    mutating func insert(_ path: SitePath) throws(OutputError) {
        let folded = path.folded
        if let other = files[folded] ?? folders[folded] { throw .samePlace(other.text, path.text) }
        for folder in path.folders where folderPaths.insert(folder).inserted {
            let name = folder.folded
            if let other = files[name] { throw .samePlace(other.text, path.text) }
            folders[name] = path
        }
        files[folded] = path
    }

    /// The file of the site that some file systems would take for this path.
    func file(like path: SitePath) -> SitePath? { files[path.folded] }
}
