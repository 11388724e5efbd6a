/// A length of time, in whole seconds: `90s`, `5m`, `1h30m`, `2d`.
package struct TimeSpan: Sendable, Hashable, Comparable {
    package let seconds: Int

    package static let zero = TimeSpan(seconds: 0)

    package init(seconds: Int) { self.seconds = seconds }

    /// Reads numbers with units d, h, m, s, each unit at most once and the larger first.
    package init?(_ text: String) {
        var total = 0
        var count: Int?
        var digits = 0
        var smallest = Int.max
        guard !text.isEmpty else { return nil }
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                digits += 1
                guard digits <= 6 else { return nil }
                count = (count ?? 0) * 10 + Int(byte - 0x30)
            } else {
                guard let number = count, let unit = Self.seconds(in: byte), unit < smallest else { return nil }
                total += number * unit
                (smallest, count, digits) = (unit, nil, 0)
            }
        }
        guard count == nil else { return nil }
        seconds = total
    }

    private static func seconds(in unit: UInt8) -> Int? {
        switch unit {
        case UInt8(ascii: "d"): 86_400
        case UInt8(ascii: "h"): 3600
        case UInt8(ascii: "m"): 60
        case UInt8(ascii: "s"): 1
        default: nil
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
    package static func + (left: Self, right: Self) -> Self { Self(seconds: left.seconds + right.seconds) }

    /// The shortest text that reads back as the same length: `1h30m`; nothing is `0s`.
    package var text: String {
        var rest = abs(seconds)
        var text = ""
        // A number of more than six digits is not read: of what is so long, more stands in the smaller units.
        let most = rest <= 999_999 * (86_400 + 3600 + 60 + 1) ? 999_999 : Int.max
        for (letter, unit) in [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)] where rest >= unit {
            let count = min(rest / unit, most)
            text += "\(count)\(letter)"
            rest -= count * unit
        }
        return (seconds < 0 ? "-" : "") + (text.isEmpty ? "0s" : text)
    }

    /// For people: `1 h 30 min`.
    package var words: String {
        var rest = abs(seconds)
        var parts: [String] = []
        for (word, unit) in [("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)] where rest >= unit {
            parts.append("\(rest / unit)\u{A0}\(word)")
            rest %= unit
        }
        return (seconds < 0 ? "-" : "") + (parts.isEmpty ? "0\u{A0}s" : parts.joined(separator: " "))
    }
}

/// A time against the window's start: `T+20m`, `T-24h`, `T`.
package struct WindowOffset: Sendable, Hashable {
    package let seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    package init?(_ text: String) {
        guard text.first == "T" else { return nil }
        let rest = text.dropFirst()
        if rest.isEmpty {
            seconds = 0
            return
        }
        guard let sign = rest.first, sign == "+" || sign == "-" else { return nil }
        let length = String(rest.dropFirst())
        guard let span = length == "0" ? TimeSpan(seconds: 0) : TimeSpan(length) else { return nil }
        seconds = sign == "-" ? -span.seconds : span.seconds
    }

    /// `T+20m`, as it is written.
    package var text: String {
        if seconds == 0 { return "T" }
        return "T\(seconds < 0 ? "-" : "+")\(TimeSpan(seconds: abs(seconds)).text)"
    }
}
