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
        writer.write(self)
        return writer.finished()
    }
}

/// Writes JSON as text, for values that need not be made as `JSON` first.
package struct JSONWriter: Sendable {
    private let isCompact: Bool
    private var bytes: [UInt8] = []
    private var depth = 0
    /// Whether nothing stands yet in the object or array that was begun last.
    private var isEmpty = true

    package init(isCompact: Bool) { self.isCompact = isCompact }

    /// The text with a newline at its end.
    package consuming func finished() -> [UInt8] {
        bytes.append(0x0A)
        return bytes
    }

    package mutating func write(_ value: JSON) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .int(let number): bytes.append(contentsOf: String(number).utf8)
        case .number(let text): bytes.append(contentsOf: text.utf8)
        case .string(let text): write(text)
        case .array(let items): array { writer in for item in items { writer.item { $0.write(item) } } }
        case .object(let members):
            object { writer in
                for (key, value) in members.sorted(by: { $0.key < $1.key }) { writer.member(key) { $0.write(value) } }
            }
        }
    }

    /// - Parameter write: Adds the members, sorted by their keys.
    package mutating func object(_ write: (inout JSONWriter) -> Void) {
        nest(UInt8(ascii: "{"), UInt8(ascii: "}"), write)
    }

    package mutating func array(_ write: (inout JSONWriter) -> Void) {
        nest(UInt8(ascii: "["), UInt8(ascii: "]"), write)
    }

    package mutating func member(_ key: String, _ write: (inout JSONWriter) -> Void) {
        item { writer in
            writer.write(key)
            writer.bytes.append(UInt8(ascii: ":"))
            if !writer.isCompact { writer.bytes.append(UInt8(ascii: " ")) }
            write(&writer)
        }
    }

    package mutating func item(_ write: (inout JSONWriter) -> Void) {
        if !isEmpty { bytes.append(UInt8(ascii: ",")) }
        isEmpty = false
        startLine()
        write(&self)
    }

    private mutating func nest(_ start: UInt8, _ end: UInt8, _ write: (inout JSONWriter) -> Void) {
        bytes.append(start)
        isEmpty = true
        depth += 1
        write(&self)
        depth -= 1
        if !isEmpty { startLine() }
        bytes.append(end)
        isEmpty = false
    }

    private mutating func startLine() {
        guard !isCompact else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    /// Quotes, backslashes and control characters escaped (RFC 8259, section 7).
    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        // Unsafe: what needs no escape is taken over at once, and only memory that is lent can be.
        text.withUTF8 { source in
            var start = 0
            for (index, byte) in source.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes.append(contentsOf: source[start..<index])
                escape(byte)
                start = index + 1
            }
            bytes.append(contentsOf: source[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
        case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
        case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
        case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: #"\u00"#.utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
