/// What `CodeLexer` must know of a language.
struct CodeLanguage: Sendable {
    var keywords: Set<String>
    var ignoresCase = false
    var lineComments: [[UInt8]] = []
    var hasBlockComments = false
    /// Quotes, each with whether a backslash escapes in it and whether it spans lines.
    var quotes: [UInt8: (escapes: Bool, spansLines: Bool)]
    var hasTripleQuotes = false
    var hasDurations = false
    /// A string or word before a colon is a key.
    var hasKeys = false
    /// Words in braces are labels.
    var hasLabels = false

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    static let json = CodeLanguage(
        keywords: words("true false null"),
        lineComments: [Array("//".utf8)],
        hasBlockComments: true,
        quotes: [0x22: (true, false)],
        hasKeys: true
    )

    static let sql = CodeLanguage(
        keywords: words(
            """
            add all alter analyze and any as asc begin between bigint boolean by cascade case check column commit \
            concurrently constraint create cross current_timestamp database date default delete desc distinct do drop \
            else end except exists explain extension false fetch for foreign from full function grant group having if \
            ilike in index inner insert int integer interval into is join json jsonb key lateral left like limit lock \
            materialized not nothing null numeric offset on or order outer over partition primary procedure references \
            rename replace returning returns revoke right role rollback row rows schema select serial set show table \
            temporary text then timestamp timestamptz to transaction trigger true truncate type union unique update \
            using uuid vacuum validate values varchar view when where window with
            """
        ),
        ignoresCase: true,
        lineComments: [Array("--".utf8)],
        hasBlockComments: true,
        quotes: [0x27: (false, true), 0x22: (false, true), 0x60: (false, true)]
    )

    static let promql = CodeLanguage(
        keywords: words(
            "and or unless by without on ignoring group_left group_right offset bool sum avg min max count topk bottomk quantile stddev stdvar count_values group atan2"
        ),
        lineComments: [Array("#".utf8)],
        quotes: [0x22: (true, false), 0x27: (true, false), 0x60: (false, true)],
        hasDurations: true,
        hasLabels: true
    )

    static let python = CodeLanguage(
        keywords: words(
            "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield"
        ),
        lineComments: [Array("#".utf8)],
        quotes: [0x22: (true, false), 0x27: (true, false)],
        hasTripleQuotes: true
    )

    static let go = CodeLanguage(
        keywords: words(
            "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var true false nil iota string int int64 int32 uint64 bool byte rune error any float64"
        ),
        lineComments: [Array("//".utf8)],
        hasBlockComments: true,
        quotes: [0x22: (true, false), 0x27: (true, false), 0x60: (false, true)]
    )
}
