import Diagnostics
import Foundation
import Markdown

@testable import Documents

/// Every record of the format: places inside the file, JSON that another parser takes.
func checkYAML(_ input: [UInt8]) throws(PropertyFailure) {
    var reader = InputReader(input)
    let choice = reader.number(12)
    let bytes = reader.remainder()
    switch choice {
    case 0: try checkRecord(Book.self, bytes)
    case 1: try checkRecord(OutputTemplate.self, bytes)
    case 2: try checkRecord(Phase.self, bytes)
    case 3: try checkRecord(RollbackPlan.self, bytes)
    case 4: try checkRecord(Migration.self, bytes)
    case 5: try checkRecord(Trigger.self, bytes)
    case 6: try checkRecord(PatternAttributes.self, bytes)
    case 7: try checkRecord(ChecklistAttributes.self, bytes)
    case 8: try checkRecord(GuideAttributes.self, bytes)
    case 9: try checkRecord(IncidentAttributes.self, bytes)
    case 10: try checkRecord(RunRecord.self, bytes)
    default: try checkRecord(DeploymentPlan.self, bytes)
    }
}

/// What was read, written as YAML and read again, is the same record.
private func checkRecord<Value: Record>(_ type: Value.Type, _ bytes: [UInt8]) throws(PropertyFailure) {
    let parsed = readRecord(type, from: bytes, file: "a.yaml")
    try checkFindings(parsed.diagnostics, bytes)
    try checkIsJSON(parsed.value.json)
    guard parsed.diagnostics.allSatisfy({ !$0.isFatal }) else { return }
    let written = RecordWriter().lines(parsed.value).joined(separator: "\n")
    let again = readRecord(type, from: Array(written.utf8), file: "a.yaml")
    try require(again.diagnostics.allSatisfy { !$0.isFatal }, "\(written.debugDescription) is not read")
    try require(
        again.value.json == parsed.value.json,
        "written as \(written.debugDescription), \(parsed.value.json) becomes \(again.value.json)"
    )
}

/// Findings lie inside the file, and can be printed with it.
private func checkFindings(_ diagnostics: [Diagnostic], _ bytes: [UInt8], file: String = "a.yaml")
    throws(PropertyFailure)
{
    try Places(bytes).check(diagnostics, file: file)
    guard diagnostics.count < 50 else { return }
    let lines = String(decoding: bytes, as: UTF8.self).sourceLines
    var printer = TextPrinter(colors: false, lines: { _ in lines })
    let text = printer.print(diagnostics)
    let isPlain = text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
    }
    try require(isPlain, "a control character reaches the terminal: \(text.debugDescription)")
}

/// Any text, written as a scalar of YAML in each of our ways, is read as that text.
func checkYAMLText(_ input: [UInt8]) throws(PropertyFailure) {
    let text = String(decoding: input, as: UTF8.self)
    var ways = [
        "title: \(yamlText(text))", "title: \(yamlPlainOrQuoted(text, isFlow: false))",
        "{title: \(yamlPlainOrQuoted(text, isFlow: true))}",
        yamlFlow(.object(["title": .string(text)])),
    ]
    if text.contains("\n") {
        ways.removeSubrange(1...2)
        if let block = yamlLiteral(text) { ways.append("title: |\n" + block.map { "  \($0)\n" }.joined()) }
    }
    for way in ways {
        var parser = YAMLParser(file: "a.yaml")
        let root = parser.parse(Array(way.utf8)[...])
        guard case .mapping(let entries)? = root?.content, entries.count == 1,
            case .scalar(let scalar) = entries[0].value.content
        else { throw PropertyFailure("\(way.debugDescription): \(parser.diagnostics.map(\.message))") }
        let read = scalar.text == text || way.contains("|\n") && scalar.text == text + "\n"
        try require(
            read && !entries[0].value.isNull,
            "\(way.debugDescription) is read as \(scalar.text.debugDescription)"
        )
    }
}

