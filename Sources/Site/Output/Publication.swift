/// Puts a plan in place by renames, and can take back what it did: what it replaces or removes it keeps in the staging
/// folder until the manifest is in place.
struct Publication {
    private enum Undo {
        /// Moves a file back.
        case move(from: String, to: String)
        case removeFolder(String)
        case makeFolder(String)
        /// The file system kept no second name of what was replaced.
        case impossible
    }

    let standing: StandingSite
    private var undo: [Undo] = []
    private var keptCount = 0

    init(standing: StandingSite) { self.standing = standing }

    private var files: FileOperations { standing.files }

    /// - Throws: `OutputError.system` when a call failed and the old site stands again to the byte;
    ///   `OutputError.partlyPublished` when that could not be done.
    mutating func run(_ plan: PublicationPlan) throws(OutputError) {
        do throws(FileFailure) {
            for path in plan.cleared { try retire(path) }
            for path in plan.folders { try makeFolder(path) }
            for placement in plan.placements { try place(placement) }
            for path in plan.removals { try retire(path) }
            for path in plan.emptied { try removeIfEmpty(path) }
            try files.rename(standing.staged("manifest"), standing.root + "/" + SitePath.manifest)
        } catch {
            if takeBack() { throw .system(error) }
            throw .partlyPublished(error, output: standing.root)
        }
    }

    private mutating func place(_ placement: PublicationPlan.Placement) throws(FileFailure) {
        let staged = standing.staged(String(placement.staged))
        let path = standing.absolute(placement.path)
        var step = Undo.move(from: path, to: staged)
        if placement.isChange { step = try keep(path) ?? step }
        try files.rename(staged, path)
        undo.append(step)
    }

    /// Gives a file that is to be replaced a second name in the staging folder; nil where the file is gone.
    private mutating func keep(_ path: String) throws(FileFailure) -> Undo? {
        let kept = nextKept()
        do {
            try files.link(path, kept)
            return .move(from: kept, to: path)
        } catch {
            if error.isMissing { return nil }
            if error.isUnsupported { return .impossible }
            throw error
        }
    }

    /// Moves a file or folder of ours to the staging folder; what is gone already needs no moving.
    private mutating func retire(_ path: SitePath) throws(FileFailure) {
        let kept = nextKept()
        do {
            try files.rename(standing.absolute(path), kept)
            undo.append(.move(from: kept, to: standing.absolute(path)))
        } catch {
            if !error.isMissing { throw error }
        }
    }

    private mutating func makeFolder(_ path: SitePath) throws(FileFailure) {
        try files.makeFolder(standing.absolute(path))
        undo.append(.removeFolder(standing.absolute(path)))
    }

    private mutating func removeIfEmpty(_ path: SitePath) throws(FileFailure) {
        do {
            try files.removeFolder(standing.absolute(path))
            undo.append(.makeFolder(standing.absolute(path)))
        } catch {
            if !error.isNotEmpty, !error.isMissing { throw error }
        }
    }

    /// Undoes all steps, the last first; false where something could not be undone.
    private mutating func takeBack() -> Bool {
        var isWhole = true
        for step in undo.reversed() {
            do throws(FileFailure) {
                switch step {
                case .move(let from, let to): try files.rename(from, to)
                case .removeFolder(let path): try files.removeFolder(path)
                case .makeFolder(let path): try files.makeFolder(path)
                case .impossible: isWhole = false
                }
            } catch {
                isWhole = false
            }
        }
        undo = []
        return isWhole
    }

    private mutating func nextKept() -> String {
        keptCount += 1
        return standing.staged("kept-" + String(keptCount))
    }
}
