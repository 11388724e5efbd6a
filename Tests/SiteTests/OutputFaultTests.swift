import Documents
import Foundation
import Testing

@testable import Site

/// A site before and after, with every kind of change, and every call to the file system failing once.
@Suite struct OutputFaultTests {
    static let before = [
        file("style.css", "old style", .asset), file("index.html", "-> releases/a.html releases/b.html", .index),
        file("releases/a.html", "a 1"), file("releases/b.html", "b 1"),
        file("services/x/index.html", "-> releases/b.html", .index),
        file("same.html", "same"), file("turn", "file"), file("back/x/y.html", "y"),
    ]
    static let after = [
        file("style.css", "new style", .asset),
        file("index.html", "-> releases/a.html releases/c.html services/y/index.html", .index),
        file("releases/a.html", "a 2"), file("releases/c.html", "c 1"),
        file("services/y/index.html", "-> releases/c.html", .index),
        file("releases/c/plan.txt", "attached", .attachment), file("same.html", "same"), file("turn/x/y.html", "y"),
        file("back", "file"),
    ]
    static let texts = Set((before + after).map { $0.path + "=" + String(decoding: $0.contents, as: UTF8.self) })

    /// How many calls a build makes from begin to end.
    private func callCount() throws -> Int {
        let folder = try TemporaryFolder()
        try folder.build(Self.before)
        let (operations, count) = FileOperations.failing(at: -1, andAfter: false)
        try folder.build(Self.after, with: operations)
        return count()
    }

    private func clean() throws -> [String: String] {
        let folder = try TemporaryFolder()
        try folder.build(Self.after)
        return folder.tree()
    }

    @Test(arguments: [ENOSPC, EIO, EMFILE, EACCES])
    func aFailedCallLeavesTheOldSiteToTheByte(code: Int32) throws {
        let clean = try clean()
        for n in 0..<(try callCount()) {
            let folder = try TemporaryFolder()
            try folder.build(Self.before)
            let old = folder.tree()
            do {
                let changes = try folder.build(
                    Self.after,
                    with: FileOperations.failing(at: n, andAfter: false, code: code).0
                )
                // A failure that hurts nobody: the site is published, the staging folder waits for the next build.
                #expect(changes.leftover != nil, "call \(n)")
                #expect(folder.tree().filter { !$0.key.hasPrefix(".rollbook-staging") } == clean, "call \(n)")
            } catch let error as OutputError {
                guard case .system(let failure) = error else {
                    Issue.record("call \(n): \(error)")
                    continue
                }
                #expect(failure.code == code)
                #expect(error.description.hasSuffix(failure.advice))
                #expect(folder.tree() == old, "call \(n): \(error)")
            }
            try folder.build(Self.after)
            #expect(folder.tree() == clean, "call \(n)")
        }
    }

    @Test func aKillLeavesWholeFilesAndNoDeadLinkInAnIndex() throws {
        let clean = try clean()
        let count = try callCount()
        #expect(count > 50)
        for n in 0..<count {
            let folder = try TemporaryFolder()
            try folder.build(Self.before)
            // Every call from the n-th on does nothing: what a killed process leaves behind.
            _ = try? folder.build(Self.after, with: FileOperations.failing(at: n, andAfter: true, code: EIO).0)
            let pages = folder.pages().filter { !$0.key.hasPrefix(".rollbook-staging") }
            for (path, text) in pages {
                #expect(Self.texts.contains(path + "=" + text), "call \(n): \(path) is not whole")
                for target in text.split(separator: " ") where text.hasPrefix("->") && target != "->" {
                    #expect(pages[String(target)] != nil, "call \(n): \(path) names \(target)")
                }
            }
            #expect(pages["index.html"] != nil && pages["style.css"] != nil)
            if n % 2 == 0 { try killAgain(folder, n) }
            try folder.build(Self.after)
            #expect(folder.tree() == clean, "call \(n)")
        }
    }

