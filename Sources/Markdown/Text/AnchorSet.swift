/// The ids that a document holds, each once. The second `setup` becomes `setup-1`, as on GitHub.
struct AnchorSet: Sendable {
    private(set) var all: [String] = []
    private var counts: [String: Int] = [:]

    /// Takes the anchor, or the next free one with a number.
    mutating func claim(_ anchor: String) -> String {
        guard var number = counts[anchor] else {
            counts[anchor] = 0
            all.append(anchor)
            return anchor
        }
        var candidate = anchor
        repeat {
            number += 1
            candidate = "\(anchor)-\(number)"
        } while counts[candidate] != nil
        counts[anchor] = number
        counts[candidate] = 0
        all.append(candidate)
        return candidate
    }

    /// Takes the anchor if nobody has it.
    mutating func claimIfFree(_ anchor: String) -> Bool {
        guard counts[anchor] == nil else { return false }
        _ = claim(anchor)
        return true
    }
}
