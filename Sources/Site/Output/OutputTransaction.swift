package import Documents
internal import Synchronization

/// One build into an output: files are added from any thread, then published as a whole, or abandoned.
///
/// Nothing but the staging folder changes before `publish`. No file is forced to the disk: what is promised holds when the
/// process is killed or a call fails; after a power cut, the next build puts right what the disk lost.
package final class OutputTransaction: Sendable {
    /// A file of the site, and what is to happen with it.
    struct Record: Sendable {
        var path: SitePath
        var role: SiteFile.Role
        var digest: SHA256.Digest
        /// The number of the staged file; nil where the file stands there as it should.
        var staged: Int?
        var place: StandingSite.Place
    }

    private struct State {
        var names: SiteNames
        /// Files that were taken over; their names are put in where something new could meet them.
        var keptPaths: [SitePath] = []
        var records: [Record] = []
        var obstacles: [SitePath] = []
        var stagedCount = 0
        var hasStaging = false
        var isFinished = false
        var failure: OutputError?

        /// This state, where it can be published.
        func complete(_ root: String) throws(OutputError) -> State {
            if let failure { throw failure }
            if isFinished { throw .finished }
            if obstacles.isEmpty { return self }
            throw .inTheWay(output: root, all: Set(obstacles).sorted().map(\.text))
        }
    }

    private let standing: StandingSite
    private let manifestText: [UInt8]?
    private let lock: OutputLock
    private let madeFolders: [String]
    private let state: Mutex<State>

    init(standing: StandingSite, manifestText: [UInt8]?, lock: OutputLock, madeFolders: [String]) {
        self.standing = standing
        self.manifestText = manifestText
        self.lock = lock
        self.madeFolders = madeFolders
        state = Mutex(State(names: SiteNames()))
    }

    deinit { abandon() }

    /// Compares a file with what stands there, and stages it where it differs. Called from many threads.
    ///
    /// After an error nothing can be published any more. Something foreign in the file's place is told by `publish`, with
    /// all the others.
    /// - Returns: The fingerprint of the file's bytes.
    @discardableResult
    package func add(_ file: SiteFile) throws(OutputError) -> SHA256.Digest {
        do {
            return try stage(file)
        } catch {
            state.withLock { state in
                if state.failure == nil { state.failure = error }
            }
            throw error
        }
    }

    private func stage(_ file: SiteFile) throws(OutputError) -> SHA256.Digest {
        let path = try SitePath(file.path)
        try state.withLock { state throws(OutputError) in
            if state.isFinished { throw .finished }
            try state.names.insert(path)
        }
        let digest = SHA256.digest(of: file.contents)
        return try system { () throws(FileFailure) in
            var record = Record(path: path, role: file.role, digest: digest, staged: nil, place: .same)
            record.place = try standing.place(of: path, contents: file.contents, digest: digest)
            switch record.place {
            case .same: break
            case .foreign(let obstacle):
                state.withLock { $0.obstacles.append(obstacle) }
                return digest
            case .nothing, .ours, .ourFolder:
                let number = try nextStaged()
                try standing.files.write(standing.staged(String(number)), file.contents)
                record.staged = number
            }
            state.withLock { [record] state in state.records.append(record) }
            return digest
        }
    }

    /// Takes over files of an earlier build as they stand; false, and none of them, where one is not there as it was.
    ///
    /// - Parameter isUntouched: Nobody has changed the output since, so that the files need not be read.
    func keep(_ files: [(path: String, digest: SHA256.Digest)], role: SiteFile.Role, isUntouched: Bool)
        throws(OutputError) -> Bool
    {
        var records: [Record] = []
        for file in files {
            let path = try SitePath(file.path)
            guard standing.manifest.entries[path]?.digest == file.digest else { return false }
            let stands = try system { () throws(FileFailure) in
                if isUntouched { return true }
                guard
                    try path.folder.map({ folder throws(FileFailure) in try standing.folder(folder) == .folder })
                        ?? true,
                    try standing.files.status(standing.absolute(path))?.kind == .file
                else { return false }
                return SHA256.digest(of: try standing.files.read(standing.absolute(path))) == file.digest
            }
            guard stands else { return false }
            records.append(Record(path: path, role: role, digest: file.digest, staged: nil, place: .same))
        }
        try state.withLock { [records] state throws(OutputError) in
            if state.isFinished { throw .finished }
            state.keptPaths += records.map(\.path)
            state.records += records
        }
        return true
    }

    /// Whether an earlier build wrote a file with these bytes.
    func wrote(_ file: String, _ digest: SHA256.Digest) -> Bool {
        guard let path = try? SitePath(file) else { return false }
        return standing.manifest.entries[path]?.digest == digest
    }

    /// A number for a staged file; the first makes the staging folder.
    private func nextStaged() throws(FileFailure) -> Int {
        try state.withLock { state throws(FileFailure) in
            if !state.hasStaging { try standing.files.makeFolder(standing.staging) }
            state.hasStaging = true
            state.stagedCount += 1
            return state.stagedCount
        }
    }

    /// Puts all in place: assets, attachments, new pages, changed pages, indexes, removals, the manifest; then removes the
    /// staging folder.
    ///
    /// When a call fails, what was put in place is taken back, and the old site stands to the byte.
    package func publish() throws(OutputError) -> PublishedChanges {
        do throws(OutputError) {
            let changes = try put(try state.withLock { state throws(OutputError) in try state.complete(standing.root) })
            finish(keepsStaging: true, keepsOutput: true)
            return changes
        } catch {
            var keeps = false
            if case .partlyPublished = error { keeps = true }
            finish(keepsStaging: keeps, keepsOutput: keeps)
            throw error
        }
    }

    /// Ends without publishing: the staging folder goes, the lock is released, and nothing else has changed. Does nothing
    /// after `publish`.
    package func abandon() { finish(keepsStaging: false, keepsOutput: false) }

    private func put(_ state: State) throws(OutputError) -> PublishedChanges {
        var names = state.names
        // The earlier files stood side by side: only a new one can stand in another's way.
        let stay = state.records.count { $0.place == .same || $0.place == .ours }
        if stay < state.records.count || stay < standing.manifest.entries.count {
            for path in state.keptPaths { try names.insert(path) }
        }
        let plan = try system { [names] () throws(FileFailure) in
            try PublicationPlan(state.records, names, standing)
        }
        var changes = plan.changes
        let text = plan.manifest
        if text == manifestText, plan.isEmpty { return changes }
        _ = try system { () throws(FileFailure) in
            _ = try nextStaged()
            // Whole when it has its name: the next build may have to read it (LeftoverStaging).
            try standing.files.write(standing.staged("manifest.part"), text)
            try standing.files.rename(standing.staged("manifest.part"), standing.staged("manifest"))
        }
        var publication = Publication(standing: standing)
        try publication.run(plan)
        do {
            try standing.files.removeAll(standing.staging)
        } catch {
            changes.leftover = error
        }
        return changes
    }

    private func finish(keepsStaging: Bool, keepsOutput: Bool) {
        let (isFirst, hasStaging) = state.withLock { state in
            defer { state.isFinished = true }
            return (!state.isFinished, state.hasStaging)
        }
        guard isFirst else { return }
        // Whatever cannot be removed here is removed by the next build.
        if hasStaging, !keepsStaging { try? standing.files.removeAll(standing.staging) }
        if !keepsOutput { for folder in madeFolders.reversed() { try? standing.files.removeFolder(folder) } }
        lock.release()
    }
}
