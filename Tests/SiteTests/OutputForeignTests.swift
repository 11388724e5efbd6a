import Documents
import Foundation
import Testing

@testable import Site

@Suite struct OutputForeignTests {
    private func error(_ body: () throws -> Void) -> OutputError? {
        do {
            try body()
            return nil
        } catch {
            return error as? OutputError
        }
    }

    @Test func aFolderOfSomeoneElseIsRefused() throws {
        let folder = try TemporaryFolder()
        for number in 10..<23 { try folder.write("site/f\(number).txt", "mine") }
        try folder.write("site/deep/er/file", "mine")
        try FileManager.default.createDirectory(atPath: folder.site + "/empty", withIntermediateDirectories: true)
        let before = folder.tree()
        let error = error { try folder.build([file("index.html", "x", .index)]) }
        let names = ["deep/"] + (10..<19).map { "f\($0).txt" }
        #expect(error == .foreignFiles(output: folder.site, names: names, more: 4))
        #expect(error?.description.contains("f18.txt and 4 more): choose an empty folder with --output") == true)
        #expect(folder.tree() == before)
    }

    @Test func emptyFoldersAreNoFiles() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.site + "/a/b", withIntermediateDirectories: true)
        try folder.build([file("index.html", "x", .index)])
        #expect(folder.pages() == ["index.html": "x"])
    }

    @Test func foreignFilesBesideAManifestStay() throws {
        let folder = try TemporaryFolder()
        try folder.build([file("index.html", "1", .index), file("a/page.html", "1")])
        for name in ["CNAME", ".nojekyll", ".git/HEAD", "a/note.txt"] { try folder.write("site/" + name, "mine") }
        try folder.build([file("index.html", "2", .index)])
        #expect(
            folder.pages() == [
                "index.html": "2", "CNAME": "mine", ".nojekyll": "mine", ".git/HEAD": "mine", "a/note.txt": "mine",
            ]
        )
    }

    @Test func foreignFilesInTheWayAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.build([file("index.html", "1", .index), file("gone/page.html", "1")])
        try folder.write("site/a.html", "mine")
        try folder.write("site/b", "mine")
        try folder.write("site/gone/note.txt", "mine")
        let before = folder.tree()
        let error = error {
            try folder.build([
                file("index.html", "2", .index), file("a.html", "x"), file("b/c.html", "x"), file("b/d.html", "x"),
                file("gone", "x"),
            ])
        }
        #expect(error == .inTheWay(output: folder.site, paths: ["a.html", "b", "gone/note.txt"], more: 0))
        #expect(folder.tree() == before)
    }

    @Test(arguments: ["rubbish\n", "cut", "\u{0}"])
    func aDamagedManifestIsRefused(text: String) throws {
        let folder = try TemporaryFolder()
        try folder.build([file("index.html", "1", .index)])
        try folder.write("site/.rollbook-manifest", text)
        let error = error { try folder.build([file("index.html", "2", .index)]) }
        guard case .damagedManifest(_, 1, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains("restore it from version control, or empty the output folder") == true)
        #expect(folder.read("site/index.html") == "1")
    }

    @Test func aManifestThatNamesOtherFoldersIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("victim.txt", "mine")
        let hash = SHA256.digest(of: Array("mine".utf8))
        try folder.write("site/.rollbook-manifest", "\(hash)  ../victim.txt\n")
        #expect(throws: OutputError.self) { try folder.build([file("index.html", "2", .index)]) }
        #expect(folder.read("victim.txt") == "mine")
    }

    @Test func aFileAsOutputIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("site", "mine")
        #expect(error { try folder.build([]) } == .notAFolder(folder.site))
        #expect(folder.read("site") == "mine")
    }

    @Test func aFileAboveTheOutputIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.write("file", "mine")
        let error = error { _ = try OutputFolder(path: folder.path + "/file/site").begin() }
        #expect(
            error?.description.contains("Not a directory; a file stands where a folder is needed") == true,
            "\(String(describing: error))"
        )
    }
}
