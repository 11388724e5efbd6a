import Diagnostics
import Documents
import Testing

/// Files that can't be read as YAML at all: one finding, at its place, and no flood behind it.
@Suite struct BadYAMLTests {
    struct BadFile: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bytes: [UInt8]
        let findings: [String]

        init(_ name: String, _ text: String, _ findings: [String]) {
            self.init(name, bytes: Array(text.utf8), findings)
        }

        init(_ name: String, bytes: [UInt8], _ findings: [String]) {
            testDescription = name
            self.bytes = bytes
            self.findings = findings
        }
    }

    /// `a: &a [x, x, ...]`, `b: &b [*a, *a, ...]` and so on: a few lines that mean gigabytes.
    static let aliasChain: String = {
        var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            text +=
                "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        return text
    }()

    static let files = [
        BadFile("a tab for blanks", "title: a\n\turl: b", ["2:1-1 error parse-error"]),
        BadFile("an open quote", "title: \"a\nurl: b", ["1:8-8 error parse-error"]),
        BadFile("not closed", "title: [a, b\nurl: c", ["1:8-8 error parse-error"]),
        BadFile("a list", "- title: a\n- url: b", ["1:1-2 error wrong-type"]),
        BadFile("a single word", "hello", ["1:1-6 error wrong-type"]),
        BadFile("two documents", "title: a\nurl: b\n---\ntitle: c", ["3:1-4 error parse-error"]),
        BadFile("an alias of nothing", "title: *a\nurl: b", ["1:8-10 error parse-error"]),
        BadFile("65 levels", String(repeating: "[", count: 65), ["1:65-66 error too-deep"]),
        BadFile("10,000 levels", String(repeating: "[", count: 10_000), ["1:1026-1026 error too-deep"]),
        BadFile("10,000 mappings", String(repeating: "{a: ", count: 10_000), ["1:257-258 error too-deep"]),
        BadFile("an alias in itself", "title: &a [*a]\nurl: b", ["1:12-14 error parse-error"]),
        BadFile("a NUL", "title: a\nurl: \0", ["2:6-6 error parse-error"]),
        BadFile(
            "not UTF-8",
            bytes: Array("title: é".utf8) + [0xFF] + Array("\nurl: b".utf8),
            ["1:9-9 error parse-error"]
        ),
        BadFile("Latin-1", bytes: Array("title: a\nurl: b".utf8) + [0xE9, 0x20], ["2:7-7 error parse-error"]),
        BadFile("a lone surrogate", bytes: Array("title: ".utf8) + [0xED, 0xA0, 0x80], ["1:8-8 error parse-error"]),
        BadFile("over the limit", bytes: [UInt8](repeating: 0x23, count: 16 << 20 | 1), ["1:1-1 error file-too-large"]),
    ]

    @Test(.timeLimit(.minutes(6)), arguments: files) func saysOneThing(_ file: BadFile) {
        let found = readRecord(Reference.self, from: file.bytes, file: "a.yaml").diagnostics.sortedOnce()
        #expect(found.map(\.brief) == file.findings)
    }

    /// What people write who meet a message of libyaml, and what is told to them.
    @Test(arguments: [
        ("title: \"1\nurl: b\nuri: \"c\"", "1:8", "the quotation that begins here ends in line 3"),
        ("title: 'The team's release'", "1:18", "an apostrophe ends the text"),
        ("title: \"OK\" is printed", "1:13", "put the whole text in quotes"),
        ("title: [OK] all green", "1:8", "put the whole text in quotes"),
        ("title: {{ helm }} list", "1:8", "put the whole text in quotes"),
        ("title: !important green", "1:8", "is a tag of YAML"),
        ("title: !!str green", "", ""), ("title: \"a\" # comment", "", ""), ("title: 'It''s'", "", ""),
    ])
    func aSlipIsTold(_ line: String, _ place: String, _ words: String) {
        let found = readRecord(Reference.self, from: Array("\(line)\nurl: x\n".utf8), file: "a.yaml").diagnostics
            .filter { $0.rule.id == "parse-error" || $0.rule.id == "wrong-type" }
        #expect(found.map { "\($0.span.start.line):\($0.span.start.column)" } == (place.isEmpty ? [] : [place]))
        let said = found.flatMap { [$0.message] + $0.fixes.map(\.title) }.joined(separator: "; ")
        #expect(said.contains(words) || words.isEmpty, "\(said)")
    }

    @Test(.timeLimit(.minutes(6))) func aliasesThatExpandToGigabytesAreCounted() throws {
        let found = readRecord(Reference.self, from: Array(Self.aliasChain.utf8), file: "a.yaml").diagnostics
        #expect(found.map(\.rule.id) == ["too-many-aliases"])
        #expect(try #require(found.first).span.start.line == 5)
    }

    @Test func aFileAtTheLimitIsRead() {
        let text = "title: a\nurl: b\n"
        let bytes = Array(text.utf8) + [UInt8](repeating: 0x23, count: (16 << 20) - text.utf8.count)
        #expect(readRecord(Reference.self, from: bytes, file: "a.yaml").diagnostics.isEmpty)
    }

    @Test func aByteOrderMarkIsNoText() {
        let text = "\u{FEFF}title: a\nurl: b\nx: c"
        #expect(findings(Reference.self, text) == ["3:1-2 error unknown-key"])
    }

    @Test(arguments: ["\r\n", "\n"]) func linesEndEitherWay(_ end: String) {
        let text = ["title: a", "url: b", "  ", "x: c"].joined(separator: end)
        #expect(findings(Reference.self, text) == ["4:1-2 error unknown-key"])
    }

    @Test func aMergedKeyIsNoDuplicate() {
        let text = """
            steps:
              - &base {title: A, command: a, expected: b, verify: c}
              - <<: *base
                title: B
            kind: other
            """
        let parsed = readRecord(Phase.self, from: Array(text.utf8), file: "a.yaml")
        #expect(parsed.diagnostics.isEmpty)
        #expect(parsed.value.steps.map { $0.title?.value } == ["A", "B"])
        #expect(parsed.value.steps.map { $0.command?.value } == ["a", "a"])
    }
}
