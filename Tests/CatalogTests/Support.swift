import Catalog
import Diagnostics
import Foundation

/// A book in memory: paths and texts.
func load(_ files: [String: String]) async throws -> Catalog {
    try await Catalog.load(.inMemory(files.mapValues { Array($0.utf8) }), jobs: 2)
}

extension Catalog {
    /// Findings but those of free texts, whose warning each loose release of a small book has.
    var findings: [String] {
        diagnostics.filter { $0.rule.id != "unstructured-plan" }
            .map {
                "\($0.file.replacing("content/", with: "")):\($0.span.start.line):\($0.span.start.column) \($0.rule.id)"
            }
    }

    var releaseIDs: [String] { releases.map(\.id).sorted() }
}

let bookFile = "title: Test\n"

/// A folder on the disk for one test, removed when the test lets go of it.
final class DiskFolder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("rollbook-catalog-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: file, atomically: false, encoding: .utf8)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    /// The folder `content` in it, loaded.
    func load() async throws -> Catalog {
        try await Catalog.load(try .disk(path + "/content", displayPath: "content"), jobs: 2)
    }
}
