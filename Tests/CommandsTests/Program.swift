import Foundation
import Testing

/// What a run of the program came to.
struct Ended: Sendable {
    let code: Int32
    let output: String
    let errors: String

    /// The first line that was printed for people.
    var firstLine: String { errors.split(separator: "\n").first.map(String.init) ?? "" }
    var lastLine: String { errors.split(separator: "\n").last.map(String.init) ?? "" }
}

/// The built program, run in a folder of one test's own that is removed when the test lets go of it.
final class Workshop: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("rollbook-commands-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A workshop with a book of one guide and its site, built.
    static func withSite() async throws -> Workshop {
        let shop = try Workshop()
        try shop.write("content/rollbook.yaml", "title: Shop\n")
        try shop.write("content/guides/a.md", "# A\n")
        let built = try await shop.run("build")
        try #require(built.code == 0, "\(built.errors)")
        return shop
    }

    func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try data.write(to: URL(fileURLWithPath: file))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    /// All files below a folder with their contents, and all else by its name alone.
    func tree(_ folder: String = "") -> [String: Data] {
        let root = folder.isEmpty ? path : path + "/" + folder
        var found: [String: Data] = [:]
        for item in (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? [] {
            found[item] = FileManager.default.contents(atPath: root + "/" + item) ?? Data()
        }
        return found
    }

    /// Runs the program; a run of over a minute is ended and counts as a failure.
    func run(
        _ command: String,
        _ options: String...,
        environment: [String: String] = [:],
        closesOutput: Bool = false
    ) async throws -> Ended {
        try await run(command, options, environment: environment, closesOutput: closesOutput)
    }

    func run(
        _ command: String,
        _ options: [String],
        environment: [String: String] = [:],
        closesOutput: Bool = false
    ) async throws -> Ended {
        let arguments = [command] + options
        let (out, err) = ("\(path).out-\(UUID().uuidString)", "\(path).err-\(UUID().uuidString)")
        defer { for file in [out, err] { try? FileManager.default.removeItem(atPath: file) } }
        for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        let process = Process()
        let program: URL = try #require(Self.program, "build the package first")
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if closesOutput {
            // A pipe that nobody reads any more, as behind `| head -0`.
            let pipe = Pipe()
            process.standardOutput = pipe
            process.standardError = FileHandle.nullDevice
            try process.run()
            try pipe.fileHandleForReading.close()
        } else {
            process.standardOutput = FileHandle(forWritingAtPath: out)
            process.standardError = FileHandle(forWritingAtPath: err)
            try process.run()
        }
        let deadline = Date(timeIntervalSinceNow: 60)
        while process.isRunning, Date() < deadline { try await Task.sleep(for: .milliseconds(5)) }
        if process.isRunning {
            process.terminate()
            Issue.record("`rollbook \(arguments.joined(separator: " "))` did not end within a minute")
        }
        process.waitUntilExit()
        #expect(process.terminationReason == .exit, "ended by a signal")
        func text(_ file: String) -> String {
            String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
        }
        return Ended(code: process.terminationStatus, output: text(out), errors: text(err))
    }

    /// Beside the test bundle, else where the package builds to.
    private static let program: URL? = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var candidates = [URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
        // On macOS the bundle is a folder of folders.
        for _ in 0..<4 { candidates.append((candidates.last ?? package).deletingLastPathComponent()) }
        candidates.append(package.appendingPathComponent(".build/debug"))
        return candidates.map { $0.appendingPathComponent("rollbook") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) && !$0.hasDirectoryPath }
    }()
}
