internal import Synchronization

/// A line that says what is being done, on a terminal and only once a build takes over a second.
final class Progress: Sendable {
    private struct State {
        var words = ""
        var count = 0
        var shownAt = 0.0
        var isShown = false
    }

    private let start = Terminal.seconds
    private let isActive = Terminal.errorIsTerminal
    private let state = Mutex(State())

    func show(_ words: String) {
        state.withLock { state in
            state.words = words
            state.count = 0
        }
        refresh()
    }

    /// One more file is done.
    func step() {
        guard isActive else { return }
        state.withLock { $0.count += 1 }
        refresh()
    }

    func clear() {
        let wasShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if wasShown { Terminal.message("\r\u{1B}[K") }
    }

    private func refresh() {
        let now = Terminal.seconds
        guard isActive, now - start > 1 else { return }
        let line: String? = state.withLock { state in
            guard now - state.shownAt > 0.1 else { return nil }
            state.shownAt = now
            state.isShown = true
            return state.count > 0 ? "\(state.words): \(state.count)" : state.words
        }
        if let line { Terminal.message("\r\u{1B}[K\(line)") }
    }
}
