internal import Documents
internal import Synchronization

/// What stands in the output before a build changes it: what is ours, what is not, and what is the same already.
final class StandingSite: Sendable {
    /// What stands where a file of the site is to be.
    enum Place: Equatable {
        case nothing
        /// Our file, with these very bytes.
        case same
        /// Our file (or what someone made of it), which is to be replaced.
        case ours
        /// A folder in which all is ours and was left by an earlier build.
        case ourFolder
        /// Something that is not ours, at this path.
        case foreign(SitePath)
    }

    /// What stands where a folder of the site is to be.
    enum Folder: Equatable {
        case nothing, folder
        /// A file of ours, which must go first.
        case ourFile
        case foreign(SitePath)
    }

    /// The real path of the output.
    let root: String
    let files: FileOperations
    let manifest: Manifest
    /// What `folder` found, since a folder has many pages.
    private let folders = Mutex<[SitePath: Folder]>([:])

    init(root: String, files: FileOperations, manifest: Manifest) {
        self.root = root
        self.files = files
        self.manifest = manifest
    }

    /// The folder that new files wait in; in the output, so that a rename stays on one file system.
    var staging: String { root + "/" + SitePath.staging }

    func staged(_ name: String) -> String { staging + "/" + name }

    func absolute(_ path: SitePath) -> String { root + "/" + path.text }

    /// Looks at the place of a file. Safe to be called from many threads.
    ///
    /// A file counts as the same when its fingerprint is the manifest's and the file that stands there has these bytes:
    /// so what was changed by hand is put right. This is the one place to change where reading each file is too slow.
    func place(of path: SitePath, contents: [UInt8], digest: SHA256.Digest) throws(FileFailure) -> Place {
        if let above = path.folder {
            switch try folder(above) {
            case .folder: break
            case .nothing, .ourFile: return .nothing
            case .foreign(let obstacle): return .foreign(obstacle)
            }
        }
        let entry = manifest.entries[path]
        if let entry, entry.digest == digest, try files.holds(absolute(path), contents) { return .same }
        guard let status = try files.status(absolute(path)) else { return .nothing }
        if status.kind == .folder {
            return try foreignFile(in: path).map { .foreign($0) } ?? .ourFolder
        }
        return entry == nil ? .foreign(path) : .ours
    }

    /// Looks at the place of a folder, and at those above it. A symlink is no folder: what is behind it is not the output.
    func folder(_ path: SitePath) throws(FileFailure) -> Folder {
        if let known = folders.withLock({ $0[path] }) { return known }
        let found = try look(path)
        folders.withLock { $0[path] = found }
        return found
    }

    private func look(_ path: SitePath) throws(FileFailure) -> Folder {
        if let above = path.folder {
            switch try folder(above) {
            case .folder: break
            case .nothing, .ourFile: return .nothing
            case .foreign(let obstacle): return .foreign(obstacle)
            }
        }
        guard let status = try files.status(absolute(path)) else { return .nothing }
        if status.kind == .folder { return .folder }
        return manifest.entries[path] == nil ? .foreign(path) : .ourFile
    }

    /// A file below a folder that is not ours.
    private func foreignFile(in folder: SitePath) throws(FileFailure) -> SitePath? {
        for name in try files.names(absolute(folder)) {
            guard let path = try? SitePath(folder.text + "/" + name) else { return folder }
            guard let status = try files.status(absolute(path)) else { continue }
            if status.kind == .folder {
                if let found = try foreignFile(in: path) { return found }
            } else if manifest.entries[path] == nil {
                return path
            }
        }
        return nil
    }
}
