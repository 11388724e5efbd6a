internal import Diagnostics
internal import Documents

/// What an earlier list promised and the site has no more: `published-address-lost`.
struct LostAddresses {
    private let list: PermalinkList
    private let all: Set<String>
    private let file: String
    private var lost: [(link: Permalink, line: Int, length: Int)] = []
    private(set) var found: [Diagnostic] = []

    /// - Parameters:
    ///   - earlier: The bytes of an earlier `permalinks.txt`.
    ///   - file: Its path, as messages show it.
    init(_ list: PermalinkList, earlier: [UInt8], file: String) {
        self.list = list
        all = list.all
        self.file = file
        let text = String(decoding: earlier, as: UTF8.self).unicodeScalars
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            // Some editors put a mark of the encoding before the first line.
            let hasMark = index == 0 && line.first == "\u{FEFF}"
            read(Substring(line.dropFirst(hasMark ? 1 : 0)).trimmed, line: index + 1)
        }
        reportLost()
    }

    private mutating func read(_ text: String, line number: Int) {
        guard !text.isEmpty else { return }
        let length = text.unicodeScalars.count
        guard let link = Permalink(text) else {
            let fix = Diagnostic.Fix("a line is an address from the site's root: `/releases/payments-2.4.0/`")
            let span = SourceSpan(line: number, column: 1, length: length)
            found.append(Diagnostic(.parseError, "this is no address of a site", file: file, at: span, fixes: [fix]))
            return
        }
        if !keeps(link) { lost.append((link, number, length)) }
    }

    /// Whether a reader who follows an address comes to what it names, be it by a redirect.
    private func keeps(_ link: Permalink) -> Bool {
        if all.contains(link.text) { return true }
        return list.redirect(of: link).map { all.contains(link.moved(to: $0).text) } ?? false
    }

    /// The places of a page that is lost are lost with it: one finding says so.
    private mutating func reportLost() {
        let pages = Set(lost.map(\.link).filter { $0.fragment == nil })
        let places = Dictionary(grouping: lost.map(\.link).filter { $0.fragment != nil }, by: \.page)
        for (link, line, length) in lost where link.fragment == nil || !pages.contains(link.page) {
            let count = link.fragment == nil ? places[link]?.count ?? 0 : 0
            let more = count == 0 ? "" : ", with \(Words.count(count, "place")) in it"
            found.append(
                Diagnostic(
                    .publishedAddressLost,
                    "`\(link.text)` was published and would be there no more\(more)",
                    file: file,
                    at: SourceSpan(line: line, column: 1, length: length),
                    fixes: [Diagnostic.Fix(Self.advice(link))]
                )
            )
        }
    }

    private static func advice(_ link: Permalink) -> String {
        guard let fragment = link.fragment else {
            return "keep it: `aliases: [/\(link.path)]` in the page that took its place"
        }
        guard fragment.hasPrefix("step-") else { return "give what took its place this id again" }
        return "keep it: `aliases: [\(fragment.dropFirst("step-".count))]` in the step that took its place"
    }
}
