import Testing

@testable import Site

@Suite struct PublishedStateTests {
    private let files = [
        file("index.html", "home", .index), file("a/index.html", "a"), file("b/index.html", "b"), file("c.html", "c"),
    ]

    @Test func whatABuildChangedIsSeen() async throws {
        let folder = try TemporaryFolder()
        let output = OutputFolder(path: folder.site)
        try folder.build(files)
        let before = await output.state(jobs: 2)
        let next = [
            file("index.html", "home, changed", .index), file("a/index.html", "a"), file("aa.html", "new"),
            file("c.html", "c"), file("d/index.html", "new"),
        ]
        let changes = try folder.build(next)
        let derived = await output.state(after: changes, of: before, jobs: 2)
        let whole = await output.state(jobs: 2)
        #expect(before != nil && derived != nil && derived?.digest == whole?.digest)
    }

    @Test func theNextLookSeesWhatSomebodyElseTouched() async throws {
        let folder = try TemporaryFolder()
        let output = OutputFolder(path: folder.site)
        try folder.build(files)
        let before = await output.state(jobs: 2)
        let changes = try folder.build(files)
        try folder.write("site/a/index.html", "touched")
        let derived = await output.state(after: changes, of: before, jobs: 2)
        let whole = await output.state(jobs: 2)
        #expect(derived != nil && whole != nil && derived?.digest != whole?.digest)
    }

    @Test func aLostFileIsNoState() async throws {
        let folder = try TemporaryFolder()
        let output = OutputFolder(path: folder.site)
        let none = await output.state(jobs: 1)
        try folder.build(files)
        let whole = await output.state(jobs: 1)
        try FileOperations.system.removeFile(folder.site + "/c.html")
        let lost = await output.state(jobs: 1)
        #expect(none == nil && whole != nil && lost == nil)
    }
}
