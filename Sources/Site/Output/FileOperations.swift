/// What the output asks of the file system, as values, so that a test can watch it or let the n-th call fail.
///
/// Paths are absolute. Every call is tried again when a signal interrupts it.
package struct FileOperations: Sendable {
    /// What stands at a path, a symlink not followed; nil where nothing does.
    package var status: @Sendable (_ path: String) throws(FileFailure) -> FileStatus?
    /// The names in a folder, sorted by bytes, without `.` and `..`.
    package var names: @Sendable (_ folder: String) throws(FileFailure) -> [String]
    /// The bytes of a regular file; a symlink is not followed.
    package var read: @Sendable (_ path: String) throws(FileFailure) -> [UInt8]
    /// Whether the regular file at a path has just these bytes; false where there is none.
    package var holds: @Sendable (_ path: String, _ contents: [UInt8]) throws(FileFailure) -> Bool
    package var makeFolder: @Sendable (_ path: String) throws(FileFailure) -> Void
    /// Writes a file that was not there, whole: its parts one after the other.
    package var writeParts: @Sendable (_ path: String, _ parts: [ArraySlice<UInt8>]) throws(FileFailure) -> Void
    /// Gives a file a second name; a symlink is not followed.
    package var link: @Sendable (_ path: String, _ second: String) throws(FileFailure) -> Void
    /// Moves a file or a folder; a file in its way is replaced at once.
    package var rename: @Sendable (_ path: String, _ new: String) throws(FileFailure) -> Void
    package var removeFile: @Sendable (_ path: String) throws(FileFailure) -> Void
    /// Removes a folder that is empty.
    package var removeFolder: @Sendable (_ path: String) throws(FileFailure) -> Void
}

/// What stands at a path.
package struct FileStatus: Sendable, Equatable {
    package enum Kind: Sendable { case file, folder, link, other }

    package var kind: Kind
    /// The size in bytes.
    package var size: Int
    /// The device and the number on it: the same for two names of one file.
    package var identity: [UInt64]

    package init(kind: Kind, size: Int, identity: [UInt64]) {
        self.kind = kind
        self.size = size
        self.identity = identity
    }
}

extension FileOperations {
    /// Writes a file that was not there, whole.
    func write(_ path: String, _ contents: [UInt8]) throws(FileFailure) { try writeParts(path, [contents[...]]) }

    /// Removes a file, or a folder with all that is in it. Nothing there is no failure. Symlinks are not followed.
    func removeAll(_ path: String) throws(FileFailure) {
        guard let status = try status(path) else { return }
        guard status.kind == .folder else { return try removeFile(path) }
        for name in try names(path) { try removeAll(path + "/" + name) }
        try removeFolder(path)
    }

    /// Makes a folder and those above it, and says which were made, the topmost first.
    func makeFolders(_ path: String) throws(FileFailure) -> [String] {
        do {
            try makeFolder(path)
            return [path]
        } catch {
            if error.isThere { return [] }
            guard error.isMissing, let slash = path.lastIndex(of: "/"), slash != path.startIndex else { throw error }
            let made = try makeFolders(String(path[..<slash]))
            do {
                try makeFolder(path)
            } catch {
                if !error.isThere { throw error }
                return made
            }
            return made + [path]
        }
    }
}
