import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Site

/// One file of Tests/Fixtures/rules: what is changed in the clean book of Tests/Fixtures/book, and what must come out.
///
/// Sections begin with `-- edit PATH --` (hunks of ` `, `-` and `+` lines as in a diff, told apart by `@@`),
/// `-- file PATH --` (a whole file), `-- delete PATH --`, `-- published --` (addresses that the site once had), and last
/// `-- expected --`. Lines before the first say what it shows.
struct RuleFixture: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    private let sections: [(header: String, lines: [Substring])]

    /// The rule's id; a second fixture of a rule has a word behind a dot: `secret-in-text.key.txt`.
    var rule: String { String(name.prefix { $0 != "." }) }
    var testDescription: String { name }

    static let folder = packageFolder + "/Tests/Fixtures/rules"
    static let all: [RuleFixture] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()
        .compactMap { try? RuleFixture(name: String($0.dropLast(4)), path: "\(folder)/\($0)") }

    init(name: String, path: String) throws {
        self.name = name
        self.path = path
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var sections: [(header: String, lines: [Substring])] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("-- "), line.hasSuffix(" --"), line.utf8.count > 6 {
                sections.append((String(line.dropFirst(3).dropLast(3)), []))
            } else if !sections.isEmpty {
                sections[sections.count - 1].lines.append(line)
            }
        }
        self.sections = sections
    }

    var expected: String? {
        sections.last { $0.header == "expected" }.map { $0.lines.joined(separator: "\n") }
    }

    private static let theme = Result { try Theme.carried() }

    /// The clean book's files, by path.
    static let book: [String: String] = {
        var files: [String: String] = [:]
        let root = packageFolder + "/Tests/Fixtures/book"
        for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
            files[path] = try? String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
        }
        return files
    }()

    /// The broken book.
    func files() throws -> [String: String] {
        var files = Self.book
        for section in sections {
            let words = section.header.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { continue }
            switch words[0] {
            case "edit": files[words[1]] = try edited(files[words[1]] ?? "", section.lines)
            case "file": files[words[1]] = section.lines.joined(separator: "\n")
            case "delete": files[words[1]] = nil
            default: throw Problem("`\(section.header)` is no section of a fixture")
            }
        }
        return files
    }

    private func edited(_ text: String, _ lines: [Substring]) throws -> String {
        var all = text.split(separator: "\n", omittingEmptySubsequences: false)
        for hunk in lines.split(separator: "@@") {
            let hunk = hunk.filter { !$0.isEmpty }
            guard !hunk.isEmpty else { continue }
            let old = hunk.filter { $0.first != "+" }.map { $0.dropFirst() }
            let new = hunk.filter { $0.first != "-" }.map { $0.dropFirst() }
            let places = all.indices.filter { all[$0...].starts(with: old) }
            guard places.count == 1, let place = places.first else {
                throw Problem("these lines are \(places.count) times in the book:\n\(old.joined(separator: "\n"))")
            }
            all.replaceSubrange(place..<(place + old.count), with: new)
        }
        return all.joined(separator: "\n")
    }

    /// What `check` would print of the broken book.
    func report() async throws -> String {
        let files = try files()
        let tree = FileTree.inMemory(files.mapValues { Array($0.utf8) }, displayPath: "content")
        let catalog = try await Catalog.load(tree, jobs: 1, now: 1_798_675_200)
        var site = await Site(catalog, theme: try Self.theme.get(), options: SiteOptions(jobs: 1, version: "test"))
        if let published = sections.first(where: { $0.header == "published" }) {
            let list = Array(published.lines.joined(separator: "\n").utf8)
            try await site.compare(withPublished: list, file: "permalinks.txt")
        }
        var printer = TextPrinter(colors: false) { path in
            files[String(path.dropFirst("content/".count))]?.split(separator: "\n", omittingEmptySubsequences: false)
        }
        return printer.print(site.diagnostics)
    }

    /// Writes the text that came out into the fixture.
    func record(_ report: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let head = text.range(of: "-- expected --\n").map { String(text[..<$0.lowerBound]) } ?? text + "\n"
        try "\(head)-- expected --\n\(report)".write(toFile: path, atomically: true, encoding: .utf8)
    }

    struct Problem: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}
