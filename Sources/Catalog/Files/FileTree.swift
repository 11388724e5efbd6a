internal import Documents

/// A folder as the rest of the program sees it: names and bytes. On the disk, or in memory for tests.
package struct FileTree: Sendable {
    /// One file of the tree.
    package struct Entry: Sendable, Equatable {
        /// Relative to the tree, with `/`.
        package let path: String
        package let size: Int
        /// `nil` where the tree is not on a disk.
        package let stamp: Stamp?

        package init(path: String, size: Int, stamp: Stamp? = nil) {
            self.path = path
            self.size = size
            self.stamp = stamp
        }
    }

    /// What tells a file that was written again from the one before, without reading it. Times in nanoseconds since 1970.
    package struct Stamp: Sendable, Hashable {
        let size: Int
        let inode: UInt64
        let modified: Int
        let changed: Int

        /// Whether the file was left alone for so long that another write would show in its times.
        func isSettled(at time: Int) -> Bool { max(modified, changed) < time - 50_000_000 }

        /// The same for the same stamp.
        package var text: String { "\(size) \(inode) \(modified) \(changed)" }
    }

    /// What a tree holds: its files, and what was left out because it leads out of the folder.
    package struct Listing: Sendable {
        /// Sorted by path, so that no order of the disk reaches the output.
        package var files: [Entry] = []
        /// Symbolic links that leave the folder, sorted.
        package var outside: [String] = []
        /// Whether a file or folder is one of another place, by a symbolic link.
        var hasLinks = false
        /// When it was begun, in nanoseconds since 1970.
        var time = 0

        package init() {}
    }

    /// What stands before a path in messages: `content`.
    package let displayPath: String
    /// The folder's own name: a title where nothing better is known.
    package let name: String
    package let list: @Sendable () throws(FileTreeError) -> Listing
    package let read: @Sendable (_ path: String) throws(FileTreeError) -> [UInt8]
    /// A file as `list` would give it; `nil` where there is none.
    package let entry: @Sendable (_ path: String) -> Entry?

    package init(
        displayPath: String,
        name: String,
        list: @escaping @Sendable () throws(FileTreeError) -> Listing,
        read: @escaping @Sendable (_ path: String) throws(FileTreeError) -> [UInt8],
        entry: @escaping @Sendable (_ path: String) -> Entry? = { _ in nil }
    ) {
        self.displayPath = displayPath
        self.name = name
        self.list = list
        self.read = read
        self.entry = entry
    }

    /// Of each file's bytes.
    ///
    /// - Parameter listing: What `list` gave.
    package func digests(of listing: Listing, jobs: Int) async throws -> FileDigests {
        let read = read
        let all = try await listing.files.parallelMap(jobs: jobs) { entry -> SHA256.Digest in
            // What can't be read is told by the build. A file that is too large to be a document counts by its stamp.
            let isLarge = entry.size > SourceText.sizeLimit && entry.stamp != nil
            if !isLarge, let bytes = try? read(entry.path) { return SHA256.digest(of: bytes) }
            return SHA256.digest(of: Array("?\(entry.stamp?.text ?? "")".utf8))
        }
        return FileDigests(
            paths: listing.files.map(\.path),
            files: Dictionary(zip(listing.files.map(\.path), all)) { first, _ in first },
            outside: listing.outside
        )
    }

    /// A path as messages name it.
    package func display(_ path: String) -> String {
        if displayPath.isEmpty || displayPath == "." { return path }
        return displayPath.hasSuffix("/") ? displayPath + path : "\(displayPath)/\(path)"
    }
}

/// A folder or file could not be read; the text says what to do.
package struct FileTreeError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}

extension FileTree {
    /// A tree in memory.
    package static func inMemory(_ files: [String: [UInt8]], displayPath: String = "content") -> FileTree {
        FileTree(
            displayPath: displayPath,
            name: displayPath,
            list: {
                var listing = Listing()
                listing.files = files.map { Entry(path: $0.key, size: $0.value.count) }.sorted { $0.path < $1.path }
                return listing
            },
            read: { path throws(FileTreeError) in
                guard let bytes = files[path] else { throw FileTreeError("there is no file \(path)") }
                return bytes
            },
            entry: { path in files[path].map { Entry(path: path, size: $0.count) } }
        )
    }
}
