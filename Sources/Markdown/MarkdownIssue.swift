/// Something in a text that its author would want to know. What it is called and how grave it is the caller decides.
package struct MarkdownIssue: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Raw HTML outside the list, shown as text.
        case rawHTML
        /// An end tag without its start tag, left out.
        case strayEndTag
        /// A comment without its end: what follows in its block is not shown.
        case unclosedComment
        /// Nested deeper than `MarkdownOptions.nestingLimit`.
        case nestingFlattened
        /// `[^name]` that nothing defines.
        case undefinedFootnote
        /// A footnote that nothing refers to, so it is not shown.
        case unusedFootnote
        case headingLevelSkipped
        /// The heading's anchor got a number.
        case duplicateHeading
        /// The name that a task gives itself is another's.
        case duplicateTask
        case imageWithoutText
        /// A link to `javascript:` and the like, which lost its target.
        case unsafeLink
        /// A table of more columns than are shown.
        case tableTooWide
    }

    package var kind: Kind
    /// 1-based.
    package var line: Int
    /// 1-based, in code points; nil where the place in the line is not known.
    package var column: Int?
    /// In code points; 0 where the place in the line is not known.
    package var length: Int
    /// The words that it is about: the tag, the address, the heading's text.
    package var detail: String
}
