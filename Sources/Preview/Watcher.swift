internal import Catalog
internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Tells that something in folders has changed: by inotify where the system has it, else by looking again and again.
package struct Watcher: Sendable {
    /// How long nothing more may come before a burst of changes counts as one, and how long a burst may go on, in
    /// milliseconds. After a single file that was closed, hardly anything is to come.
    static let quiet = 12
    static let quietAfterOne = 3
    static let longest = 500
    /// How often folders are looked through where the system does not tell, in milliseconds.
    static let pollInterval = 500

    private let folders: [String]
    private let polls: Bool

    /// - Parameter polls: Looks again and again even where the system would tell (network drives tell nothing).
    package init(folders: [String], polls: Bool = false) {
        self.folders = folders
        self.polls = polls
    }

    /// One element a burst of changes, for as long as somebody waits for it; bursts that nobody waited for are one.
    package var changes: AsyncCompactMapSequence<AsyncStream<Void>, FolderChange> {
        let news = UnreadChange()
        let bursts = AsyncStream<Void>(bufferingPolicy: .bufferingNewest(1)) { stream in
            // A thread of its own: it waits in system calls. What is watched is so from now on.
            let queue = DispatchQueue(label: "rollbook.watch")
            let watcher = self
            let tell = { @Sendable (change: FolderChange) -> Bool in
                news.add(change)
                return if case .terminated = stream.yield() { false } else { true }
            }
            let before = folders.map(FolderState.init)
            #if canImport(Glibc) || canImport(Musl)
            let descriptor = polls ? -1 : inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
            if descriptor >= 0, let watched = watch(descriptor) {
                queue.async {
                    let isDone = watcher.listen(descriptor, watched, tell)
                    close(descriptor)
                    if !isDone { watcher.look(before, tell) }
                }
                return
            }
            if descriptor >= 0 { close(descriptor) }
            #endif
            queue.async { watcher.look(before, tell) }
        }
        return bursts.compactMap { news.take() }
    }

    /// Compares what stands in the folders with what stood there.
    private func look(_ first: [FolderState], _ tell: (FolderChange) -> Bool) {
        var before = first
        while true {
            usleep(UInt32(Self.pollInterval * 1000))
            let now = folders.map(FolderState.init)
            if now != before, !tell(.unknown) { return }
            before = now
        }
    }

    #if canImport(Glibc) || canImport(Musl)
    /// What is watched, by the system's numbers for it.
    private struct Watched {
        /// The folders; `nil` for one that has several paths.
        var folders: [Int32: String?] = [:]
        /// The names of the roots by the watch above them.
        var above: [Int32: Set<String>] = [:]
    }

    /// Waits for the system to tell; `false` where it can't watch all of the folders.
    private func listen(_ descriptor: Int32, _ first: Watched, _ tell: (FolderChange) -> Bool) -> Bool {
        var watched = first
        while true {
            wait(descriptor, milliseconds: -1)
            let start = Self.milliseconds
            var news = drain(descriptor, watched)
            // Editors write a file in several steps, and a checkout many files.
            while Self.milliseconds - start < Self.longest,
                wait(descriptor, milliseconds: news.isOneFile ? Self.quietAfterOne : Self.quiet)
            {
                news.add(drain(descriptor, watched))
            }
            guard news.change != .nothing else { continue }
            if !tell(news.change) { return true }
            if news.hasNewFolder {
                guard let all = watch(descriptor) else { return false }
                watched = all
                // What was written into a new folder before it was watched.
                if !tell(.unknown) { return true }
            }
        }
    }

    /// Watches every folder that there is. The folders above the roots tell when a root itself goes and comes.
    ///
    /// - Returns: `nil` where the system watches no more.
    private func watch(_ descriptor: Int32) -> Watched? {
        let events = UInt32(
            IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
        )
        var watched = Watched()
        for root in folders {
            let end = root.lastIndex(of: "/")
            let parent = end.map { String(root[..<$0]) } ?? "."
            let coming = UInt32(IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_MOVED_FROM)
            let watch = inotify_add_watch(descriptor, parent.isEmpty ? "/" : parent, coming)
            if watch >= 0 {
                watched.above[watch, default: []].insert(end.map { String(root[root.index(after: $0)...]) } ?? root)
            }
        }
        for folder in folders.flatMap(FileTree.folders(under:)) {
            let watch = inotify_add_watch(descriptor, folder, events)
            if watch < 0, errno == ENOSPC || errno == ENOMEM { return nil }
            // A root that lies in another.
            watched.above[watch] = nil
            let isOther = watched.folders[watch].map { $0 != folder } ?? false
            watched.folders.updateValue(isOther ? nil : folder, forKey: watch)
        }
        return watched
    }

    private struct News {
        var change = FolderChange.nothing
        /// A folder is new, or so much came that some of it was lost.
        var hasNewFolder = false
        /// Whether a file was closed or put in place with what came last.
        var isWhole = false

        var isOneFile: Bool {
            guard isWhole, case .files(let files) = change else { return false }
            return files.count == 1
        }

        mutating func add(_ other: News) {
            guard other.change != .nothing else { return }
            isWhole = other.isWhole
            change.join(other.change)
            hasNewFolder = hasNewFolder || other.hasNewFolder
        }
    }

    /// Takes what came (inotify(7): watch, mask, cookie, length of the name, name).
    private func drain(_ descriptor: Int32, _ watched: Watched) -> News {
        var news = News()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return news }
            // The records come as bytes of the system's layout, and lie where the one before them ends.
            // Unsafe: so they are read where they lie.
            buffer.withUnsafeBytes { bytes in
                var place = 0
                while place + 16 <= count {
                    let watch = bytes.loadUnaligned(fromByteOffset: place, as: Int32.self)
                    let mask = Int(bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self))
                    let length = Int(bytes.loadUnaligned(fromByteOffset: place + 12, as: UInt32.self))
                    let name = String(
                        decoding: bytes[place + 16..<place + 16 + length].prefix { $0 != 0 },
                        as: UTF8.self
                    )
                    place += 16 + length
                    if let names = watched.above[watch], !names.contains(name) { continue }
                    var file: String?
                    if mask & Int(IN_ISDIR | IN_Q_OVERFLOW | IN_IGNORED) == 0, !name.isEmpty {
                        file = (watched.folders[watch] ?? nil).map { "\($0)/\(name)" }
                    }
                    let isNew = mask & Int(IN_ISDIR) != 0 && mask & Int(IN_CREATE | IN_MOVED_TO) != 0
                    let isNewFolder = isNew || mask & Int(IN_Q_OVERFLOW) != 0
                    news.add(
                        News(
                            change: file.map { .files([$0]) } ?? .unknown,
                            hasNewFolder: isNewFolder,
                            isWhole: mask & Int(IN_CLOSE_WRITE | IN_MOVED_TO) != 0
                        )
                    )
                }
            }
        }
    }

    /// Whether something came in the time.
    @discardableResult
    private func wait(_ descriptor: Int32, milliseconds: Int) -> Bool {
        var waited = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        while true {
            let count = poll(&waited, 1, Int32(milliseconds))
            if count >= 0 || errno != EINTR { return count > 0 }
        }
    }

    private static var milliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
    }
    #endif
}

