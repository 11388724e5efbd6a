/// An element of an XML document. Names are fixed in the program and texts are escaped when it is written, so what is
/// written is always well-formed.
struct XMLElement: Sendable {
    let name: StaticString
    let attributes: [Attribute]
    let content: Content

    enum Content: Sendable {
        case text(String)
        case elements([XMLElement])
    }

    struct Attribute: Sendable {
        let name: StaticString
        let value: String

        init(_ name: StaticString, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    init(_ name: StaticString, _ attributes: [Attribute] = [], _ elements: [XMLElement] = []) {
        self.name = name
        self.attributes = attributes
        content = .elements(elements)
    }

    init(_ name: StaticString, text: String) {
        self.name = name
        attributes = []
        content = .text(text)
    }

    /// The document of which this is the root, in UTF-8.
    var document: [UInt8] {
        var writer = XMLWriter()
        writer.markup("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
        writer.write(self, depth: 0)
        return writer.bytes
    }
}

private struct XMLWriter {
    var bytes: [UInt8] = []

    mutating func markup(_ text: StaticString) {
        // Unsafe: there is no other way to the bytes of a static string.
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ element: XMLElement, depth: Int) {
        indent(depth)
        markup("<")
        markup(element.name)
        for attribute in element.attributes {
            markup(" ")
            markup(attribute.name)
            markup("=\"")
            write(attribute.value, isAttribute: true)
            markup("\"")
        }
        switch element.content {
        case .elements(let elements) where elements.isEmpty:
            return markup("/>\n")
        case .elements(let elements):
            markup(">\n")
            for element in elements { write(element, depth: depth + 1) }
            indent(depth)
        case .text(let text):
            markup(">")
            write(text, isAttribute: false)
        }
        markup("</")
        markup(element.name)
        markup(">\n")
    }

    private mutating func indent(_ depth: Int) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func write(_ text: String, isAttribute: Bool) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup("&amp;")
            case "<": markup("&lt;")
            case ">": markup("&gt;")
            case "\"": markup("&quot;")
            // A parser would take a carriage return for a newline, and in an attribute both for a space.
            case "\r": markup("&#13;")
            case "\n" where isAttribute: markup("&#10;")
            case "\t" where isAttribute: markup("&#9;")
            default: bytes.append(contentsOf: UTF8.encode(scalar.isXMLCharacter ? scalar : "\u{FFFD}") ?? .init())
            }
        }
    }
}

extension Unicode.Scalar {
    /// Whether XML 1.0 allows it in a document at all, be it as a reference (section 2.2, `Char`).
    fileprivate var isXMLCharacter: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
