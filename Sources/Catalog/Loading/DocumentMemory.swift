internal import Synchronization

/// What was read of the sources, kept for a book that is read again and again (`rollbook serve`).
package final class DocumentMemory: Sendable {
    private struct Kept: Sendable {
        let stamp: FileTree.Stamp
        /// The files that the document asked for, those that are not there included.
        let beside: [(path: String, stamp: FileTree.Stamp?)]
        let value: any Sendable
    }

    private struct State: Sendable {
        var dependsOn: [FileTree.Stamp?] = []
        var kept: [String: Kept] = [:]
        /// By which the book was read last.
        var source: SourceReader?
    }

    private let state = Mutex(State())

    package init() {}

    /// Forgets all where the files on which every document depends are others than before.
    func begin(dependingOn stamps: [FileTree.Stamp?]) {
        state.withLock { state in
            if state.dependsOn != stamps { state = State(dependsOn: stamps) }
        }
    }

    /// By which the book was read last; `nil` before that is done.
    var source: SourceReader? {
        get { state.withLock { $0.source } }
        set { state.withLock { $0.source = newValue } }
    }

    func value<Value>(
        of path: String,
        _ stamp: FileTree.Stamp,
        as type: Value.Type,
        stamps: (String) -> FileTree.Stamp?
    ) -> Value? {
        let kept = state.withLock { $0.kept[path] }
        guard let kept, kept.stamp == stamp, kept.beside.allSatisfy({ stamps($0.path) == $0.stamp }) else { return nil }
        return kept.value as? Value
    }

    func keep(_ value: some Sendable, of path: String, _ stamp: FileTree.Stamp, beside: [(String, FileTree.Stamp?)]) {
        state.withLock { $0.kept[path] = Kept(stamp: stamp, beside: beside.map { ($0, $1) }, value: value) }
    }
}
