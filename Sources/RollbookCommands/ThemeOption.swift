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
            return (try Theme.folder(try FileTree.disk(candidate, displayPath: shown(candidate))), real)
        }
        throw Failure(
            "there is no theme '\(name)': `--theme` takes `default` or a folder with layouts/ in it",
            ExitCode(64)
        )
    }
}
