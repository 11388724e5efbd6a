internal import Diagnostics

/// Tells files of a theme of which no page is made: mostly misspelt ones, in whose place the default's stand unseen.
struct UnusedThemeFiles {
    /// The names of the default's templates, as `layouts/release`.
    let base: Set<String>
    /// The templates that pages are made of, by their places.
    let used: Set<String>
    /// A path of the theme as messages show it.
    let display: (String) -> String

    func finding(_ path: String) -> Diagnostic? {
        let file = display(path)
        let ending = path.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased()
        guard let folder = Theme.folders.first(where: path.hasPrefix) else {
            return ending.flatMap { advice(misplaced: path, ending: $0) }.map {
                unused("it lies in no folder that a theme is made of", file, fix: $0)
            }
        }
        guard folder != "assets/", !used.contains(file) else { return nil }
        guard ending == "mustache" else {
            return unused("no page is made of it", file, fix: "a template's name ends in `.mustache`")
        }
        let name = String(path.dropLast(".mustache".count))
        guard let near = suggestion(for: name, among: base.filter { $0.hasPrefix(folder) }.sorted()) else {
            return unused("no page is made of it", file, fix: "put it into a template: `{{> \(name)}}`")
        }
        return unused("no page is made of it", file, fix: "did you mean `\(near).mustache`?")
    }

    /// Where a file belongs that was meant to lie in one of the folders; `nil` where it is for people.
    private func advice(misplaced path: String, ending: String) -> String? {
        let assets: Set = ["css", "js", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff2"]
        guard assets.contains(ending) || ending == "mustache" else { return nil }
        let folder = path.firstIndex(of: "/").map { String(path[...$0]) }
        if let near = folder.flatMap({ suggestion(for: $0, among: Theme.folders) }) { return "did you mean `\(near)`?" }
        return ending == "mustache" ? "move it to `layouts/` or `partials/`" : "move it to `assets/`"
    }

    private func unused(_ message: String, _ file: String, fix: String) -> Diagnostic {
        let start = SourceSpan(line: 1, column: 1, length: 0)
        return Diagnostic(.unusedThemeFile, message, file: file, at: start, fixes: [Diagnostic.Fix(fix)])
    }
}
