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
        case .imageWithoutText: self = .imageWithoutText
        case .unsafeLink: self = .unsafeLink
        case .nestingFlattened, .tableTooWide: self = .tooDeep
        case .unusedFootnote: return nil
        }
    }
}
