import Catalog
import Diagnostics
import Documents
import Foundation
import Synchronization
import Testing

@testable import Site

/// A plan that is written again under `serve`: what is made of the book without joining it anew is what would be made
/// from nothing.
///
/// Some edits are tried; `ROLLBOOK_MUTATIONS=all` tries every one.
@Suite struct RereadingTests {
    /// Files in memory that can be written again.
    private final class Files: Sendable {
        private let all: Mutex<[String: [UInt8]]>

        init(_ files: [String: [UInt8]]) { all = Mutex(files) }

        subscript(path: String) -> [UInt8]? {
            get { all.withLock { $0[path] } }
            set { all.withLock { $0[path] = newValue } }
        }

        var tree: FileTree {
            FileTree(
                displayPath: "content",
                name: "content",
                list: { () throws(FileTreeError) in try FileTree.inMemory(self.all.withLock { $0 }).list() },
                read: { path throws(FileTreeError) in
                    guard let bytes = self[path] else { throw FileTreeError("there is no file \(path)") }
                    return bytes
                },
                entry: { path in self[path].map { FileTree.Entry(path: path, size: $0.count) } }
            )
        }
    }

    private final class Served {
        let files: Files
        let memory = DocumentMemory()
        private(set) var catalog: Catalog
        private var site: Site

        init(_ files: [String: [UInt8]]) async throws {
            self.files = Files(files)
            catalog = try await Catalog.load(self.files.tree, jobs: 2, memory: memory)
            site = try await RereadingTests.site(catalog)
        }

        /// Takes a book whose files were written again; `false` where all must be read anew.
        func take(_ paths: Set<String>) -> Bool {
            guard let reread = catalog.rereading(paths, memory: memory), let next = site.replacing(reread) else {
                return false
            }
            (catalog, site) = (reread.catalog, next)
            return true
        }

        /// What differs from a site made from nothing: names of files, and `findings`.
        func differences() async throws -> [String] {
            let fresh = try await RereadingTests.site(try await Catalog.load(files.tree, jobs: 2))
            var names = site.diagnostics == fresh.diagnostics ? [] : ["findings"]
            if site.files.parts.map(\.address) != fresh.files.parts.map(\.address) { names.append("addresses") }
            for part in fresh.files.parts where part.role != .asset {
                let own = site.files[part.address.file]
                if try own?.contents(site.context) != part.contents(fresh.context) { names.append(part.address.file) }
                if own?.found(site.context)?.script != part.found(fresh.context)?.script {
                    names.append("search of \(part.address.file)")
                }
            }
            return names
        }
    }

    private static func site(_ catalog: Catalog) async throws -> Site {
        try await Site(
            catalog,
            theme: .carried(),
            options: SiteOptions(baseURL: "https://x.test/", jobs: 2, version: "test")
        )
    }

