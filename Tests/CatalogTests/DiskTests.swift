import Catalog
import Diagnostics
import Testing

/// The content folder on the disk: links, hidden names, what can't be read.
@Suite struct DiskTests {
    @Test func linksOutOfTheFolderAreNotFollowed() async throws {
        let folder = try DiskFolder()
        try folder.write("content/rollbook.yaml", bookFile)
        try folder.write("content/guides/a.md", "# A\n")
        try folder.write("secret/b.md", "# B\n")
        try folder.write("content-too/c.md", "# C\n")
        try folder.link("content/guides/out.md", to: "../../secret/b.md")
        try folder.link("content/guides/folder", to: folder.path + "/secret")
        try folder.link("content/guides/sibling", to: "../../content-too")
        try folder.link("content/guides/gone.md", to: "nowhere.md")
        try folder.link("content/guides/in.md", to: "a.md")
        try folder.link("content/guides/loop", to: "..")
        try folder.link("content/guides/self", to: "self")
        let catalog = try await folder.load()
        #expect(catalog.guides.map(\.id) == ["a", "in"])
        let outside = catalog.diagnostics.filter { $0.rule.id == "outside-content" }
        #expect(outside.allSatisfy { $0.severity == .error })
        #expect(
            Set(outside.map(\.file)).isSuperset(of: [
                "content/guides/folder", "content/guides/out.md", "content/guides/sibling",
            ])
        )
    }

    @Test(.timeLimit(.minutes(6))) func linksThatGoRoundEnd() async throws {
        let folder = try DiskFolder()
        try folder.write("content/guides/a/x.md", "# X\n")
        try folder.write("content/guides/b/y.md", "# Y\n")
        try folder.link("content/guides/a/to-b", to: "../b")
        try folder.link("content/guides/b/to-a", to: "../a")
        let catalog = try await folder.load()
        #expect(catalog.guides.count >= 2)
    }

    @Test func hiddenNamesAreLeftOut() async throws {
        let folder = try DiskFolder()
        try folder.write("content/guides/a.md", "# A\n")
        try folder.write("content/.git/b.md", "# B\n")
        try folder.write("content/guides/.c.md", "# C\n")
        #expect(try await folder.load().guides.map(\.id) == ["a"])
    }

    @Test func noFolderIsSaidInOneLine() throws {
        let folder = try DiskFolder()
        try folder.write("content", "")
        for path in ["content", "nothing"] {
            let error = #expect(throws: FileTreeError.self) {
                try FileTree.disk(folder.path + "/" + path, displayPath: path)
            }
            #expect(error?.description.contains("`--content` names the folder to read") == true)
        }
    }

    @Test func aFileOverTheLimitKeepsItsPage() async throws {
        let folder = try DiskFolder()
        try folder.write("content/guides/a.md", "# A\n" + String(repeating: "x", count: 17 << 20))
        let catalog = try await folder.load()
        #expect(catalog.guides.map(\.id) == ["a"])
        #expect(catalog.diagnostics.map(\.rule.id).contains("file-too-large"))
    }
}
