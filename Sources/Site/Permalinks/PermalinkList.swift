internal import Diagnostics

/// Every address of a site with its anchors, as its pages were rendered: `permalinks.txt`.
struct PermalinkList: Sendable {
    static let address = Address("permalinks.txt")

    /// The places of one page: what stands behind `#`.
    struct Block: Sendable {
        /// Sorted, each with a newline at its end.
        let ends: [UInt8]

        init(ends: [UInt8]) { self.ends = ends }

        init(anchors: [String]) {
            let sorted = Set(anchors.map { LinkWriter.encoded($0) }).sorted { $0.precedesInBytes($1) }
            var ends: [UInt8] = []
            ends.reserveCapacity(sorted.reduce(0) { $0 + $1.utf8.count + 1 })
            for end in sorted {
                ends += end.utf8
                ends.append(0x0A)
            }
            self.ends = ends
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
        let sorted = Array(pages).sortedInByteOrder(of: \.key)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(
            sorted.reduce(0) {
                $0 + ($1.value.ends.count { $0 == 0x0A } + 1) * ($1.key.utf8.count + 1) + $1.value.ends.count
            }
        )
        for (page, block) in sorted {
            let name = Array(page.utf8)
            bytes += name
            bytes.append(0x0A)
            var start = 0
            for index in block.ends.indices where block.ends[index] == 0x0A {
                bytes += name
                bytes.append(UInt8(ascii: "#"))
                bytes += block.ends[start...index]
                start = index + 1
            }
        }
        // The one letter of a path that comes before `#`: another page may stand between a page and its places.
        guard sorted.contains(where: { $0.key.utf8.contains(UInt8(ascii: "!")) }) else { return bytes }
        let lines = bytes.split(separator: 0x0A).sorted { $0.lexicographicallyPrecedes($1) }
        return Array(lines.map { $0 + [0x0A] }.joined())
    }
}

extension PermalinkList {
    /// The places of each page of an earlier list, by the page's address.
    static func blocks(of contents: [UInt8]) -> [String: Block] {
        var blocks: [String: [UInt8]] = [:]
        var page = contents[..<0]
        var ends: [UInt8] = []
        func end() { blocks[String(decoding: page, as: UTF8.self), default: []] += ends }
        var rest = contents[...]
        while !rest.isEmpty {
            let line = rest[..<(rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex)]
            rest = rest[line.endIndex...]
            let mark = line.firstIndex(of: UInt8(ascii: "#"))
            let own = line[..<(mark ?? (line.last == 0x0A ? line.endIndex - 1 : line.endIndex))]
            if own != page {
                end()
                (page, ends) = (own, [])
            }
            if let mark { ends += line[(mark + 1)...] }
        }
        end()
        return blocks.mapValues { Block(ends: $0) }
    }
}
