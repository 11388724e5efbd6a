internal import Diagnostics

/// What a publication does, in order: a function of the files added and of what stands there.
///
/// 1. What is in the way of a file's folder, or a folder in the way of a file, is cleared (both ours).
/// 2. Folders are made.
/// 3. Files are put in place by stages: assets, attachments, new pages, changed pages, indexes. New indexes go before
///    changed ones, and deeper ones before those above, so that the home page is last.
/// 4. Files of an earlier build go, indexes first, then folders that this leaves empty.
///
/// So an index never names a page that is not there: pages come before the indexes that name them, and go after. The one
/// exception is an address that turns from a file into a folder or back.
struct PublicationPlan: Sendable {
    struct Placement: Sendable, Equatable {
        var staged: Int
        var path: SitePath
        /// Whether a file of ours stands there.
        var isChange: Bool
    }

    var cleared: [SitePath] = []
    var folders: [SitePath] = []
    var placements: [Placement] = []
    var removals: [SitePath] = []
    /// Folders that go if they are empty then, the deepest first.
    var emptied: [SitePath] = []
    /// The text of the new manifest.
    var manifest: [UInt8] = []
    var changes = PublishedChanges()

    var isEmpty: Bool { placements.isEmpty && removals.isEmpty && emptied.isEmpty }

    init(
        _ records: [OutputTransaction.Record],
        _ names: SiteNames,
        _ standing: StandingSite
    ) throws(FileFailure) {
        let records = records.sortedInByteOrder(of: \.path.text)
        manifest = Manifest.encoded(
            records.map { ($0.path, Manifest.Entry(digest: $0.digest, isIndex: $0.role == .index)) }
        )
        try clear(records, standing)
        placements = PublicationPlan.order(records)
        // Where as many of the new files stand on old ones as there were, all of the old ones are there again.
        let kept = records.count { $0.place == .same || $0.place == .ours }
        if kept < standing.manifest.entries.count { try remove(names, standing) }
        changes.written = records.filter { $0.staged != nil }.map(\.path.text)
        changes.unchanged = records.filter { $0.staged == nil }.map(\.path.text)
        changes.removed.sort { $0.precedesInBytes($1) }
    }

    private mutating func clear(
        _ records: [OutputTransaction.Record],
        _ standing: StandingSite
    ) throws(FileFailure) {
        // What stays stands in folders that stand.
        for folder in Set(records.lazy.filter { $0.place != .same }.flatMap(\.path.folders)) {
            switch try standing.folder(folder) {
            case .folder, .foreign: continue
            case .ourFile: cleared.append(folder)
            case .nothing: break
            }
            folders.append(folder)
        }
        cleared.sort { ($0.depth, $0) < ($1.depth, $1) }
        folders.sort { ($0.depth, $0) < ($1.depth, $1) }
        cleared += records.filter { $0.place == .ourFolder }.map(\.path)
    }

    /// Sorted, so that a build does the same whatever order the files were added in.
    private static func order(_ records: [OutputTransaction.Record]) -> [Placement] {
        func rank(_ record: OutputTransaction.Record) -> (Int, Int, Int) {
            let isChange = record.place == .ours ? 1 : 0
            return (record.role.rawValue, isChange, record.role == .index ? -record.path.depth : 0)
        }
        let staged = records.lazy.filter { $0.staged != nil }.map { (rank: rank($0), record: $0) }
        return staged.sorted { left, right in
            left.rank == right.rank ? left.record.path < right.record.path : left.rank < right.rank
        }.compactMap { _, record in
            record.staged.map { Placement(staged: $0, path: record.path, isChange: record.place == .ours) }
        }
    }

    private mutating func remove(
        _ names: SiteNames,
        _ standing: StandingSite
    ) throws(FileFailure) {
        var candidates: Set<SitePath> = []
        var indexes: Set<SitePath> = []
        let cleared = Set(cleared)
        for (path, entry) in standing.manifest.entries where names.file(like: path) != path {
            let above = path.folder
            // Behind a symlink, or below a file, nothing is ours.
            if let above, try standing.folder(above) != .folder { continue }
            candidates.formUnion(path.folders)
            guard let status = try standing.files.status(standing.absolute(path)), status.kind != .folder else {
                continue
            }
            // Where case does not count, a file that was only renamed in case is the new one.
            if let twin = names.file(like: path), try standing.files.status(standing.absolute(twin)) == status {
                continue
            }
            changes.removed.append(path.text)
            if cleared.contains(path) || !cleared.isDisjoint(with: path.folders) { continue }
            removals.append(path)
            if entry.isIndex { indexes.insert(path) }
        }
        removals.sort { left, right in
            let ranks = (indexes.contains(left) ? 0 : 1, indexes.contains(right) ? 0 : 1)
            return ranks.0 == ranks.1 ? left < right : ranks.0 < ranks.1
        }
        emptied = candidates.subtracting(names.folderPaths).sorted { ($1.depth, $1) < ($0.depth, $0) }
    }
}
