internal import Diagnostics
internal import Markdown

extension Rule {
    /// The rule for something that the Markdown parser noticed.
    init?(_ kind: MarkdownIssue.Kind) {
        switch kind {
        case .rawHTML, .strayEndTag, .unclosedComment: self = .rawHTML
        case .undefinedFootnote: self = .undefinedFootnote
        case .headingLevelSkipped: self = .headingLevelSkipped
        case .duplicateHeading: self = .duplicateHeading
        case .duplicateTask: self = .duplicateID
        case .imageWithoutText: self = .imageWithoutText
        case .unsafeLink: self = .unsafeLink
        case .nestingFlattened, .tableTooWide: self = .tooDeep
        case .unusedFootnote: return nil
        }
    }
}

extension MarkdownIssue {
    /// The finding in words: what the parser saw is in `detail`.
    var message: String {
        switch kind {
        case .rawHTML: "the HTML `\(detail)` is not on the list of what is passed on; it is shown as text"
        case .strayEndTag: "`\(detail)` closes nothing; it is left out"
        case .unclosedComment: "this comment is not closed; all behind it is hidden"
        case .nestingFlattened: "nested too deep; what lies deeper is shown on one level"
        case .undefinedFootnote: "there is no footnote `\(detail)`"
        case .unusedFootnote: "nothing refers to the footnote `\(detail)`"
        case .headingLevelSkipped: "the heading \u{201C}\(detail)\u{201D} skips a level"
        case .duplicateHeading: "the heading \u{201C}\(detail)\u{201D} stands twice: its address depends on the order"
        case .duplicateTask: "the item `{#\(detail)}` has the name of another: its address depends on the order"
        case .imageWithoutText: "the picture `\(detail)` has no text for those who can't see it"
        case .unsafeLink: "the link to `\(detail)` could run something; it loses its target"
        case .tableTooWide: "this table has too many columns; the first 1,000 are shown"
        }
    }
}
