internal import Catalog
internal import Diagnostics
internal import Documents

/// Where a site is published: what its absolute addresses begin with.
struct SiteBase: Sendable {
    /// With `/` at its end, every character allowed in an address (RFC 3986).
    let url: String

    /// `nil` for what is no address of the web.
    init?(_ text: String?) {
        guard let text, let start = ["https://", "http://"].first(where: { text.lowercased().hasPrefix($0) }) else {
            return nil
        }
        let rest = text.dropFirst(start.count)
        guard let first = rest.first, first != "/", !rest.contains("?"), !rest.contains("#") else { return nil }
        let encoded = LinkWriter.encoded(String(rest), keeping: "/%[]")
        url = start + encoded + (rest.hasSuffix("/") ? "" : "/")
    }

    func absolute(_ address: Address) -> String { url + LinkWriter.encoded(address.path) }

    /// The path of the site's root on its host, with `/` at its end.
    var path: String {
        let rest = url[(url.firstRange(of: "://")?.upperBound ?? url.startIndex)...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }
}

extension Catalog {
    /// `bad-base-url`
    var badBaseURL: Diagnostic? {
        guard let written = book.baseURL, SiteBase(written.value) == nil else { return nil }
        let fix = Diagnostic.Fix("write the whole address: `https://runbooks.example.org/`")
        let message = "`\(written.value)` is no address of the web"
        return Diagnostic(.badBaseURL, message, file: files.display("rollbook.yaml"), at: written.span, fixes: [fix])
    }
}
