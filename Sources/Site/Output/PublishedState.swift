internal import Catalog
package import Documents

/// What tells a published site that stands as it was written from one that was touched since, without reading its files.
package struct PublishedState: Sendable {
    /// The same for a site that stands the same.
    package let digest: SHA256.Digest
    /// The files, as the manifest has them, and their stamps.
    private let names: [ArraySlice<UInt8>]
    private let stamps: [FileTree.Stamp]

    fileprivate init(
        root: String,
        manifest: FileTree.Stamp,
        text: [UInt8],
        names: [ArraySlice<UInt8>],
        stamps: [FileTree.Stamp]
    ) {
        var lines = Array("\(root)\n\(manifest.text)\n".utf8) + text
        lines.reserveCapacity(lines.count + stamps.count * 64)
        for stamp in stamps {
            lines += stamp.text.utf8
            lines.append(UInt8(ascii: "\n"))
        }
        digest = SHA256.digest(of: lines)
        self.names = names
        self.stamps = stamps
    }

    /// The stamps of files that a build left alone; `nil` for those that are new or were written.
    ///
    /// - Parameter names: Of the site as it stands now. Those that are sorted as these are found.
    fileprivate func stamps(of names: [ArraySlice<UInt8>], but written: [String]) -> [FileTree.Stamp?] {
        let written = Set(written.map { Array($0.utf8)[...] })
        var index = 0
        return names.map { name in
            while index < self.names.count, self.names[index].lexicographicallyPrecedes(name) { index += 1 }
            guard index < self.names.count, self.names[index] == name, !written.contains(name) else { return nil }
            return stamps[index]
        }
    }
}

extension OutputFolder {
    /// How the published site stands; `nil` where there is none, or where a build was ended before its end.
    ///
    /// - Parameters:
    ///   - earlier: How it stood before a build of which `changes` tells: the files that the build left alone are not
    ///     looked at again. Who touched one of them meanwhile has it looked at by the next build.
    ///   - jobs: So many files are looked at at once.
    package func state(
        after changes: PublishedChanges? = nil,
        of earlier: PublishedState? = nil,
        jobs: Int
    ) async -> PublishedState? {
        guard let root = FileTree.realPath(path), FileTree.stamp(of: root + "/" + SitePath.staging) == nil,
            let stamp = FileTree.stamp(of: root + "/" + SitePath.manifest),
            let text = try? FileTree.readFile(root + "/" + SitePath.manifest, shownAs: SitePath.manifest),
            let names = names(in: text)
        else { return nil }
        let known = changes.flatMap { changes in earlier?.stamps(of: names, but: changes.written) }
        let stamps = try? await Array(names.indices).parallelMap(jobs: jobs) { index in
            known?[index] ?? FileTree.stamp(of: "\(root)/\(String(decoding: names[index], as: UTF8.self))")
        }
        guard let found = stamps?.compactMap(\.self), found.count == names.count else { return nil }
        return PublishedState(root: root, manifest: stamp, text: text, names: names, stamps: found)
    }

    /// The paths in a manifest's text; `nil` where it is damaged.
    private func names(in text: [UInt8]) -> [ArraySlice<UInt8>]? {
        let lines = text.split(separator: UInt8(ascii: "\n"))
        // A path stands behind its fingerprint and two letters; where one is written otherwise, all are read as a
        // manifest is.
        if lines.contains(where: { $0.count < 67 || $0.first == UInt8(ascii: "\\") }) {
            return (try? Manifest(parsing: text))?.entries.keys.sorted().map { Array($0.text.utf8)[...] }
        }
        return lines.map { $0.dropFirst(66) }
    }
}
