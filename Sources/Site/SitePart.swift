internal import Documents
internal import Synchronization

/// One file of the site that is yet to be made.
struct SitePart: Sendable {
    let address: Address
    /// The path of its file.
    let file: String
    let role: SiteFile.Role
    /// The source that it comes from, relative to the content folder; `nil` for what is made of many.
    let source: String?
    /// The page from which its links count: itself, or the one that it stands beside.
    private let page: Address
    private let make: @Sendable (PageContext) throws -> [UInt8]
    /// What the search finds of it, where it is looked through.
    var search: (@Sendable (PageContext) -> SearchDocument)?
    /// What it leads to, where it is a page at a former address.
    var redirect: Redirect?
    /// Whether its address is one that others may link to and that must stay.
    var isPermanent = true
    /// Whether it has a line for each of many releases, so that making it takes long.
    var showsMany = false
    /// Of what it is made, but for the answers to the questions that it asks meanwhile; `nil` where it is always made.
    var inputs: (@Sendable () -> SHA256.Digest)?
    /// Where it notes its questions.
    var log: QueryLog?

    /// - Parameter make: Gives the file's bytes, from what the site is at that time.
    init(
        _ address: Address,
        _ role: SiteFile.Role,
        source: String?,
        page: Address? = nil,
        make: @escaping @Sendable (PageContext) throws -> [UInt8]
    ) {
        self.address = address
        file = address.file
        self.role = role
        self.source = source
        self.page = page ?? address
        self.make = make
    }

    func contents(_ site: SiteContext) throws -> [UInt8] { try make(context(site)) }

    func found(_ site: SiteContext) -> SearchDocument? { search.map { $0(context(site)) } }

    private func context(_ site: SiteContext) -> PageContext {
        PageContext(site: site, address: page, source: source ?? "", log: log)
    }

    /// The key under which it is kept.
    func key(_ inputs: SHA256.Digest, _ queries: [PageQuery], _ site: SiteContext) -> SHA256.Digest {
        var print = Fingerprint(inputs)
        guard !queries.isEmpty else { return print.digest }
        let context = context(site)
        for query in queries { print.add(context.answer(query)) }
        return print.digest
    }

    /// Stands for the list of all addresses, which is made of the others.
    static let permalinks = SitePart(PermalinkList.address, .index, source: nil) { _ in [] }

    /// Whether it is shown at its address: the page of a missing address is not, and a redirect leads on.
    var isPage: Bool {
        file.hasSuffix(".html") && address != Routes.notFound && role >= .page && redirect == nil
    }
}

/// The files of a site, each to be made when it is wanted: pages are worked on in parallel.
final class SiteTable: Sendable {
    let parts: [SitePart]
    let pageCount: Int
    /// Their indexes by path, once somebody asks for one.
    private let indexes = Mutex<[String: Int]?>(nil)

    init(_ parts: [SitePart]) {
        self.parts = parts
        pageCount = parts.indices.count { parts[$0].file.hasSuffix(".html") && parts[$0].redirect == nil }
    }

    /// The file at a path, relative to the site's root.
    subscript(path: String) -> SitePart? {
        indexes.withLock { indexes in
            let all =
                indexes ?? Dictionary(parts.enumerated().map { ($1.file, $0) }) { first, _ in first }
            indexes = all
            return all[path].map { parts[$0] }
        }
    }
}
