/// A stretch of two sequences of which all stretches, in order, are the whole.
struct Stretch: Equatable {
    /// Else what is in `old` was taken out and what is in `new` was put in.
    var isSame: Bool
    var old: Range<Int>
    var new: Range<Int>

    /// How two sequences differ, by the shortest edit (Myers, "An O(ND) difference algorithm", 1986). Equal elements are
    /// equal numbers.
    ///
    /// The work and the memory are bounded: where the shortest edit is longer than the bound allows, all between the
    /// common beginning and the common end counts as changed.
    static func all(from old: [Int32], to new: [Int32]) -> [Stretch] {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
        var result: [Stretch] = []
        var (row, column) = (0, 0)
        func addSame(_ count: Int, old: Int, new: Int) {
            if old > row || new > column { result.append(Stretch(isSame: false, old: row..<old, new: column..<new)) }
            (row, column) = (old + count, new + count)
            if count > 0 { result.append(Stretch(isSame: true, old: old..<row, new: new..<column)) }
        }
        addSame(start, old: 0, new: 0)
        let (oldRest, newRest) = (Array(old[start..<old.count - end]), Array(new[start..<new.count - end]))
        for match in ShortestEdit(oldRest, newRest).matches {
            addSame(match.count, old: start + match.old, new: start + match.new)
        }
        addSame(end, old: old.count - end, new: new.count - end)
        return result
    }
}

/// The stretches that the shortest edit of two sequences leaves alone; none where it would take too long to find.
private struct ShortestEdit {
    struct Match {
        var old: Int
        var new: Int
        var count: Int
    }

    private let old: [Int32]
    private let new: [Int32]
    /// The most steps and comparisons, and so numbers of the trace: in proportion to the sequences, so that many of
    /// them are compared in linear time, and at most a few milliseconds and megabytes.
    private let bound: Int
    private var work = 0
    /// How far one gets in `old`, by the number of edits and the diagonal: rows that each are one longer, one behind the
    /// other.
    private var trace: [Int32] = []
    /// How many edits the way to the end takes.
    private var length = 0

    init(_ old: [Int32], _ new: [Int32]) {
        (self.old, self.new) = (old, new)
        bound = min(1_000_000, 4096 + 64 * (old.count + new.count))
    }

    var matches: [Match] {
        var search = self
        return search.reachesEnd() ? search.traced() : []
    }

    private mutating func reachesEnd() -> Bool {
        guard !old.isEmpty, !new.isEmpty else { return false }
        for edits in 0...(old.count + new.count) {
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
                trace.append(Int32(row))
                if row >= old.count, column >= new.count {
                    length = edits
                    return true
                }
            }
            if work > bound { return false }
        }
        return false
    }

    private func reached(_ edits: Int, _ slot: Int) -> Int { Int(trace[edits * (edits + 1) / 2 + slot]) }

    /// Where a diagonal is entered: by taking out an element, or by putting one in, whichever leads further.
    private func begin(_ edits: Int, _ slot: Int) -> Int {
        guard edits > 0 else { return 0 }
        return takesOut(edits, slot) ? reached(edits - 1, slot - 1) + 1 : reached(edits - 1, slot)
    }

    private func takesOut(_ edits: Int, _ slot: Int) -> Bool {
        slot == edits || (slot > 0 && reached(edits - 1, slot - 1) >= reached(edits - 1, slot))
    }

    /// The way back from the end.
    private func traced() -> [Match] {
        var matches: [Match] = []
        var slot = (old.count - new.count + length) / 2
        var row = old.count
        for edits in stride(from: length, through: 0, by: -1) {
            let diagonal = 2 * slot - edits
            let entry = begin(edits, slot)
            if row > entry { matches.append(Match(old: entry, new: entry - diagonal, count: row - entry)) }
            guard edits > 0 else { break }
            if takesOut(edits, slot) {
                slot -= 1
                row = entry - 1
            } else {
                row = entry
            }
        }
        return matches.reversed()
    }
}
