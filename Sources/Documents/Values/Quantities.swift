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

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

// By bytes as long as they are ASCII: looking for characters takes many times as long.

extension String {
    /// The parts between white space.
    package var words: [Substring] {
        guard utf8.allSatisfy({ $0 < 0x80 }) else { return split(whereSeparator: \.isWhitespace) }
        return utf8.split(whereSeparator: isBlank).map { Substring($0) }
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    package var trimmed: String {
        var rest = Substring(self)
        while let first = rest.utf8.first, first >= 0x80 ? rest.first?.isWhitespace ?? false : isBlank(first) {
            rest = first >= 0x80 ? rest.dropFirst() : rest[rest.utf8.index(after: rest.startIndex)...]
        }
        while let last = rest.utf8.last, last >= 0x80 ? rest.last?.isWhitespace ?? false : isBlank(last) {
            rest = last >= 0x80 ? rest.dropLast() : rest[..<rest.utf8.index(before: rest.endIndex)]
        }
        return String(rest)
    }

    /// Whether it is white space alone, or nothing.
    package var isWhiteSpace: Bool {
        for byte in utf8 {
            if byte >= 0x80 { return allSatisfy(\.isWhitespace) }
            guard isBlank(byte) else { return false }
        }
        return true
    }
}
