import Foundation
import Testing

@testable import Site

/// Single files that are put where none stood.
@Suite struct FileCreationTests {
    private let contents = Array("whole\n".utf8)

    @Test func foldersAreMadeAndNothingElseIsLeft() throws {
        let folder = try TemporaryFolder()
        try FileCreation().create("\(folder.path)/a/b/c.yaml", contents)
        #expect(folder.read("a/b/c.yaml") == "whole\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/a/b") == ["c.yaml"])
    }

    @Test func whatStandsThereStays() throws {
        let folder = try TemporaryFolder()
        try folder.write("c.yaml", "mine")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link.yaml", withDestinationPath: "nowhere")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/d.yaml", withIntermediateDirectories: true)
        for name in ["c.yaml", "link.yaml", "d.yaml"] {
            let failure = #expect(throws: FileFailure.self) {
                try FileCreation().create("\(folder.path)/\(name)", contents)
            }
            #expect(failure?.isThere == true)
        }
        #expect(folder.read("c.yaml") == "mine")
        #expect(!folder.exists("nowhere"))
        // A file where a folder must be.
        #expect(throws: FileFailure.self) { try FileCreation().create("\(folder.path)/c.yaml/x", contents) }
    }

    @Test(arguments: 0..<8, [ENOSPC, EPERM]) func wholeOrNotAtAllWhateverFails(_ call: Int, _ code: Int32) throws {
        let folder = try TemporaryFolder()
        let (operations, _) = FileOperations.failing(at: call, andAfter: false, code: code)
        var hasFailed = false
        do {
            try FileCreation(operations).create("\(folder.path)/a/c.yaml", contents)
        } catch { hasFailed = true }
        let text = folder.read("a/c.yaml")
        #expect(text == "whole\n" || (text == nil && hasFailed))
    }

    @Test func withoutSecondNamesItIsWrittenAtOnce() throws {
        let folder = try TemporaryFolder()
        let operations = FileOperations.system.watched { call throws(FileFailure) in
            if call.name == "link" { throw FileFailure("link", call.path, code: EPERM) }
            if call.name == "write", call.path.hasSuffix("full.yaml") {
                throw FileFailure("write", call.path, code: ENOSPC)
            }
        }
        try FileCreation(operations).create("\(folder.path)/c.yaml", contents)
        #expect(folder.read("c.yaml") == "whole\n")
        #expect(throws: FileFailure.self) { try FileCreation(operations).create("\(folder.path)/full.yaml", contents) }
        #expect(!folder.exists("full.yaml") && !folder.exists("full.yaml.rollbook-new"))
    }
}
