/// The smallest part of an SQL text that means something.
struct SQLToken: Sendable, Equatable {
    enum Kind: Sendable {
        /// A word without quotes: a keyword or a name.
        case word
        /// A name in quotes, which is never a keyword.
        case name
        case string, number, symbol
        /// The end of a statement.
        case end
    }

    let kind: Kind
    /// In bytes.
    let range: Range<Int>
    /// A word in capitals, a name or short string without its quotes, a symbol as it stands.
    let text: String
    /// What stands between the quotes.
    var inner: Range<Int>
    var isDollarQuoted = false
    var isBackticked = false

    init(_ kind: Kind, _ range: Range<Int>, _ text: String, inner: Range<Int>? = nil) {
        self.kind = kind
        self.range = range
        self.text = text
        self.inner = inner ?? range
    }

    func isWord(_ word: String) -> Bool { kind == .word && text == word }
    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
}
