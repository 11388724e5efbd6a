internal import Diagnostics
internal import Documents
internal import Synchronization

/// The words of all pages, collected while the pages are made, and cut into files of which a query needs few.
///
/// Scripts that call `rollbookSearch` and not JSON, since a page from a disk may load those and nothing else.
final class SearchIndex: Sendable {
    /// A file of words is closed when it is this large.
    static let shardSize = 24 << 10
    /// So many pages stand in a table of pages.
    static let pagesPerTable = 256
    static let address = Address("search/")

    /// One word of one page.
    fileprivate struct Entry: Sendable {
        private let bits: UInt32

        init(word: UInt32, rank: UInt8) { bits = word << 4 | UInt32(rank) }

        var word: UInt32 { bits >> 4 }
        /// 0 to 7 by BM25's saturation, and 8 for a word of the title.
        var rank: UInt8 { UInt8(bits & 15) }
    }

    fileprivate struct Page: Sendable {
        let address: String
        let moment: Int
        let entries: [Entry]
    }

    private struct State {
        var words: [String: UInt32] = [:]
        var pages: [Page] = []
    }

    private let state: Mutex<State>
    private let earlier: Earlier

    /// The words of the pages of an earlier build.
    struct Earlier: Sendable {
        fileprivate var words: [String: UInt32] = [:]
        fileprivate var pages: [String: Page] = [:]

        init() {}

        /// - Parameter stored: What `encoded` gave; damaged it counts for nothing.
        init(_ stored: [UInt8]) {
            guard let (words, pages) = try? SearchIndex.read(stored) else { return }
            self.words = Dictionary(zip(words, 0...)) { first, _ in first }
            self.pages = Dictionary(pages.map { ($0.address, $0) }) { first, _ in first }
        }
    }

    /// - Parameter earlier: Of which pages may be kept.
    init(_ earlier: Earlier = Earlier()) {
        state = Mutex(State(words: earlier.words))
        self.earlier = earlier
    }

    /// Whether the earlier build knew a page.
    func holds(_ page: Address) -> Bool { earlier.pages[page.path] != nil }

    /// Takes over a page's words from the earlier build.
    func keep(_ page: Address) {
        guard let page = earlier.pages[page.path] else { return }
        state.withLock { $0.pages.append(page) }
    }

    /// All words of all pages, for the next build.
    var encoded: [UInt8] {
        let state = state.withLock { $0 }
        var numbers = [Int](repeating: -1, count: state.words.count)
        for page in state.pages { for entry in page.entries { numbers[Int(entry.word)] = 0 } }
        let used = state.words.filter { numbers[Int($0.value)] == 0 }.sorted { $0.value < $1.value }
        for (number, word) in used.enumerated() { numbers[Int(word.value)] = number }
        var writer = StoredWriter()
        writer.add(used.map(\.key)) { $0.add($1) }
        writer.add(state.pages) { writer, page in
            writer.add(page.address)
            writer.add(page.moment)
            writer.add(page.entries) { $0.add(numbers[Int($1.word)] << 4 | Int($1.rank)) }
        }
        return writer.bytes
    }

    fileprivate static func read(_ bytes: [UInt8]) throws(StoredDamage) -> ([String], [Page]) {
        var reader = StoredReader(bytes)
        let words = try reader.list { reader throws(StoredDamage) in try reader.text() }
        let pages = try reader.list { reader throws(StoredDamage) in
            let address = try reader.text()
            let moment = try reader.number()
            let entries = try reader.list { reader throws(StoredDamage) in
                let number = try reader.number()
                guard (0..<words.count).contains(number >> 4) else { throw StoredDamage() }
                return Entry(word: UInt32(number >> 4), rank: UInt8(number & 15))
            }
            return Page(address: address, moment: moment, entries: entries)
        }
        return (words, pages)
    }

    /// Takes the words of a page; from any task, in any order.
    func add(_ document: SearchDocument) {
        var weights: [String: (sum: Int, isTitle: Bool)] = [:]
        var length = 0
        document.eachWord { word, weight, isTitle in
            weights[word, default: (0, false)].sum += weight
            if isTitle { weights[word]?.isTitle = true }
            length += 1
        }
        state.withLock { state in
            let entries = weights.map { word, weight in
                let number = state.words[word] ?? UInt32(state.words.count)
                state.words[word] = number
                let rank = Self.rank(weight.sum, length: length) | (weight.isTitle ? 8 : 0)
                return Entry(word: number, rank: rank)
            }
            state.pages.append(Page(address: document.address.path, moment: document.moment, entries: entries))
        }
    }

