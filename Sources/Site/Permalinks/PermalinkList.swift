/// Every address of a site with its anchors, as its pages were rendered: `permalinks.txt`.
struct PermalinkList: Sendable {
    static let address = Address("permalinks.txt")

    /// The places of one page, as lines: its address, and `#` with the place behind it.
    struct Block: Sendable {
        /// Sorted, each with a newline at its end; without the page's own.
        let lines: [UInt8]

        init(lines: [UInt8]) { self.lines = lines }

        init(_ part: SitePart, anchors: [String]) {
            guard !anchors.isEmpty else {
                lines = []
                return
            }
            let start = Permalink(part.address).text + "#"
            let ends = Set(anchors.map { LinkWriter.encoded($0) }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            var lines: [UInt8] = []
            for end in ends { lines += Array(start.utf8) + Array(end.utf8) + [0x0A] }
            self.lines = lines
        }
    }

    private var pages: [String: Block] = [:]
    /// Where former addresses lead to.
    private var redirects: [String: Address] = [:]

    /// Takes in one file of the site.
    mutating func add(_ part: SitePart, _ block: Block) {
        guard part.isPermanent else { return }
        let page = Permalink(part.address).text
        pages[page] = block
        redirects[page] = part.redirect?.targetAddress
    }

    /// All addresses, to be looked up.
    var all: Set<String> {
        Set(contents.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) })
    }

    /// Where the page of an address leads to, if it is a former one.
    func redirect(of link: Permalink) -> Address? { redirects[link.page.text] }

    /// One a line, sorted: they are ASCII, so by their bytes.
    var contents: [UInt8] {
        var bytes: [UInt8] = []
        let sorted = pages.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for page in sorted { bytes += Array(page.utf8) + [0x0A] + (pages[page]?.lines ?? []) }
        // The one letter of a path that comes before `#`: another page may stand between a page and its places.
        guard sorted.contains(where: { $0.utf8.contains(UInt8(ascii: "!")) }) else { return bytes }
        let lines = bytes.split(separator: 0x0A).sorted { $0.lexicographicallyPrecedes($1) }
        return Array(lines.map { $0 + [0x0A] }.joined())
    }
}

extension PermalinkList {
    /// The places of each page of an earlier list, by the page's address.
    static func blocks(of contents: [UInt8]) -> [String: Block] {
        var blocks: [String: [UInt8]] = [:]
        var page = ""
        var lines: [UInt8] = []
        for line in contents.split(separator: 0x0A) {
            let end = line.firstIndex(of: UInt8(ascii: "#"))
            let own = String(decoding: line[..<(end ?? line.endIndex)], as: UTF8.self)
            if own != page {
                blocks[page, default: []] += lines
                (page, lines) = (own, [])
            }
            if end != nil { lines += line + [0x0A] }
        }
        blocks[page, default: []] += lines
        return blocks.mapValues { Block(lines: $0) }
    }
}
