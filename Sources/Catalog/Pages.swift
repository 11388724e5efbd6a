package import Documents

/// A page of the book that is Markdown: pattern, checklist, guide or incident.
///
/// A class, since it has so many parts that a copy of it costs more than what is mostly asked of it.
package final class BookPage<Attributes: Record>: Sendable {
    /// The id in its address; for a guide its path.
    package let id: String
    /// Relative to the content folder.
    package let source: String
    package let page: MarkdownPage<Attributes>

    init(id: String, source: String, page: MarkdownPage<Attributes>) {
        self.id = id
        self.source = source
        self.page = page
    }

    package var attributes: Attributes { page.attributes }
    package var body: MarkdownBody { page.body }
    /// The links in the Markdown texts of its front matter.
    package var links: [TextLink] { TextLink.all(in: attributes) }
}

package typealias Pattern = BookPage<PatternAttributes>
package typealias Checklist = BookPage<ChecklistAttributes>
package typealias Guide = BookPage<GuideAttributes>
package typealias Incident = BookPage<IncidentAttributes>

extension BookPage<PatternAttributes> {
    package var title: String { attributes.title?.value ?? page.headingTitle ?? id }
}

extension BookPage<ChecklistAttributes> {
    package var title: String { attributes.title?.value ?? page.headingTitle ?? id }
}

extension BookPage<GuideAttributes> {
    package var title: String {
        attributes.title?.value ?? page.headingTitle ?? id.split(separator: "/").last.map(String.init) ?? id
    }
}

extension BookPage<IncidentAttributes> {
    package var title: String { attributes.title?.value ?? page.headingTitle ?? id }

    /// When it began, for ordering: the time, else the day.
    package var moment: Int {
        attributes.started?.value.seconds ?? attributes.date.map { $0.value.daysSinceEpoch * 86_400 } ?? Int.min
    }
}

/// A service: what the book says of it, and that releases name it.
package struct Service: Sendable {
    package let id: String
    package let info: ServiceInfo?

    package var title: String { info?.title?.value ?? id }
}

/// The text of an index page: `guides/index.md`, `releases/README.md`.
package struct IndexText: Sendable {
    package let source: String
    package let page: MarkdownPage<GuideAttributes>
}

/// A file beside a document that may be published as it is.
package struct Attachment: Sendable {
    /// Relative to the content folder.
    package let source: String
    /// In bytes.
    package let size: Int
    /// The index of the release in whose folder it lies.
    package let release: Int?
}
