import Diagnostics

@testable import Documents

/// Makes plans at random out of the field tables themselves, so that a key that is added is tried without a word.
struct PlanGenerator {
    /// How far texts go out of their way.
    enum Texts { case plain, hostile }

    private var state: UInt64
    private let texts: Texts

    init(seed: UInt64, texts: Texts) {
        state = seed
        self.texts = texts
        // Neighbouring seeds would walk through the same numbers.
        state = UInt64(next(Int.max)) &* 0xD1B5_4A32_D192_ED03
    }

    /// A plan as YAML in one line a key.
    mutating func plan() -> String {
        var yaml = ""
        for field in DeploymentPlan.fields.all.map(\.description) where next(5) > 0 || field.isRequired {
            yaml += "\(field.key): \(yamlFlow(value(field.shape, key: field.key, depth: 0)))\n"
        }
        return yaml
    }

    private mutating func next(_ bound: Int) -> Int {
        // SplitMix64 (Steele, Lea, Flood 2014).
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((bits ^ (bits >> 31)) % UInt64(bound))
    }

    private mutating func pick<Element>(_ items: [Element]) -> Element { items[next(items.count)] }

    private mutating func value(_ shape: FieldShape, key: String, depth: Int) -> JSON {
        switch shape {
        case .text: .string(text(key))
        case .markdown: .string(markdown())
        case .identifier, .incidentIdentifier: .string("\(pick(Self.names))-\(pick(Self.names))-\(next(1000))")
        case .versionText: .string("\(next(9)).\(next(30)).\(next(9))")
        case .integer: .int(1)
        case .number: .number(pick(["1", "0.5", "800", "2.25", "-3"]))
        case .flag: .bool(next(2) == 0)
        case .time: .string("2026-0\(1 + next(9))-1\(next(10))T2\(next(4)):\(10 + next(50)):00Z")
        case .date, .timeOrDate: .string("2026-0\(1 + next(9))-1\(next(10))")
        case .duration: .string(pick(["90s", "5m", "1h30m", "2d", "40s"]))
        case .offset: .string(pick(["T", "T+20m", "T-24h", "T+1h10m"]))
        case .share: .string(pick(["5%", "0.5%", "100%"]))
        case .choice(let values): .string(pick(values))
        case .record(_, let fields): record(fields(), depth: depth + 1)
        case .list(let element): .array((0..<(1 + next(3))).map { _ in value(element, key: key, depth: depth) })
        case .map(let element):
            .object(
                Dictionary(
                    (0..<(1 + next(3))).map { _ in
                        ("\(pick(Self.words))\(next(100))", value(element, key: key, depth: depth))
                    }
                ) { first, _ in first }
            )
        case .either(let shapes): value(pick(shapes), key: key, depth: depth)
        }
    }

    private mutating func record(_ fields: [FieldDescription], depth: Int) -> JSON {
        var members: [String: JSON] = [:]
        for field in fields where texts == .plain && field.isRequired || next(4) > 0 {
            members[field.key] = value(field.shape, key: field.key, depth: depth)
        }
        // Nobody writes both forms of a condition, or a verification without its command.
        if texts == .plain, members["threshold"] != nil {
            members["when"] = nil
            for key in ["metric", "comparator", "unit", "for"] where members[key] == nil {
                members[key] = .string(["metric": "p99", "comparator": ">", "unit": "ms"][key] ?? "5m")
            }
        } else if texts == .plain, members["when"] != nil {
            for key in ["metric", "comparator", "unit", "for"] { members[key] = nil }
        }
        // A mapping with nothing in it says nothing.
        if members.isEmpty, let first = fields.first {
            members[first.key] = value(first.shape, key: first.key, depth: depth)
        }
        return .object(members)
    }

    private mutating func text(_ key: String) -> String {
        switch key {
        case "comparator": return pick([">", ">=", "<", "<=", "=="])
        case "unit": return pick(["%", "ms", "count"])
        case "url", "link", "evidence", "dashboard": return "https://example.org/\(pick(Self.words))?a=\(next(9))"
        case "shell" where texts == .plain: return pick(["bash", "sql", "console"])
        case "command" where texts == .plain:
            return "./\(pick(Self.words)) --\(pick(Self.words)) '\(pick(Self.words))' | wc -l"
        default: return sentence()
        }
    }

    private mutating func sentence() -> String {
        let words = (0..<(1 + next(5))).map { _ in pick(Self.words) }.joined(separator: " ")
        return texts == .plain || next(3) > 0 ? words : "\(words) \(pick(Self.hostile)) \(pick(Self.words))"
    }

    private mutating func markdown() -> String {
        let text = sentence()
        guard texts == .hostile else { return next(3) == 0 ? "\(text)\n\nMore: \(sentence())." : text }
        return next(2) == 0 ? text : "\(text)\n\(pick(Self.hostile))\n\n\(pick(Self.hostile))"
    }

    private static let names = ["ledger", "switch", "green", "pool", "drain"]
    private static let words = [
        "ledger", "switch", "traffic", "green", "pool", "Größe", "数据库", "מסד", "🚀", "verify", "drain", "a_b", "x*y",
    ]

    static let hostile = [
        "a|b", "\\|", "`code`", "``", "```\nfence\n```", "~~~", "# hash", "## Rollback", "#### Step 9.9: No", "- dash",
        "- **Id:** `no`", "**Verify:** no", "**Rollback:**", "Primary: nobody", "| a | b |\n| --- | --- |\n| c | d |",
        "trailing  ", " leading", "\t", "\r\n", "\r", "a\nb", "\n\n", "---", "***", "> quote", "1. one", "[x](y)",
        "[x]: y", "![p](q)", "<script>alert(1)</script>", "&amp;", "\\", "\\\\", "\\`", "*", "**", "_", "~~gone~~",
        "$ prompt",
        "%{name}", "\u{202E}abc", "\u{200B}", "\u{2028}", "\u{85}", "\u{7F}", "\u{1}", "\u{FEFF}", "é", "e\u{301}", "👩‍👩‍👧",
        "T+20m", "~", "null", "yes", "\"quoted\"", "'single'", ": colon", "{a: b}", "Goes on only if:", "Factors:",
        "``` bash\necho\n```", "**Expected:**", "C#", "#", "===",
    ]
}
