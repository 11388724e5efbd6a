internal import Diagnostics

/// What is found of one page: its facts, and its parts with their anchors.
struct SearchDocument: Sendable {
    struct Part: Sendable {
        /// The anchor in the page; `nil` for the page's top.
        var anchor: String?
        var title: String
        var text: String
        /// What is typed there; looked up by `command:` too.
        var command: String?
    }

    let address: Address
    /// `Release`, `Pattern` ...
    let kind: String
    let title: String
    /// Shown below the title, and looked up with a little more weight than other text.
    let facts: [String]
    /// Names and values of fields, which are looked up whole: `service` and `payments` for `service:payments`.
    var fields: [(name: String, value: String)] = []
    /// Newer comes before older where nothing else decides: seconds since 1970.
    var moment = Int.min
    var parts: [Part] = []

    /// The file beside the page from which the search page shows what it found.
    var file: String { Self.file(of: address) }

    static func file(of page: Address) -> String { page.path + "search.js" }

    /// `rollbookSearch("page", address, [kind, title, facts, [[anchor, title, text, command] ...]])`
    var script: [UInt8] {
        let shown: [JSON] = parts.map { part in
            var values: [JSON] = [.string(part.anchor ?? ""), .string(part.title), .string(part.text)]
            if let command = part.command { values.append(.string(command)) }
            return .array(values)
        }
        let all: [JSON] = [
            .string(kind), .string(title), .string(facts.joined(separator: " · ")), .array(shown),
        ]
        return SearchIndex.call("page", .string(address.path), .array(all))
    }

    /// Each word of the page with its weight.
    ///
    /// A word in the title weighs most, then headings, facts and commands, then the rest.
    func eachWord(_ take: (_ word: String, _ weight: Int, _ isTitle: Bool) -> Void) {
        func add(_ text: String, _ weight: Int, isTitle: Bool = false) {
            SearchWords.each(in: text) { take($0, weight, isTitle) }
        }
        add(title, 6, isTitle: true)
        // The last part of the address: the id by which people name a release.
        let id = address.path.split(separator: "/").last.map(String.init) ?? ""
        add(id, 6, isTitle: true)
        // Who types the whole id means this page, whatever others have in their title.
        take("id:" + SearchWords.all(in: id).joined(separator: "-"), 1, true)
        for fact in facts { add(fact, 3) }
        for field in fields {
            take("\(field.name):" + SearchWords.all(in: field.value).joined(separator: "-"), 1, false)
        }
        for part in parts {
            add(part.title, 3)
            add(part.text, 1)
            if let command = part.command {
                SearchWords.each(in: command) { word in
                    take(word, 2, false)
                    take("command:\(word)", 1, false)
                }
            }
        }
    }
}
