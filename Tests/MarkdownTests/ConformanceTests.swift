import Foundation
import Markdown
import Testing

struct Example: Decodable {
    var example: Int
    var section: String
    var extensions: [String]
    var markdown: String
    var html: String

    static func load(_ path: String) throws -> [Example] {
        try JSONDecoder().decode([Example].self, from: SharedData.data(path))
    }
}

@Suite("The examples of the specifications")
struct ConformanceTests {
    @Test(
        "All examples of CommonMark 0.30, to the byte",
        .enabled(if: SharedData.has("spec/commonmark-0.30.json"), "the examples are not there")
    )
    func commonMark() throws {
        let examples = try Example.load("spec/commonmark-0.30.json")
        var passed = 0
        for example in examples {
            let html = MarkdownDocument(example.markdown, options: .commonMark).html(.conformance)
            #expect(html == example.html, "example \(example.example), \(example.section)")
            if html == example.html { passed += 1 }
        }
        print("CommonMark 0.30: \(passed) of \(examples.count) examples")
        #expect(examples.count == 652)
    }

    /// The whole of GitHub's reading must not disturb CommonMark's: where an example gives other HTML with all of
    /// GitHub's extensions on, one of them must have been at work in `cmark-gfm` too.
    @Test(
        "GitHub's examples",
        .enabled(if: SharedData.has("spec/gfm-extensions.json"), "the examples are not there")
    )
    func gitHub() throws {
        let examples = try Example.load("spec/gfm-extensions.json")
        var passed = 0
        var differences: Set<String> = []
        for example in examples where !example.html.hasPrefix("<IGNORE>") && !isTagFilter(example) {
            let html = MarkdownDocument(example.markdown, options: .gfm).html(.conformance)
            let key = "\(example.section) \(example.example)"
            if normalized(html) == normalized(example.html) {
                passed += 1
            } else {
                differences.insert(key)
                if intended[key] == nil {
                    Issue.record("\(key)\n\(example.markdown)\nis\n\(html)\nnot\n\(example.html)")
                }
            }
        }
        print("GitHub: \(passed) of \(examples.count) examples, \(differences.count) differ")
        #expect(differences == Set(intended.keys))
    }

    /// Rollbook has its own list of what raw HTML may stand.
    private func isTagFilter(_ example: Example) -> Bool {
        example.extensions.contains("tagfilter") || example.section == "HTML tag filter"
    }

    /// Differences that are meant, with their reasons.
    private let intended = [
        "Footnotes 23": "the example has the ids of an older cmark-gfm; FootnoteTests asks the one that is installed"
    ]
}
