internal import Catalog
package import Documents

extension OutputFolder {
    /// What tells a published site that stands as it was written from one that was touched since, without reading its
    /// files; `nil` where there is none, or where a build was ended before its end.
    package func state() -> SHA256.Digest? {
        guard let root = FileTree.realPath(path), FileTree.stamp(of: root + "/" + SitePath.staging) == nil,
            let stamp = FileTree.stamp(of: root + "/" + SitePath.manifest),
            let text = try? FileTree.readFile(root + "/" + SitePath.manifest, shownAs: SitePath.manifest),
            let manifest = try? Manifest(parsing: text)
        else { return nil }
        var lines = Array("\(root)\n\(stamp.text)\n".utf8) + text
        for path in manifest.entries.keys.sorted() {
            guard let stamp = FileTree.stamp(of: root + "/" + path.text) else { return nil }
            lines += Array("\(stamp.text)\n".utf8)
        }
        return SHA256.digest(of: lines)
    }
}
