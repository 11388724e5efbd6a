internal import Catalog

/// How others name a page or a place in it: its title as a link in Markdown, and the revision where one is known.
struct Citation: Sendable {
    let title: String
    /// Whole where the site knows where it stands, else from the site's root; in ASCII.
    let address: String
    var revision: String?

    var markdown: String {
        "[\(Self.escaped(title))](\(Self.destination(address)))"
            + (revision.map { ", revision \(Self.escaped($0))" } ?? "")
    }

    /// What Markdown would take for markup with a backslash before it, on one line.
    private static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && !"\\`*_[]<>~|&".utf8.contains($0) }
        if isPlain { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            // An ampersand alone begins no reference.
            let isReference = scalar == "&" && (next == "#" || next.properties.isAlphabetic)
            if isReference || "\\`*_[]<>~|".unicodeScalars.contains(scalar) { result.append("\\") }
            let isBlank =
                scalar.isASCII
                ? scalar.value <= 0x20 || scalar.value == 0x7F
                : scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            result.append(isBlank ? " " : scalar)
        }
        return String(result)
    }

    /// Without what would end a link's destination or be read as a reference in it.
    private static func destination(_ address: String) -> String {
        guard address.utf8.contains(where: { "()&".utf8.contains($0) }) else { return address }
        return address.replacing("(", with: "%28").replacing(")", with: "%29").replacing("&", with: "%26")
    }
}

extension PageContext {
    /// How this page, or a place in it, is cited.
    func citation(_ title: String, fragment: String? = nil) -> String {
        let permalink = Permalink(address, fragment: fragment).text
        let whole = base.map { $0.url + permalink.dropFirst() } ?? permalink
        return Citation(title: title, address: whole, revision: citedRevision).markdown
    }

    /// The commit of the page's source; else of a release's own page the revision of the plan that was followed last.
    private var citedRevision: String? {
        if let commit = lastRevision?.hash { return commit }
        guard case .release(let index) = catalog.documents[source], address == routes.release(index) else { return nil }
        return catalog.releases[index].revision
    }
}
