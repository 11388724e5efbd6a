extension Array where Element: Sendable {
    /// The results of `transform` in the order of the elements, worked out by at most `jobs` at once.
    ///
    /// - Parameter slow: So many of the first take long, and are handed out one by one.
    package func parallelMap<Result: Sendable>(
        jobs: Int,
        slow: Int = 0,
        _ transform: @escaping @Sendable (Element) throws -> Result
    ) async throws -> [Result] {
        // Pieces large enough that handing out costs nothing, and ever smaller so that no worker waits long for another.
        var pieces: [ArraySlice<Element>] = []
        var start = 0
        while start < count {
            let size = start < slow ? 1 : Swift.max(1, Swift.min(64, (count - start) / (Swift.max(1, jobs) * 4)))
            pieces.append(self[start..<start + size])
            start += size
        }
        return try await withThrowingTaskGroup(of: (Int, [Result]).self) { [pieces] group in
            var results = [[Result]](repeating: [], count: pieces.count)
            var next = 0
            func handOut() {
                guard next < pieces.count else { return }
                let (index, piece) = (next, pieces[next])
                next += 1
                group.addTask { (index, try piece.map(transform)) }
            }
            for _ in 0..<Swift.max(1, jobs) { handOut() }
            while let (index, part) = try await group.next() {
                results[index] = part
                handOut()
            }
            return results.flatMap { $0 }
        }
    }
}
