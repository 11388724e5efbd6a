internal import Diagnostics
internal import Documents
internal import Synchronization

/// Reads sources: a file that can't be read or is too large is a finding, and its document stays, empty.
struct SourceReader: Sendable {
    let files: FileTree
    private let entries: [String: FileTree.Entry]
    /// What has been looked at since the listing, which it leaves as it was.
    private var newer: [String: FileTree.Entry] = [:]
    /// Whether a file may stand at several paths.
    let hasLinks: Bool
    private let time: Int
    private let memory: DocumentMemory?
    /// The files beside the document that is being read, as far as it asked for them.
    private let asked = AskedPaths()

    init(files: FileTree, listing: FileTree.Listing, memory: DocumentMemory?) {
        self.files = files
        entries = Dictionary(listing.files.map { ($0.path, $0) }) { first, _ in first }
        hasLinks = listing.hasLinks
        time = listing.time
        self.memory = memory
    }

    private init(like other: SourceReader) {
        files = other.files
        entries = other.entries
        newer = other.newer
        hasLinks = other.hasLinks
        time = other.time
        memory = other.memory
    }

    /// The files that the document asked for so far.
    var askedFiles: [String] { asked.all.sorted() }

    /// The same for another document, with a file as it is by now.
    func looking(at entry: FileTree.Entry) -> SourceReader {
        var reader = SourceReader(like: self)
        reader.newer[entry.path] = entry
        return reader
    }

    private func entry(_ path: String) -> FileTree.Entry? { newer[path] ?? entries[path] }

    func stamp(_ path: String) -> FileTree.Stamp? { entry(path)?.stamp }

    func read<Value>(
        _ path: String,
        _ empty: Value,
        _ parse: (_ bytes: [UInt8], _ file: String) -> Parsed<Value>
    ) -> Parsed<Value> {
        let file = files.display(path)
        if let size = entry(path)?.size, size > SourceText.sizeLimit {
            return Parsed(empty, [SourceText.tooLarge(size: size, file: file)])
        }
        do throws(FileTreeError) {
            return parse(try files.read(path), file)
        } catch {
            return Parsed(empty, [Diagnostic(.unreadableFile, error.description, file: file, at: .fileStart)])
        }
    }

    /// The files beside a plan, as far as they lie in the content folder.
    func beside(_ plan: String) -> FilesBeside {
        FilesBeside { path in
            guard let resolved = Catalog.resolve(path, from: plan) else { return nil }
            asked.add(resolved)
            guard let size = entry(resolved)?.size, size <= SourceText.sizeLimit,
                let bytes = try? files.read(resolved)
            else { return nil }
            return FileBeside(name: files.display(resolved), bytes: bytes)
        }
    }

    /// What was made of a document: from memory where neither it nor a file that it asked for has changed since.
    ///
    /// - Parameter isLasting: Whether a value holds as long as the files do.
    func remembered<Value: Sendable>(
        _ path: String,
        isLasting: (Value) -> Bool = { _ in true },
        _ make: (SourceReader) -> Value
    ) -> Value {
        guard let memory, let stamp = stamp(path) else { return make(SourceReader(like: self)) }
        if let value = memory.value(of: path, stamp, as: Value.self, stamps: self.stamp) { return value }
        let reader = SourceReader(like: self)
        let value = make(reader)
        let beside = reader.asked.all.map { ($0, self.stamp($0)) }
        let isSettled = ([stamp] + beside.compactMap(\.1)).allSatisfy { $0.isSettled(at: time) }
        if isSettled, isLasting(value) { memory.keep(value, of: path, stamp, beside: beside) }
        return value
    }
}

/// Paths, collected while a document is read.
private final class AskedPaths: Sendable {
    private let paths = Mutex<Set<String>>([])

    var all: Set<String> { paths.withLock { $0 } }
    func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }
}
