/// The elements that may stand in a text as raw HTML, and their attributes. Everything else is shown as text.
enum HTMLAllowList {
    static func attributes(of element: String) -> Set<String>? { elements[element] }

    static func isVoid(_ element: String) -> Bool { element == "br" || element == "hr" || element == "img" }

    /// Elements whose content is no text either: dropped with them where raw HTML is dropped.
    static let opaque: Set<String> = ["script", "style", "iframe", "object", "template", "noscript", "textarea", "svg"]

    /// Whether the start of `element` ends an open `other` of which nobody writes the end.
    static func ends(_ other: String, at element: String) -> Bool {
        switch element {
        case "li": other == "li"
        case "dt", "dd": other == "dt" || other == "dd"
        case "td", "th": other == "td" || other == "th"
        case "tr": other == "td" || other == "th" || other == "tr"
        default: false
        }
    }

    private static let elements: [String: Set<String>] = {
        var table: [String: Set<String>] = [
            "a": ["href", "id", "name"], "details": ["open"], "img": ["src", "alt", "title", "width", "height"],
        ]
        let plain =
            "abbr b br code dd del div dl dt em hr i ins kbd li mark ol p pre q s samp small span strong sub summary sup u ul var"
        for name in plain.split(separator: " ") { table[String(name)] = [] }
        for level in 1...6 { table["h\(level)"] = ["id"] }
        for name in "table thead tbody tfoot tr td th caption colgroup col".split(separator: " ") {
            table[String(name)] = ["align", "colspan", "rowspan"]
        }
        return table
    }()
}
