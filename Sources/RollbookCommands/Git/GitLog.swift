internal import Documents
internal import Site

/// The output of `git log -z --raw` with ``format``, read to the commits of each file.
///
/// A commit is `commit HASH TIME SUBJECT`; behind it come pairs of `:modes … STATUS` and a path. A path can hold
/// anything but a NUL, and stands always behind a `:`; so nothing in a name or subject is taken for something else.
struct GitLog {
    static let format = "--format=commit %H %cI %s"

    /// By the path from the repository's top, newest first.
    private(set) var commits: [String: [Revisions.Commit]] = [:]

    /// - Parameter boundary: Commits before which nothing was fetched: they only seem to have made all their files.
    /// - Returns: `nil` where this is not what git writes.
    init?(_ output: [UInt8], boundary: Set<String>) {
        var current: Revisions.Commit?
        var isBoundary = false
        var tokens = output.split(separator: 0, omittingEmptySubsequences: true)[...]
        while let token = tokens.popFirst() {
            let text = token.first == 0x0A ? token.dropFirst() : token
            if text.first == UInt8(ascii: ":") {
                guard let current, let path = tokens.popFirst() else { return nil }
                if !isBoundary { commits[String(decoding: path, as: UTF8.self), default: []].append(current) }
            } else if let commit = Self.commit(text) {
                current = commit
                isBoundary = boundary.contains(commit.hash)
            } else {
                return nil
            }
        }
    }

    private static func commit(_ line: ArraySlice<UInt8>) -> Revisions.Commit? {
        let parts = line.split(separator: 0x20, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].elementsEqual("commit".utf8), isHash(parts[1], atLeast: 40) else { return nil }
        guard let date = try? Timestamp(String(decoding: parts[2], as: UTF8.self)) else { return nil }
        return Revisions.Commit(
            hash: String(decoding: parts[1], as: UTF8.self),
            date: date,
            subject: String(decoding: parts[3], as: UTF8.self)
        )
    }

    /// Whether a text is a commit's hash, which git can't take for an option or a range.
    static func isHash(_ text: some Collection<UInt8>, atLeast length: Int) -> Bool {
        (length...64).contains(text.count)
            && text.allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
            }
    }
}
