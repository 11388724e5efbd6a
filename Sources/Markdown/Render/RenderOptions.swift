/// What becomes of a link.
package enum LinkResolution: Sendable, Equatable {
    case keep
    case address(String)
    /// The text without a link.
    case none
}

/// What becomes of a picture.
package enum ImageResolution: Sendable, Equatable {
    case keep
    case address(String)
    /// A plain link to it, with the picture's text.
    case link(String)
    /// The picture's text alone.
    case none
}

/// What becomes of HTML in a text.
package enum RawHTMLHandling: Sendable, Equatable {
    /// What is on the list stays; what is not is shown as text.
    case allowList
    /// What is on the list stays; what is not is left out.
    case drop
    /// Everything stays as it is. For tests only: it lets scripts through.
    case passThrough
}

/// How a document is written as HTML.
package struct RenderOptions: Sendable {
    /// Nil keeps all links as they are.
    package var resolveLink: (@Sendable (_ destination: String) -> LinkResolution)?
    /// Nil keeps all pictures as they are.
    package var resolveImage: (@Sendable (_ source: String) -> ImageResolution)?
    /// The address for a code span that names a source; nil leaves it plain. Not asked inside links.
    package var resolveCode: (@Sendable (_ code: String) -> String?)?
    /// Leaves out `MarkdownDocument.title`.
    package var omitsTitle = false
    /// A heading of level 1 becomes one of 1 + shift, at most 6.
    package var headingShift = 0
    /// Each heading and each item of a checklist gets a visible link to itself.
    package var headingLinks = false
    /// Put before every id and every link to one in the document.
    package var idPrefix = ""
    /// Whether an id is one of the page that the document stands on: raw HTML loses it.
    package var isOwnID: (@Sendable (_ id: String) -> Bool)?
    /// A document of a single paragraph comes without `<p>`.
    package var inline = false
    package var rawHTML = RawHTMLHandling.allowList
    /// HTML for the content of a block of code; nil leaves it plain.
    package var highlight: (@Sendable (_ info: String, _ code: String) -> String?)?
    /// Puts each table into an element that scrolls and can be reached by keyboard.
    package var wrapsTables = true
    /// Links to `javascript:` and the like lose their target. Off for the conformance tests only.
    package var dropsUnsafeLinks = true

    package init() {}

    /// As `cmark --unsafe` would: for conformance tests.
    package static let conformance: RenderOptions = {
        var options = RenderOptions()
        options.rawHTML = .passThrough
        options.wrapsTables = false
        options.dropsUnsafeLinks = false
        return options
    }()
}