/// What has changed in watched folders.
package enum FolderChange: Sendable, Equatable {
    /// Nothing but these files, by their absolute paths; some may be as they were, and some gone.
    case files(Set<String>)
    /// Something somewhere.
    case unknown

    static let nothing = FolderChange.files([])
    /// So many files are told apart; a checkout may change a hundred thousand.
    private static let mostFiles = 256

    mutating func join(_ other: FolderChange) {
        guard case .files(let own) = self, case .files(let more) = other, own.count + more.count <= Self.mostFiles
        else {
            self = .unknown
            return
        }
        self = .files(own.union(more))
    }

    /// The files' paths below a folder; `nil` where something else may have changed.
    package func paths(in folder: String) -> Set<String>? {
        guard case .files(let all) = self, all.allSatisfy({ $0.hasPrefix(folder + "/") }) else { return nil }
        return Set(all.map { String($0.dropFirst(folder.count + 1)) })
    }
}

/// What has changed since somebody took it.
private final class UnreadChange: Sendable {
    private let change = Mutex(FolderChange.nothing)

    func add(_ more: FolderChange) { change.withLock { $0.join(more) } }

    /// `nil` where nothing has.
    func take() -> FolderChange? {
        change.withLock { change in
            defer { change = .nothing }
            return change == .nothing ? nil : change
        }
    }
}

/// What a folder held at a time; `nil` files where it could not be read.
private struct FolderState: Equatable, Sendable {
    let files: [FileTree.Entry]?

    init(_ folder: String) {
        files = try? FileTree.disk(folder, displayPath: folder).list().files
    }
}
