internal import Diagnostics
package import Documents

extension Catalog {
    /// A single file outside any book, told by its name, by the rules for one document alone.
    package static func alone(_ bytes: [UInt8], file: String, template: OutputTemplate = .builtIn)
        -> Catalog
    {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        var catalog = Catalog(files: .inMemory([name: bytes], displayPath: Placement.parent(of: file)))
        catalog.allPaths = [name]
        var found: [Diagnostic]
        if name == Placement.bookFile {
            found = readBook(from: bytes, file: file).diagnostics
        } else {
            let parsed =
                Placement.isMarkdown(name)
                ? readMarkdownRelease(from: bytes, file: file, template: template) : readPlan(from: bytes, file: file)
            let ownName = Placement.nameOfDocument(file).split(separator: "/").last.map(String.init) ?? name
            let id = parsed.value.plan.id?.value.text ?? Identifier.proposal(for: ownName) ?? "plan"
            let release = Release(
                id: id,
                source: name,
                folder: nil,
                document: parsed.value,
                runs: [],
                date: nil,
                digest: parsed.value.plan.reviewDigest,
                links: TextLink.all(in: parsed.value.plan)
            )
            catalog.releases = [release]
            found = parsed.diagnostics
        }
        catalog.diagnostics = found.sortedOnce()
        return catalog
    }
}
