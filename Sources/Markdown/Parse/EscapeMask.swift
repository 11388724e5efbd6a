/// Characters that mean something to the passes over the tree but nothing to cmark (`~`, `:`, `@`, `[^`) lose their
/// backslash there. So an escaped one is replaced, before cmark sees it, by a control character that the text does not
/// hold; on the way into the tree the character comes back and its place is remembered as plain text.
struct EscapeMask: Sendable {
    /// For each byte that is a stand-in the character that it stands for, else 0.
    private let characters: [UInt8]

    /// Masks `source` in place. Nil where there is nothing to mask, or no byte free to do it with.
    init?(masking source: inout [UInt8]) {
        let places = EscapeMask.escapes(in: source)
        guard !places.isEmpty else { return nil }
        var isUsed = [Bool](repeating: false, count: 256)
        for byte in source { isUsed[Int(byte)] = true }
        var free = (UInt8(0x01)...0x1F).filter { !isUsed[Int($0)] && !(0x09...0x0D).contains($0) }
        var characters = [UInt8](repeating: 0, count: 256)
        var standIns: [UInt8: UInt8] = [:]
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var start = 0
        for place in places {
            let character = source[place + 1]
            guard let standIn = standIns[character] ?? free.popLast() else { continue }
            standIns[character] = standIn
            characters[Int(standIn)] = character
            result += source[start..<place]
            result.append(standIn)
            start = place + 2
        }
        guard !standIns.isEmpty else { return nil }
        result += source[start...]
        source = result
        self.characters = characters
    }

    private static func escapes(in source: [UInt8]) -> [Int] {
        source.withUnsafeBufferPointer { source in
            var places: [Int] = []
            var position = 0
            while position + 1 < source.count {
                guard source[position] == 0x5C else {
                    position += 1
                    continue
                }
                switch source[position + 1] {
                case 0x7E, 0x3A, 0x40: places.append(position)
                case 0x5B where position + 2 < source.count && source[position + 2] == 0x5E: places.append(position)
                default: break
                }
                position += 2
            }
            return places
        }
    }

    /// Copies `text` to the tree's store with the characters put back: with their backslash where it is text of its
    /// own (code, HTML), else noted as escaped.
    func restore(_ text: UnsafeBufferPointer<UInt8>, withBackslash: Bool, into tree: inout Tree) {
        for byte in text {
            let character = characters[Int(byte)]
            guard character != 0 else {
                tree.bytes.append(byte)
                continue
            }
            if withBackslash {
                tree.bytes.append(0x5C)
            } else {
                tree.escapedPlaces.insert(Int32(tree.bytes.count))
            }
            tree.bytes.append(character)
        }
    }
}
