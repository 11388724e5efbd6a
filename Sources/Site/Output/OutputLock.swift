internal import Documents

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// One build at a time into an output.
///
/// Two locks of `flock`, which the system drops when the process ends, however it ends: one on a small file that tells who
/// has it, and one on the output folder itself, which also keeps builds of another book out. File systems that cannot lock a
/// folder (NFS) have only the first.
struct OutputLock: Sendable {
    private let descriptors: [Int32]

    /// - Parameters:
    ///   - output: the real path of the output folder.
    ///   - folder: where the lock's file is; made when missing, with a `.gitignore` for all that is in it.
    ///   - wait: whether to wait for another build to end.
    /// - Throws: `OutputError.held` where another build has the output, `OutputError.system`.
    static func take(output: String, folder: String, wait: Bool) throws(OutputError) -> OutputLock {
        let name = folder + "/output-" + SHA256.digest(of: Array(output.utf8)).description.prefix(16) + ".lock"
        let file: Int32
        do {
            try prepare(folder)
            file = try call("lock", name) { open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666) }
        } catch {
            throw .system(error)
        }
        var lock = OutputLock(descriptors: [file])
        var isOurs = false
        defer { if !isOurs { lock.release() } }

        guard try OutputLock.lock(file, name, wait: wait) else {
            throw .held(output: output, holder: holder(file, name))
        }
        let root = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if root >= 0 {
            lock = OutputLock(descriptors: [file, root])
            // A folder that cannot be locked at all is locked by the file alone.
            guard (try? OutputLock.lock(root, output, wait: wait)) ?? true else {
                throw .held(output: output, holder: nil)
            }
        }
        sign(file, name)
        isOurs = true
        return lock
    }

    func release() {
        for descriptor in descriptors { close(descriptor) }
    }

    /// False where someone else has the lock.
    private static func lock(_ file: Int32, _ path: String, wait: Bool) throws(OutputError) -> Bool {
        do {
            _ = try call("lock", path) { flock(file, wait ? LOCK_EX : LOCK_EX | LOCK_NB) }
            return true
        } catch {
            if error.code == EWOULDBLOCK { return false }
            throw .system(error)
        }
    }

    private static func prepare(_ folder: String) throws(FileFailure) {
        guard try !FileOperations.system.makeFolders(folder).isEmpty else { return }
        try FileOperations.system.write(folder + "/.gitignore", Array("*\n".utf8))
    }

    /// Leaves word of who has the lock. Nothing depends on it but the other's message, so a failure is none.
    private static func sign(_ file: Int32, _ path: String) {
        let words = "process \(getpid()), since \(now())\n"
        guard ftruncate(file, 0) == 0 else { return }
        try? writeAll(file, path, Array(words.utf8)[...])
    }

    private static func holder(_ file: Int32, _ path: String) -> String? {
        guard let words = try? readAll(file, path), words.last == UInt8(ascii: "\n") else { return nil }
        return String(decoding: words.dropLast(), as: UTF8.self)
    }

    /// The time in UTC, for the other's message only.
    private static func now() -> String {
        var seconds = time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
            + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) UTC"
    }
}

/// The path without symlinks, `.` and `..`; the path must be there.
func realPath(_ path: String) throws(FileFailure) -> String {
    guard let resolved = realpath(path, nil) else { throw FileFailure("find", path, code: errno) }
    // The system's own memory, copied and given back at once.
    defer { free(resolved) }
    return String(cString: resolved)
}
