/// A text's lines as editors count them. For libyaml a line also ends at NEL, LS and PS; its count of characters tells
/// the place all the same.
struct CharacterLines {
    /// The number of the first character of each line, from 0.
    private var starts = [0]
    private var count = 0

    init(_ bytes: ArraySlice<UInt8>) {
        var last: UInt8 = 0
        for byte in bytes where byte & 0xC0 != 0x80 {
            count += 1
            if byte == 0x0A, last == 0x0D {
                starts[starts.count - 1] = count
            } else if byte == 0x0A || byte == 0x0D {
                starts.append(count)
            }
            last = byte
        }
    }

    /// Whether a text has line ends that only libyaml takes for such.
    static func areNeeded(for bytes: ArraySlice<UInt8>) -> Bool {
        bytes.indices.contains { index in
            switch bytes[index] {
            case 0xC2: bytes[index...].starts(with: [0xC2, 0x85])
            case 0xE2:
                bytes[index...].starts(with: [0xE2, 0x80, 0xA8]) || bytes[index...].starts(with: [0xE2, 0x80, 0xA9])
            default: false
            }
        }
    }

    /// Line and column of a character, both from 0; the end for one behind it.
    func place(of index: Int) -> (line: Int, column: Int) {
        let index = min(index, count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= index { low = middle } else { high = middle }
        }
        return (low, index - starts[low])
    }
}
