internal import Diagnostics
internal import Documents
internal import Markdown

extension Catalog {
    /// The book after some of its files were written again, without being read and joined anew.
    ///
    /// That can be done where only plans changed, and in them nothing that others hang on: not their structure and
    /// links, and nothing about which a rule that looks at several documents has something to say.
    ///
    /// - Parameters:
    ///   - paths: All files that may have changed, relative to the content folder.
    ///   - memory: With which the book was loaded.
    /// - Returns: `nil` where the book must be loaded anew.
    package func rereading(_ paths: Set<String>, memory: DocumentMemory) -> Rereading? {
        // Many are read sooner by a load, which reads several at once.
        guard let source = memory.source, !source.hasLinks, paths.count <= Self.mostReread else { return nil }
        var reader = source
        var changed: [(file: FileTree.Entry, release: Int)] = []
        for path in paths.sorted() {
            let entry = files.entry(path)
            guard allPaths.contains(path), let entry else {
                // What an editor writes beside a file while it saves it, and takes away again.
                if allPaths.contains(path) || entry != nil && !Self.isNoSource(path) { return nil }
                continue
            }
            switch documents[path] {
            case .release(let index)?: changed.append((entry, index))
            case nil where Self.isNoSource(path): continue
            default: return nil
            }
            reader = reader.looking(at: entry)
        }
        var catalog = self
        var found = diagnostics
        for (entry, index) in changed {
            let own = foundInPlans[entry.path] ?? []
            found.removeAll { own.contains($0) }
            let file = files.display(entry.path)
            guard !found.contains(where: { $0.speaks(of: file) }) else { return nil }
            let read = read(planAt: entry.path, reader.looking(at: entry))
            guard let release = releases[index].replacing(read, in: self) else { return nil }
            catalog.releases[index] = release
            catalog.foundInPlans[entry.path] = read.parsed.diagnostics.isEmpty ? nil : read.parsed.diagnostics
        }
        for (entry, _) in changed { found += catalog.foundInPlans[entry.path] ?? [] }
        catalog.diagnostics = found.sortedOnce()
        memory.source = reader
        return Rereading(catalog: catalog, files: Set(changed.map { files.display($0.file.path) }))
    }

    private static let mostReread = 32

    /// Whether a file is hidden and of no type that could be a document, as editors keep them beside what they edit.
    private static func isNoSource(_ path: String) -> Bool {
        (path.hasPrefix(".") || path.contains("/.")) && !Placement.isMarkdown(path) && !Placement.isYAML(path)
    }
}

/// A book in which some plans are others, and all that joins documents is as it was.
package struct Rereading: Sendable {
    package let catalog: Catalog
    /// The files of those plans, as messages name them; none where nothing that is shown has changed.
    package let files: Set<String>
}

extension Diagnostic {
    /// Whether it points into a file.
    package func speaks(of file: String) -> Bool { self.file == file || notes.contains { $0.file == file } }
}

extension Release {
    /// The release with a plan that was read anew; `nil` where others hang on what is another in it.
    fileprivate func replacing(_ read: ReadPlan, in catalog: Catalog) -> Release? {
        let document = read.parsed.value
        // A free text is linked to by its headings.
        guard !self.document.isLoose, !document.isLoose else { return nil }
        guard read.links.map(\.link.destination) == links.map(\.link.destination),
            read.links.map(\.link.kind) == links.map(\.link.kind),
            read.beside == beside, document.outline.structure == outline.structure
        else { return nil }
        let release = Release(
            id: id,
            source: source,
            folder: folder,
            document: document,
            runs: runs,
            date: catalog.day(of: document, path: source, runs: runs),
            digest: read.digest,
            links: read.links,
            beside: read.beside
        )
        return release.date == date && release.moment == moment ? release : nil
    }
}
