import Foundation
import Testing

@testable import Site

@Suite struct OutputSymlinkTests {
    private func link(_ folder: TemporaryFolder, _ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: target)
    }

    @Test func theOutputMayBeASymlink() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/real", withIntermediateDirectories: true)
        try link(folder, "site", to: "real")
        try folder.build([file("a/index.html", "x")])
        #expect(folder.read("real/a/index.html") == "x")
        #expect(folder.tree("real").keys.contains(".rollbook-manifest"))
    }

    @Test func aSymlinkToNothingIsAnError() throws {
        let folder = try TemporaryFolder()
        try link(folder, "site", to: "nowhere")
        #expect(throws: OutputError.self) { try folder.build([file("a/index.html", "x")]) }
    }

    @Test func aSymlinkAsFolderOfAPageIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.build([file("index.html", "1", .index)])
        try folder.write("outside/keep.txt", "mine")
        try link(folder, "site/releases", to: "../outside")
        #expect(throws: OutputError.inTheWay(output: folder.site, paths: ["releases"], more: 0)) {
            try folder.build([file("index.html", "1", .index), file("releases/x/index.html", "x")])
        }
        #expect(folder.tree("outside") == ["keep.txt": "mine"])
    }

    @Test func aSymlinkInAPagesPlaceIsReplacedNotFollowed() throws {
        let folder = try TemporaryFolder()
        let files = [file("index.html", "1", .index), file("a.html", "a")]
        try folder.build(files)
        try folder.write("victim.txt", "a")
        try FileManager.default.removeItem(atPath: folder.site + "/a.html")
        try link(folder, "site/a.html", to: "../victim.txt")
        let changes = try folder.build(files)
        #expect(changes.written == ["a.html"])
        #expect(folder.tree()["a.html"] == "a")
        #expect(folder.read("victim.txt") == "a")
    }

    /// A folder of ours that became a symlink: what is behind it is not ours, though the manifest has its names.
    @Test func nothingIsRemovedBehindASymlink() throws {
        let folder = try TemporaryFolder()
        try folder.build([file("index.html", "1", .index), file("a/page.html", "x")])
        try FileManager.default.removeItem(atPath: folder.site + "/a")
        try folder.write("outside/page.html", "mine")
        try link(folder, "site/a", to: "../outside")
        try folder.build([file("index.html", "2", .index)])
        #expect(folder.tree("outside") == ["page.html": "mine"])
        #expect(folder.tree()["a"] == "-> ../outside")
    }

    /// What stands at the place of a removed page as a folder is someone else's.
    @Test func aFolderInARemovedPagesPlaceStays() throws {
        let folder = try TemporaryFolder()
        try folder.build([file("index.html", "1", .index), file("a", "x")])
        try FileManager.default.removeItem(atPath: folder.site + "/a")
        try folder.write("site/a/mine.txt", "mine")
        try folder.build([file("index.html", "2", .index)])
        #expect(folder.read("site/a/mine.txt") == "mine")
    }

    @Test func aStagingSymlinkIsNotFollowed() throws {
        let folder = try TemporaryFolder()
        try folder.write("outside/keep.txt", "mine")
        try FileManager.default.createDirectory(atPath: folder.site, withIntermediateDirectories: true)
        try link(folder, "site/.rollbook-staging", to: "../outside")
        try folder.build([file("index.html", "1", .index)])
        #expect(folder.tree("outside") == ["keep.txt": "mine"])
    }
}
