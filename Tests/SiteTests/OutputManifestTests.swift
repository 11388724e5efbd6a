import Documents
import Foundation
import Testing

@testable import Site

@Suite struct ManifestTests {
    private func manifest(_ paths: [String]) throws -> Manifest {
        var manifest = Manifest()
        for (index, path) in paths.enumerated() {
            let digest = SHA256.digest(of: [UInt8(index)])
            manifest.entries[try SitePath(path)] = Manifest.Entry(digest: digest, isIndex: index == 0)
        }
        return manifest
    }

    @Test func isSortedByBytesAndMarksIndexes() throws {
        let text = String(
            decoding: try manifest(["é.html", "b.html", "B.html", "a/b.html", "a.html"]).encoded,
            as: UTF8.self
        )
        let names = text.split(separator: "\n").map { String($0.dropFirst(65)) }
        #expect(names == [" B.html", " a.html", " a/b.html", " b.html", "*é.html"])
    }

    @Test func readsBackWhatItWrites() throws {
        let manifest = try manifest([
            "plain.html", "new\nline", "back\\slash", "both\\\n\r", "a b", "*star", "ünïcode/🎈",
        ])
        #expect(try Manifest(parsing: manifest.encoded) == manifest)
    }

    @Test func takesWhatAMergeLeaves() throws {
        let one = String(decoding: try manifest(["a.html"]).encoded, as: UTF8.self)
        let two = String(decoding: try manifest(["x", "b.html"]).encoded, as: UTF8.self)
        let merged = "<<<<<<< HEAD\n\(two)=======\n\(one)>>>>>>> branch\n"
        let found = try Manifest(parsing: Array(merged.utf8))
        #expect(found.entries.keys.sorted().map(\.text) == ["a.html", "b.html", "x"])
    }

    @Test(arguments: [
        ("abc  index.html\n", 1, "no SHA-256"),
        ("HASH  a.html\nHASH index.html\n", 2, "no two spaces"),
        ("HASH  a.html\nHASH  index.ht", 2, "cut short"),
        ("HASH  ../../etc/passwd\n", 1, "no path of a site"),
        ("HASH  /etc/passwd\n", 1, "no path of a site"),
        ("\\HASH  a\\b\n", 1, "backslash"),
        ("\\HASH  a\\\n", 1, "backslash"),
        ("HASH  a.html\n\n", 2, "no SHA-256"),
        ("\u{0}\u{0}\u{0}", 1, "cut short"),
    ])
    func damage(text: String, line: Int, problem: String) {
        let hash = SHA256.digest(of: []).description
        let text = text.replacingOccurrences(of: "HASH", with: hash)
        do {
            _ = try Manifest(parsing: Array(text.utf8))
            Issue.record("damage was read")
        } catch {
            #expect(error.line == line)
            #expect(error.problem.contains(problem), "\(error.problem)")
        }
    }

    /// `sha256sum -c` reads it, where there is one.
    @Test func sha256sumReadsIt() throws {
        let tool = ["/usr/bin/sha256sum", "/opt/homebrew/bin/gsha256sum"].first(
            where: FileManager.default.isExecutableFile
        )
        guard let tool else { return }
        let folder = try TemporaryFolder()
        try folder.build([
            file("index.html", "home", .index), file("a/b c.html", "page"), file("back\\slash", "x"),
            file("new\nline", "y"),
        ])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = ["--strict", "--quiet", "-c", ".rollbook-manifest"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.site)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
