/// A stretch of two sequences: the same in both, or what stands in its place.
enum Difference<Element: Hashable> {
    case same(ArraySlice<Element>)
    case changed(removed: ArraySlice<Element>, added: ArraySlice<Element>)
}

/// How two sequences differ, by the shortest edit (Myers, "An O(ND) difference algorithm", 1986).
///
/// The work and the memory are bounded: where the shortest edit is longer than the bound allows, all between the
/// common beginning and the common end counts as changed.
func differences<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Difference<Element>] {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    let removed = start..<old.count - end
    let added = start..<new.count - end
    var result: [Difference<Element>] = []
    if start > 0 { result.append(.same(new[..<start])) }
    if !(removed.isEmpty && added.isEmpty) {
        var row = removed.lowerBound
        var column = added.lowerBound
        for match in ShortestEdit(numbered(old[removed], new[added])).matches {
            let (nextRow, nextColumn) = (removed.lowerBound + match.old, added.lowerBound + match.new)
            if nextRow > row || nextColumn > column {
                result.append(.changed(removed: old[row..<nextRow], added: new[column..<nextColumn]))
            }
            row = nextRow + match.count
            column = nextColumn + match.count
            result.append(.same(new[nextColumn..<column]))
        }
        if row < removed.upperBound || column < added.upperBound {
            result.append(.changed(removed: old[row..<removed.upperBound], added: new[column..<added.upperBound]))
        }
    }
    if end > 0 { result.append(.same(new[(new.count - end)...])) }
    return result
}

/// Both sequences as numbers, equal elements by equal numbers: comparing is then cheap.
private func numbered<Element: Hashable>(
    _ old: ArraySlice<Element>,
    _ new: ArraySlice<Element>
) -> (old: [Int32], new: [Int32]) {
    var numbers: [Element: Int32] = [:]
    func number(_ element: Element) -> Int32 {
        if let number = numbers[element] { return number }
        let number = Int32(numbers.count)
        numbers[element] = number
        return number
    }
    return (old.map(number), new.map(number))
}

/// The stretches that the shortest edit of two sequences leaves alone; none where it would take too long to find.
private struct ShortestEdit {
    struct Match {
        var old: Int
        var new: Int
        var count: Int
    }

    /// The most steps and comparisons: a few milliseconds, and as many numbers of four bytes.
    private static let bound = 1_000_000

    private let old: [Int32]
    private let new: [Int32]
    private var work = 0
    /// By the number of edits and the diagonal: how far one gets in `old`.
    private var trace: [[Int32]] = []

    init(_ sequences: (old: [Int32], new: [Int32])) { (old, new) = sequences }

    var matches: [Match] {
        var search = self
        return search.reachesEnd() ? search.traced() : []
    }

    private mutating func reachesEnd() -> Bool {
        guard !old.isEmpty, !new.isEmpty else { return false }
        for edits in 0...(old.count + new.count) {
            var reached = [Int32](repeating: 0, count: edits + 1)
            for slot in 0...edits {
                let diagonal = 2 * slot - edits
                var row = begin(edits, slot)
                var column = row - diagonal
                work += 1
                while row < old.count, column < new.count, column >= 0, old[row] == new[column] {
                    row += 1
                    column += 1
                    work += 1
                }
                reached[slot] = Int32(row)
                if row >= old.count, column >= new.count {
                    trace.append(reached)
                    return true
                }
            }
            trace.append(reached)
            if work > Self.bound { return false }
        }
        return false
    }

    /// Where a diagonal is entered: by taking out an element, or by putting one in, whichever leads further.
    private func begin(_ edits: Int, _ slot: Int) -> Int {
        guard edits > 0 else { return 0 }
        let before = trace[edits - 1]
        return takesOut(before, slot, edits) ? Int(before[slot - 1]) + 1 : Int(before[slot])
    }

    private func takesOut(_ before: [Int32], _ slot: Int, _ edits: Int) -> Bool {
        slot == edits || (slot > 0 && before[slot - 1] >= before[slot])
    }

    /// The way back from the end.
    private func traced() -> [Match] {
        var matches: [Match] = []
        var slot = (old.count - new.count + trace.count - 1) / 2
        var row = old.count
        for edits in stride(from: trace.count - 1, through: 0, by: -1) {
            let diagonal = 2 * slot - edits
            let entry = begin(edits, slot)
            if row > entry { matches.append(Match(old: entry, new: entry - diagonal, count: row - entry)) }
            guard edits > 0 else { break }
            let before = trace[edits - 1]
            if takesOut(before, slot, edits) {
                slot -= 1
                row = entry - 1
            } else {
                row = entry
            }
        }
        return matches.reversed()
    }
}
