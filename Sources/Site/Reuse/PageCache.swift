internal import Catalog
internal import Diagnostics
internal import Documents
internal import Synchronization

/// What an earlier build made, so that a page of which nothing has changed is not made again.
///
/// It says what the files in the output were made of; the files themselves are taken from there.
package final class PageCache: Sendable {
    /// One file as an earlier build made it.
    struct Record: Sendable {
        /// Of all that it was made of, the answers to its questions included.
        var key: SHA256.Digest
        /// Of its bytes.
        var contents: SHA256.Digest
        /// Of the bytes of what the search shows of it.
        var found: SHA256.Digest?
        var queries: [PageQuery]
    }

    private let earlier: [String: Record]
    /// The words of the pages.
    let words: SearchIndex.Earlier
    /// In any order, each file once.
    private let made = Mutex<[(file: String, record: Record)]>([])

    /// - Parameter earlier: What `takeEncoded` gave; damaged it counts for nothing.
    package init(_ earlier: [UInt8]?) {
        if let earlier, let (records, words) = try? Self.read(earlier) {
            self.earlier = records
            self.words = SearchIndex.Earlier(words)
        } else {
            self.earlier = [:]
            words = SearchIndex.Earlier()
        }
    }

    var isEmpty: Bool { earlier.isEmpty }

    func record(_ file: String) -> Record? { earlier[file] }

    func keep(_ record: Record, _ file: String) { made.withLock { $0.append((file, record)) } }

    /// Makes room for so many.
    func reserve(_ count: Int) { made.withLock { $0.reserveCapacity(count) } }

    private static let format = "rollbook pages 1"

    /// All that was kept, which is gone from here then.
    ///
    /// - Parameter words: What the search's index keeps.
    func takeEncoded(words: [UInt8]) -> [UInt8] {
        let records = made.withLock { made in
            defer { made = [] }
            return made
        }
        var writer = StoredWriter()
        // Without it the array would take up to twice the room.
        let size = records.reduce(words.count) { size, entry in
            entry.record.queries.reduce(size + entry.file.utf8.count + 120) { size, query in
                query.parts.reduce(size + 2) { $0 + $1.utf8.count + 2 }
            }
        }
        writer.reserveCapacity(size)
        writer.add(Self.format)
        writer.add(words)
        writer.add(records) { writer, entry in
            let record = entry.record
            writer.add(entry.file)
            writer.add(record.key)
            writer.add(record.contents)
            writer.add(record.found)
            writer.add(record.queries) { writer, query in writer.add(query.parts) { $0.add($1) } }
        }
        return writer.sealed()
    }

    private static func read(_ bytes: [UInt8]) throws(StoredDamage) -> ([String: Record], words: [UInt8]) {
        var reader = try StoredReader(sealed: bytes)
        guard try reader.text() == format else { throw StoredDamage() }
        let words = try reader.part()
        let records = try reader.list { reader throws(StoredDamage) in
            let file = try reader.text()
            let key = try reader.digest()
            let contents = try reader.digest()
            let found = try reader.optionalDigest()
            let queries = try reader.list { reader throws(StoredDamage) in
                let parts = try reader.list { reader throws(StoredDamage) in try reader.text() }
                guard let query = PageQuery(parts: parts) else { throw StoredDamage() }
                return query
            }
            return (file, Record(key: key, contents: contents, found: found, queries: queries))
        }
        return (Dictionary(records) { first, _ in first }, words)
    }
}
