package import Diagnostics

/// Rules for one document that is shown as a page.
extension Rule {
    package static let unstructuredPlan = Rule(
        "unstructured-plan",
        .site,
        .warning,
        "A release in free Markdown: its page shows what could be told, and nothing in it is checked."
    )
    package static let rawHTML = Rule(
        "raw-html",
        .site,
        .warning,
        "HTML in Markdown that is not on the list of what is passed on."
    )
    package static let undefinedFootnote = Rule(
        "undefined-footnote",
        .site,
        "A footnote that is referred to and not there."
    )
    package static let headingLevelSkipped = Rule(
        "heading-level-skipped",
        .site,
        .warning,
        "A heading two or more levels below the one before."
    )
    package static let duplicateHeading = Rule(
        "duplicate-heading",
        .site,
        .warning,
        "Two headings of one page are the same, so their addresses depend on order."
    )
    package static let imageWithoutText = Rule(
        "image-without-text",
        .site,
        .warning,
        "A picture without a text for those who can't see it."
    )
    package static let unsafeLink = Rule(
        "unsafe-link",
        .site,
        "A link to a script or to this machine's files; it loses its target."
    )
}

extension Rule {
    /// The rules of this file.
    package static let pageRules: [Rule] = [
        .unstructuredPlan,
        .rawHTML,
        .undefinedFootnote,
        .headingLevelSkipped,
        .duplicateHeading,
        .imageWithoutText,
        .unsafeLink,
    ]
}
