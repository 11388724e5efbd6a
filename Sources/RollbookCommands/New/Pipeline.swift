internal import ArgumentParser
internal import Catalog

/// The pipelines that `--ci` writes: the recipes of ci/, for the book's place in its repository.
enum Pipeline: String, ExpressibleByArgument, CaseIterable {
    case github, gitlab

    private var path: String {
        switch self {
        case .github: ".github/workflows/runbooks.yml"
        case .gitlab: ".gitlab-ci.yml"
        }
    }

    private var recipe: String {
        switch self {
        case .github: "ci/github/runbooks.yml"
        case .gitlab: "ci/gitlab/gitlab-ci.yml"
        }
    }

    /// The pipeline's file. It belongs at the root of the repository that the folder lies in, or is to become.
    func file(content: String, in folder: String) -> (path: String, text: String) {
        let text = starterFiles.first { $0.path == recipe }?.text ?? ""
        let whole = FolderPath.real(folder)
        var root = whole
        while FileTree.realPath(root + "/.git") == nil, root != "/" {
            root = root.lastIndex(of: "/").map { $0 == root.startIndex ? "/" : String(root[..<$0]) } ?? "/"
        }
        if root == "/" { root = whole }
        let place = shown(root) == "." ? path : "\(shown(root))/\(path)"
        let isBook = content != folder
        let inside = String(whole.dropFirst(root.count + 1))
        let contentPath = [inside, isBook ? "content" : ""].filter { !$0.isEmpty }.joined(separator: "/")
        return (place, Self.placed(text, content: contentPath.isEmpty ? "." : contentPath))
    }

    /// The recipe with the content folder's path from the root of the repository.
    private static func placed(_ recipe: String, content: String) -> String {
        recipe.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line == "  CONTENT: content" ? "  CONTENT: \(content)" : String(line)
        }.joined(separator: "\n")
    }
}
