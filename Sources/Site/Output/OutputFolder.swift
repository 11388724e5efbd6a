/// The folder that a build writes the site into.
package struct OutputFolder: Sendable {
    let path: String
    private let files: FileOperations

    /// - Parameter path: the folder, made when missing; a symlink to a folder is followed.
    package init(path: String, files: FileOperations = .system) {
        self.path = path
        self.files = files
    }

    /// Opens the folder for one build: makes it, takes the lock, tidies up after a build that was killed, and reads the
    /// manifest.
    ///
    /// - Parameters:
    ///   - lockFolder: where the lock's file is; by default `.rollbook` beside the output.
    ///   - wait: whether to wait for another build that has the output.
    package func begin(lockFolder: String? = nil, wait: Bool = false) throws(OutputError) -> OutputTransaction {
        let (root, made) = try makeRoot()
        do throws(OutputError) {
            let lock = try OutputLock.take(output: root, folder: lockFolder ?? beside(root), wait: wait)
            do throws(OutputError) {
                let (manifest, text) = try open(root)
                let standing = StandingSite(root: root, files: files, manifest: manifest)
                return OutputTransaction(standing: standing, manifestText: text, lock: lock, madeFolders: made)
            } catch {
                lock.release()
                throw error
            }
        } catch {
            for folder in made.reversed() { try? files.removeFolder(folder) }
            throw error
        }
    }

    /// The bytes of a file in it, as they stand there; `nil` where there is none.
    func contents(of file: String) -> [UInt8]? { try? files.read("\(path)/\(file)") }

    private func beside(_ root: String) -> String {
        root.prefix(upTo: root.lastIndex(of: "/") ?? root.endIndex) + "/.rollbook"
    }

    /// The real path of the folder, and the folders made for it, the topmost first.
    private func makeRoot() throws(OutputError) -> (String, [String]) {
        var made: [String] = []
        do {
            made = try files.makeFolders(path)
            let root = try realPath(path)
            if try files.status(root)?.kind == .folder { return (root, made) }
        } catch {
            for folder in made.reversed() { try? files.removeFolder(folder) }
            throw .system(error)
        }
        throw .notAFolder(path)
    }

    /// The manifest and its text; nil for the text where none stands there.
    private func open(_ root: String) throws(OutputError) -> (Manifest, [UInt8]?) {
        let path = root + "/" + SitePath.manifest
        let text = try system { () throws(FileFailure) in try files.status(path) == nil ? nil : try files.read(path) }
        let manifest = try read(text, path)
        let leftover = LeftoverStaging(root: root, files: files)
        if let recovered = try system({ () throws(FileFailure) in try leftover.recover(manifest) }) {
            return (recovered, recovered.encoded)
        }
        if text == nil {
            let foreign = try system { () throws(FileFailure) in try foreignNames(root) }
            if !foreign.isEmpty { throw OutputError.foreignFiles(output: root, all: foreign) }
        }
        return (manifest, text)
    }

    private func read(_ text: [UInt8]?, _ path: String) throws(OutputError) -> Manifest {
        do {
            return try Manifest(parsing: text ?? [])
        } catch {
            throw .damagedManifest(path: path, line: error.line, problem: error.problem)
        }
    }

    /// The names at the top of a folder that hold files.
    private func foreignNames(_ root: String) throws(FileFailure) -> [String] {
        var found: [String] = []
        for name in try files.names(root) where !SitePath.isReserved(name) {
            if try !holdsFiles(root + "/" + name) { continue }
            found.append(try files.status(root + "/" + name)?.kind == .folder ? name + "/" : name)
        }
        return found
    }

    /// Whether the path is a file, or a folder with one anywhere in it.
    private func holdsFiles(_ path: String) throws(FileFailure) -> Bool {
        guard let status = try files.status(path) else { return false }
        if status.kind != .folder { return true }
        for name in try files.names(path) {
            if try holdsFiles(path + "/" + name) { return true }
        }
        return false
    }
}
