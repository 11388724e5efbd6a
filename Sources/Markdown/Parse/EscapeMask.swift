/// Characters that cmark must not touch, because the passes over its tree are the ones to judge them.
///
/// `~`, `:`, `@`, `www.` and `[^` mean something to the passes but nothing to cmark, which would take their backslash away; `_`
/// and `*` in a bare address mean nothing, but cmark would read emphasis there. So before cmark sees the text they are
/// replaced by control characters that it does not hold; on the way into the tree the characters come back and their
/// places are remembered as plain text.
struct EscapeMask: Sendable {
    private struct Place {
        var position: Int
        var hasBackslash: Bool
    }

    /// For each byte that is a stand-in the character that it stands for, else 0.
    private var characters = [UInt8](repeating: 0, count: 256)
    private var hasBackslash = [Bool](repeating: false, count: 256)

    /// Masks `source` in place. Nil where there is nothing to mask, or no byte free to do it with.
    init?(masking source: inout [UInt8]) {
        let places = EscapeMask.places(in: source)
        guard !places.isEmpty else { return nil }
        var free = EscapeMask.freeBytes(in: source)
        var standIns: [Int: UInt8] = [:]
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var start = 0
        for place in places {
            let character = source[place.position + (place.hasBackslash ? 1 : 0)]
            let key = Int(character) + (place.hasBackslash ? 256 : 0)
            guard let standIn = standIns[key] ?? free.popLast() else { continue }
            standIns[key] = standIn
            characters[Int(standIn)] = character
            hasBackslash[Int(standIn)] = place.hasBackslash
            result += source[start..<place.position]
            result.append(standIn)
            start = place.position + (place.hasBackslash ? 2 : 1)
        }
        guard !standIns.isEmpty else { return nil }
        result += source[start...]
        source = result
    }

    /// 0x01 and 0x02 are `CellReader`'s and `FootnoteDefinitions`'.
    private static func freeBytes(in source: [UInt8]) -> [UInt8] {
        var isUsed = [Bool](repeating: false, count: 256)
        // Unsafe: for `firstPlace`, which reads eight bytes at a time.
        source.withUnsafeBufferPointer { bytes in
            var position = 0
            while let place = bytes.firstControl(from: position) {
                isUsed[Int(bytes[place])] = true
                position = place + 1
            }
        }
        return (UInt8(0x03)...0x1F).filter { !isUsed[Int($0)] && !(0x09...0x0D).contains($0) }
    }

    private static func places(in source: [UInt8]) -> [Place] {
        // Unsafe: for `firstPlace`, as above.
        source.withUnsafeBufferPointer { source in
            var places: [Place] = []
            var position = 0
            while let place = source.firstPlace(of: 0x5C, or: 0x3A, from: position), place + 2 < source.count {
                position = place
                let byte = source[position]
                if byte == 0x5C {
                    switch source[position + 1] {
                    case 0x7E, 0x3A, 0x40: places.append(Place(position: position, hasBackslash: true))
                    case 0x2E where position >= 3 && source[(position - 3)...].hasPrefix("www"):
                        places.append(Place(position: position, hasBackslash: true))
                    case 0x5B where source[position + 2] == 0x5E:
                        places.append(Place(position: position, hasBackslash: true))
                    default: break
                    }
                    position += 2
                } else if source[position + 1] == 0x2F, source[position + 2] == 0x2F {
                    position = maskAddress(in: source, from: position + 3, &places)
                } else {
                    position += 1
                }
            }
            return places
        }
    }

    /// Marks what looks like emphasis in a bare address, up to its last letter or digit. Returns where it ends.
    private static func maskAddress(
        in source: UnsafeBufferPointer<UInt8>,
        from start: Int,
        _ places: inout [Place]
    ) -> Int {
        var end = start
        var found: [Int] = []
        var lastWord = start
        scan: while end < source.count {
            let byte = source[end]
            switch byte {
            case 0x2A: found.append(end)
            case 0x5F
            where !(source[end - 1].isAlphanumeric && end + 1 < source.count && source[end + 1].isAlphanumeric):
                found.append(end)
            case 0x00...0x20, 0x3C, 0x3E, 0x29, 0x5D, 0x22, 0x60, 0x7C, 0x5C: break scan
            default: if byte.isAlphanumeric || byte == 0x2F { lastWord = end }
            }
            end += 1
        }
        for place in found where place < lastWord { places.append(Place(position: place, hasBackslash: false)) }
        return end
    }

    /// Copies `text` to the tree's store with the characters put back: with their backslash where it is text of its
    /// own (code, HTML), else noted as escaped.
    func restore(_ text: UnsafeBufferPointer<UInt8>, withBackslash: Bool, into tree: inout Tree) {
        var start = 0
        var next = 0
        // Stand-ins are control characters.
        while let position = text.firstControl(from: next) {
            next = position + 1
            guard characters[Int(text[position])] != 0 else { continue }
            tree.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            start = position + 1
            if !withBackslash {
                tree.escapedPlaces.insert(Int32(tree.bytes.count))
            } else if hasBackslash[Int(text[position])] {
                tree.bytes.append(0x5C)
            }
            tree.bytes.append(characters[Int(text[position])])
        }
        tree.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
}
