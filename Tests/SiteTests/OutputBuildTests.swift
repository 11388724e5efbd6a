import Testing

@testable import Site

@Suite struct OutputBuildTests {
    @Test func aFirstBuildWritesAll() throws {
        let folder = try TemporaryFolder()
        let changes = try folder.build([
            file("index.html", "home", .index), file("a/index.html", "a"), file("a/b/c.css", "c", .asset),
        ])
        #expect(changes.written == ["a/b/c.css", "a/index.html", "index.html"])
        #expect(changes.unchanged.isEmpty && changes.removed.isEmpty && changes.leftover == nil)
        #expect(folder.pages() == ["index.html": "home", "a/index.html": "a", "a/b/c.css": "c"])
        #expect(!folder.exists("site/.rollbook-staging"))
        #expect(folder.read(".rollbook/.gitignore") == "*\n")
    }

    @Test func anEqualBuildTouchesNothing() throws {
        let folder = try TemporaryFolder()
        let files = [file("index.html", "home", .index), file("a/index.html", "")]
        try folder.build(files)
        let log = Log()
        let changes = try folder.build(files, with: .system.watched { call throws(FileFailure) in log.append(call) })
        #expect(changes.written.isEmpty && changes.removed.isEmpty)
        #expect(changes.unchanged == ["a/index.html", "index.html"])
        let changing = log.all.filter { !["status", "names", "read", "holds"].contains($0.name) }
        // The output itself, which is there.
        #expect(changing == [FileCall(name: "makeFolder", path: folder.site)])
    }

    @Test func changesAndRemovals() throws {
        let folder = try TemporaryFolder()
        try folder.build([
            file("index.html", "1", .index), file("old/deep/index.html", "o"), file("same.css", "s", .asset),
        ])
        let changes = try folder.build([file("index.html", "2", .index), file("same.css", "s", .asset)])
        #expect(changes.written == ["index.html"])
        #expect(changes.unchanged == ["same.css"])
        #expect(changes.removed == ["old/deep/index.html"])
        #expect(folder.tree().keys.sorted() == [".rollbook-manifest", "index.html", "same.css"])
    }

    @Test func handEditsArePutRight() throws {
        let folder = try TemporaryFolder()
        let files = [
            file("index.html", "home", .index), file("a.html", "aa"), file("b.html", "bb"), file("c.html", "cc"),
        ]
        try folder.build(files)
        let clean = folder.tree()
        try folder.write("site/a.html", "xx")
        try folder.write("site/b.html", "longer")
        _ = try #require(try? FileOperations.system.removeFile(folder.site + "/c.html"))
        let changes = try folder.build(files)
        #expect(changes.written == ["a.html", "b.html", "c.html"])
        #expect(folder.tree() == clean)
    }

    @Test func filesBecomeFoldersAndFoldersFiles() throws {
        let folder = try TemporaryFolder()
        try folder.build([
            file("index.html", "1", .index), file("a", "file"), file("b/c/d.html", "d"), file("b/e.html", "e"),
        ])
        let changes = try folder.build([file("index.html", "2", .index), file("a/x/y.html", "y"), file("b", "file")])
        #expect(changes.removed == ["a", "b/c/d.html", "b/e.html"])
        #expect(folder.pages() == ["index.html": "2", "a/x/y.html": "y", "b": "file"])
        try folder.build([
            file("index.html", "1", .index), file("a", "file"), file("b/c/d.html", "d"), file("b/e.html", "e"),
        ])
        #expect(folder.pages() == ["index.html": "1", "a": "file", "b/c/d.html": "d", "b/e.html": "e"])
        #expect(!folder.exists("site/.rollbook-staging"))
    }

    @Test func theResultDependsOnNoOrder() throws {
        let one = try TemporaryFolder()
        let two = try TemporaryFolder()
        let files = (0..<40).map { file("p\($0 % 7)/\($0).html", "\($0)") }
        try one.build(files)
        try two.build(files.reversed())
        #expect(one.tree() == two.tree())
    }

    @Test func manyThreadsAdd() async throws {
        let folder = try TemporaryFolder()
        for round in 0..<2 {
            let transaction = try OutputFolder(path: folder.site).begin(
                lockFolder: folder.path + "/.rollbook",
                wait: true
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<400 {
                    group.addTask {
                        let text = number % 3 == 0 ? "\(number) \(round)" : "\(number)"
                        try transaction.add(file("f\(number % 20)/\(number).html", text))
                    }
                }
                try await group.waitForAll()
            }
            let changes = try transaction.publish()
            #expect(changes.written.count == (round == 0 ? 400 : 134))
            #expect(folder.pages().count == 400)
            #expect(folder.read("site/f3/3.html") == "3 \(round)")
        }
    }

    @Test func abandonLeavesNothing() throws {
        let folder = try TemporaryFolder()
        let output = OutputFolder(path: folder.path + "/new/deep/site")
        let transaction = try output.begin(lockFolder: folder.path + "/.rollbook", wait: true)
        try transaction.add(file("index.html", "x", .index))
        transaction.abandon()
        #expect(!folder.exists("new"))
        #expect(throws: OutputError.finished) { try transaction.add(file("b.html", "x")) }
        #expect(throws: OutputError.finished) { try transaction.publish() }
    }

    @Test func lettingGoIsAbandoning() throws {
        let folder = try TemporaryFolder()
        try folder.build([file("index.html", "1", .index)])
        let before = folder.tree()
        do {
            let transaction = try OutputFolder(path: folder.site).begin(
                lockFolder: folder.path + "/.rollbook",
                wait: true
            )
            try transaction.add(file("index.html", "2", .index))
        }
        #expect(folder.tree() == before)
        try folder.build([file("index.html", "2", .index)])
    }

    @Test(arguments: [
        "", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", "a/./b", "x\u{0}y", ".rollbook-manifest",
        ".Rollbook-Staging/1",
        String(repeating: "n", count: 256),
    ])
    func pathsThatLeave(path: String) throws {
        let folder = try TemporaryFolder()
        let transaction = try OutputFolder(path: folder.site).begin(wait: true)
        #expect(throws: OutputError.self) { try transaction.add(file(path, "x")) }
        #expect(throws: OutputError.self) { try transaction.publish() }
        #expect(!folder.exists("site"))
    }

    @Test(arguments: [
        ("a.html", "a.html"), ("a/b.html", "A/B.html"), ("a", "a/b.html"), ("a/b.html", "a"), ("A", "a/b/c.html"),
        ("é.html", "e\u{301}.html"),
    ])
    func twoFilesOfOnePlace(first: String, second: String) throws {
        let folder = try TemporaryFolder()
        let transaction = try OutputFolder(path: folder.site).begin(wait: true)
        try transaction.add(file(first, "x"))
        #expect(throws: OutputError.samePlace(first, second)) { try transaction.add(file(second, "y")) }
        #expect(throws: OutputError.samePlace(first, second)) { try transaction.publish() }
    }
}
