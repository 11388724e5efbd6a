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
    private struct Entry {
        var word: UInt32
        /// 0 to 7 by BM25's saturation, and 8 for a word of the title.
        var rank: UInt8
    }

    private struct Page {
        let address: String
        let moment: Int
        let entries: [Entry]
    }

    private struct State {
        var words: [String: UInt32] = [:]
        var pages: [Page] = []
    }

    private let state = Mutex(State())

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

    /// The files of the index; the same for the same pages, whatever order they came in.
    func files() -> [SiteFile] {
        state.withLock { state in
            let pages = state.pages.sorted {
                $0.moment != $1.moment
                    ? $0.moment > $1.moment : $0.address.utf8.lexicographicallyPrecedes($1.address.utf8)
            }
            let shards = Self.shards(of: Self.lines(state.words, pages))
            let tables = stride(from: 0, to: pages.count, by: Self.pagesPerTable).map { start in
                pages[start..<min(start + Self.pagesPerTable, pages.count)].map { JSON.string($0.address) }
            }
            let all = shards.map(\.bytes) + tables.map { JSON.array($0).encoded(compact: true) }
            // Files of two builds in a browser's cache must not be read together.
            let key = String(SHA256.digest(of: Array(all.joined())).description.prefix(12))
            var files: [SiteFile] = []
            func add(_ name: String, _ contents: [UInt8]) {
                files.append(SiteFile(path: Self.address.path + name, contents: contents, role: .index))
            }
            for (number, shard) in shards.enumerated() {
                let text = JSON.string(String(decoding: shard.bytes, as: UTF8.self))
                add("words-\(number).js", Self.call("words", .string(key), .int(number), text))
            }
            for (number, table) in tables.enumerated() {
                add("pages-\(number).js", Self.call("pages", .string(key), .int(number), .array(table)))
            }
            let contents: JSON = .object([
                "key": .string(key), "pages": .int(pages.count), "perTable": .int(Self.pagesPerTable),
                "first": .array(shards.map { .string($0.first) }),
            ])
            add("index.js", Self.call("index", contents))
            return files
        }
    }

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
        return words.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }.map { word, number in
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
