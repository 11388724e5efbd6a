internal import Catalog
package import Documents

extension OutputFolder {
    /// What tells a published site that stands as it was written from one that was touched since, without reading its
    /// files; `nil` where there is none, or where a build was ended before its end.
    ///
    /// - Parameter jobs: So many files are looked at at once.
    package func state(jobs: Int) async -> SHA256.Digest? {
        guard let root = FileTree.realPath(path), FileTree.stamp(of: root + "/" + SitePath.staging) == nil,
            let stamp = FileTree.stamp(of: root + "/" + SitePath.manifest),
            let text = try? FileTree.readFile(root + "/" + SitePath.manifest, shownAs: SitePath.manifest)
        else { return nil }
        var lines = Array("\(root)\n\(stamp.text)\n".utf8) + text
        // A path stands behind its fingerprint and two letters; where one is written otherwise, all are read as a
        // manifest is.
        var names = text.split(separator: UInt8(ascii: "\n"))
        if names.contains(where: { $0.count < 67 || $0.first == UInt8(ascii: "\\") }) {
            guard let manifest = try? Manifest(parsing: text) else { return nil }
            names = manifest.entries.keys.sorted().map { Array($0.text.utf8)[...] }
        } else {
            names = names.map { $0.dropFirst(66) }
        }
        let stamps = try? await names.parallelMap(jobs: jobs) { name in
            FileTree.stamp(of: "\(root)/\(String(decoding: name, as: UTF8.self))").map { "\($0.text)\n" }
        }
        guard let stamps else { return nil }
        for stamp in stamps {
            guard let stamp else { return nil }
            lines += stamp.utf8
        }
        return SHA256.digest(of: lines)
    }
}
