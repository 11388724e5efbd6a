import Diagnostics
import Documents
import Foundation
import Testing

@testable import Catalog
@testable import Site

/// Repositories that exist, built as books where they stand: no crash, a page for each Markdown file, and as many
/// releases, states and broken links as somebody counted once.
@Suite struct CorpusTests {
    struct Corpus: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// The globs of `sources: releases`.
        var releaseGlobs: [String] = []
        let markdownFiles: Int
        let releases: Int
        /// Releases by the status that their text tells.
        var statuses: [String: Int] = [:]
        let brokenLinks: Int
        let brokenAnchors: Int
        let missingFiles: Int
    }

    static let corpora = [
        // 143 say EXECUTED, 18 CANCELLED, one DRAFT, one READY TO SIGN.
        Corpus(
            testDescription: "optimism-superchain-ops",
            releaseGlobs: ["src/tasks/*/*/README.md"],
            markdownFiles: 361,
            releases: 163,
            statuses: ["completed": 143, "cancelled": 18, "draft": 1, "approved": 1],
            brokenLinks: 290,
            brokenAnchors: 42,
            missingFiles: 60
        ),
        Corpus(
            testDescription: "cosmos-gaia",
            releaseGlobs: ["**/migration/**/*upgrade*.md", "**/UPGRADING.md"],
            markdownFiles: 83,
            releases: 12,
            statuses: ["none": 12],
            brokenLinks: 35,
            brokenAnchors: 22,
            missingFiles: 6
        ),
        // 58 of the broken links have no target at all: `[job]()`.
        Corpus(
            testDescription: "kubernetes-sig-release",
            markdownFiles: 234,
            releases: 0,
            brokenLinks: 118,
            brokenAnchors: 33,
            missingFiles: 30
        ),
        Corpus(
            testDescription: "openshift-runbooks",
            markdownFiles: 274,
            releases: 0,
            brokenLinks: 9,
            brokenAnchors: 0,
            missingFiles: 8
        ),
        Corpus(
            testDescription: "rust-forge",
            markdownFiles: 146,
            releases: 0,
            brokenLinks: 9,
            brokenAnchors: 6,
            missingFiles: 6
        ),
    ]

    /// `$ROLLBOOK_SHARED`, else beside the package.
    static let folder =
        (ProcessInfo.processInfo.environment["ROLLBOOK_SHARED"] ?? packageFolder + "/../shared") + "/corpora"

    static let areThere: Bool = {
        let areThere = corpora.allSatisfy { FileManager.default.fileExists(atPath: "\(folder)/\($0.testDescription)") }
        if !areThere { print("skipped: the corpora are not in \(folder) (set ROLLBOOK_SHARED)") }
        return areThere
    }()

    /// The tree on the disk with a book file that only this test sees.
    static func book(_ corpus: Corpus) throws -> FileTree {
        let disk = try FileTree.disk("\(folder)/\(corpus.testDescription)", displayPath: corpus.testDescription)
        let releases = corpus.releaseGlobs.map { "\"\($0)\"" }.joined(separator: ", ")
        let book = Array(
            "title: \(corpus.testDescription)\nsources: {releases: [\(releases)], guides: [\"**/*.md\"]}\n".utf8
        )
        return FileTree(
            displayPath: disk.displayPath,
            name: disk.name,
            list: { () throws(FileTreeError) in
                var listing = try disk.list()
                listing.files.append(FileTree.Entry(path: "rollbook.yaml", size: book.count))
                listing.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
                return listing
            },
            read: { path throws(FileTreeError) in path == "rollbook.yaml" ? book : try disk.read(path) }
        )
    }

    @Test(
        .enabled(if: areThere, "the corpora are not there: set ROLLBOOK_SHARED"),
        .timeLimit(.minutes(6)),
        arguments: corpora
    )
    func isBuiltAsItStands(_ corpus: Corpus) async throws {
        let rendered = try await render(try Self.book(corpus))
        let catalog = rendered.catalog
        let sources = catalog.allPaths.filter { $0.lowercased().hasSuffix(".md") }
        #expect(sources.count == corpus.markdownFiles)
        // Each has a page, and each page is there.
        let routes = Routes(catalog: catalog)
        var without: [String] = []
        var addresses: Set<String> = []
        for source in sources {
            guard let document = catalog.documents[source] else {
                without.append(source)
                continue
            }
            let file = routes.address(of: document).file
            if rendered.files[file] == nil || !file.hasSuffix(".html") || !addresses.insert(file.lowercased()).inserted
            {
                without.append(source)
            }
        }
        #expect(without.sorted() == [])
        #expect(catalog.releases.count == corpus.releases)
        let statuses = Dictionary(grouping: catalog.releases) { $0.status?.rawValue ?? "none" }.mapValues(\.count)
        #expect(statuses == corpus.statuses)
        let counts = Dictionary(grouping: rendered.site.diagnostics, by: \.rule.id).mapValues(\.count)
        #expect(counts["broken-link"] ?? 0 == corpus.brokenLinks)
        #expect(counts["broken-anchor"] ?? 0 == corpus.brokenAnchors)
        #expect(counts["missing-file"] ?? 0 == corpus.missingFiles)
        // Each is told at a line of its file, where what it names stands.
        for found in rendered.site.diagnostics where found.rule.id == "broken-link" {
            let path = String(found.file.dropFirst(corpus.testDescription.count + 1))
            let lines = String(decoding: try catalog.files.read(path), as: UTF8.self)
                .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            #expect(Int(found.span.start.line) <= lines.count, "\(found.file):\(found.span.start.line)")
        }
        // No dead link but to anchors that are not there, each of which has been told.
        let told = Set(
            rendered.site.diagnostics.filter { $0.rule.id == "broken-anchor" }.map { found in
                found.message.split(separator: "#").last?.dropLast().lowercased() ?? ""
            }
        )
        let untold = rendered.deadLinks.filter { link in
            let fragment = link.split(separator: "#").last.map(String.init)?.removingPercentEncoding ?? ""
            return !link.contains("#") || !told.contains(fragment.lowercased())
        }
        #expect(untold == [])
    }
}
