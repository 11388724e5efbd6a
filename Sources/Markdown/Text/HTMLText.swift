/// Text made safe for HTML: the one place where characters are escaped.
package enum HTMLText {
    /// Text for the content of an element or for a quoted attribute.
    package static func escape(_ text: String) -> String {
        var writer = HTMLWriter()
        writer.text(Array(text.utf8))
        return writer.string
    }

    /// An address for a quoted attribute: unsafe bytes percent-encoded, `&` and quotes escaped. What is encoded already stays.
    package static func escapeAddress(_ address: String) -> String {
        var writer = HTMLWriter()
        writer.address(Array(address.utf8))
        return writer.string
    }
}
