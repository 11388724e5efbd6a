import Foundation
import Testing

@testable import Site

@Suite struct OutputLockTests {
    @Test func theSecondSaysWhoHoldsIt() throws {
        let folder = try TemporaryFolder()
        let first = try OutputFolder(path: folder.site).begin(lockFolder: folder.path + "/.rollbook")
        do {
            _ = try OutputFolder(path: folder.site).begin(lockFolder: folder.path + "/.rollbook")
            Issue.record("two builds at once")
        } catch {
            let me = ProcessInfo.processInfo.processIdentifier
            #expect(error.description.hasPrefix("another build (process \(me), since 2"), "\(error)")
            #expect(error.description.hasSuffix("let it end, or wait for it with --wait"))
        }
        first.abandon()
        _ = try OutputFolder(path: folder.site).begin(lockFolder: folder.path + "/.rollbook", wait: true).publish()
    }

    /// The output itself is locked too, so another book's lock folder does not help.
    @Test func anotherLockFolderIsNoWayIn() throws {
        let folder = try TemporaryFolder()
        let first = try OutputFolder(path: folder.site).begin(lockFolder: folder.path + "/one")
        #expect(throws: OutputError.held(output: folder.site, holder: nil)) {
            try OutputFolder(path: folder.site).begin(lockFolder: folder.path + "/two")
        }
        first.abandon()
    }

    @Test func aSymlinkIsTheSameOutput() throws {
        let folder = try TemporaryFolder()
        let first = try OutputFolder(path: folder.site).begin(lockFolder: folder.path + "/.rollbook")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/other", withDestinationPath: "site")
        #expect(throws: OutputError.self) {
            try OutputFolder(path: folder.path + "/other").begin(lockFolder: folder.path + "/.rollbook")
        }
        first.abandon()
    }

    @Test func waiting() async throws {
        let folder = try TemporaryFolder()
        let first = try OutputFolder(path: folder.site).begin(lockFolder: folder.path + "/.rollbook")
        try first.add(file("index.html", "1", .index))
        let second = Task.detached {
            let transaction = try OutputFolder(path: folder.site).begin(
                lockFolder: folder.path + "/.rollbook",
                wait: true
            )
            try transaction.add(file("index.html", "2", .index))
            return try transaction.publish()
        }
        try await Task.sleep(for: .milliseconds(100))
        _ = try first.publish()
        #expect(folder.read("site/index.html") != nil)
        #expect(try await second.value.written == ["index.html"])
        #expect(folder.read("site/index.html") == "2")
    }
}
