internal import Catalog
package import Documents

/// What the last build into an output was made of and what it said: the same is not built again.
///
/// Kept in a folder that may be deleted at any time. One that is damaged, or of another version, is as good as none.
package struct BuildRecord: Sendable, Equatable {
    /// Of all that the site is made of: content, theme, options, revisions, and the program itself.
    package var key: SHA256.Digest
    /// How the output stood after it.
    package var state: SHA256.Digest
    /// Seconds since 1970.
    package var time: Int
    package var pages: Int
    package var releases: Int
    package var files: Int
    /// What it printed of its findings, on standard output and on standard error.
    package var output: [UInt8]
    package var message: [UInt8]
    package var summary: String

    package init(
        key: SHA256.Digest,
        state: SHA256.Digest,
        time: Int,
        pages: Int,
        releases: Int,
        files: Int,
        output: [UInt8],
        message: [UInt8],
        summary: String
    ) {
        self.key = key
        self.state = state
        self.time = time
        self.pages = pages
        self.releases = releases
        self.files = files
        self.output = output
        self.message = message
        self.summary = summary
    }

    private static let format = "rollbook build 1"

    /// A line of names and numbers, the texts, and the SHA-256 of all that.
    var encoded: [UInt8] {
        let texts = [output, message, Array(summary.utf8)]
        let numbers = [time, pages, releases, files] + texts.map(\.count)
        let words = [Self.format, key.description, state.description] + numbers.map(String.init)
        let bytes = Array((words.joined(separator: "\t") + "\n").utf8) + texts.joined()
        return bytes + SHA256.digest(of: bytes).hex
    }

    init?(parsing bytes: [UInt8]) {
        guard bytes.count > 64, let digest = SHA256.Digest(hex: bytes.suffix(64)),
            SHA256.digest(of: Array(bytes.dropLast(64))) == digest, let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
        else { return nil }
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\t")
        let numbers = words.dropFirst(3).compactMap { Int($0) }
        guard words.count == 10, words[0] == Self.format, numbers.count == 7,
            let key = SHA256.Digest(hex: Array(words[1].utf8)[...]),
            let state = SHA256.Digest(hex: Array(words[2].utf8)[...])
        else { return nil }
        var rest = bytes[(end + 1)...].dropLast(64)
        guard numbers[4...].allSatisfy({ 0...rest.count ~= $0 }), numbers[4...].reduce(0, +) == rest.count else {
            return nil
        }
        var texts: [[UInt8]] = []
        for count in numbers[4...] {
            texts.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        self.init(
            key: key,
            state: state,
            time: numbers[0],
            pages: numbers[1],
            releases: numbers[2],
            files: numbers[3],
            output: texts[0],
            message: texts[1],
            summary: String(decoding: texts[2], as: UTF8.self)
        )
    }
}

/// Where the records of builds are kept, one an output.
package struct BuildCache: Sendable {
    private let folder: String
    private let name: String
    private let files = FileOperations.system

    /// - Parameters:
    ///   - folder: `.rollbook` beside the content, or what `--cache` names; made where it is missing.
    ///   - output: The output's real path, which need not be there yet: builds into two outputs do not share a record.
    package init(folder: String, output: String) {
        self.folder = folder
        name = "build-\(SHA256.digest(of: Array(output.utf8)).description.prefix(16))"
    }

    /// The last build's record; `nil` where there is none that can be used.
    package var record: BuildRecord? { contents(of: name).flatMap { BuildRecord(parsing: $0) } }

    /// What the last build read of plans and runs.
    package var documents: [UInt8]? { contents(of: "\(name)-documents") }

    /// What the last build made its pages of.
    package var pages: [UInt8]? { contents(of: "\(name)-pages") }

    private func contents(of name: String) -> [UInt8]? {
        // Only a file: what waits for a writer would be waited for.
        try? files.read("\(folder)/\(name)")
    }

    /// Keeps a record; the one before is there, whole, until this one is.
    package func keep(_ record: BuildRecord) throws(OutputError) { try keep([record.encoded[...]], as: name) }

    package func keep(documents: [ArraySlice<UInt8>]) throws(OutputError) {
        try keep(documents, as: "\(name)-documents")
    }

    package func keep(pages: [UInt8]) throws(OutputError) { try keep([pages[...]], as: "\(name)-pages") }

    private func keep(_ parts: [ArraySlice<UInt8>], as name: String) throws(OutputError) {
        try system { () throws(FileFailure) in
            // It is nothing for a repository, as the lock's folder.
            if try files.makeFolders(folder).contains(folder) {
                try files.write("\(folder)/.gitignore", Array("*\n".utf8))
            }
            let part = "\(folder)/\(name).part"
            try files.removeAll(part)
            do throws(FileFailure) {
                try files.writeParts(part, parts)
                try files.rename(part, "\(folder)/\(name)")
            } catch {
                try? files.removeFile(part)
                throw error
            }
        }
    }
}
