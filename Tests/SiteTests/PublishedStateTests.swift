import Testing

@testable import Site

@Suite struct PublishedStateTests {
    private let files = [
        file("index.html", "home", .index), file("a/index.html", "a"), file("b/index.html", "b"), file("c.html", "c"),
    ]

    /// The state of the output as it is looked at after a build, once by the state before it and once anew.
    private func states(
        _ folder: TemporaryFolder,
        afterBuilding files: [SiteFile],
        meanwhile: () throws -> Void = {}
    ) async throws -> (derived: PublishedState, whole: PublishedState) {
        let output = OutputFolder(path: folder.site)
        let before = try #require(await output.state(jobs: 2))
        let changes = try folder.build(files)
        try meanwhile()
        let derived = try #require(await output.state(after: changes, of: before, jobs: 2))
        return (derived, try #require(await output.state(jobs: 2)))
    }

    @Test func whatABuildChangedIsSeen() async throws {
        let folder = try TemporaryFolder()
        try folder.build(files)
        let next = [
            file("index.html", "home, changed", .index), file("a/index.html", "a"), file("aa.html", "new"),
            file("c.html", "c"), file("d/index.html", "new"),
        ]
        let states = try await states(folder, afterBuilding: next)
        #expect(states.derived.digest == states.whole.digest)
    }

    @Test func theNextLookSeesWhatSomebodyElseTouched() async throws {
        let folder = try TemporaryFolder()
        try folder.build(files)
        let states = try await states(folder, afterBuilding: files) { try folder.write("site/a/index.html", "touched") }
        #expect(states.derived.digest != states.whole.digest)
    }

    @Test func aLostFileIsNoState() async throws {
        let folder = try TemporaryFolder()
        #expect(await OutputFolder(path: folder.site).state(jobs: 1) == nil)
        try folder.build(files)
        try folder.write("other", "x")
        #expect(await OutputFolder(path: folder.site).state(jobs: 1) != nil)
        try FileOperations.system.removeFile(folder.site + "/c.html")
        #expect(await OutputFolder(path: folder.site).state(jobs: 1) == nil)
    }
}
