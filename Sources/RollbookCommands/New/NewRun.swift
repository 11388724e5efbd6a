internal import ArgumentParser
internal import Catalog
internal import Diagnostics
internal import Documents

struct NewRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Starts the record of an attempt at a release, or takes one in.",
        discussion: """
              rollbook new run payments-2.8.0
              rollbook new run payments-2.8.0 --from ~/Downloads/run.yaml
            """
    )

    @Argument(help: ArgumentHelp("The release's id.", valueName: "release")) var release: String

    @Option(name: .long, help: ArgumentHelp("A run record to take in, as it is.", valueName: "file"))
    var from: String?

    @OptionGroup var options: NewOptions

    func run() async throws { try await reportingFailures { try await write() } }

    private func write() async throws {
        let catalog = try await options.catalog()
        let found = catalog.releases[try catalog.namedRelease(release)]
        guard let folder = found.folder else {
            let file = catalog.files.display(found.source)
            throw Failure(
                "\(file) has no folder for its runs: move it to releases/\(found.id)/deployment-plan.yaml",
                .inputOutput
            )
        }
        let attempts = found.runs.map(\.attempt)
        let number = nextNumber(folder, catalog, attempts)
        guard let from else {
            let path = "\(folder)/runs/\(number).yaml"
            let text = newRunText(attempt: number, plan: found.plan, schema: options.schema(.run, from: path))
            return try options.create(path, Array(text.utf8), next: "fill it in while the steps are done")
        }
        let bytes = try FileTree.readFile(from, shownAs: shown(from))
        let record = try record(in: bytes, from)
        let attempt = record.attempt?.value ?? number
        if let same = found.runs.first(where: { $0.record.started?.value == record.started?.value }) {
            let file = catalog.files.display(same.source)
            throw Failure("\(file) began at the same time: this attempt is recorded already", .inputOutput)
        }
        if let taken = found.runs.first(where: { $0.attempt == attempt }) {
            let file = catalog.files.display(taken.source)
            throw Failure("attempt \(attempt) is recorded already in \(file); the next is \(number)", .inputOutput)
        }
        let path = "\(folder)/runs/\(attempt).yaml"
        let isFree = !catalog.allPaths.contains(path)
        try options.create(isFree ? path : "\(folder)/runs/\(number).yaml", bytes, next: "read what was taken in")
    }

    /// The number above all that files or attempts have.
    private func nextNumber(_ folder: String, _ catalog: Catalog, _ attempts: [Int]) -> Int {
        let start = "\(folder)/runs/"
        let names = catalog.allPaths.filter { $0.hasPrefix(start) }.compactMap { path in
            path.dropFirst(start.count).split(separator: ".").first.flatMap { Int($0) }
        }
        return ((attempts + names).filter { $0 < 1_000_000 }.max() ?? 0) + 1
    }

    /// The record that a file holds; one that the reader finds wrong is refused, with what is wrong.
    private func record(in bytes: [UInt8], _ path: String) throws -> RunRecord {
        let parsed = readRecord(RunRecord.self, from: bytes, file: shown(path))
        let found = parsed.diagnostics.sortedOnce()
        guard found.contains(where: { $0.severity == .error }) else { return parsed.value }
        var printer = TextPrinter(colors: Terminal.usesColors) { _ in
            String(decoding: bytes, as: UTF8.self).split(
                omittingEmptySubsequences: false,
                whereSeparator: \.isNewline
            )
        }
        Terminal.message(printer.print(found))
        throw Failure("\(shown(path)) is no run record that can be taken in: nothing was written", .contentHasErrors)
    }
}
