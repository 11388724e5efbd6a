internal import Synchronization

/// The files of a site by their paths, each made when it is asked for: for serving without writing.
package final class SiteFiles: Sendable {
    private let site: Site
    /// The search's own files and the list of all addresses are made of all pages, once one of them is asked for.
    private let made = Mutex<[String: SearchIndex.File]?>(nil)

    package init(_ site: Site) { self.site = site }

    package func hasFile(_ path: String) -> Bool { site.files[path] != nil }

    /// The bytes of a file, relative to the site's root; `nil` where there is none.
    ///
    /// - Throws: `FileTreeError` where an attachment can't be read any more.
    package func contents(of path: String) throws -> [UInt8]? {
        if let part = site.files[path] { return try part.contents(site.context) }
        if path.hasSuffix("/search.js") {
            let page = path.dropLast("search.js".count) + "index.html"
            if let document = site.files[String(page)]?.found(site.context), document.file == path {
                return document.script
            }
        }
        if path == Site.permalinkFile { return try site.permalinks().contents }
        guard path.hasPrefix(SearchIndex.address.path) else { return nil }
        return made.withLock { made in
            if made == nil {
                let index = SearchIndex()
                for part in site.files.parts { part.found(site.context).map { index.add($0) } }
                made = Dictionary(index.files().map { ($0.path, $0) }) { first, _ in first }
            }
            return made?[path]?.contents()
        }
    }

    /// A path as it stands in an address.
    package static func encoded(_ path: String) -> String { LinkWriter.encoded(path) }
}