    private static func exampleBook() throws -> [String: [UInt8]] {
        let folder = packageFolder + "/content"
        var files: [String: [UInt8]] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
                !isFolder.boolValue
            else { continue }
            files[path] = try Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(path)")))
        }
        return files
    }

    /// Other words at one line, and a line more: nothing breaks, and every place behind it moves.
    private static func rewordings(_ text: String) -> [String] {
        let plan = MutablePlan(text)
        return plan.lines.indices.compactMap { index in
            let line = plan.lines[index]
            let keys = [
                "title", "summary", "expected", "notes", "rationale", "command", "person", "contact", "reason",
                "author", "tags",
            ]
            let key = line.drop { $0 == " " || $0 == "-" }.prefix { $0 != ":" }
            guard keys.contains(String(key)), line.contains(": "), !line.contains(": |"), !line.contains(": >"),
                !line.contains("{")
            else { return nil }
            let indent = String(repeating: " ", count: MutablePlan.indent(line))
            return plan.replacing(
                index,
                with: "\(indent)# Reworded\n" + line.replacing(": ", with: ": Anew ", maxReplacements: 1)
            )
        }
    }

    @Test(.timeLimit(.minutes(10))) func whatIsReplacedIsAsFromNothing() async throws {
        let book = try Self.exampleBook()
        let triesAll = ProcessInfo.processInfo.environment["ROLLBOOK_MUTATIONS"] == "all"
        var served = try await Served(book)
        var (tried, taken, number) = (0, 0, 0)
        let plans = book.keys.filter { $0.hasPrefix("releases/") && $0.hasSuffix("deployment-plan.yaml") }.sorted()
        for path in plans {
            let text = String(decoding: try #require(book[path]), as: UTF8.self)
            for edited in Self.rewordings(text) + MutablePlan(text).mutations.map(\.text) {
                number += 1
                guard triesAll || number % 251 == 1 else { continue }
                tried += 1
                served.files[path] = Array(edited.utf8)
                guard served.take([path]) else {
                    served = try await Served(book)
                    continue
                }
                taken += 1
                #expect(try await served.differences() == [], "\(path), edit \(number)")
                // And back: several edits in a row are as one.
                served.files[path] = book[path]
                #expect(served.take([path]))
            }
        }
        #expect(try await served.differences() == [])
        print("rereading: \(taken) of \(tried) edits were taken in without joining the book anew")
        #expect(taken >= tried / 3)
        #expect(taken < tried)
    }

    private static let small = [
        "rollbook.yaml": "title: Shop\n",
        "guides/how.md": "# How\n\nSee [it](../releases/pay-1/deployment-plan.yaml#step-switch).\n",
        "releases/pay-1/deployment-plan.yaml": plan("pay", "First"),
        "releases/mail-1/deployment-plan.yaml": plan("mail", "Second"),
    ]

    private static func plan(_ service: String, _ title: String, step: String = "switch", _ more: String = "") -> String
    {
        """
        schema: 1
        service: \(service)
        version: "1"
        status: draft
        title: \(title)
        window: {start: 2026-01-10T10:00:00Z, end: 2026-01-10T12:00:00Z}
        phases:
          - kind: deployment
            steps:
              - {id: \(step), title: Switch, command: ./go}
        \(more)
        """
    }

    private static let pay = "releases/pay-1/deployment-plan.yaml"

    @Test(arguments: [
        plan("pay", "First", step: "turn"), plan("post", "First"), plan("pay", "First", "aliases: [pay-0]"),
        plan("pay", "First", "summary: See [how](../../guides/how.md)."),
        plan("pay", "First").replacing("draft", with: "completed"),
        "title: [", "", "# A text\n",
    ])
    func whatOthersHangOnIsJoinedAnew(_ text: String) async throws {
        let served = try await Served(Self.small.mapValues { Array($0.utf8) })
        served.files[Self.pay] = Array(text.utf8)
        let isTaken = served.take([Self.pay])
        #expect(!isTaken)
    }

    @Test func anAnswerOfAnotherFileIsKept() async throws {
        let served = try await Served(Self.small.mapValues { Array($0.utf8) })
        // Titles stand on other pages, too.
        served.files[Self.pay] = Array(Self.plan("pay", "Anew", "summary: Other words.").utf8)
        #expect(served.take([Self.pay]))
        #expect(try await served.differences() == [])
        #expect(served.catalog.releases.map(\.title).sorted() == ["Anew", "Second"])
    }

    @Test func filesThatEditorsLeaveAreNoChange() async throws {
        let served = try await Served(Self.small.mapValues { Array($0.utf8) })
        let swap = "releases/pay-1/.deployment-plan.yaml.swp"
        served.files[swap] = [1]
        #expect(served.take([swap, "releases/pay-1/4913", "releases/pay-1/deployment-plan.yaml~", Self.pay]))
        // A file that stays may be an attachment.
        served.files["releases/pay-1/notes.txt"] = [1]
        #expect(!served.take(["releases/pay-1/notes.txt"]))
        #expect(!served.take(["rollbook.yaml"]))
        #expect(!served.take(["guides/how.md"]))
        served.files[Self.pay] = nil
        #expect(!served.take([Self.pay]))
    }
}
