import Diagnostics
import Testing

@testable import Catalog

@Suite struct UnreadableFileTests {
    /// A file that the folder lists and the machine does not hand out is a finding, and its page stays.
    @Test func aFileThatCantBeReadIsTold() async throws {
        let tree = FileTree(
            displayPath: "content",
            name: "content",
            list: {
                var listing = FileTree.Listing()
                listing.files = [.init(path: "guides/a.md", size: 3), .init(path: "guides/b.md", size: 3)]
                return listing
            },
            read: { path throws(FileTreeError) in
                if path == "guides/b.md" { throw FileTreeError("guides/b.md: permission denied") }
                return Array("# A".utf8)
            }
        )
        let catalog = try await Catalog.load(tree, jobs: 1)
        let found = catalog.diagnostics.filter { $0.rule.id == "unreadable-file" }
        #expect(found.map(\.file) == ["content/guides/b.md"])
        #expect(catalog.guides.count == 2)
    }
}
