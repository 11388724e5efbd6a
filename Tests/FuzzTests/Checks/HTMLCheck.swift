/// A strict reader of HTML that shares nothing with the renderer: it takes what our pages may hold and nothing else.
///
/// Every `<` begins a tag of the list, with attributes of the list in double quotes; every `&` begins a character
/// reference; tags are closed in order; no address runs anything; no id stands twice.
struct HTMLCheck {
    private let html: [UInt8]
    private var position = 0
    private var open: [String] = []
    private(set) var ids: Set<String> = []
    /// The text without tags, its references resolved.
    private(set) var text: [UInt8] = []

    init(_ html: String) throws(PropertyFailure) {
        self.html = Array(html.utf8)
        try read()
    }

    private static let void: Set<String> = ["br", "hr", "img", "input", "col"]
    private static let elements: Set<String> = Set(
        """
        a abbr b blockquote br caption code col colgroup dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img input \
        ins kbd li mark nav ol p pre q s samp section small span strong sub summary sup table tbody td tfoot th thead \
        tr u ul var
        """.split(separator: " ").map(String.init)
    )
    private static let attributes: Set<String> = Set(
        """
        align alt aria-hidden aria-label checked class colspan data-footnote-backref data-footnote-ref data-footnotes \
        disabled height href id name open role rowspan src start tabindex title type width
        """.split(separator: " ").map(String.init)
    )

    private mutating func read() throws(PropertyFailure) {
        while position < html.count {
            switch html[position] {
            case UInt8(ascii: "<"): try readTag()
            case UInt8(ascii: "&"): text += try readReference()
            // `>` and quotes are escaped everywhere, so that no context is left by them.
            case UInt8(ascii: ">"): throw failure("a bare >")
            case UInt8(ascii: "\""): throw failure("a bare quote in a text")
            default:
                text.append(html[position])
                position += 1
            }
        }
        if let last = open.last { throw failure("<\(last)> is not closed") }
    }

    private func failure(_ message: String) -> PropertyFailure {
        let around = html[max(0, position - 40)..<min(html.count, position + 40)]
        return PropertyFailure("\(message), at \(String(decoding: around, as: UTF8.self).debugDescription)")
    }

    private func peek() -> UInt8? { position < html.count ? html[position] : nil }

    private mutating func name() -> String {
        let start = position
        while let byte = peek(), (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D {
            position += 1
        }
        return String(decoding: html[start..<position], as: UTF8.self)
    }

    private mutating func skip(_ byte: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    private mutating func readTag() throws(PropertyFailure) {
        position += 1
        if skip("/") {
            let name = name()
            guard skip(">") else { throw failure("no end tag") }
            guard open.popLast() == name else { throw failure("</\(name)> closes another element") }
            return
        }
        let name = name()
        guard Self.elements.contains(name) else { throw failure("the element <\(name)>") }
        var seen: Set<String> = []
        while skip(" ") {
            if peek() == UInt8(ascii: "/") { break }
            let attribute = self.name()
            guard Self.attributes.contains(attribute) else { throw failure("the attribute \(attribute) of <\(name)>") }
            guard seen.insert(attribute).inserted else { throw failure("\(attribute) twice") }
            if skip("=") { try check(attribute, of: name, try value()) }
        }
        if Self.void.contains(name) {
            _ = skip("/")
        } else {
            open.append(name)
        }
        guard skip(">") else { throw failure("the tag <\(name) is not closed") }
    }

    private mutating func value() throws(PropertyFailure) -> [UInt8] {
        guard skip("\"") else { throw failure("a value without quotes") }
        var value: [UInt8] = []
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return value
            case UInt8(ascii: "<"), UInt8(ascii: ">"): throw failure("a bare bracket in a value")
            case UInt8(ascii: "&"): value += try readReference()
            default:
                value.append(byte)
                position += 1
            }
        }
        throw failure("a value without an end")
    }

    private mutating func check(_ attribute: String, of element: String, _ value: [UInt8]) throws(PropertyFailure) {
        switch attribute {
        case "id":
            let id = String(decoding: value, as: UTF8.self)
            guard !id.isEmpty, ids.insert(id).inserted else { throw failure("the id \(id.debugDescription) again") }
        case "href", "src":
            // Without a colon it is a relative path, and `file` a file.
            guard value.contains(UInt8(ascii: ":")) else { return }
            let scheme = value.filter { $0 > 0x20 && $0 != 0x7F }.prefix { $0 != UInt8(ascii: ":") }
            let word = String(decoding: scheme, as: UTF8.self).lowercased()
            guard !["javascript", "vbscript", "file"].contains(word), word != "data" || attribute == "src" else {
                throw failure("an address that runs something")
            }
        case "type":
            guard element == "input", value.elementsEqual("checkbox".utf8) else { throw failure("an input of a type") }
        default: break
        }
    }

    /// A character reference as bytes; names other than ours stay as they are written.
    private mutating func readReference() throws(PropertyFailure) -> [UInt8] {
        let start = position
        position += 1
        if skip("#") {
            let isHexadecimal = skip("x") || skip("X")
            let digits = position
            while let byte = peek(),
                (0x30...0x39).contains(byte) || isHexadecimal && (0x41...0x46).contains(byte & ~0x20)
            { position += 1 }
            guard position > digits, skip(";") else { throw failure("no character reference") }
            let number = UInt32(
                String(decoding: html[digits..<position - 1], as: UTF8.self),
                radix: isHexadecimal ? 16 : 10
            )
            return Array(String(Character(number.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}")).utf8)
        }
        while let byte = peek(), (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & ~0x20) { position += 1 }
        guard position > start + 1, skip(";") else { throw failure("a bare ampersand") }
        switch String(decoding: html[start..<position], as: UTF8.self) {
        case "&amp;": return [UInt8(ascii: "&")]
        case "&lt;": return [UInt8(ascii: "<")]
        case "&gt;": return [UInt8(ascii: ">")]
        case "&quot;": return [UInt8(ascii: "\"")]
        default: return Array(html[start..<position])
        }
    }
}
