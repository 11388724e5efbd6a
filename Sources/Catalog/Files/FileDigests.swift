package import Documents

/// The fingerprint of each file of a tree, as it was when the tree was looked through.
package struct FileDigests: Sendable {
    /// Sorted.
    let paths: [String]
    private let files: [String: SHA256.Digest]
    private let outside: [String]

    init(paths: [String], files: [String: SHA256.Digest], outside: [String]) {
        self.paths = paths
        self.files = files
        self.outside = outside
    }

    package subscript(path: String) -> SHA256.Digest? { files[path] }

    /// Of the book's file and of its output template, by which every document is read.
    package var settings: [SHA256.Digest?] { [Placement.bookFile, Placement.templateFile].map { files[$0] } }

    /// Of all paths and all bytes.
    package var whole: SHA256.Digest {
        var bytes: [UInt8] = []
        for path in paths { bytes += (files[path]?.bytes ?? []) + Array(path.utf8) + [0] }
        for path in outside { bytes += Array(path.utf8) + [0] }
        return SHA256.digest(of: bytes)
    }
}
