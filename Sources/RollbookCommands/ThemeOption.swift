internal import ArgumentParser
internal import Catalog
internal import Documents
internal import Site

/// The theme that pages are made by.
struct ThemeOption: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The theme: `default`, or a folder.", valueName: "name|path"))
    var theme: String?

    /// - Returns: The theme, and its folder where it is not the one that the program carries.
    func load(_ catalog: Catalog, content: String) throws -> (theme: Theme, folder: String?) {
        // A path in the book counts from the content folder, one on the command line from here.
        guard let name = theme ?? catalog.book.theme?.value, name != "default" else {
            return (try Theme.carried(), nil)
        }
        let folder = theme == nil && !name.hasPrefix("/") ? "\(content)/\(name)" : name
        let candidates = [folder, "themes/\(name)"]
        for candidate in candidates {
            guard let real = FileTree.realPath(candidate) else { continue }
            // Whoever builds may name any folder; who writes the book only one that comes with it.
            guard theme != nil || isPartOfTheBook(real, content: content) else {
                throw Failure(
                    "the theme '\(name)' of rollbook.yaml is no folder of its own below \(shown(content)) or beside it: name one that is, or use --theme",
                    ExitCode(64)
                )
            }
            return (try Theme.folder(try FileTree.disk(candidate, displayPath: shown(candidate))), real)
        }
        throw Failure(
            "there is no theme '\(name)': `--theme` takes `default` or a folder with layouts/ in it",
            ExitCode(64)
        )
    }

    /// Whether a folder lies below the one that the content is in, or the working directory, and is none that holds the content.
    private func isPartOfTheBook(_ folder: String, content: String) -> Bool {
        guard let content = FileTree.realPath(content), !(content + "/").hasPrefix(folder + "/") else { return false }
        let parent = content.lastIndex(of: "/").map { String(content[..<$0]) } ?? ""
        let homes = [parent, FileTree.realPath(".") ?? parent]
        return homes.contains { folder.hasPrefix($0 == "/" ? $0 : $0 + "/") }
    }
}
