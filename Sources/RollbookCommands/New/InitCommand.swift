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
              rollbook init runbooks --ci github

            A folder of Markdown runbooks that is there already becomes a book as it stands: only its settings are written.

              rollbook init --from ops
            """
    )

    @Argument(
        help: ArgumentHelp(
            "The folder of the book; made where it is not there. With --from it is the folder that is looked at, or one above it.",
            valueName: "folder"
        )
    )
    var folder: String?

    @Option(
        help: ArgumentHelp(
            "Write a pipeline that checks and publishes the book, too: github or gitlab.",
            valueName: "service"
        )
    )
    var ci: Pipeline?

    @Option(
        help: ArgumentHelp(
            "Look at a folder of Markdown runbooks, and write settings that say what its folders hold.",
            valueName: "folder"
        )
    )
    var from: String?

    mutating func validate() throws {
        if folder == nil, from == nil {
            throw ValidationError("name the folder of the new book, such as `rollbook init runbooks`")
        }
    }

    func run() async throws { try await reportingFailures { try from.map(take) ?? write() } }

    // MARK: A new book

    private func write() throws {
        let root = shown(folder ?? ".")
        var files = Starter.files.map { (path: root == "." ? $0.path : "\(root)/\($0.path)", text: $0.text) }
        if let ci { files.append(ci.file(content: root == "." ? "content" : "\(root)/content", in: root)) }
        try create(files)
        Terminal.output("\(root)/content\n")
        let enter = root == "." ? "" : " cd \(quoted(root)), then"
        Terminal.message(
            """
            wrote \(counted(files.count, "file"))\(ci == nil ? "" : " (the head of \(files[files.count - 1].path) says what is set up by hand)"); next:\(enter)
              rollbook serve                     shows the book at http://127.0.0.1:8080/, and again when you edit it
              rollbook new release               starts a plan of your own
              rollbook build                     makes the site in site/, for any web server
              rollbook schema --write schemas    lets editors complete and check plans

            """
        )
    }

    private func create(_ files: [(path: String, text: String)]) throws {
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
    }

    // MARK: Runbooks that are there already

    private func take(_ source: String) throws {
        let root = shown(folder ?? source)
        let tree: FileTree
        do throws(FileTreeError) {
            tree = try FileTree.disk(root, displayPath: root)
        } catch {
            throw Failure(error.description, .inputOutput)
        }
        guard let top = FileTree.realPath(root), let place = FileTree.realPath(source),
            place == top || place.hasPrefix(top == "/" ? top : top + "/")
        else {
            throw Failure(
                "\(shown(source)) does not lie in \(root), and a book takes nothing from outside its folder: try `rollbook init --from \(quoted(shown(source)))`",
                ExitCode(64)
            )
        }
        let below = place == top ? "" : String(place.dropFirst(top == "/" ? 1 : top.count + 1)) + "/"
        let paths = try tree.list().files.map(\.path)
        let found = ExistingRunbooks(paths: paths, below: below) { path in
            (try? tree.read(path))?.starts(with: "---".utf8) ?? true
        }
        guard !found.isEmpty else {
            throw Failure(
                "there is no Markdown file in \(shown(source)): start a book with `rollbook init FOLDER`",
                .inputOutput
            )
        }
        let bookFile = root == "." ? "rollbook.yaml" : "\(root)/rollbook.yaml"
        var files = [(path: bookFile, text: Self.settings(found, title: tree.name))]
        if let ci { files.append(ci.file(content: root, in: root)) }
        try create(files)
        Terminal.output(files.map { $0.path + "\n" }.joined())
        Terminal.message(Self.account(found, in: shown(source), total: paths.count))
        let name = top.split(separator: "/").last ?? "book"
        let enter = root == "." ? "" : "  cd \(quoted(root))\n"
        Terminal.message(
            """
            look over \(bookFile); next:
            \(enter)  rollbook check --content .
              rollbook serve --content .
              rollbook build --content . --output \(quoted("../\(name)-site"))

            """
        )
    }

    /// What was recognised, a line a glob.
    private static func account(_ found: ExistingRunbooks, in folder: String, total: Int) -> String {
        let width = found.globs.map { counted(found.counts[$0.glob] ?? 0, "file").count }.max() ?? 0
        var lines = ["what \(folder) holds, told by the names of its folders and files:"]
        for (kind, glob) in found.globs {
            let count = counted(found.counts[glob] ?? 0, "file")
            let name = kind.rawValue + String(repeating: " ", count: 11 - kind.rawValue.count)
            lines.append("  \(name)\(count)\(String(repeating: " ", count: width - count.count))  \(glob)")
        }
        for (name, number) in found.asTheyStand.sorted(by: { $0.key < $1.key }) {
            lines.append("  \(name)/ is read as it stands: \(counted(number, "Markdown file"))")
        }
        if found.leftAlone > 0 {
            let folders = found.leftAloneFolders.sorted().joined(separator: ", ")
            lines.append("  left alone \(counted(found.leftAlone, "file")) in folders called \(folders)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func settings(_ found: ExistingRunbooks, title: String) -> String {
        var text = """
            # The book: what it is called, and what its folders hold. Every key is told by `rollbook fields site`.
            title: \(yaml(title))

            # Old texts have broken links and lost footnotes. Here these are warnings, so that there is a site; take a line out
            # once its last finding is mended, and the next one keeps the site from being published.
            rules:
              broken-link: warning
              broken-anchor: warning
              missing-file: warning
              link-outside-content: warning
              undefined-footnote: warning

            """
        let excluded = found.leftAloneFolders.sorted().map { yaml("**/\($0)/**") }.joined(separator: ", ")
        guard !found.globs.isEmpty else {
            return excluded.isEmpty ? text : text + "\nsources:\n  exclude: [\(excluded)]\n"
        }
        text += """

            # Where the sources lie, by kind: globs from this folder, proposed by `rollbook init --from`. The first that takes a
            # file decides, in the order releases, patterns, checklists, incidents, guides.
            sources:

            """
        for kind in ExistingRunbooks.Kind.allCases {
            let globs = found.globs(of: kind)
            if globs.count == 1 { text += "  \(kind.rawValue): [\(yaml(globs[0]))]\n" }
            if globs.count > 1 { text += "  \(kind.rawValue):\n" + globs.map { "    - \(yaml($0))\n" }.joined() }
        }
        if !excluded.isEmpty { text += "  # No part of the book.\n  exclude: [\(excluded)]\n" }
        return text
    }

    /// A text in double quotes, as YAML reads it.
    private static func yaml(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case _ where scalar.value < 32: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A path as a shell takes it.
    private func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isPlain ? path : "'\(path.replacing("'", with: "'\\''"))'"
    }
}

/// The files of a new book, by path from its folder.
enum Starter {
    static let files: [(path: String, text: String)] = starterFiles.filter { !$0.path.hasPrefix("ci/") }.map { file in
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
