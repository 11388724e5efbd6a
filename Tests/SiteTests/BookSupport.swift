import Catalog
import Diagnostics
import Documents
import Foundation
import Synchronization

@testable import Site

/// A book and the files of its site.
struct Rendered: Sendable {
    let catalog: Catalog
    let site: Site
    let files: [String: [UInt8]]

    func page(_ path: String) -> String { files[path].map { String(decoding: $0, as: UTF8.self) } ?? "" }

    var pages: [String] { files.keys.filter { $0.hasSuffix(".html") }.sorted() }

    /// Findings of catalog and site, without the warning that each free text has: `path:line:column rule`.
    var findings: [String] {
        site.diagnostics.filter { $0.rule.id != "unstructured-plan" }.map {
            "\($0.file.replacing("content/", with: "")):\($0.span.start.line):\($0.span.start.column) \($0.rule.id)"
        }
    }

    /// Links of all pages that lead to no file of the site, or to no id of its page.
    var deadLinks: [String] {
        var ids: [String: Set<String>] = [:]
        for path in pages { ids[path] = Set(page(path).values(of: "id")) }
        var dead: [String] = []
        for path in pages {
            for link in page(path).values(of: "href") + page(path).values(of: "src") where !Catalog.isExternal(link) {
                let parts = link.utf8.split(
                    separator: UInt8(ascii: "#"),
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                .map(Substring.init)
                let target = parts[0].isEmpty ? path : Self.resolve(String(parts[0]), from: path)
                let file = target.isEmpty || target.hasSuffix("/") ? target + "index.html" : target
                if files[file] == nil {
                    dead.append("\(path): \(link)")
                } else if parts.count > 1, !parts[1].isEmpty, let known = ids[file],
                    !known.contains(String(parts[1]).removingPercentEncoding ?? "")
                {
                    dead.append("\(path): \(link)")
                }
            }
        }
        return dead
    }

    static func resolve(_ link: String, from page: String) -> String {
        var parts = link.hasPrefix("/") ? [] : page.split(separator: "/").dropLast().map(String.init)
        for part in link.split(separator: "/") where part != "." {
            if part == ".." {
                parts = Array(parts.dropLast())
            } else {
                parts.append(String(part).removingPercentEncoding ?? "")
            }
        }
        return parts.joined(separator: "/")
            + (link.hasSuffix("/") || link == "." || link == ".." || link == "./" ? parts.isEmpty ? "" : "/" : "")
    }
}

func render(
    _ files: [String: String],
    theme: Theme? = nil,
    options: SiteOptions = SiteOptions(jobs: 2, version: "test")
) async throws -> Rendered {
    try await render(.inMemory(files.mapValues { Array($0.utf8) }), theme: theme, options: options)
}

func render(
    _ tree: FileTree,
    theme: Theme? = nil,
    options: SiteOptions = SiteOptions(jobs: 2, version: "test")
) async throws -> Rendered {
    let catalog = try await Catalog.load(tree, jobs: options.jobs)
    let site = await Site(catalog, theme: try theme ?? .carried(), options: options)
    let collected = Mutex<[String: [UInt8]]>([:])
    _ = try await site.render { file in
        collected.withLock { $0[file.path] = file.contents }
        return SHA256.digest(of: file.contents)
    }
    return Rendered(catalog: catalog, site: site, files: collected.withLock { $0 })
}

extension String {
    /// The values of an attribute in HTML, character references resolved.
    func values(of attribute: String) -> [String] {
        // By bytes: a quote before a variation selector is no character of its own.
        var values: [String] = []
        var rest = Array(utf8)[...]
        let key = Array(" \(attribute)=\"".utf8)
        while let start = rest.firstRange(of: key) {
            rest = rest[start.upperBound...]
            guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { break }
            let text = String(decoding: rest[..<end], as: UTF8.self).replacing("&quot;", with: "\"")
                .replacing("&#39;", with: "'").replacing("&lt;", with: "<")
            values.append(text.replacing("&gt;", with: ">").replacing("&amp;", with: "&"))
            rest = rest[end...]
        }
        return values
    }
}

/// The repository's own folder.
let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