    /// How much a word says of a page, from 0 to 7: BM25 with k1 = 1.2 and b = 0.75 for a page of 300 words.
    private static func rank(_ weight: Int, length: Int) -> UInt8 {
        let weight = Double(weight)
        let share = weight * 2.2 / (weight + 1.2 * (0.25 + 0.75 * Double(length) / 300))
        return UInt8(min(7, share / 2.2 * 8))
    }

    /// A file of the index, yet to be made.
    struct File: Sendable {
        let path: String
        let contents: @Sendable () -> [UInt8]
    }

    /// The files of the index; the same for the same pages, whatever order they came in.
    func files() -> [File] {
        let state = state.withLock { $0 }
        let pages = state.pages.sorted {
            $0.moment != $1.moment
                ? $0.moment > $1.moment : $0.address.precedesInBytes($1.address)
        }
        let shards = Self.shards(of: Self.lines(state.words, pages))
        let tables = stride(from: 0, to: pages.count, by: Self.pagesPerTable).map { start in
            JSON.array(pages[start..<min(start + Self.pagesPerTable, pages.count)].map { .string($0.address) })
        }
        // Files of two builds in a browser's cache must not be read together: the index names what each of them holds.
        let wordKeys = shards.map { Self.key($0.bytes) }
        let tableKeys = tables.map { Self.key($0.encoded(compact: true)) }
        var files: [File] = []
        func add(_ name: String, _ contents: @escaping @Sendable () -> [UInt8]) {
            files.append(File(path: Self.address.path + name, contents: contents))
        }
        for (number, shard) in shards.enumerated() {
            add("words-\(number).js") {
                let lines = String(decoding: shard.bytes, as: UTF8.self)
                return Self.call("words", .string(wordKeys[number]), .int(number), .string(lines))
            }
        }
        for (number, table) in tables.enumerated() {
            add("pages-\(number).js") { Self.call("pages", .string(tableKeys[number]), .int(number), table) }
        }
        let contents: JSON = .object([
            "key": .string(Self.key(Array((wordKeys + tableKeys).joined().utf8))), "pages": .int(pages.count),
            "perTable": .int(Self.pagesPerTable), "first": .array(shards.map { .string($0.first) }),
            "keys": .object(["words": .array(wordKeys.map(JSON.string)), "pages": .array(tableKeys.map(JSON.string))]),
        ])
        add("index.js") { Self.call("index", contents) }
        return files
    }

    private static func key(_ bytes: [UInt8]) -> String { String(SHA256.digest(of: bytes).description.prefix(8)) }

    /// `rollbookSearch(name, values ...);`
    static func call(_ name: String, _ values: JSON...) -> [UInt8] {
        var bytes = Array("rollbookSearch(\"\(name)\"".utf8)
        for value in values {
            bytes.append(UInt8(ascii: ","))
            bytes += value.encoded(compact: true).dropLast()
        }
        return bytes + Array(");\n".utf8)
    }

    /// Each word with its pages: `word postings`, sorted as the script's `<` sorts.
    private static func lines(_ words: [String: UInt32], _ pages: [Page]) -> [(word: String, line: [UInt8])] {
        var postings = [[UInt8]](repeating: [], count: words.count)
        var last = [Int](repeating: -1, count: words.count)
        for (number, page) in pages.enumerated() {
            for entry in page.entries {
                let word = Int(entry.word)
                append((number - last[word]) << 4 | Int(entry.rank), to: &postings[word])
                last[word] = number
            }
        }
        // Words that only an earlier build had have no pages.
        let used = words.filter { last[Int($0.value)] >= 0 }
        // Bytes sort as UTF-16 does, but for what stands behind the surrogates.
        let hasOther = used.contains { $0.key.utf8.contains { $0 >= 0xEE } }
        let sorted = used.sorted {
            hasOther
                ? $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) : $0.key.precedesInBytes($1.key)
        }
        return sorted.map { word, number in
            (word, Array(word.utf8) + [UInt8(ascii: " ")] + postings[Int(number)] + [0x0A])
        }
    }

    /// Five bits a character, highest first; all but the last come from the second half of the alphabet.
    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var shift = 0
        while number >> (shift + 5) > 0 { shift += 5 }
        while shift > 0 {
            bytes.append(alphabet[32 + (number >> shift & 31)])
            shift -= 5
        }
        bytes.append(alphabet[number & 31])
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func shards(of lines: [(word: String, line: [UInt8])]) -> [(first: String, bytes: [UInt8])] {
        var shards: [(first: String, bytes: [UInt8])] = []
        for (word, line) in lines {
            if shards.isEmpty || shards[shards.count - 1].bytes.count + line.count > shardSize {
                shards.append((word, []))
            }
            shards[shards.count - 1].bytes += line
        }
        return shards
    }
}
