import Foundation
import PackagePlugin

/// Puts themes/default into the program, so that an installed binary needs no checkout.
@main
struct CarryTheme: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let theme = context.package.directoryURL.appending(path: "themes/default")
        let output = context.pluginWorkDirectoryURL.appending(path: "CarriedTheme.swift")
        return [
            .buildCommand(
                displayName: "Carrying themes/default",
                executable: try context.tool(named: "carry-theme").url,
                arguments: [theme.path(), output.path()],
                inputFiles: files(in: theme),
                outputFiles: [output])
        ]
    }

    private func files(in folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        return (found?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }.sorted { $0.path() < $1.path() }
    }
}
