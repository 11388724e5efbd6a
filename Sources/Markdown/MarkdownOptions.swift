/// Which of GitHub's extensions, and of Rollbook's own, a text is read with. All are on by default.
package struct MarkdownOptions: Sendable, Equatable {
    package var tables = true
    package var taskLists = true
    package var strikethrough = true
    package var autolinks = true
    package var alerts = true
    package var footnotes = true
    /// A paragraph that is only `[TOC]` or `[[_TOC_]]` becomes the list of headings.
    package var tableOfContents = true
    /// Headings get an `id`.
    package var headingAnchors = true
    /// Items of task lists get an `id`, `item-` and the slug of their text, or their own (`{#backup}`).
    package var taskAnchors = true
    /// Blocks and inlines that are nested deeper lose their markup and keep their text.
    package var nestingLimit = 200

    package init() {}

    /// CommonMark and nothing else.
    package static let commonMark: MarkdownOptions = {
        var options = gfm
        options.tables = false
        options.taskLists = false
        options.strikethrough = false
        options.autolinks = false
        options.footnotes = false
        return options
    }()

    /// What `cmark-gfm` knows.
    package static let gfm: MarkdownOptions = {
        var options = MarkdownOptions()
        options.alerts = false
        options.tableOfContents = false
        options.headingAnchors = false
        options.taskAnchors = false
        return options
    }()
}
