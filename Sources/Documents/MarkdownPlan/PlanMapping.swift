internal import Diagnostics
internal import Markdown

/// Part of a plan as it is read out of Markdown: keys and values with their places, as if it were YAML, so that
/// one reader and one set of checks holds for both.
struct PlanMapping {
    private(set) var entries: [YAMLEntry] = []

    var isEmpty: Bool { entries.isEmpty }

    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    mutating func add(_ key: String, _ value: YAMLValue) {
        guard !has(key) else { return }
        entries.append(YAMLEntry(key: key, keySpan: value.span.firstLine, value: value))
    }

    /// A Markdown text that may be said in several places: later ones stand below.
    mutating func append(_ key: String, _ text: String, line: Int) {
        guard let index = entries.firstIndex(where: { $0.key == key }),
            case .scalar(let scalar) = entries[index].value.content
        else { return add(key, text, line: line) }
        let earlier = entries[index]
        let value = YAMLValue(
            content: .scalar(YAMLScalar(text: scalar.text + "\n\n" + text, style: scalar.style)),
            span: earlier.value.span
        )
        entries[index] = YAMLEntry(key: key, keySpan: earlier.keySpan, value: value)
    }

    mutating func add(_ key: String, _ text: String, line: Int, column: Int = 1, isText: Bool = true) {
        add(key, .text(text, line: line, column: column, isText: isText))
    }

    mutating func add(_ key: String, _ items: [YAMLValue]) {
        guard let first = items.first else { return }
        add(key, YAMLValue(content: .sequence(items), span: first.span))
    }

    mutating func add(_ key: String, _ mapping: PlanMapping) {
        guard let value = mapping.value else { return }
        add(key, value)
    }

    /// The mapping as a value; `nil` where nothing is in it.
    var value: YAMLValue? {
        entries.first.map { YAMLValue(content: .mapping(entries), span: $0.keySpan) }
    }
}

extension YAMLValue {
    /// A single value; one that `isText` is never taken for a number or flag.
    static func text(_ text: String, line: Int, column: Int = 1, isText: Bool = true) -> YAMLValue {
        let length = text.contains("\n") ? 1 : text.unicodeScalars.count
        let scalar = YAMLScalar(text: text, style: isText ? .doubleQuoted : .plain)
        return YAMLValue(content: .scalar(scalar), span: SourceSpan(line: line, column: column, length: length))
    }
}

/// A line `- **Label:** value`, however plainly it is written.
struct PlanFact {
    /// In small letters.
    let label: String
    /// As it stands, in Markdown.
    private let name: String
    let value: String
    let line: Int
    let column: Int
    /// Written as the plan's writer does, in bold and as an item of a list.
    let isItem: Bool
    /// An item of a list.
    let isListed: Bool

    /// As it stands, without its marks.
    var title: String { plainText(ofInline: name) }

    init?(_ line: PlanLine) {
        guard line.kind == .text else { return nil }
        var rest = line.text.utf8.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let isItem = rest.starts(with: "- ".utf8) || rest.starts(with: "* ".utf8)
        if isItem { rest = rest.dropFirst(2) }
        let isBold = rest.starts(with: "**".utf8) || rest.starts(with: "__".utf8)
        if isBold { rest = rest.dropFirst(2) }
        guard let colon = rest.firstIndex(of: UInt8(ascii: ":")), colon != rest.startIndex else { return nil }
        var nameBytes = rest[..<colon]
        var valueBytes = rest[rest.index(after: colon)...]
        if isBold {
            if valueBytes.starts(with: "**".utf8) || valueBytes.starts(with: "__".utf8) {
                valueBytes = valueBytes.dropFirst(2)
            } else if nameBytes.suffix(2).elementsEqual("**".utf8) || nameBytes.suffix(2).elementsEqual("__".utf8) {
                nameBytes = nameBytes.dropLast(2)
            } else {
                return nil
            }
        }
        guard nameBytes.count <= 200, valueBytes.first.map({ $0 == UInt8(ascii: " ") }) ?? true else { return nil }
        let blanks = valueBytes.prefix { $0 == UInt8(ascii: " ") }
        name = String(Substring(nameBytes))
        label = name.lowercased().trimmed
        value = Substring(valueBytes).trimmed
        self.line = line.number
        self.isItem = isItem && isBold
        isListed = isItem
        column = line.cut + line.text[..<blanks.endIndex].unicodeScalars.count + 1
    }
}

