internal import Markdown

/// Whether an SVG is a picture and no more: nothing in it runs, and nothing is loaded from elsewhere.
enum PictureSafety {
    /// What makes an SVG more than a picture, or `nil`.
    static func problem(inSVG bytes: [UInt8]) -> String? {
        // In another encoding a browser reads other letters than are looked at here.
        guard let given = String(validating: bytes, as: UTF8.self) else { return "is not UTF-8" }
        if bytes.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) {
            return "holds control characters"
        }
        let text = given.lowercased()
        if let encoding = declaredEncoding(text), !["utf-8", "utf8", "us-ascii", "ascii"].contains(encoding) {
            return "says that its encoding is `\(encoding)`"
        }
        let elements = ["script", "foreignobject", "iframe", "embed", "object", "handler", "set", "animate"]
        for element in elements where text.hasPart("<\(element)") || text.hasPart(":\(element)") {
            return "holds the element `\(element)`"
        }
        if text.hasPart("<!entity") || text.hasPart("<?xml-stylesheet") || text.hasPart("<!attlist") {
            return "declares entities, attributes or style sheets"
        }
        if let attribute = eventAttribute(in: Array(text.utf8)) { return "holds the event attribute `\(attribute)`" }
        // Values may be written with character references, and style sheets with escapes of their own.
        let values = text.hasPart("&") || text.hasPart("\\") ? unescaped(text) : text
        for text in [text, values] {
            if text.hasPart("javascript:") || text.hasPart("@import") { return "refers to script or style elsewhere" }
            if text.hasPart("1999/xhtml") { return "holds elements of HTML" }
            if text.hasPart("xml:base") || text.hasPart("image-set(") { return "refers to something outside itself" }
            if !staysInside(text, after: "url(", skipping: " \t\n\r\"'", allowed: ["#"]) {
                return "refers to something outside itself"
            }
        }
        guard
            staysInside(
                text,
                after: "href",
                skipping: " \t\n\r=\"'",
                allowed: ["#", "data:image/png", "data:image/jpeg"]
            )
        else { return "refers to something outside itself" }
        return nil
    }

    /// What the XML declaration says, in small letters.
    private static func declaredEncoding(_ text: String) -> Substring? {
        guard text.drop(while: { $0 == "\u{FEFF}" }).hasPrefix("<?xml"), let end = text.firstRange(of: "?>"),
            let name = text[..<end.lowerBound].firstRange(of: "encoding")
        else { return nil }
        return text[name.upperBound..<end.lowerBound].drop { " \t\n\r=\"'".contains($0) }.prefix {
            !"\"' \t\n\r".contains($0)
        }
    }

    /// Whether each of what stands behind a word begins with something allowed.
    private static func staysInside(_ text: String, after word: String, skipping: String, allowed: [String]) -> Bool {
        let bytes = Array(text.utf8)
        let word = Array(word.utf8)
        let skipped = Array(skipping.utf8)
        let allowed = allowed.map { Array($0.utf8) }
        for index in bytes.indices where bytes[index] == word[0] && bytes[index...].starts(with: word) {
            let value = bytes[(index + word.count)...].drop { skipped.contains($0) }
            guard allowed.contains(where: { value.starts(with: $0) }) else { return false }
        }
        return true
    }

    /// A word that begins with `on` and stands before an equals sign, blanks between them or not.
    private static func eventAttribute(in bytes: [UInt8]) -> String? {
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "=") {
            var end = index
            while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
            var start = end
            // No event has a longer name; what has is no name of one.
            while start > 0, end - start < 64, (0x61...0x7A).contains(bytes[start - 1]) { start -= 1 }
            if end - start > 2, bytes[start] == UInt8(ascii: "o"), bytes[start + 1] == UInt8(ascii: "n") {
                return String(decoding: bytes[start..<end], as: UTF8.self)
            }
        }
        return nil
    }

    /// With references such as `&#117;` and escapes such as `\75 ` written out.
    private static func unescaped(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var references: [UInt8] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "&"), index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "#")
            else {
                references.append(bytes[index])
                index += 1
                continue
            }
            let isHex = bytes[index + 2] == UInt8(ascii: "x")
            let start = index + (isHex ? 3 : 2)
            let (value, end) = number(bytes, from: start, radix: isHex ? 16 : 10, limit: 32)
            append(value, to: &references)
            index = end > start && end < bytes.count && bytes[end] == UInt8(ascii: ";") ? end + 1 : max(end, index + 2)
        }
        var result: [UInt8] = []
        index = 0
        while index < references.count {
            guard references[index] == UInt8(ascii: "\\") else {
                result.append(references[index])
                index += 1
                continue
            }
            let (value, end) = number(references, from: index + 1, radix: 16, limit: 6)
            if end > index + 1 { append(value, to: &result) }
            index = end
            // One blank ends an escape.
            if end > 0, end < references.count, references[end] <= 0x20, value != 0 { index += 1 }
        }
        return String(decoding: result, as: UTF8.self).lowercased()
    }

    private static func number(_ bytes: [UInt8], from start: Int, radix: Int, limit: Int) -> (value: Int, end: Int) {
        var value = 0
        var end = start
        while end < bytes.count, end - start < limit, let digit = Character(UnicodeScalar(bytes[end])).hexDigitValue,
            digit < radix
        {
            value = min(value * radix + digit, 0x110000)
            end += 1
        }
        return (value, end)
    }

    private static func append(_ value: Int, to bytes: inout [UInt8]) {
        guard value > 0, let scalar = UnicodeScalar(UInt32(value)) else { return }
        bytes += Array(String(scalar).utf8)
    }
}