/// A plan: places inside the file, and the Markdown that is written of it reads back as the equal plan.
func checkPlan(_ input: [UInt8]) throws(PropertyFailure) {
    let parsed = readPlan(from: input, file: "a.yaml", beside: sqlBeside, book: book)
    try checkFindings(parsed.diagnostics, input)
    guard parsed.diagnostics.allSatisfy({ !$0.isFatal }) else { return }
    try checkRoundTrip(parsed.value.plan)
    _ = parsed.value.plan.reviewDigest
}

func checkMarkdownPlan(_ input: [UInt8]) throws(PropertyFailure) {
    let parsed = readMarkdownRelease(from: input, file: "a.md", beside: sqlBeside, book: book)
    try checkFindings(parsed.diagnostics, input, file: "a.md")
    _ = readOutline(of: input, file: "a.md")
    if let body = parsed.value.body {
        _ = try HTMLCheck(body.document.html())
        return
    }
    guard parsed.diagnostics.allSatisfy({ !$0.isFatal }) else { return }
    try checkRoundTrip(parsed.value.plan)
}

/// Any path leads to a script that does harm.
private let sqlBeside = FilesBeside { path in
    FileBeside(name: path, bytes: Array("ALTER TABLE a ADD COLUMN b int NOT NULL;\nDROP TABLE c;\n".utf8))
}

private let book = readRecord(
    Book.self,
    from: Array("title: a\nrequired_roles: [incident-commander]\ntime_zone: UTC\n".utf8),
    file: "rollbook.yaml"
).value

private func checkRoundTrip(_ plan: DeploymentPlan) throws(PropertyFailure) {
    // The writer writes the one format that there is.
    guard plan.schema?.value == 1 else { return }
    let names = PlanWriter.Names(
        pattern: { ($0, "../../patterns/\($0).md") },
        checklist: { _ in nil },
        release: { _ in nil }
    )
    let markdown = PlanWriter(template: .builtIn, names: names) { _ in nil }.write(plan, id: "a")
    let back = readMarkdownRelease(from: Array(markdown.utf8), file: "a.md", beside: sqlBeside, book: book).value
    guard back.isLoose || back.plan != plan else { return }
    let keys = DeploymentPlan.fields.all.filter { $0.json(back.plan) != $0.json(plan) }
    let lost = keys.map {
        "\($0.key): \($0.json(plan).map { "\($0)" } ?? "nothing") becomes \($0.json(back.plan).map { "\($0)" } ?? "nothing")"
    }
    throw PropertyFailure("round trip: \(lost), loose: \(back.isLoose)\n\(markdown)")
}

func checkRun(_ input: [UInt8]) throws(PropertyFailure) {
    let parsed = readRun(from: input, file: "a.yaml", now: 1_800_000_000)
    try checkFindings(parsed.diagnostics, input)
    try checkIsJSON(parsed.value.json)
}

/// Every kind of page: the body begins where it is said to, and findings lie inside the file.
func checkFrontMatter(_ input: [UInt8]) throws(PropertyFailure) {
    var reader = InputReader(input)
    let choice = reader.byte()
    let bytes = reader.remainder()
    let parts = FrontMatter(bytes[...])
    let above = bytes[..<parts.body.startIndex].count { $0 == 0x0A }
    try require(parts.body.endIndex == bytes.count, "the body is cut")
    try require(parts.bodyLine == above + 1 || parts.body.isEmpty, "the body is said to begin at \(parts.bodyLine)")
    switch choice % 4 {
    case 0: try checkPage(PatternAttributes.self, bytes, isForeign: choice > 127)
    case 1: try checkPage(ChecklistAttributes.self, bytes, isForeign: choice > 127)
    case 2: try checkPage(GuideAttributes.self, bytes, isForeign: choice > 127)
    default: try checkPage(IncidentAttributes.self, bytes, isForeign: choice > 127)
    }
}

private func checkPage<Value: Record>(_ type: Value.Type, _ bytes: [UInt8], isForeign: Bool) throws(PropertyFailure) {
    let parsed = readPage(type, from: bytes, file: "a.md", isForeign: isForeign)
    try checkFindings(parsed.diagnostics, bytes, file: "a.md")
    try checkIsJSON(parsed.value.attributes.json)
    _ = try HTMLCheck(parsed.value.body.document.html())
}
