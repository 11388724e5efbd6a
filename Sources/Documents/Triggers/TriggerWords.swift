/// The words that people use in triggers.
enum TriggerWords {
    /// Longer phrases first where one begins another.
    static let comparators: [(words: [String], comparator: TriggerCondition.Comparator)] = phrases.map {
        ($0.split(separator: " ").map(String.init), $1)
    }.sorted { $0.words.count > $1.words.count }

    private static let phrases: [(String, TriggerCondition.Comparator)] = [
        ("greater than or equal to", .greaterOrEqual), ("less than or equal to", .lessOrEqual),
        ("more than", .greater), ("greater than", .greater), ("higher than", .greater), ("larger than", .greater),
        ("longer than", .greater), ("bigger than", .greater), ("slower than", .greater), ("in excess of", .greater),
        ("exceeds", .greater), ("exceed", .greater), ("exceeding", .greater), ("exceeded", .greater),
        ("above", .greater), ("beyond", .greater), ("surpasses", .greater), ("tops", .greater),
        ("no more than", .lessOrEqual), ("not more than", .lessOrEqual), ("at most", .lessOrEqual),
        ("less than", .less), ("fewer than", .less), ("lower than", .less), ("smaller than", .less), ("below", .less),
        ("under", .less), ("beneath", .less), ("drops to", .lessOrEqual), ("falls to", .lessOrEqual),
        ("at least", .greaterOrEqual), ("no less than", .greaterOrEqual), ("not less than", .greaterOrEqual),
        ("no fewer than", .greaterOrEqual), ("reaches", .greaterOrEqual), ("reach", .greaterOrEqual),
        ("hits", .greaterOrEqual), ("rises to", .greaterOrEqual), ("climbs to", .greaterOrEqual),
        ("equals", .equal), ("equal to", .equal), ("is exactly", .equal), ("differs from", .notEqual),
        ("is not", .notEqual), ("not equal to", .notEqual), ("does not equal", .notEqual),
    ]

    static let behindOr: [String: TriggerCondition.Comparator] = [
        "more": .greaterOrEqual, "higher": .greaterOrEqual, "greater": .greaterOrEqual, "above": .greaterOrEqual,
        "less": .lessOrEqual, "fewer": .lessOrEqual, "lower": .lessOrEqual, "below": .lessOrEqual,
    ]

    /// What a duration begins with.
    static let before: Set<String> = [
        "for", "over", "during", "within", "in", "across", "lasting", "throughout", "sustained", "since",
    ]
    /// What may stand between that and the number.
    static let fillers: Set<String> = [
        "a", "an", "the", "one", "last", "past", "any", "at", "least", "more", "than", "consecutive", "continuous",
        "rolling", "sliding", "moving", "period", "of", "about", "every", "each", "full", "longer", "over", "up", "to",
        "straight", "window", "successive", "some",
    ]
    static let times: [String: Int] = [
        "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "m": 60, "min": 60, "mins": 60, "minute": 60,
        "minutes": 60, "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "d": 86_400, "day": 86_400,
        "days": 86_400,
    ]

    /// At the beginning of a name these say nothing.
    static let opening: Set<String> = ["if", "when", "the", "a", "an", "any", "once", "whenever", "more", "-"]
    /// Nor at its end.
    static let loose: Set<String> = [
        "is", "are", "was", "goes", "go", "rises", "rise", "stays", "stay", "remains", "remain", "drops", "drop",
        "falls",
        "fall", "climbs", "becomes", "gets", "jumps", "increases", "increase", "decreases", "of", "to", "by", "has",
        "have", "with", "sustained", "continuously", "measured", "averaged", "on", "average", "at", "been", "the", "a",
        "from",
    ]
    /// Units that name no metric of their own.
    static let plainUnits: Set<String> = [
        "ms", "s", "m", "h", "d", "us", "ns", "seconds", "second", "minutes", "minute", "hours", "hour", "percent",
        "mb",
        "gb", "kb", "mib", "gib", "kib", "MB", "GB", "KB", "MiB", "GiB", "KiB", "count", "times", "x", "per",
    ]

    /// They sound like a measure and are none.
    static let vague: Set<String> = [
        "spike", "spikes", "spiking", "significant", "significantly", "unexpected", "unexpectedly", "elevated",
        "abnormal",
        "abnormally", "unusual", "unusually", "noticeable", "noticeably", "excessive", "excessively", "degraded",
        "degradation", "degrades", "many", "high", "too", "increased", "unacceptable", "severe", "serious", "major",
        "substantial", "considerable", "considerably", "anomalous", "anomaly", "suspicious", "widespread", "slow",
    ]
}