extension PlanFact {
    /// A row `| Label | value |` of a table.
    init?(row cells: [PlanCell]) {
        guard cells.count == 2 else { return nil }
        name = cells[0].text
        let title = plainText(ofInline: name).trimmed
        label = (title.hasSuffix(":") ? title.dropLast() : title[...]).lowercased()
        value = cells[1].text
        line = cells[1].line
        column = cells[1].column
        isItem = false
        isListed = false
    }
}

extension PlanMapping {
    /// Takes a fact whose label is in the table, and says whether it was.
    mutating func take(_ fact: PlanFact, _ table: [String: (key: String, form: PlanWords.Form)]) -> Bool {
        guard let (key, form) = table[fact.label], !fact.value.isEmpty, !has(key) else { return false }
        let (line, column) = (fact.line, fact.column)
        switch form {
        case .text:
            var text = plainText(ofInline: fact.value)
            if PlanWords.choiceKeys.contains(key) {
                // A sentence is none of a list's words.
                guard text.split(separator: " ").count < 4 else { return false }
                text = choiceWord(text)
            }
            add(key, text, line: line, column: column)
        case .code:
            let code = codeSpan(fact.value)
            let marks = code == nil ? 0 : fact.value.prefix { $0 == "`" }.count
            add(key, code ?? plainText(ofInline: fact.value), line: line, column: column + marks)
        case .flag:
            let word = plainText(ofInline: fact.value).lowercased()
            add(key, word == "no" || word == "false" ? "false" : "true", line: line, column: column, isText: false)
        case .codes:
            add(
                key,
                fact.value.split(separator: ",").map {
                    YAMLValue.text(codeSpan($0.trimmed) ?? plainText(ofInline: $0.trimmed), line: line, column: column)
                }
            )
        case .rehearsal:
            guard let mapping = rehearsal(fact.value, line: line, column: column) else { return false }
            add(key, mapping)
        case .script:
            add(key, linkTarget(fact.value) ?? plainText(ofInline: fact.value), line: line, column: column)
        case .owner:
            var mapping = PlanMapping()
            mapping.add("owner", plainText(ofInline: fact.value), line: line, column: column)
            add(key, mapping)
        case .reference: add(key, referenceID(fact.value), line: line, column: column)
        }
        return true
    }
}

/// A word of a list as the plan has it, however a person writes it: `Traffic switch`.
func choiceWord(_ text: String) -> String {
    var word = text.lowercased().trimmed
    if word.hasSuffix(".") { word.removeLast() }
    return word.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "_") }.map { Substring($0) }
        .joined(separator: "-")
}

/// `2026-03-11, staging, took 2m40s, https://…`
func rehearsal(_ text: String, line: Int, column: Int) -> PlanMapping? {
    var mapping = PlanMapping()
    for (index, part) in text.split(separator: ",").map(\.trimmed).enumerated() {
        if index == 0 {
            guard CalendarDate(part) != nil else { return nil }
            mapping.add("at", part, line: line, column: column)
        } else if part.hasPrefix("took ") {
            mapping.add("duration", String(part.dropFirst(5)), line: line, column: column)
        } else if part.hasPart("://") {
            mapping.add("evidence", part, line: line, column: column)
        } else {
            mapping.add("environment", plainText(ofInline: part), line: line, column: column)
        }
    }
    return mapping
}

/// The id of what a link to a page or source leads to, or of a code span.
func referenceID(_ source: String) -> String {
    guard let target = linkTarget(source) else { return codeSpan(source) ?? plainText(ofInline: source) }
    let path = target.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    let names = path.split(separator: UInt8(ascii: "/")).map(Substring.init)
    var name = names.last ?? target[...]
    if name == "index.html", let folder = names.dropLast().last { name = folder }
    return String(name.hasSuffix(".md") ? name.dropLast(3) : name)
}
