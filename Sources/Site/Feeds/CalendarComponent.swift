internal import Documents

/// A component of an iCalendar stream (RFC 5545). Names are fixed in the program, values are escaped and lines folded
/// when it is written.
struct CalendarComponent: Sendable {
    let name: StaticString
    let properties: [CalendarProperty]
    var components: [CalendarComponent] = []

    /// The stream, with this as its one object.
    var stream: [UInt8] {
        var writer = CalendarWriter()
        writer.write(self)
        return writer.bytes
    }
}

/// A property by its name and the type of its value.
struct CalendarProperty: Sendable {
    enum Value: Sendable {
        /// One of the words of the standard.
        case word(StaticString)
        case text(String)
        case texts([String])
        case time(UTCTime)
        /// An address, percent-encoded.
        case address(String)
    }

    let name: StaticString
    let value: Value

    init(_ name: StaticString, _ value: Value) {
        self.name = name
        self.value = value
    }
}

private struct CalendarWriter {
    /// In octets, without the line break (section 3.1).
    static let lineLimit = 75

    private(set) var bytes: [UInt8] = []
    /// Where the line that is being written begins.
    private var lineStart = 0

    mutating func write(_ component: CalendarComponent) {
        write("BEGIN:")
        write(component.name)
        endLine()
        for property in component.properties {
            write(property.name)
            write(":")
            write(property.value)
            endLine()
        }
        for component in component.components { write(component) }
        write("END:")
        write(component.name)
        endLine()
    }

    private mutating func write(_ word: StaticString) { word.withUTF8Buffer { bytes += $0 } }

    private mutating func write(_ value: CalendarProperty.Value) {
        switch value {
        case .word(let word): write(word)
        case .text(let text): write(escaped: text)
        case .texts(let texts):
            for (index, text) in texts.enumerated() {
                if index > 0 { write(",") }
                write(escaped: text)
            }
        case .time(let time): bytes += time.basic.utf8
        case .address(let address):
            for scalar in address.unicodeScalars where !Self.isControl(scalar) { write(scalar: scalar) }
        }
    }

    /// Section 3.3.11. Control characters have no place in a text; a line break of any kind is `\n`.
    private mutating func write(escaped text: String) {
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            defer { isAfterReturn = scalar == "\r" }
            switch scalar {
            case "\\", ";", ",":
                write("\\")
                write(scalar: scalar)
            case "\n" where isAfterReturn: continue
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": write("\\n")
            default: if !Self.isControl(scalar) { write(scalar: scalar) }
            }
        }
    }

    private mutating func write(scalar: Unicode.Scalar) {
        if scalar.isASCII {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            bytes += UTF8.encode(scalar) ?? .init()
        }
    }

    /// The characters of the category Cc, but for the tab.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && scalar != "\t" || (0x7F...0x9F).contains(scalar.value)
    }

    /// Folds a line that is too long, never within a character's bytes.
    private mutating func endLine() {
        if bytes.count - lineStart > Self.lineLimit {
            // A copy of the line alone: a slice would make the whole be copied.
            var rest = Array(bytes[lineStart...])[...]
            bytes.removeSubrange(lineStart...)
            var limit = Self.lineLimit
            while rest.count > limit {
                var end = rest.startIndex + limit
                while rest[end] & 0xC0 == 0x80 { end -= 1 }
                bytes += rest[..<end]
                write("\r\n ")
                rest = rest[end...]
                limit = Self.lineLimit - 1
            }
            bytes += rest
        }
        write("\r\n")
        lineStart = bytes.count
    }
}
