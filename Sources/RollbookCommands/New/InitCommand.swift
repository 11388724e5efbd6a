internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Markdown
internal import Site

struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Starts a book: a plan to copy from, a library of patterns, checklists, a guide, and settings.",
        discussion: """
            Writes over nothing. What it writes builds without a finding:

              rollbook init runbooks
              cd runbooks
              rollbook build
            """
    )

    @Argument(help: ArgumentHelp("The folder of the book; made where it is not there.", valueName: "folder"))
    var folder: String

    func run() async throws { try await reportingFailures { try write() } }

    private func write() throws {
        let root = shown(folder)
        let files = Starter.files.map { (path: root == "." ? $0.path : "\(root)/\($0.path)", text: $0.text) }
        let taken = files.map(\.path).filter { FileTree.realPath($0) != nil }
        guard taken.isEmpty else {
            let more = taken.count > 3 ? " and \(counted(taken.count - 3, "other"))" : ""
            throw Failure(
                "\(taken.prefix(3).joined(separator: ", "))\(more) \(taken.count == 1 ? "is" : "are") there already, and `init` writes over nothing: nothing was written",
                .inputOutput
            )
        }
        for file in files {
            do throws(FileFailure) {
                try FileCreation().create(file.path, Array(file.text.utf8))
            } catch {
                throw Failure(error.description, .inputOutput)
            }
        }
        Terminal.output("\(root)/content\n")
        let enter = root == "." ? "" : "cd \(root), then "
        Terminal.message(
            """
            wrote \(counted(files.count, "file")); next: \(enter)
              rollbook build          makes the site: open site/index.html through a web server
              rollbook new release    starts a plan of your own
              rollbook schema --write schemas    for completion in editors

            """
        )
    }
}

/// The files of a new book, by path from its folder.
enum Starter {
    static let files: [(path: String, text: String)] = starterFiles.map { file in
        if file.path == "gitignore" { return (".gitignore", file.text) }
        return ("content/\(file.path)", text(of: file.path, file.text))
    }

    /// The example book's texts without what leads into it: its releases and guides do not come along.
    private static func text(of path: String, _ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line -> String? in
            if line.hasPrefix("# yaml-language-server:") { return nil }
            guard line.hasPart("](../releases/") || line.hasPart("](../guides/"), !path.hasPrefix("guides/") else {
                return String(line)
            }
            return line.hasPrefix("- ") ? nil : unlinked(line)
        }
        return lines.joined(separator: "\n").replacing("harbourpine.example", with: "example.org")
    }

    /// `[words](../releases/x)` is `words`; other links stay.
    private static func unlinked(_ line: Substring) -> String {
        var result = ""
        var rest = line
        while let middle = rest.partRange("](../") {
            let target = rest[middle.upperBound...]
            guard target.hasPrefix("releases/") || target.hasPrefix("guides/"), let end = target.firstIndex(of: ")"),
                let start = rest[..<middle.lowerBound].lastIndex(of: "[")
            else {
                result += rest[..<middle.upperBound]
                rest = target
                continue
            }
            result += rest[..<start] + rest[rest.index(after: start)..<middle.lowerBound]
            rest = target[target.index(after: end)...]
        }
        return result + rest
    }
}