    /// A second build, of something else, killed as well: what the first put there must still be known as ours.
    private func killAgain(_ folder: TemporaryFolder, _ n: Int) throws {
        let other = [file("index.html", "", .index), file("other/page.html", "x")]
        _ = try? folder.build(other, with: FileOperations.failing(at: n / 2 + 7, andAfter: true, code: EIO).0)
    }

    @Test func aKilledFirstBuildIsGoneOnWith() throws {
        let clean = try clean()
        let whole = try TemporaryFolder()
        let (counting, count) = FileOperations.failing(at: -1, andAfter: false)
        try whole.build(Self.after, with: counting)
        for n in 0..<count() {
            let folder = try TemporaryFolder()
            _ = try? folder.build(Self.after, with: FileOperations.failing(at: n, andAfter: true, code: EIO).0)
            try folder.build(Self.after)
            #expect(folder.tree() == clean, "call \(n)")
        }
    }

    /// After a kill, a file that someone put in a new page's place since is not taken for ours.
    @Test func aForeignFileAfterAKillStays() throws {
        let folder = try TemporaryFolder()
        try folder.build([file("index.html", "1", .index)])
        try folder.write("site/.rollbook-staging/manifest", "\(SHA256.digest(of: Array("x".utf8)))  new.html\n")
        try folder.write("site/new.html", "mine")
        #expect(throws: OutputError.inTheWay(output: folder.site, paths: ["new.html"], more: 0)) {
            try folder.build([file("index.html", "1", .index), file("new.html", "x")])
        }
        #expect(folder.read("site/new.html") == "mine")
    }

    @Test func theOrderOfRenames() throws {
        let folder = try TemporaryFolder()
        try folder.build(Self.before)
        let log = Log()
        try folder.build(Self.after.reversed(), with: .system.watched { call throws(FileFailure) in log.append(call) })
        let moves = log.all.filter { $0.name == "rename" }.map { call in
            let path = call.new.contains("/kept-") ? "-" + call.path : call.new
            return path.replacingOccurrences(of: folder.site + "/", with: "")
        }
        #expect(
            moves == [
                ".rollbook-staging/manifest", "-turn", "-back",
                "style.css", "releases/c/plan.txt",
                "back", "releases/c.html", "turn/x/y.html", "releases/a.html",
                "services/y/index.html", "index.html",
                "-services/x/index.html", "-releases/b.html", ".rollbook-manifest",
            ]
        )
    }

    @Test func withoutHardLinksTheSiteIsPublishedAllTheSame() throws {
        let folder = try TemporaryFolder()
        try folder.build(Self.before)
        let operations = FileOperations.system.watched { call throws(FileFailure) in
            if call.name == "link" { throw FileFailure("link", call.path, code: EPERM) }
        }
        try folder.build(Self.after, with: operations)
        #expect(try folder.tree() == clean())
    }

    @Test func whatCannotBeTakenBackIsSaid() throws {
        let folder = try TemporaryFolder()
        try folder.build(Self.before)
        let operations = FileOperations.system.watched { call throws(FileFailure) in
            if call.name == "link" { throw FileFailure("link", call.path, code: EPERM) }
            if call.new.hasSuffix("/index.html") { throw FileFailure("put in place", call.new, code: ENOSPC) }
        }
        do {
            try folder.build(Self.after, with: operations)
            Issue.record("published")
        } catch let error as OutputError {
            #expect(
                error.description.contains(
                    "No space left on device; \(folder.site) now holds old and new files, each of them whole"
                )
            )
            #expect(error.description.hasSuffix("free some space there, then build again"))
        }
        try folder.build(Self.after)
        #expect(try folder.tree() == clean())
    }

    @Test func aFullDeviceIsTold() throws {
        let file = open("/dev/full", O_WRONLY)
        // Linux has this device; elsewhere there is nothing to try.
        guard file >= 0 else { return }
        defer { close(file) }
        #expect(throws: FileFailure("write", "x", code: ENOSPC)) { try writeAll(file, "x", [1]) }
    }
}
