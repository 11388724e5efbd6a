/// "Did you mean": the nearest of the known words, where one is near enough to be meant.
package func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().unicodeScalars.map { $0 == "-" ? "_" : $0 })
    guard !wanted.isEmpty, wanted.count <= 60 else { return nil }
    let tolerance = max(1, min(3, wanted.count / 3))
    var best: (distance: Int, word: String)?
    for candidate in candidates {
        let known = Array(candidate.lowercased().unicodeScalars.map { $0 == "-" ? "_" : $0 })
        guard abs(known.count - wanted.count) <= tolerance else { continue }
        let distance = editDistance(wanted, known)
        guard distance <= tolerance, distance < max(1, known.count) else { continue }
        if let found = best, (found.distance, found.word) <= (distance, candidate) { continue }
        best = (distance, candidate)
    }
    return best?.word
}

/// Whether two words differ by a letter too many, one too few, another one or two that were swapped; other digits make
/// other names.
package func isSlip(_ left: String, for right: String) -> Bool {
    guard left != right, abs(left.utf8.count - right.utf8.count) <= 1 else { return false }
    func digits(_ word: String) -> [UInt8] { word.utf8.filter { (0x30...0x39).contains($0) } }
    guard digits(left) == digits(right) else { return false }
    return editDistance(Array(left.unicodeScalars), Array(right.unicodeScalars)) == 1
}

/// Insertions, deletions, replacements and swapped neighbours that turn one word into the other
/// (the restricted Damerau-Levenshtein distance).
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for (row, a) in left.enumerated() {
        var current = [row + 1]
        current.reserveCapacity(right.count + 1)
        for (column, b) in right.enumerated() {
            var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (a == b ? 0 : 1))
            if row > 0, column > 0, a == right[column - 1], left[row - 1] == b {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        (beforeLast, last) = (last, current)
    }
    return last[right.count]
}
