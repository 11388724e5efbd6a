package import Documents

/// The reference of the formats in Markdown: every key of every record, from the tables that the readers use.
package enum FieldReference {
    /// The whole guide, front matter included.
    package static let guide: String = {
        var text = """
            ---
            title: Every field
            summary: Each key of plans, run records, front matters, settings and the output template. What it takes, and whether it must be there.
            order: 20
            ---

            # Every field

            Made by `rollbook fields` from the tables by which the tool reads. `rollbook fields run` prints one format's part on \
            the terminal, and `rollbook schema` the same as JSON Schemas for an editor.

            ★ marks what must be there. In a plan it may be missing while `status` is `draft` or `in-review`: then its absence \
            is a warning. "★ unless" names what makes it unnecessary. [A rule](rules.md) may ask for more than ★ does. A key that is not listed is an error, with the nearest \
            one that is.

            ## How values are written

            | what is asked for | written | note |
            |---|---|---|
            | a text | `Switch traffic` | in quotes where it has `: ` or ` #` in it or begins with a sign of YAML's |
            | Markdown | a text, or lines under `\\|` | links are relative paths to other sources |
            | an id | `payments-2.4.0` | up to 100 of `a-z 0-9 . _ -`; never changed: addresses are made from it |
            | a version | `"2.4.0"` | in quotes: `1.10` without them is the number 1.1 elsewhere |
            | a time | `2026-03-14T22:00:00Z` | with its offset: `Z`, `+01:00` |
            | a date | `2026-03-14` | |
            | a duration | `90s`, `5m`, `1h30m`, `2d` | |
            | an offset | `T+20m`, `T-24h` | from the start of the window |
            | a share | `5%` | |
            | true or false | `true` | `yes` and `on` are neither |
            | a list | `[a, b]`, or a line `- a` each | one text alone is a list of one |

            """
        for format in DocumentSchema.allCases { text += "\n" + entry(format, level: 2) }
        return text
    }()

    /// One format's entry, its heading at `level`, with the records that no earlier format of the guide has explained.
    package static func entry(_ format: DocumentSchema, level: Int) -> String {
        let records = RecordList.all
        let marks = String(repeating: "#", count: level)
        var text = "\(marks) \(format.title)\n\n\(format.place)\n\n" + table(format.fieldDescriptions, records)
        for record in records.entries where record.format == format {
            text += "\n\(marks)# \(record.title)\n\n" + table(record.fields, records)
        }
        return text
    }

    private static func table(_ fields: [FieldDescription], _ records: RecordList) -> String {
        var text = "| key | must | takes | means |\n|---|---|---|---|\n"
        for field in fields {
            let cells = ["`\(field.key)`", need(field), records.words(field.shape), field.summary]
            text += "| " + cells.joined(separator: " | ") + " |\n"
        }
        return text
    }

    private static func need(_ field: FieldDescription) -> String {
        guard field.isRequired else { return "" }
        let others = field.excuses.map { excuse in
            switch excuse {
            case .present(let key): "`\(key)`"
            case .word(let key, let words): "`\(key)` is " + words.map { "`\($0)`" }.joined(separator: " or ")
            }
        }
        return others.isEmpty ? "★" : "★ unless " + others.joined(separator: " or ")
    }
}

/// The records of all formats, each once, in the order in which a reader meets them.
private struct RecordList {
    struct Entry {
        let name: String
        let format: DocumentSchema
        let fields: [FieldDescription]
        /// Its heading, which no other has.
        let title: String
    }

    private(set) var entries: [Entry] = []

    static let all: RecordList = {
        var list = RecordList()
        for format in DocumentSchema.allCases { list.add(format.fieldDescriptions, of: format) }
        return list
    }()

    private mutating func add(_ fields: [FieldDescription], of format: DocumentSchema) {
        for field in fields { add(field.shape, of: format) }
    }

    private mutating func add(_ shape: FieldShape, of format: DocumentSchema) {
        switch shape {
        case .record(let name, let fields):
            let fields = fields()
            guard entry(name, fields) == nil else { return }
            let title = format == .plan ? name.capitalizedFirst : "\(format.word): \(name)"
            entries.append(Entry(name: name, format: format, fields: fields, title: title))
            add(fields, of: format)
        case .list(let element), .map(let element): add(element, of: format)
        case .either(let shapes): for shape in shapes { add(shape, of: format) }
        default: return
        }
    }

    private func entry(_ name: String, _ fields: [FieldDescription]) -> Entry? {
        entries.first { $0.name == name && $0.fields.map(\.key) == fields.map(\.key) }
    }

    /// What a field takes, with a link to the record where it is one.
    func words(_ shape: FieldShape) -> String {
        switch shape {
        case .markdown: "Markdown"
        case .versionText: "a version"
        case .time: "a time"
        case .date: "a date"
        case .duration: "a duration"
        case .offset: "an offset"
        case .share: "a share"
        case .choice(let values): values.map { "`\($0)`" }.joined(separator: ", ")
        case .record(let name, let fields):
            entry(name, fields()).map { "[\(name)](#\(anchor($0.title)))" } ?? name
        case .list(let element): "a list: \(words(element))"
        case .map(let element): "names, each with \(words(element))"
        case .either(let shapes): shapes.map(words).joined(separator: ", or ")
        default: shape.words
        }
    }

    /// A heading's anchor: small letters, blanks to hyphens, other signs left out.
    private func anchor(_ title: String) -> String {
        String(
            title.lowercased().compactMap { character -> Character? in
                if character == " " { return "-" }
                return character.isLetter || character.isNumber || character == "-" ? character : nil
            }
        )
    }
}

extension DocumentSchema {
    fileprivate var word: String {
        switch self {
        case .run: "Run"
        case .site: "Book"
        case .template: "Template"
        default: rawValue.capitalizedFirst
        }
    }

    fileprivate var title: String {
        switch self {
        case .plan: "Deployment plan"
        case .run: "Run record"
        case .site: "The book's settings"
        case .pattern: "Front matter of a pattern"
        case .checklist: "Front matter of a checklist"
        case .guide: "Front matter of a guide"
        case .incident: "Front matter of an incident"
        case .template: "Output template"
        }
    }

    fileprivate var place: String {
        switch self {
        case .plan:
            "`releases/<id>/deployment-plan.yaml`. A plan in Markdown is read to the same fields: [A plan in Markdown](markdown-plans.md)."
        case .run: "`releases/<id>/runs/<n>.yaml`, one file for each attempt."
        case .site: "`rollbook.yaml`, at the root of the content folder."
        case .pattern: "`patterns/<id>.md`."
        case .checklist: "`checklists/<id>.md`. Its items are the task items of the text."
        case .guide: "`guides/**/*.md`."
        case .incident: "`incidents/<id>.md`."
        case .template:
            "`templates/deployment-plan.yaml`: the sections of the generated `deployment-plan.md`, their order and words. Without the file a built-in one holds."
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
