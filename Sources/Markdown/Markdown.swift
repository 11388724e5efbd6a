package func slug(_ text: String) -> String { text.lowercased() }
package struct MarkdownDocument: Sendable {
    package init(_ source: String) { plainText = source }
    package var headings: [Heading] = []
    package var links: [Link] = []
    package var codeSpans: [CodeSpan] = []
    package var taskItems: [TaskItem] = []
    package var anchors: [String] = []
    package var issues: [MarkdownIssue] = []
    package var title: Heading?
    package var isSingleParagraph = false
    package var plainText: String
    package func html(_ options: RenderOptions = RenderOptions()) -> String { plainText }
}
package struct Heading: Sendable { package var level: Int; package var text: String; package var anchor: String; package var line: Int }
package struct Link: Sendable { package enum Kind: Sendable { case link, image, autolink }
    package var kind: Kind; package var destination: String; package var title: String; package var text: String; package var line: Int; package var column: Int?; package var length: Int }
package struct CodeSpan: Sendable { package var text: String; package var line: Int; package var column: Int? }
package struct TaskItem: Sendable { package var text: String; package var anchor: String; package var isChecked: Bool; package var line: Int }
package struct MarkdownIssue: Sendable { package enum Kind: Sendable { case rawHTML, undefinedFootnote, headingLevelSkipped, duplicateHeading, imageWithoutText, unsafeLink, nestingFlattened, tableTooWide, other }
  package var kind: Kind; package var line: Int; package var column: Int?; package var length: Int; package var detail: String }
package enum LinkResolution: Sendable { case keep, address(String), none }
package enum ImageResolution: Sendable { case keep, address(String), link(String), none }
package struct RenderOptions: Sendable {
    package init() {}
    package var resolveLink: @Sendable (String) -> LinkResolution = { _ in .keep }
    package var resolveImage: @Sendable (String) -> ImageResolution = { _ in .keep }
    package var resolveCode: @Sendable (String) -> String? = { _ in nil }
    package var omitsTitle = false
    package var headingShift = 0
    package var headingLinks = false
    package var idPrefix = ""
    package var inline = false
    package enum RawHTML: Sendable { case allowList, drop, passThrough }
    package var rawHTML = RawHTML.allowList
    package var highlight: (@Sendable (String, String) -> String?)?
}
package enum HTMLText { package static func escape(_ text: String) -> String { text } }
