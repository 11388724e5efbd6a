internal import Diagnostics

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The system's `read`, by a name that `FileTree.read` does not hide.
private func readBytes(_ descriptor: Int32, _ start: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, start, count)
}

extension FileTree {
    /// What other tools keep for themselves.
    private static let toolFolders: Set<String> = [".", "..", ".git", ".hg", ".svn", ".rollbook", ".build", ".venv"]

    /// A folder on the disk, without what other tools keep for themselves; symbolic links are followed as long as they stay inside.
    package static func disk(_ folder: String, displayPath: String) throws(FileTreeError) -> FileTree {
        guard let root = realPath(folder) else {
            throw FileTreeError("there is no folder \(displayPath); `--content` names the folder to read")
        }
        guard case .folder? = status(of: root).map(Kind.init) else {
            throw FileTreeError("\(displayPath) is a file; `--content` names the folder to read")
        }
        return FileTree(
            displayPath: displayPath,
            name: root.split(separator: "/").last.map(String.init) ?? "book",
            list: { () throws(FileTreeError) in try list(root) },
            read: { path throws(FileTreeError) in try readFile(root + "/" + path, shownAs: path) },
            entry: { path in
                guard case .file(let stamp)? = status(of: root + "/" + path, followsLinks: false).map(Kind.init)
                else { return nil }
                return Entry(path: path, size: stamp.size, stamp: stamp)
            }
        )
    }

    /// A file's bytes; for files that are named on the command line.
    package static func readFile(_ path: String, shownAs shown: String) throws(FileTreeError) -> [UInt8] {
        let descriptor = retrying { open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw failure("read", shown) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("read", shown) }
        var bytes: [UInt8] = []
        var isWhole = false
        let expected = max(0, Int(status.st_size))
        while !isWhole {
            // One more than is expected, so that the end is seen without another turn.
            let chunk = max(expected - bytes.count + 1, 4096)
            var count = 0
            // Read straight into the array's own memory.
            let part = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, initialized in
                count = retrying { readBytes(descriptor, buffer.baseAddress, chunk) }
                initialized = max(0, count)
            }
            guard count >= 0 else { throw failure("read", shown) }
            if bytes.isEmpty { bytes = part } else { bytes += part }
            // What gives less than it was asked for, and no less than it is large, has come to its end.
            isWhole = count == 0 || count < chunk && bytes.count == expected
        }
        return bytes
    }

    /// The path with all links and dots taken out; `nil` where there is nothing.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Whether a path leads to a folder: behind a file there is no `.`.
    package static func isFolder(_ path: String) -> Bool { realPath(path + "/.") != nil }

    /// The stamp of what stands at a path, a symbolic link not followed.
    package static func stamp(of path: String) -> Stamp? { status(of: path, followsLinks: false).map(Stamp.init) }

    /// All folders in a folder, itself first, as far as they can be read: what is watched for changes.
    package static func folders(under folder: String) -> [String] {
        guard let root = realPath(folder) else { return [] }
        var folders: [String] = []
        _ = try? list(root) { folders.append($0) }
        return folders
    }

    private static func list(_ root: String, _ eachFolder: (String) -> Void = { _ in }) throws(FileTreeError) -> Listing
    {
        var listing = Listing()
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        listing.time = nanoseconds(time)
        var pending = [""]
        while let folder = pending.popLast() {
            let absolute = folder.isEmpty ? root : "\(root)/\(folder)"
            eachFolder(absolute)
            for (name, kind) in try entries(of: absolute, shownAs: folder) {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                switch kind {
                case .link:
                    listing.hasLinks = true
                    try addTarget(of: path, root, to: &listing, &pending)
                case .folder: pending.append(path)
                case .file(let stamp): listing.files.append(Entry(path: path, size: stamp.size, stamp: stamp))
                case .other: break
                }
            }
        }
        listing.files = listing.files.sortedInByteOrder(of: \.path)
        listing.outside.sort()
        return listing
    }

    private static func addTarget(
        of path: String,
        _ root: String,
        to listing: inout Listing,
        _ pending: inout [String]
    ) throws(FileTreeError) {
        let absolute = "\(root)/\(path)"
        // What other tools keep for themselves is as good as outside: a `.git` may hold a token.
        guard let target = realPath(absolute), target.hasPrefix(root + "/"),
            !target.dropFirst(root.count).split(separator: "/").contains(where: { toolFolders.contains(String($0)) })
        else {
            listing.outside.append(path)
            return
        }
        switch status(of: target).map(Kind.init) {
        case .file(let stamp): listing.files.append(Entry(path: path, size: stamp.size, stamp: stamp))
        // A link to a folder above it would go round for ever.
        case .folder where !absolute.hasPrefix(target + "/") && path.split(separator: "/").count < 32:
            pending.append(path)
        default: break
        }
    }

    /// What is in a folder, without what other tools keep for themselves; a symbolic link is not followed.
    private static func entries(of folder: String, shownAs shown: String) throws(FileTreeError) -> [(String, Kind)] {
        guard let handle = opendir(folder) else { throw failure("read the folder", shown) }
        defer { closedir(handle) }
        var entries: [(String, Kind)] = []
        while let entry = readdir(handle) {
            // Unsafe: the system gives the name as a tuple that ends in a NUL.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if toolFolders.contains(name) { continue }
            // Most file systems say what is a folder, which then need not be looked at.
            if Int32(entry.pointee.d_type) == folderType {
                entries.append((name, .folder))
                continue
            }
            var status = stat()
            guard fstatat(dirfd(handle), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
            entries.append((name, Kind(status)))
        }
        return entries
    }

    private static let folderType = Int32(DT_DIR)

    /// What stands at a path.
    private enum Kind {
        case file(Stamp)
        case folder
        case link
        case other

        init(_ status: stat) {
            switch status.st_mode & S_IFMT {
            case S_IFREG: self = .file(Stamp(status))
            case S_IFDIR: self = .folder
            case S_IFLNK: self = .link
            default: self = .other
            }
        }
    }

    private static func status(of path: String, followsLinks: Bool = true) -> stat? {
        var status = stat()
        return (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 ? status : nil
    }

    private static func failure(_ action: String, _ path: String) -> FileTreeError {
        FileTreeError("can't \(action) \(path): \(String(cString: strerror(errno)))")
    }

    private static func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}

extension FileTree.Stamp {
    fileprivate init(_ status: stat) {
        #if canImport(Darwin)
        let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
        let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        self.init(
            size: Int(status.st_size),
            inode: UInt64(status.st_ino),
            modified: nanoseconds(modified),
            changed: nanoseconds(changed)
        )
    }
}

private func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec) }
