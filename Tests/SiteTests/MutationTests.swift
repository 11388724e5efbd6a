import Catalog
import Diagnostics
import Documents
import Foundation
import Testing

@testable import Site

/// Every clean plan of the example book, broken in one way at one place: the right rule must speak at the right line.
///
/// Some places of each kind are tried; `ROLLBOOK_MUTATIONS=all` tries every one.
@Suite struct MutationTests {
    private static let content = packageFolder + "/content"

    private static func plans() -> [String] {
        let all = FileManager.default.enumerator(atPath: content + "/releases")?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix("deployment-plan.yaml") || !$0.contains("/") && $0.hasSuffix(".yaml") }
            .sorted()
    }

    private static func found(_ text: String, _ path: String, _ book: Book) -> [Diagnostic] {
        let folder =
            content + "/releases/"
            + (path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "")
        let beside = FilesBeside { name in
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { return nil }
            return FileBeside(name: name, bytes: Array(data))
        }
        return readPlan(from: Array(text.utf8), file: "plan.yaml", beside: beside, book: book).diagnostics
    }

    @Test(.timeLimit(.minutes(10))) func everyBreachIsFoundAtItsLine() throws {
        let bytes = try #require(FileManager.default.contents(atPath: Self.content + "/rollbook.yaml"))
        let book = readRecord(Book.self, from: Array(bytes), file: "rollbook.yaml").value
        let triesAll = ProcessInfo.processInfo.environment["ROLLBOOK_MUTATIONS"] == "all"
        var tried: [String: Int] = [:]
        var missed: [String] = []
        var clean = 0
        for path in Self.plans() {
            let text = try String(contentsOfFile: "\(Self.content)/releases/\(path)", encoding: .utf8)
            guard Self.found(text, path, book).allSatisfy({ $0.severity == .note || $0.rule.id == "window-in-freeze" })
            else { continue }
            clean += 1
            var ofKind: [String: Int] = [:]
            for mutation in MutablePlan(text).mutations {
                ofKind[mutation.kind, default: 0] += 1
                // The first of a kind in a plan, and each seventh further one.
                guard triesAll || ofKind[mutation.kind, default: 0] % 7 == 1 else { continue }
                tried[mutation.kind, default: 0] += 1
                let found = Self.found(mutation.text, path, book)
                let isFound = found.contains {
                    $0.rule.id == mutation.rule && (mutation.line < 0 || Int($0.span.start.line) == mutation.line)
                }
                if !isFound {
                    let said = found.map { "\($0.rule.id):\($0.span.start.line)" }.joined(separator: " ")
                    missed.append("\(path): \(mutation.kind): \(mutation.rule) at line \(mutation.line); found \(said)")
                }
            }
        }
        let count = tried.values.reduce(0, +)
        print("mutations: \(count - missed.count) of \(count) found, \(tried.count) kinds, \(clean) clean plans")
        #expect(missed == [])
        #expect(clean >= 15)
        #expect(tried.count >= 30)
    }
}
