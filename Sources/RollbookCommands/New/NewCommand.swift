internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents
internal import Site

struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Starts a document: a release's plan, a run record, a pattern ...",
        discussion: "Asks on a terminal; without one, or with --yes, it asks nothing. It never writes over a file.",
        subcommands: [
            NewRelease.self, NewRun.self, NewPattern.self, NewChecklist.self, NewGuide.self, NewIncident.self,
        ]
    )
}

/// The options of all that starts a document.
struct NewOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The content folder.", valueName: "folder"))
    var content = "content"

    @Flag(name: .long, help: "Ask nothing: what no option says is left as a blank.")
    var yes = false

    /// The book as it stands; what is wrong in it does not keep something new from being started.
    func catalog() async throws -> Catalog {
        do {
            let tree = try FileTree.disk(content, displayPath: shown(content))
            return try await Catalog.load(tree, jobs: Terminal.processorCount)
        } catch let error as FileTreeError {
            throw Failure(error.description, .inputOutput)
        }
    }

    /// The questions, where there is somebody to answer.
    var dialogue: Dialogue? {
        guard !yes, Terminal.inputIsTerminal, Terminal.errorIsTerminal else { return nil }
        return Dialogue(read: { readLine() }, say: Terminal.message)
    }

    /// The way from a file of the book to a schema in `schemas/` beside the content folder, where it is there.
    func schema(_ schema: DocumentSchema, from path: String) -> String? {
        guard FileTree.realPath("\(content)/../schemas/\(schema.fileName)") != nil else { return nil }
        let depth = path.split(separator: "/").count
        return String(repeating: "../", count: depth) + "schemas/\(schema.fileName)"
    }

    /// Writes a document of the book, names it, and says what comes next.
    ///
    /// - Parameter path: Relative to the content folder.
    func create(_ path: String, _ bytes: [UInt8], next: String) throws {
        let folder = shown(content)
        let file = folder == "/" ? "/\(path)" : "\(folder)/\(path)"
        do throws(FileFailure) {
            try FileCreation().create(file, bytes)
        } catch {
            let message =
                error.isThere
                ? "\(shown(file)) is there already, and `new` writes over nothing" : error.description
            throw Failure(message, .inputOutput)
        }
        Terminal.output("\(shown(file))\n")
        let check = folder == "content" ? "rollbook check" : "rollbook check --content \(folder)"
        Terminal.message("next: \(next), then `\(check) \(shown(file))`\n")
    }
}

/// Wrong usage that only the book can tell.
func usageFailure(_ message: String) -> Failure { Failure(message, ExitCode(64)) }

/// `did you mean 'payments'?`, else what there is.
func hint(for name: String, among known: [String]) -> String {
    if let near = suggestion(for: name, among: known) { return ": did you mean '\(near)'?" }
    guard !known.isEmpty else { return "; there is none yet" }
    return "; there is \(known.sorted().prefix(8).joined(separator: ", "))\(known.count > 8 ? " and others" : "")"
}

extension Catalog {
    /// The release that is named, by its id or a former one; ends the command where there is none.
    ///
    /// - Parameter kinds: What could have been named, as the message says it.
    func namedRelease(_ id: String, among kinds: String = "release") throws -> Int {
        if let index = relations.releaseByID[id] ?? relations.releaseByFormerID[id] { return index }
        throw usageFailure("there is no \(kinds) '\(id)'\(hint(for: id, among: releases.map(\.id)))")
    }
}

/// Ends the command where an id can't be one.
func requireID(_ id: String, _ what: String, capitals: Bool = false) throws {
    guard let problem = Identifier.problem(in: id, capitals: capitals) else {
        if !capitals, id.allSatisfy(\.isNumber) {
            throw usageFailure("'\(id)' can't be \(what): it is only a number, and says nothing")
        }
        return
    }
    let mended = Identifier.proposal(for: id).map { ", for instance '\($0)'" } ?? ""
    throw usageFailure("'\(id)' can't be \(what): \(problem)\(mended)")
}

/// A dialogue whose input ended is no document.
func asking<Value>(_ body: () throws(Dialogue.Ended) -> Value) throws -> Value {
    do throws(Dialogue.Ended) {
        return try body()
    } catch {
        throw Failure("\nthe answers ended before all was asked: nothing was written", .inputOutput)
    }
}
