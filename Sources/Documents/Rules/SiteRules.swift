package import Diagnostics

/// Rules for one document that is shown as a page.
extension Rule {
    package static let unstructuredPlan = Rule(
        "unstructured-plan",
        .site,
        .warning,
        "A release in free Markdown: its page shows what could be told, and nothing in it is checked.",
        help: """
            Its page is whole, and its links are checked; that is all. Put `schema: 1` into its front matter and it \
            is checked as a plan: `rollbook check --explain` shows what would be read.
            """
    )
    package static let rawHTML = Rule(
        "raw-html",
        .site,
        .warning,
        "HTML in Markdown that is not on the list of what is passed on.",
        help: """
            It is shown as text, or left out where the book says `raw_html: drop`, so that no page can be made to run \
            something. Write Markdown instead; `<name>` as a blank wants a code span.
            """
    )
    package static let undefinedFootnote = Rule(
        "undefined-footnote",
        .site,
        "A footnote that is referred to and not there.",
        help: """
            The reader finds `[^1]` and nothing below. Write the footnote's text as `[^1]: ...`, or take the mark \
            out.
            """
    )
    package static let headingLevelSkipped = Rule(
        "heading-level-skipped",
        .site,
        .warning,
        "A heading two or more levels below the one before.",
        help: """
            Screen readers and the table of contents go by levels. Use the next level below the heading before.
            """
    )
    package static let duplicateHeading = Rule(
        "duplicate-heading",
        .site,
        .warning,
        "Two headings of one page are the same, so their addresses depend on order.",
        help: """
            The second one's address ends in `-1`, and moves when the first is taken out. Give each a heading of its \
            own.
            """
    )
    package static let imageWithoutText = Rule(
        "image-without-text",
        .site,
        .warning,
        "A picture without a text for those who can't see it.",
        help: """
            Who can't see the picture, or has no network, reads its text: `![The green stack takes all \
            traffic](flow.png)`.
            """
    )
    package static let unsafeLink = Rule(
        "unsafe-link",
        .site,
        "A link to a script or to this machine's files; it loses its target.",
        help: """
            Links to `javascript:`, `data:`, `file:` and the like lose their target, since a page is made from the \
            words of many hands. Link to the web or to a file of the book.
            """
    )
    package static let badAlias = Rule(
        "bad-alias",
        .site,
        "An alias of a page or step that can't be an address.",
        help: """
            A redirect stands at an alias, so it must be a former id or a path from the site's root: `pay-2.4`, or \
            `/runbooks/ledger-split/`. It can't leave the site, and what stands behind `#` is kept without being named. An \
            alias of a step is a former id.
            """
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
        .badAlias,
    ]
}
