#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

extension FileOperations {
    /// The file system of the machine, by POSIX calls.
    package static let system = FileOperations(
        status: { path throws(FileFailure) in try fileStatus(path) },
        names: { folder throws(FileFailure) in try folderNames(folder) },
        read: { path throws(FileFailure) in
            try withFile(path, O_RDONLY | O_NONBLOCK, "read") { file throws(FileFailure) in try readAll(file, path) }
        },
        holds: { path, contents throws(FileFailure) in try fileHolds(path, contents) },
        makeFolder: { path throws(FileFailure) in _ = try call("make the folder", path) { mkdir(path, 0o777) } },
        writeParts: { path, parts throws(FileFailure) in
            try withFile(path, O_WRONLY | O_CREAT | O_EXCL, "write") { file throws(FileFailure) in
                try writeAll(file, path, parts)
            }
        },
        link: { path, second throws(FileFailure) in
            _ = try call("link", path) { linkat(AT_FDCWD, path, AT_FDCWD, second, 0) }
        },
        rename: { path, new throws(FileFailure) in
            // Of the two paths, the one that is no staged file says more.
            _ = try call("put in place", path.contains("/" + SitePath.staging + "/") ? new : path) {
                systemRename(path, new)
            }
        },
        removeFile: { path throws(FileFailure) in _ = try call("remove", path) { unlink(path) } },
        removeFolder: { path throws(FileFailure) in _ = try call("remove the folder", path) { rmdir(path) } }
    )
}

private func fileStatus(_ path: String) throws(FileFailure) -> FileStatus? {
    var info = stat()
    do {
        _ = try call("look at", path) { lstat(path, &info) }
        return FileStatus(info)
    } catch {
        if error.isMissing { return nil }
        throw error
    }
}

private func fileHolds(_ path: String, _ contents: [UInt8]) throws(FileFailure) -> Bool {
    do {
        return try withFile(path, O_RDONLY | O_NONBLOCK, "read") { file throws(FileFailure) in
            try holds(file, path, contents)
        }
    } catch {
        // A symlink is not followed, and something else than a file may refuse to be opened.
        if error.isMissing || [ELOOP, ENXIO].contains(error.code) { return false }
        throw error
    }
}

/// `rename` by a name that the closure of the same name does not hide.
private func systemRename(_ path: String, _ new: String) -> Int32 { rename(path, new) }

/// Calls the system, again when a signal interrupts it.
func call<Result: SignedInteger>(
    _ action: String,
    _ path: @autoclosure () -> String,
    _ body: () -> Result
) throws(FileFailure) -> Result {
    while true {
        let result = body()
        if result >= 0 { return result }
        let code = errno
        if code != EINTR { throw FileFailure(action, path(), code: code) }
    }
}

/// Opens a file, never by a symlink, and closes it; a failed close is a failure, since it may tell of a lost write.
private func withFile<Result>(
    _ path: String,
    _ flags: Int32,
    _ action: String,
    _ body: (Int32) throws(FileFailure) -> Result
) throws(FileFailure) -> Result {
    let file = try call(action, path) { open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o666) }
    let result: Result
    do {
        result = try body(file)
    } catch {
        close(file)
        throw error
    }
    // After an interrupted close the descriptor is gone, and trying again could close another thread's file.
    if close(file) != 0, errno != EINTR { throw FileFailure(action, path, code: errno) }
    return result
}

extension FileStatus {
    init(_ info: stat) {
        let kind: Kind
        switch info.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .link
        default: kind = .other
        }
        self.init(
            kind: kind,
            size: Int(info.st_size),
            identity: [UInt64(truncatingIfNeeded: info.st_dev), UInt64(truncatingIfNeeded: info.st_ino)]
        )
    }
}
