import Foundation
import Synchronization
import Testing

@testable import Site

/// A folder for one test, removed when the test lets go of it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("rollbook-output-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The output folder of the test.
    var site: String { path + "/site" }

    func write(_ name: String, _ text: String) throws {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: file, atomically: false, encoding: .utf8)
    }

    func read(_ name: String) -> String? {
        FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }

    func exists(_ name: String) -> Bool {
        (try? FileManager.default.attributesOfItem(atPath: path + "/" + name)) != nil
    }

    /// All that is in the output: files with their text, folders with a slash at the end and links with their target.
    func tree(_ name: String = "site") -> [String: String] {
        var found: [String: String] = [:]
        for item in (try? FileManager.default.subpathsOfDirectory(atPath: path + "/" + name)) ?? [] {
            let full = path + "/" + name + "/" + item
            let kind = (try? FileManager.default.attributesOfItem(atPath: full))?[.type] as? FileAttributeType
            switch kind {
            case .typeDirectory: found[item + "/"] = ""
            case .typeSymbolicLink:
                found[item] = "-> " + ((try? FileManager.default.destinationOfSymbolicLink(atPath: full)) ?? "")
            default: found[item] = read(name + "/" + item)
            }
        }
        return found
    }

    /// Only the files of the site.
    func pages() -> [String: String] { tree().filter { !$0.key.hasSuffix("/") && $0.key != ".rollbook-manifest" } }

    @discardableResult
    func build(_ files: [SiteFile], with operations: FileOperations = .system) throws -> PublishedChanges {
        // Tests that start programs run beside this one: between fork and exec such a child holds every lock too.
        let transaction = try OutputFolder(path: site, files: operations).begin(
            lockFolder: path + "/.rollbook",
            wait: true
        )
        for file in files { try transaction.add(file) }
        return try transaction.publish()
    }
}

func file(_ path: String, _ text: String, _ role: SiteFile.Role = .page) -> SiteFile {
    SiteFile(path: path, contents: Array(text.utf8), role: role)
}

/// A call of the output to the file system, with paths relative to the output.
struct FileCall: Equatable, CustomStringConvertible {
    var name: String
    var path: String
    var new: String = ""

    var description: String { new.isEmpty ? "\(name) \(path)" : "\(name) \(path) -> \(new)" }
}

extension FileOperations {
    /// The same calls, each told beforehand to a hook that may let it fail.
    func watched(_ hook: @escaping @Sendable (FileCall) throws(FileFailure) -> Void) -> FileOperations {
        let real = self
        return FileOperations(
            status: { path throws(FileFailure) in
                try hook(FileCall(name: "status", path: path))
                return try real.status(path)
            },
            names: { path throws(FileFailure) in
                try hook(FileCall(name: "names", path: path))
                return try real.names(path)
            },
            read: { path throws(FileFailure) in
                try hook(FileCall(name: "read", path: path))
                return try real.read(path)
            },
            holds: { path, contents throws(FileFailure) in
                try hook(FileCall(name: "holds", path: path))
                return try real.holds(path, contents)
            },
            makeFolder: { path throws(FileFailure) in
                try hook(FileCall(name: "makeFolder", path: path))
                try real.makeFolder(path)
            },
            writeParts: { path, parts throws(FileFailure) in
                do throws(FileFailure) {
                    try hook(FileCall(name: "write", path: path))
                } catch {
                    // What a full disk leaves: a part of the file.
                    let all = parts.flatMap { $0 }
                    try? real.write(path, Array(all.prefix(all.count / 2)))
                    throw error
                }
                try real.writeParts(path, parts)
            },
            link: { path, new throws(FileFailure) in
                try hook(FileCall(name: "link", path: path, new: new))
                try real.link(path, new)
            },
            rename: { path, new throws(FileFailure) in
                try hook(FileCall(name: "rename", path: path, new: new))
                try real.rename(path, new)
            },
            removeFile: { path throws(FileFailure) in
                try hook(FileCall(name: "removeFile", path: path))
                try real.removeFile(path)
            },
            removeFolder: { path throws(FileFailure) in
                try hook(FileCall(name: "removeFolder", path: path))
                try real.removeFolder(path)
            }
        )
    }

    /// Calls that fail at the `n`-th (from 0): that one alone, or it and all that follow, as after a kill.
    static func failing(at n: Int, andAfter: Bool, code: Int32 = ENOSPC) -> (FileOperations, count: @Sendable () -> Int)
    {
        let counter = Counter()
        let operations = FileOperations.system.watched { call throws(FileFailure) in
            let index = counter.next()
            if index == n || (andAfter && index > n) { throw FileFailure(call.name, call.path, code: code) }
        }
        return (operations, { counter.value })
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}

final class Log: Sendable {
    private let calls = Mutex<[FileCall]>([])
    var all: [FileCall] { calls.withLock { $0 } }
    func append(_ call: FileCall) { calls.withLock { $0.append(call) } }
}
