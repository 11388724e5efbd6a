#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A call to the system that failed: what was tried, on which path, and the system's number for the reason.
package struct FileFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried, as it follows "could not": `write`.
    package var action: String
    package var path: String
    /// The `errno`.
    package var code: Int32

    package init(_ action: String, _ path: String, code: Int32) {
        self.action = action
        self.path = path
        self.code = code
    }

    package var description: String { "could not \(action) \(path): \(reason)" }

    /// The system's words for the reason.
    package var reason: String {
        // strerror's text is the calling thread's own in the C libraries that Swift runs on, and is copied at once.
        guard let words = strerror(code) else { return "error \(code)" }
        return String(cString: words)
    }

    /// What the reader can do about it.
    package var advice: String {
        switch code {
        case ENOSPC, EDQUOT: "free some space there, then build again"
        case EACCES, EPERM: "give yourself the right to write there, or choose another folder with \(option)"
        case EROFS: "the file system is read-only: choose another folder with \(option)"
        case EMFILE, ENFILE: "allow more open files (ulimit -n), then build again"
        case EFBIG: "allow larger files (ulimit -f), then build again"
        case ELOOP: "a symlink stands there: remove it, then build again"
        case ENAMETOOLONG: "choose an output folder with a shorter path"
        case EIO: "look at the disk, then build again"
        case EXDEV: "the output must be one file system: remove what is mounted in it"
        case ENOTDIR: "a file stands where a folder is needed: move it away, or choose another folder with \(option)"
        default: "mend that, then build again"
        }
    }

    /// What says where that lies: the site, or the tool's own folder.
    private var option: String { path.split(separator: "/").contains(".rollbook") ? "--cache" : "--output" }

    /// Whether the path was not there.
    var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    /// Whether nobody may write there.
    package var isForbidden: Bool { [EACCES, EPERM, EROFS].contains(code) }
    /// Whether something stood there already.
    package var isThere: Bool { code == EEXIST }
    /// The number for that.
    static var there: Int32 { EEXIST }
    /// Whether a folder could not go because it holds something. Some systems say EEXIST.
    var isNotEmpty: Bool { code == ENOTEMPTY || code == EEXIST }
    /// Whether the file system cannot do this at all, as hard links on some.
    var isUnsupported: Bool { [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(code) }
}
