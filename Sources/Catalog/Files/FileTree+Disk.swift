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
        guard kind(of: root)?.isFolder == true else {
            throw FileTreeError("\(displayPath) is a file; `--content` names the folder to read")
        }
        return FileTree(
            displayPath: displayPath,
            name: root.split(separator: "/").last.map(String.init) ?? "book",
            list: { () throws(FileTreeError) in try list(root) },
            read: { path throws(FileTreeError) in try readFile(root + "/" + path, shownAs: path) },
            entry: { path in
                guard let kind = kind(of: root + "/" + path, followsLinks: false), kind.isFile else { return nil }
                return Entry(path: path, size: kind.stamp.size, stamp: kind.stamp)
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
            let chunk = max(expected - bytes.count, 0) + 1
            let before = bytes.count
            var count = 0
            // Read straight into the array's own memory.
            bytes += [UInt8](unsafeUninitializedCapacity: max(chunk, 4096)) { buffer, initialized in
                count = retrying { readBytes(descriptor, buffer.baseAddress, buffer.count) }
                initialized = max(0, count)
            }
            guard count >= 0 else { throw failure("read", shown) }
            isWhole = bytes.count == before
        }
        return bytes
    }

    /// The path with all links and dots taken out; `nil` where there is nothing.
    package static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The stamp of what stands at a path, a symbolic link not followed.
    package static func stamp(of path: String) -> Stamp? { kind(of: path, followsLinks: false)?.stamp }

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
            for name in try names(in: absolute, shownAs: folder) {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                guard let kind = kind(of: "\(root)/\(path)", followsLinks: false) else { continue }
                if kind.isLink {
                    listing.hasLinks = true
                    try addTarget(of: path, root, to: &listing, &pending)
                } else if kind.isFolder {
                    pending.append(path)
                } else if kind.isFile {
                    listing.files.append(Entry(path: path, size: kind.stamp.size, stamp: kind.stamp))
                }
            }
        }
        listing.files.sort { $0.path.precedesInBytes($1.path) }
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
        guard let kind = kind(of: target) else { return }
        if kind.isFile {
            listing.files.append(Entry(path: path, size: kind.stamp.size, stamp: kind.stamp))
        } else if kind.isFolder, !absolute.hasPrefix(target + "/"), path.split(separator: "/").count < 32 {
            // A link to a folder above it would go round for ever.
            pending.append(path)
        }
    }

    private static func names(in folder: String, shownAs shown: String) throws(FileTreeError) -> [String] {
        guard let handle = opendir(folder) else { throw failure("read the folder", shown) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            // Unsafe: the system gives the name as a tuple that ends in a NUL.
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !toolFolders.contains(name) { names.append(name) }
        }
        return names
    }

    private struct Kind {
        var isFolder: Bool
        var isFile: Bool
        var isLink: Bool
        var stamp: Stamp
    }

    private static func kind(of path: String, followsLinks: Bool = true) -> Kind? {
        var status = stat()
        guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        let type = status.st_mode & S_IFMT
        #if canImport(Darwin)
        let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
        #else
        let (modified, changed) = (status.st_mtim, status.st_ctim)
        #endif
        return Kind(
            isFolder: type == S_IFDIR,
            isFile: type == S_IFREG,
            isLink: type == S_IFLNK,
            stamp: Stamp(
                size: Int(status.st_size),
                inode: UInt64(status.st_ino),
                modified: nanoseconds(modified),
                changed: nanoseconds(changed)
            )
        )
    }

    private static func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec) }

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
