internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents
internal import Site

/// The options that every command that reads a book takes.
struct ContentOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The content folder.", valueName: "folder"))
    var content = "content"

    @Flag(name: .long, help: "Count warnings as errors.")
    var strict = false

    @Option(
        name: .long,
        help: ArgumentHelp("How findings are printed: text, json, sarif or github.", valueName: "format")
    )
    var format = DiagnosticFormat.text

    @Option(name: .long, help: ArgumentHelp("How many documents are worked on at once.", valueName: "n"))
    var jobs = Terminal.processorCount

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The time that runs are compared with; by default SOURCE_DATE_EPOCH, else the clock.",
            valueName: "time"
        )
    )
    var now = ClockTime.current

    @Flag(name: .long, help: "Print all findings, also over 100 of one rule.")
    var all = false

    mutating func validate() throws {
        guard jobs >= 1 else { throw ValidationError("--jobs takes a number of at least 1") }
        try ClockTime.checkEnvironment()
    }

    /// The content folder as a tree; a folder that is not there ends the command.
    func tree() throws -> FileTree {
        guard FileTree.realPath(content) != nil else {
            throw Failure(
                "there is no folder \(shown(content)): `--content` names the folder to read, and `rollbook init FOLDER` starts a book",
                .inputOutput
            )
        }
        do throws(FileTreeError) {
            return try FileTree.disk(content, displayPath: shown(content))
        } catch {
            throw Failure(error.description, .inputOutput)
        }
    }

    /// Reads the book; what is wrong with the machine ends the command.
    ///
    /// - Parameters:
    ///   - listing: What the tree has, where that is known.
    ///   - time: Instead of the time that was given at the command's start.
    func catalog(
        _ tree: FileTree,
        listing: FileTree.Listing? = nil,
        now time: ClockTime? = nil,
        memory: DocumentMemory? = nil,
        cache: DocumentCache? = nil
    ) async throws -> Catalog {
        do {
            return try await Catalog.load(
                tree,
                listing: listing,
                jobs: jobs,
                now: (time ?? now).seconds,
                memory: memory,
                cache: cache
            )
        } catch let error as FileTreeError {
            throw Failure(error.description, .inputOutput)
        }
    }
}

enum DiagnosticFormat: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github }

/// The end of a command, with one line that says what to do.
struct Failure: Error {
    let message: String
    let code: ExitCode

    init(_ message: String, _ code: ExitCode) {
        self.message = message
        self.code = code
    }
}

/// Runs a command's body; a failure becomes a line on standard error and its exit code.
func reportingFailures(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let failure as Failure {
        Terminal.message("rollbook: \(failure.message)\n")
        throw failure.code
    } catch let error as FileTreeError {
        Terminal.message("rollbook: \(error.description)\n")
        throw ExitCode.inputOutput
    } catch let error as OutputError {
        Terminal.message("rollbook: \(error.description)\n")
        throw ExitCode.inputOutput
    } catch let error as ThemeError {
        Terminal.message("\(error.description)\n")
        throw ExitCode(64)
    }
}

/// A path as messages show it: relative to the working directory where it lies in it.
func shown(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    if path.hasPrefix("./"), path.count > 2 { path.removeFirst(2) }
    guard path.hasPrefix("/"), let real = FileTree.realPath(path) else { return path }
    let here = FileTree.realPath(Terminal.workingDirectory) ?? ""
    if real == here { return "." }
    return real.hasPrefix(here + "/") ? String(real.dropFirst(here.count + 1)) : path
}

/// The plan that a path names: a file, or the one in a release's folder; `nil` where there is none.
func planFile(at path: String) -> String? {
    guard FileTree.isFolder(path) else { return FileTree.realPath(path) == nil ? nil : path }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return Catalog.folderDocuments.map { folder + $0 }.first { FileTree.realPath($0) != nil }
}

extension OutputTemplate {
    /// The output template of a content folder, or the built-in one: a plan in Markdown has its sections.
    static func ofContent(_ folder: String) throws -> OutputTemplate {
        let path = "\(folder)/templates/deployment-plan.yaml"
        guard FileTree.realPath(path) != nil else { return .builtIn }
        let parsed = readTemplate(from: try FileTree.readFile(path, shownAs: path), file: path)
        return parsed.value.sections.isEmpty ? .builtIn : parsed.value
    }
}
