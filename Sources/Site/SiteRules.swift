package import Diagnostics

/// Rules that need the site: its addresses, anchors and files.
extension Rule {
    package static let brokenLink = Rule(
        "broken-link",
        .site,
        "A link to something that is not there.",
        help: """
            The file was moved, renamed or never written. Mend the path; it counts from the file in which the link \
            stands.
            """
    )
    package static let brokenAnchor = Rule(
        "broken-anchor",
        .site,
        "A link to an anchor that its page does not have.",
        help: """
            The page is there, and the heading or step is not. Mend the name; where a step was renamed, keep its \
            former id under `aliases:`.
            """
    )
    package static let missingFile = Rule(
        "missing-file",
        .site,
        "A script or picture that is named and not there.",
        help: """
            The page would show a hole, or a migration without its script. Put the file there, or mend the path.
            """
    )
    package static let linkOutsideContent = Rule(
        "link-outside-content",
        .site,
        "A relative link that leaves the content folder.",
        help: """
            On the site there is nothing there. Link to its address in the repository browser, or take the file into \
            the content folder.
            """
    )
    package static let remoteImage = Rule(
        "remote-image",
        .site,
        .warning,
        "A picture from elsewhere; it becomes a link, since no request leaves the site.",
        help: """
            A page that is needed when the network is down must not wait for another host, so a link stands in its \
            place. Put a copy beside the page, or say `remote_images: allow`.
            """
    )
    package static let unpublishedFile = Rule(
        "unpublished-file",
        .site,
        .warning,
        "A file of a type that is not published.",
        help: """
            Files of this type stay at home, since a browser may run them or nobody can open them. Link to where it \
            is kept, or publish it as text.
            """
    )
    package static let unsafeAttachment = Rule(
        "unsafe-attachment",
        .site,
        "An SVG picture with script or outside references.",
        help: """
            An SVG may hold scripts and load from elsewhere; this one does. Export it anew without them, or as PNG.
            """
    )
    package static let publishedAddressLost = Rule(
        "published-address-lost",
        .site,
        "An address that the site had and would have no more.",
        help: """
            Alerts, tickets and reviews link to it. Keep it by `aliases:` of the page or step that took its place: \
            `aliases: [/releases/payments-2.4.0/]`. Found by `rollbook check --published` with the `permalinks.txt` \
            of the published site; what is lost on purpose is taken out of that file.
            """
    )
    package static let badBaseURL = Rule(
        "bad-base-url",
        .site,
        "A `base_url` that is no address of the web.",
        help: """
            Feeds, sitemap and citations are made of it, and readers could follow none of their links. Write the whole \
            address, without `?` and `#`: `https://runbooks.example.org/`.
            """
    )
    package static let unusedThemeFile = Rule(
        "unused-theme-file",
        .site,
        .warning,
        "A file of the theme of which no page is made.",
        help: """
            Its name is misspelt or its folder is another, and the default's stands in its place. `rollbook theme show` \
            lists the names that there are; a partial of your own is put into a template by `{{> partials/name}}`. Found \
            by `build` and `serve`, which use the theme.
            """
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
        .publishedAddressLost,
        .badBaseURL,
        .unusedThemeFile,
        .unusedWaiver,
    ]
}
