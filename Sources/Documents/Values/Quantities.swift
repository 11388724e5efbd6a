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

    package var text: String { Int(exactly: value).map { String($0) } ?? String(value) }
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
