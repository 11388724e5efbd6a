/// Text made safe for HTML: the one place where characters are escaped.
package enum HTMLText {
    /// Text for the content of an element or for a quoted attribute.
    package static func escape(_ text: String) -> String {
        // Most texts are as they are.
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return text }
        var writer = HTMLWriter(capacity: text.utf8.count + 16)
        writer.text(text)
        return writer.string
    }

    /// An address for a quoted attribute: unsafe bytes percent-encoded, `&` and quotes escaped. What is encoded already stays.
    package static func escapeAddress(_ address: String) -> String {
        var writer = HTMLWriter()
        writer.address(Array(address.utf8))
        return writer.string
    }
}
