package import Diagnostics

/// Rules that need the site: its addresses, anchors and files.
extension Rule {
    package static let brokenLink = Rule("broken-link", .site, "A link to something that is not there.")
    package static let brokenAnchor = Rule("broken-anchor", .site, "A link to an anchor that its page does not have.")
    package static let missingFile = Rule(
        "missing-file",
        .site,
        "A script or picture that is named and not there."
    )
    package static let linkOutsideContent = Rule(
        "link-outside-content",
        .site,
        "A relative link that leaves the content folder."
    )
    package static let remoteImage = Rule(
        "remote-image",
        .site,
        .warning,
        "A picture from elsewhere; it becomes a link, since no request leaves the site."
    )
    package static let unpublishedFile = Rule(
        "unpublished-file",
        .site,
        .warning,
        "A file of a type that is not published."
    )
    package static let unsafeAttachment = Rule(
        "unsafe-attachment",
        .site,
        "An SVG picture with script or outside references."
    )
}

extension Rule {
    /// The rules that need the pages.
    package static let siteRules: [Rule] = [
        .brokenLink,
        .brokenAnchor,
        .missingFile,
        .linkOutsideContent,
        .remoteImage,
        .unpublishedFile,
        .unsafeAttachment,
        .unusedWaiver,
    ]
}
