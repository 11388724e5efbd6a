/// A JSON value, written with sorted keys, so that the same value is always the same bytes.
package enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    /// A number as it is to stand in the text; `init(number:)` makes one that is valid.
    case number(String)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// A finite number by its shortest text, else null.
    package init(number: Double) {
        if let whole = Int(exactly: number) {
            self = .int(whole)
        } else {
            self = number.isFinite ? .number("\(number)") : .null
        }
    }

    /// An optional text: null where there is none.
    package init(_ text: String?) {
        self = text.map { .string($0) } ?? .null
    }

    /// The text in UTF-8 with a newline at its end; indented by two spaces unless `compact`.
    package func encoded(compact: Bool = false) -> [UInt8] {
        var writer = JSONWriter(isCompact: compact)
        writer.write(self, depth: 0)
        writer.bytes.append(0x0A)
        return writer.bytes
    }
}

private struct JSONWriter {
    let isCompact: Bool
    var bytes: [UInt8] = []

    init(isCompact: Bool) { self.isCompact = isCompact }

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .int(let number): bytes.append(contentsOf: String(number).utf8)
        case .number(let text): bytes.append(contentsOf: text.utf8)
        case .string(let text): write(text)
        case .array(let items): write(items: items, depth: depth)
        case .object(let members): write(members: members, depth: depth)
        }
    }

    private mutating func write(items: [JSON], depth: Int) {
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            startLine(depth + 1)
            write(item, depth: depth + 1)
        }
        if !items.isEmpty { startLine(depth) }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(members: [String: JSON], depth: Int) {
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            startLine(depth + 1)
            write(member.key)
            bytes.append(UInt8(ascii: ":"))
            if !isCompact { bytes.append(UInt8(ascii: " ")) }
            write(member.value, depth: depth + 1)
        }
        if !members.isEmpty { startLine(depth) }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func startLine(_ depth: Int) {
        guard !isCompact else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    /// Quotes, backslashes and control characters escaped (RFC 8259, section 7).
    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
            case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
            case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
            case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
            case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes.append(contentsOf: #"\u00"#.utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
