/// Every address of a site with its anchors, as its pages were rendered: `permalinks.txt`.
struct PermalinkList: Sendable {
    static let address = Address("permalinks.txt")

    private(set) var all: Set<Permalink> = []
    /// Where former addresses lead to.
    private var redirects: [Permalink: Address] = [:]

    /// Takes in one file of the site.
    mutating func add(_ part: SitePart, anchors: [String]) {
        guard part.isPermanent else { return }
        let page = Permalink(part.address)
        all.insert(page)
        redirects[page] = part.redirect?.targetAddress
        for anchor in anchors { all.insert(page.place(anchor)) }
    }

    /// Whether a reader who follows an address comes to what it names, be it by a redirect.
    func keeps(_ link: Permalink) -> Bool {
        if all.contains(link) { return true }
        return redirects[link.page].map { all.contains(link.moved(to: $0)) } ?? false
    }

    /// One a line, sorted: they are ASCII, so by their bytes.
    var contents: [UInt8] { Array(all.map { $0.text + "\n" }.sorted().joined().utf8) }
}
