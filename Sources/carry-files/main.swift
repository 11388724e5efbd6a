// Writes files as a Swift source: `carry-files OUTPUT NAME PREFIX FOLDER [PREFIX FOLDER ...]`. Used by the build only.
import Foundation

let arguments = CommandLine.arguments
let name = arguments[2]
var files: [(path: String, text: String)] = []
for index in stride(from: 3, to: arguments.count, by: 2) {
    let folder = URL(filePath: arguments[index + 1]).standardizedFileURL
    let start = folder.path().hasSuffix("/") ? folder.path() : folder.path() + "/"
    let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    for case let url as URL in found ?? FileManager.DirectoryEnumerator() where !url.hasDirectoryPath {
        let path = String(url.standardizedFileURL.path().dropFirst(start.count))
        let prefix = arguments[index].isEmpty ? "" : arguments[index] + "/"
        files.append((prefix + path, String(decoding: try Data(contentsOf: url), as: UTF8.self)))
    }
}
files.sort { $0.path < $1.path }

var source = "/// Files of the repository, by path.\nlet \(name): [(path: String, text: String)] = [\n"
for file in files {
    source += "    (\n#####\"\(file.path)\"#####,\n#####\"\"\"\n\(file.text)\n\"\"\"#####\n    ),\n"
}
source += "]\n"
try Data(source.utf8).write(to: URL(filePath: arguments[1]))
