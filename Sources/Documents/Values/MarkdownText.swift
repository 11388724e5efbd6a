/// A text field that is Markdown.
package struct MarkdownText: Sendable, Hashable {
    package var source: String

    package init(_ source: String) { self.source = source }
}
