internal import Diagnostics

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
            let ends = Set(anchors.map { LinkWriter.encoded($0) }).sorted { $0.precedesInBytes($1) }
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
        let sorted = pages.keys.sorted { $0.precedesInBytes($1) }
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
        var page = contents[..<0]
        var lines: [UInt8] = []
        func end() { blocks[String(decoding: page, as: UTF8.self), default: []] += lines }
        var rest = contents[...]
        while !rest.isEmpty {
            let line = rest[..<(rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex)]
            rest = rest[line.endIndex...]
            let mark = line.firstIndex(of: UInt8(ascii: "#"))
            let own = line[..<(mark ?? (line.last == 0x0A ? line.endIndex - 1 : line.endIndex))]
            if own != page {
                end()
                (page, lines) = (own, [])
            }
            if mark != nil { lines += line }
        }
        end()
        return blocks.mapValues { Block(lines: $0) }
    }
}
