/// Bytes of HTML as they come about. What is not markup goes through `text` or `address`.
struct HTMLWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func markup(_ text: StaticString) {
        // Unsafe: a static string gives its bytes so alone. Below: runs of bytes are appended whole.
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Bytes that are HTML already.
    mutating func verbatim(_ html: some Collection<UInt8>) { bytes.append(contentsOf: html) }

    mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

    /// A line break, if the last line has anything.
    mutating func freshLine() {
        if let last = bytes.last, last != 0x0A { bytes.append(0x0A) }
    }

    mutating func text(_ text: some Collection<UInt8>) {
        let done: Void? = text.withContiguousStorageIfAvailable { escape($0) }
        if done == nil { Array(text).withUnsafeBufferPointer { escape($0) } }
    }

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { escape($0) }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while let position = text.firstMarkup(from: start) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            switch text[position] {
            case 0x26: markup("&amp;")
            case 0x3C: markup("&lt;")
            case 0x3E: markup("&gt;")
            default: markup("&quot;")
            }
            start = position + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<text.count]))
    }

    mutating func address(_ address: some Collection<UInt8>) {
        let done: Void? = address.withContiguousStorageIfAvailable { escapeAddress($0) }
        if done == nil { Array(address).withUnsafeBufferPointer { escapeAddress($0) } }
    }

    private mutating func escapeAddress(_ address: UnsafeBufferPointer<UInt8>) {
        if address.allSatisfy(HTMLWriter.isSafeInAddress) {
            bytes.append(contentsOf: address)
            return
        }
        for byte in address {
            switch byte {
            case 0x26: markup("&amp;")
            case 0x27: markup("&#x27;")
            case let byte where HTMLWriter.isSafeInAddress(byte): bytes.append(byte)
            default:
                bytes.append(0x25)
                bytes.append(HTMLWriter.hexDigit(byte >> 4))
                bytes.append(HTMLWriter.hexDigit(byte & 15))
            }
        }
    }

    private static func isSafeInAddress(_ byte: UInt8) -> Bool {
        if byte.isAlphanumeric { return true }
        switch byte {
        case 0x21, 0x23, 0x24, 0x25, 0x28...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5F, 0x7E: return true
        default: return false
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
