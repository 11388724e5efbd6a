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

    var bytes: [UInt8] = []

    mutating func write(_ component: CalendarComponent) {
        writeLine("BEGIN:\(component.name)")
        for property in component.properties { writeLine("\(property.name):\(Self.text(of: property.value))") }
        for component in component.components { write(component) }
        writeLine("END:\(component.name)")
    }

    private static func text(of value: CalendarProperty.Value) -> String {
        switch value {
        case .word(let word): "\(word)"
        case .text(let text): escaped(text)
        case .texts(let texts): texts.map(escaped).joined(separator: ",")
        case .time(let time): time.basic
        case .address(let address): withoutControls(address)
        }
    }

    /// Section 3.3.11. Control characters have no place in a text; a line break of any kind is `\n`.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            defer { isAfterReturn = scalar == "\r" }
            switch scalar {
            case "\\", ";", ",": result.append(contentsOf: ["\\", scalar])
            case "\n" where isAfterReturn: continue
            case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result.append(contentsOf: ["\\", "n"])
            default: if !isControl(scalar) { result.append(scalar) }
            }
        }
        return String(result)
    }

    private static func withoutControls(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !isControl($0) }))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\t"
    }

    /// Folds a line that is too long, never within a character's bytes.
    private mutating func writeLine(_ line: String) {
        var length = 0
        for scalar in line.unicodeScalars {
            let count = UTF8.width(scalar)
            if length + count > Self.lineLimit {
                bytes.append(contentsOf: "\r\n ".utf8)
                length = 1
            }
            bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
            length += count
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }
}
