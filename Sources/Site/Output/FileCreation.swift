/// Puts single files where none stood: for what the tool starts for an author.
package struct FileCreation: Sendable {
    private let files: FileOperations

    package init(_ files: FileOperations = .system) { self.files = files }

    /// Creates a file and the folders above it. The file is there whole or not at all, and nothing is ever
    /// written over: where something stands, the failure's `isThere` says so.
    package func create(_ path: String, _ contents: [UInt8]) throws(FileFailure) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if !folder.isEmpty { _ = try files.makeFolders(folder) }
        if try files.status(path) != nil { throw FileFailure("create", path, code: FileFailure.there) }
        // Written under another name first; the second name is given only if nobody has it.
        let staged = "\(path).rollbook-new"
        try? files.removeFile(staged)
        do throws(FileFailure) {
            try files.write(staged, contents)
            try give(path, contents, by: staged)
        } catch {
            try? files.removeFile(staged)
            throw error
        }
        try files.removeFile(staged)
    }

    private func give(_ path: String, _ contents: [UInt8], by staged: String) throws(FileFailure) {
        do throws(FileFailure) {
            try files.link(staged, path)
        } catch {
            // Some file systems have no second names.
            guard error.isUnsupported else { throw error }
            do throws(FileFailure) {
                try files.write(path, contents)
            } catch {
                // A part of it would be worse than nothing; what somebody else put there meanwhile stays.
                if !error.isThere { try? files.removeFile(path) }
                throw error
            }
        }
    }

    /// Writes a file that the tool made before anew, at once.
    package func replace(_ path: String, _ contents: [UInt8]) throws(FileFailure) {
        if try files.holds(path, contents) { return }
        let staged = "\(path).rollbook-new"
        try? files.removeFile(staged)
        do throws(FileFailure) {
            try files.write(staged, contents)
            try files.rename(staged, path)
        } catch {
            try? files.removeFile(staged)
            throw error
        }
    }
}
