import Catalog
import Foundation
import Testing

@testable import RollbookCommands
@testable import Site

/// A git repository in a workshop, and what the tool learns of it.
struct GitRepository {
    let shop: Workshop
    let name: String

    var path: String { name.isEmpty ? shop.path : shop.path + "/" + name }

    init(_ shop: Workshop, _ name: String = "") throws {
        self.shop = shop
        self.name = name
        if !name.isEmpty { try shop.write(name + "/.keep", "") }
        try git("init", "-q", "-b", "main")
    }

    /// Commits all that stands there, at a time of its own.
    func commit(_ subject: String, _ date: String = "2026-03-01T10:00:00Z") throws {
        try git("add", "-A")
        try git("commit", "-q", "-m", subject, date: date)
    }

    @discardableResult func git(_ arguments: String..., date: String = "2026-03-01T10:00:00Z") throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let identity = [
            "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "protocol.file.allow=always",
        ]
        process.arguments = ["git", "-C", path] + identity + arguments
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": shop.path,
            "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date,
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git \(arguments.joined(separator: " "))")
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// What the tool learns of a content folder; the words of the problem where it learns nothing.
func revisions(
    of folder: String,
    program: String = "git",
    timeLimit: Double = 30
) async throws -> Result<Revisions, Git.Problem> {
    let catalog = try await Catalog.load(try FileTree.disk(folder, displayPath: "content"), jobs: 1)
    return Result { () throws(Git.Problem) in
        try Git(folder: folder, program: program, timeLimit: timeLimit).revisions(of: catalog)
    }
}

extension Revisions {
    /// The subjects of the commits of a file, newest first.
    func subjects(_ path: String) -> [String] { (commits[path] ?? []).map(\.subject) }
}
