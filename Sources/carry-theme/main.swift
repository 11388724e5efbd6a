// Writes the files of a folder as a Swift source: `carry-theme FOLDER OUTPUT`. Used by the build only.
import Foundation

let folder = URL(filePath: CommandLine.arguments[1]).standardizedFileURL
let output = URL(filePath: CommandLine.arguments[2])
let prefix = folder.path().hasSuffix("/") ? folder.path() : folder.path() + "/"

let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
var files: [(path: String, text: String)] = []
for case let url as URL in found ?? FileManager.DirectoryEnumerator() where !url.hasDirectoryPath {
    let path = String(url.standardizedFileURL.path().dropFirst(prefix.count))
    files.append((path, String(decoding: try Data(contentsOf: url), as: UTF8.self)))
}
files.sort { $0.path < $1.path }

var source = "/// The files of themes/default, by path.\nlet carriedThemeFiles: [(path: String, text: String)] = [\n"
for file in files {
    source += "    (\n#####\"\(file.path)\"#####,\n#####\"\"\"\n\(file.text)\n\"\"\"#####\n    ),\n"
}
source += "]\n"
try Data(source.utf8).write(to: output)
