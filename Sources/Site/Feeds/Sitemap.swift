/// The addresses of a site for crawlers, as sitemaps.org's protocol 0.9 has them.
struct Sitemap: Sendable {
    /// How many addresses one file may hold.
    static let limit = 50_000

    /// Absolute.
    let addresses: [String]
    /// The site's address, with `/` at its end.
    let baseURL: String
    var limit = Self.limit

    /// How many files the addresses take beside `sitemap.xml`; none where that holds them all.
    var partCount: Int { addresses.count <= limit ? 0 : (addresses.count + limit - 1) / limit }

    /// `sitemap-1.xml`; from 1.
    static func partName(_ number: Int) -> String { "sitemap-\(number).xml" }

    /// `sitemap.xml`: the addresses, or where they are too many, the files that hold them.
    var root: [UInt8] {
        guard partCount > 0 else { return Self.list("urlset", "url", addresses) }
        return Self.list("sitemapindex", "sitemap", (1...partCount).map { baseURL + Self.partName($0) })
    }

    /// One of the files of an index; from 1.
    func part(_ number: Int) -> [UInt8] {
        let start = (number - 1) * limit
        return Self.list("urlset", "url", Array(addresses[start..<min(start + limit, addresses.count)]))
    }

    private static func list(_ root: StaticString, _ entry: StaticString, _ addresses: [String]) -> [UInt8] {
        XMLElement(
            root,
            [.init("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")],
            addresses.map { XMLElement(entry, [], [XMLElement("loc", text: $0)]) }
        ).document
    }
}
