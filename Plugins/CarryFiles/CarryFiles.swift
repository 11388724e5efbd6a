import Foundation
import PackagePlugin

/// Puts files of the repository into the program, so that an installed binary needs no checkout: into `Site` the default
/// theme, into `RollbookCommands` what `rollbook init` writes.
@main
struct CarryFiles: BuildToolPlugin {
    private static let carried: [String: (name: String, folders: [String])] = [
        "Site": ("carriedThemeFiles", ["themes/default"]),
        "RollbookCommands": (
            "starterFiles",
            ["starter", "content/patterns", "content/checklists", "content/templates", "ci/github", "ci/gitlab"]
        ),
    ]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let (name, paths) = Self.carried[target.name] else { return [] }
        let folders = paths.map { context.package.directoryURL.appending(path: $0) }
        let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
        let arguments = zip(paths, folders).flatMap { path, folder in [Self.name(of: path), folder.path()] }
        return [
            .buildCommand(
                displayName: "Carrying \(paths.joined(separator: ", "))",
                executable: try context.tool(named: "carry-files").url,
                arguments: [output.path(), name] + arguments,
                inputFiles: folders.flatMap(files),
                outputFiles: [output]
            )
        ]
    }

    /// What lies in content/ and ci/ keeps the name of its folder, what lies in the others is at the root.
    private static func name(of path: String) -> String {
        if path.hasPrefix("ci/") { return path }
        return path.hasPrefix("content/") ? String(path.dropFirst("content/".count)) : ""
    }

    private func files(in folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }.sorted { $0.path() < $1.path() }
    }
}
