internal import Catalog
internal import Documents
internal import Markdown
internal import Site

// Where a build keeps what it made, and by which digests the next one knows it.

extension BuildCommand {
    var toolFolder: String { FolderPath.tool(ofContent: book.content) }

    var buildCache: BuildCache { BuildCache(folder: cache ?? toolFolder, output: FolderPath.real(output)) }

    func digests(_ tree: FileTree) async throws -> (FileTree.Listing, FileDigests) {
        do {
            let listing = try tree.list()
            return (listing, try await tree.digests(of: listing, jobs: book.jobs))
        } catch let error as FileTreeError {
            throw Failure(error.description, .inputOutput)
        }
    }

    /// Of all that every page depends on, but for the content: the program, the theme, what was asked for.
    func base(_ tree: FileTree) async throws -> SHA256.Digest {
        do {
            var parts = [
                book.content, tree.displayPath, baseURL ?? "", theme.theme ?? "", "\(offline) \(noGit)",
                Terminal.programIdentity(), MarkdownDocument.parserVersion,
            ]
            // The theme that the program carries is part of it; the book's own lies where the book says.
            for folder in theme.folders(content: book.content, tree) {
                let tree = try FileTree.disk(folder, displayPath: folder)
                parts.append(try await tree.digests(of: try tree.list(), jobs: book.jobs).whole.description)
            }
            return Self.digest(of: parts)
        } catch let error as FileTreeError {
            throw Failure(error.description, .inputOutput)
        }
    }

    /// The book's own settings with it: every document is read and every page is made as they say.
    func bookKey(_ base: SHA256.Digest, _ digests: FileDigests) -> SHA256.Digest {
        Self.digest(of: [base.description] + digests.settings.map { $0?.description ?? "" })
    }

    /// Of all that the outcome depends on, but for the time.
    func key(_ base: SHA256.Digest, _ digests: FileDigests) -> SHA256.Digest {
        Self.digest(of: [
            base.description, digests.whole.description, output, "\(book.strict) \(book.all) \(book.format)",
            "\(Terminal.usesColors) \(Terminal.errorWidth ?? 0)", noGit ? "" : Git(folder: book.content).state,
        ])
    }

    private static func digest(of parts: [String]) -> SHA256.Digest {
        SHA256.digest(of: Array(parts.joined(separator: "\u{0}").utf8))
    }

    /// Whether it worked; where it did not, it is said.
    func keep(_ write: (BuildCache) throws(OutputError) -> Void) -> Bool {
        do throws(OutputError) {
            try write(buildCache)
            return true
        } catch {
            Terminal.message("the cache can't be written, so the next build starts anew: \(error.description)\n")
            return false
        }
    }
}
