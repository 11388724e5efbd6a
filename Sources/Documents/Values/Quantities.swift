/// A share of a whole in per cent, as written: `5%`, `0.5%`.
package struct Share: Sendable, Hashable {
    package let percent: Double

    package init(percent: Double) { self.percent = percent }

    package init?(_ text: String) {
        guard text.hasSuffix("%"), let number = Number(String(text.dropLast()).trimmed) else { return nil }
        guard number.value >= 0 else { return nil }
        percent = number.value
    }

    package var text: String { "\(Number(percent).text)%" }
}

/// A decimal number. Equal by value, printed by the shortest text.
package struct Number: Sendable, Hashable {
    package let value: Double

    package init(_ value: Double) { self.value = value }

    /// Digits with an optional sign and fraction, nothing else (no hexadecimal, infinity or exponent).
    package init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0) }
        guard allowed, let value = Double(text), value.isFinite else { return nil }
        self.value = value
    }

    /// Digits alone: what `init` reads.
    package var text: String {
        if let whole = Int(exactly: value) { return String(whole) }
        let shortest = String(value)
        let parts = shortest.split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return shortest }
        // `1.5e-07`: the digits, with the point moved.
        let sign = parts[0].hasPrefix("-") ? "-" : ""
        let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
        var digits = mantissa.joined()
        var point = (mantissa.first?.utf8.count ?? 0) + exponent
        if point <= 0 {
            digits = String(repeating: "0", count: 1 - point) + digits
            point = 1
        }
        digits += String(repeating: "0", count: max(0, point - digits.utf8.count))
        let fraction = digits.dropFirst(point)
        return sign + digits.prefix(point) + (fraction.allSatisfy { $0 == "0" } ? "" : ".\(fraction)")
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    package var trimmed: String {
        var rest = Substring(self)
        // Most texts have none there, and that is told by two bytes.
        if let first = rest.utf8.first, let last = rest.utf8.last, (0x21..<0x7F).contains(first),
            (0x21..<0x7F).contains(last)
        {
            return String(rest)
        }
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
