/// A feed in Atom (RFC 4287).
struct AtomFeed: Sendable {
    struct Entry: Sendable {
        /// Permanent.
        let id: String
        let title: String
        let address: String
        let updated: UTCTime
        let summary: String
        let categories: [Category]
    }

    struct Category: Sendable {
        let term: String
        let label: String
    }

    let id: String
    let title: String
    /// The page that the feed tells of.
    let address: String
    /// Where the feed itself stands, where that is known.
    let selfAddress: String?
    let author: String
    let generator: String
    let entries: [Entry]

    /// `nil` without an entry: a feed must say when it changed, and nothing has.
    var document: [UInt8]? {
        guard let newest = entries.map(\.updated).max() else { return nil }
        var parts = [
            XMLElement("id", text: id), XMLElement("title", text: title), XMLElement("updated", text: newest.iso),
            XMLElement("author", [], [XMLElement("name", text: author)]),
            XMLElement("generator", text: generator), Self.link("alternate", "text/html", address),
        ]
        if let selfAddress { parts.append(Self.link("self", "application/atom+xml", selfAddress)) }
        return XMLElement("feed", [.init("xmlns", "http://www.w3.org/2005/Atom")], parts + entries.map(Self.element))
            .document
    }

    private static func element(_ entry: Entry) -> XMLElement {
        let categories = entry.categories.map {
            XMLElement("category", [.init("term", $0.term), .init("label", $0.label)])
        }
        return XMLElement(
            "entry",
            [],
            [
                XMLElement("id", text: entry.id), XMLElement("title", text: entry.title),
                XMLElement("updated", text: entry.updated.iso), link("alternate", "text/html", entry.address),
            ] + categories + [XMLElement("summary", text: entry.summary)]
        )
    }

    private static func link(_ relation: String, _ type: String, _ address: String) -> XMLElement {
        XMLElement("link", [.init("rel", relation), .init("type", type), .init("href", address)])
    }
}
