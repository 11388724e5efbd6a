extension Array where Element: Sendable {
    /// The results of `transform` in the order of the elements, worked out by at most `jobs` at once.
    package func parallelMap<Result: Sendable>(
        jobs: Int,
        _ transform: @escaping @Sendable (Element) throws -> Result
    ) async throws -> [Result] {
        // Pieces small enough that no worker waits long for another, large enough that handing out costs nothing.
        let size = Swift.max(1, Swift.min(64, count / (Swift.max(1, jobs) * 4)))
        let pieces = stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
        return try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
            var results = [[Result]](repeating: [], count: pieces.count)
            var next = 0
            func start() {
                guard next < pieces.count else { return }
                let (index, piece) = (next, pieces[next])
                next += 1
                group.addTask { (index, try piece.map(transform)) }
            }
            for _ in 0..<Swift.max(1, jobs) { start() }
            while let (index, part) = try await group.next() {
                results[index] = part
                start()
            }
            return results.flatMap { $0 }
        }
    }
}
