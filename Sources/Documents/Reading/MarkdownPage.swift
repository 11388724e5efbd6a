internal import Diagnostics
package import Markdown

/// The body of a Markdown file, parsed, and where it begins.
package struct MarkdownBody: Sendable {
    package private(set) var document: MarkdownDocument
    /// The number of lines of the file above the body: what is added to a line of the document.
    package let lineOffset: Int

    package init(_ text: String, lineOffset: Int = 0) {
        document = MarkdownDocument(text)
        self.lineOffset = lineOffset
    }

    /// Gives blocks ids; `marks` hold lines of the file.
    package mutating func mark(_ marks: [MarkdownDocument.Mark]) {
        document.mark(marks.map { MarkdownDocument.Mark(line: $0.line - lineOffset, id: $0.id) })
    }
}

/// A Markdown file: attributes from its front matter, and its body.
package struct MarkdownPage<Attributes: Record>: Sendable {
    package var attributes: Attributes
    package var body: MarkdownBody

    package init(attributes: Attributes, body: MarkdownBody) {
        self.attributes = attributes
        self.body = body
    }

    /// The title by the front matter, else the first heading.
    package var headingTitle: String? {
        let heading = body.document.title ?? body.document.headings.first
        return heading.flatMap { $0.text.isEmpty ? nil : $0.text }
    }
}

/// Reads a Markdown file with front matter.
///
/// - Parameter isForeign: The file was written for another tool (it was taken in by `sources:`, or the folder is
///   no book): keys that are not ours are left alone, and what is required of ours is not.
/// - Parameter book: What the book says of its rules: whether what looks like a secret may be shown.
package func readPage<Attributes: Record>(
    _ type: Attributes.Type,
    from bytes: [UInt8],
    file: String,
    isForeign: Bool = false,
    book: Book? = nil
) -> Parsed<MarkdownPage<Attributes>> {
    if let problem = SourceText.problem(in: bytes, file: file) {
        return Parsed(MarkdownPage(attributes: Attributes(), body: MarkdownBody("")), [problem])
    }
    var parts = FrontMatter(SourceText.withoutMark(bytes))
    var reader = RecordReader(file: file)
    reader.ignoresUnknownKeys = isForeign
    if !showsSecrets(book), let yaml = parts.yaml.map({ String(decoding: $0, as: UTF8.self) }),
        reader.findSecrets(in: yaml, firstLine: 2, isForeign: isForeign)
    {
        parts.yaml = Array(withoutSecrets(yaml).utf8)[...]
    }
    let attributes: Attributes = reader.frontMatter(parts, isForeign: isForeign)
    if let incident = attributes as? IncidentAttributes { findReversedTimes(in: incident, &reader) }
    var text = String(decoding: parts.body, as: UTF8.self)
    if !showsSecrets(book), reader.findSecrets(in: text, firstLine: parts.bodyLine, isForeign: isForeign) {
        text = withoutSecrets(text)
    }
    let body = MarkdownBody(text, lineOffset: parts.bodyLine - 1)
    reader.diagnostics += body.diagnostics(file: file)
    return Parsed(MarkdownPage(attributes: attributes, body: body), reader.diagnostics)
}

extension RecordReader {
    mutating func frontMatter<Attributes: Record>(_ parts: FrontMatter, isForeign: Bool) -> Attributes {
        if parts.isOpen {
            report(.parseError, "the front matter that begins here is not closed by a line of `---`", at: .fileStart)
            return Attributes()
        }
        if parts.isTOML {
            let fix = Diagnostic.Fix("write it as YAML between lines of `---`")
            report(.unreadText, "front matter in TOML is not read", at: .fileStart, fixes: [fix])
        }
        guard let yaml = parts.yaml else {
            return isForeign ? Attributes() : document(nil)
        }
        var parser = YAMLParser(file: file, lineOffset: 1)
        let root = parser.parse(yaml)
        diagnostics += parser.diagnostics
        guard parser.diagnostics.allSatisfy({ !$0.isFatal }) else { return Attributes() }
        guard isForeign else { return document(root) }
        // Another tool's front matter: what of it means something here is taken, the rest is its own business.
        var lenient = RecordReader(file: file)
        lenient.ignoresUnknownKeys = true
        if let root, case .mapping = root.content { return lenient.document(root) }
        return document(root)
    }
}

extension MarkdownBody {
    /// What the parser noticed, as findings of the file.
    func diagnostics(file: String) -> [Diagnostic] {
        document.issues.compactMap { issue in
            guard let rule = Rule(issue.kind) else { return nil }
            let span = SourceSpan(line: issue.line + lineOffset, column: issue.column ?? 1, length: issue.length)
            return Diagnostic(rule, issue.message, file: file, at: span)
        }
    }
}
