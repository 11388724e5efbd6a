internal import Documents

/// What a build that was killed, or could not clear up, left in the output.
///
/// A build stages its new manifest before it puts the first file in place, and the manifest's own rename is the last. So a
/// staged manifest that still stands there says which files that build may have put in place.
struct LeftoverStaging {
    let root: String
    let files: FileOperations

    private var staging: String { root + "/" + SitePath.staging }

    /// Removes the leftovers. Where that build had begun to put files in place, its files become ours first: the merged
    /// manifest is written and returned; else nil.
    ///
    func recover(_ manifest: Manifest) throws(FileFailure) -> Manifest? {
        guard let status = try files.status(staging) else { return nil }
        var merged: Manifest?
        let journal = staging + "/manifest"
        if status.kind == .folder, try files.status(journal) != nil,
            let begun = try? Manifest(parsing: try files.read(journal))
        {
            let both = try merge(begun, into: manifest)
            if both != manifest {
                try? files.removeFile(staging + "/recovered")
                try files.write(staging + "/recovered", both.encoded)
                try files.rename(staging + "/recovered", root + "/" + SitePath.manifest)
                merged = both
            }
        }
        try files.removeAll(staging)
        return merged
    }

    /// Adds what the killed build put in place: known by its bytes, so that a file which someone else put there since stays
    /// his. A file that is not there (yet, or any more) counts as ours, so that its folder goes when it is empty.
    private func merge(_ begun: Manifest, into manifest: Manifest) throws(FileFailure) -> Manifest {
        let standing = StandingSite(root: root, files: files, manifest: manifest)
        var merged = manifest
        for (path, entry) in begun.entries where manifest.entries[path] != entry {
            if let folder = path.folder, case .foreign = try standing.folder(folder) { continue }
            if try isOurs(standing.absolute(path), entry, wasOurs: manifest.entries[path] != nil) {
                merged.entries[path] = entry
            }
        }
        return merged
    }

    private func isOurs(_ path: String, _ entry: Manifest.Entry, wasOurs: Bool) throws(FileFailure) -> Bool {
        guard let status = try files.status(path) else { return !wasOurs }
        guard status.kind == .file else { return false }
        return SHA256.digest(of: try files.read(path)) == entry.digest
    }
}
