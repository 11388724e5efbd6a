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
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && !isMarkup($0) && $0 != UInt8(ascii: "&") }) { return text }
        var result: [UInt8] = []
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar.isASCII else {
                let isBlank = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
                result.append(contentsOf: (isBlank ? " " : String(scalar)).utf8)
                continue
            }
            let byte = UInt8(scalar.value)
            // An ampersand alone begins no reference.
            let isReference =
                byte == UInt8(ascii: "&")
                && scalars.first.map { $0 == "#" || $0.properties.isAlphabetic } ?? false
            if isReference || isMarkup(byte) { result.append(UInt8(ascii: "\\")) }
            result.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"), UInt8(ascii: "|"):
            true
        default: false
        }
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
