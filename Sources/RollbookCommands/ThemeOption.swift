internal import ArgumentParser
internal import Catalog
internal import Documents
internal import Site

/// The theme that pages are made by.
struct ThemeOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The theme: `default`, or a folder.", valueName: "name|path"))
    var theme: String?

    /// The folders that the theme may come from; the book says which where the command line does not.
    func folders(content: String, _ tree: FileTree) -> [String] {
        let said = (try? tree.read("rollbook.yaml")).flatMap { bytes in
            readRecord(Book.self, from: bytes, file: "rollbook.yaml").value.theme?.value
        }
        guard let name = theme ?? said, name != "default" else { return [] }
        return candidates(name, content).filter {
            FileTree.isFolder($0) && (theme != nil || isPartOfTheBook($0, content: content))
        }
    }

    /// A path in the book counts from the content folder, one on the command line from here.
    private func candidates(_ name: String, _ content: String) -> [String] {
        let folder = theme == nil && !name.hasPrefix("/") ? "\(content)/\(name)" : name
        return [folder, "themes/\(name)"].compactMap(FileTree.realPath)
    }

    func load(_ catalog: Catalog, content: String) throws -> Theme {
        guard let name = theme ?? catalog.book.theme?.value, name != "default" else {
            return try Theme.carried()
        }
        if let folder = candidates(name, content).first {
            // Whoever builds may name any folder; who writes the book only one that comes with it.
            guard theme != nil || isPartOfTheBook(folder, content: content) else {
                throw Failure(
                    "the theme '\(name)' of rollbook.yaml is no folder of its own below \(shown(content)) or beside it: name one that is, or use --theme",
                    ExitCode(64)
                )
            }
            guard FileTree.isFolder(folder) else {
                throw Failure("\(shown(folder)) is a file: \(asked) takes the folder of a theme", ExitCode(64))
            }
            return try Theme.folder(try FileTree.disk(folder, displayPath: shown(folder)))
        }
        throw Failure(
            "there is no theme '\(name)': \(asked) takes `default` or the folder of a theme",
            ExitCode(64)
        )
    }

    /// What names the theme.
    private var asked: String { theme == nil ? "`theme:` of rollbook.yaml" : "`--theme`" }

    /// Whether a folder lies below the one that the content is in, or the working directory, and is none that holds the content.
    private func isPartOfTheBook(_ folder: String, content: String) -> Bool {
        guard let content = FileTree.realPath(content), !(content + "/").hasPrefix(folder + "/") else { return false }
        let parent = content.lastIndex(of: "/").map { String(content[..<$0]) } ?? ""
        let homes = [parent, FileTree.realPath(".") ?? parent]
        return homes.contains { folder.hasPrefix($0 == "/" ? $0 : $0 + "/") }
    }
}
