package import Diagnostics

extension Rule {
    package static let parseError = Rule(
        "parse-error",
        .structure,
        "The file is not valid YAML, not UTF-8, or not closed where it should be.",
        help: """
            Nothing of such a file can be read. Mostly a bracket or a quote was not closed, a line is indented by a \
            tab, or a text with `: ` or ` #` in it wants quotes.
            """
    )
    package static let unknownKey = Rule(
        "unknown-key",
        .structure,
        "A key that the format does not have; often a misspelt one.",
        help: """
            What a misspelt key says is not read by anybody. The nearest known one is proposed; words of your own \
            belong into `sections:` or `notes:`.
            """
    )
    package static let missingField = Rule(
        "missing-field",
        .structure,
        "A required key is not there.",
        help: """
            The format asks for it in every plan that is past its draft; in a draft it is a warning. The message says \
            what belongs there.
            """
    )
    package static let wrongType = Rule(
        "wrong-type",
        .structure,
        "A value of another kind than the key takes.",
        help: """
            A list stands where one text belongs, or the other way round. Mind that `- ` begins a list and that an \
            indented `key:` begins a mapping.
            """
    )
    package static let unknownValue = Rule(
        "unknown-value",
        .structure,
        "A word that is not in the key's list.",
        help: """
            The key takes one of a few words, so that releases can be compared and filtered. The message lists them.
            """
    )
    package static let duplicateKey = Rule(
        "duplicate-key",
        .structure,
        "A key stands twice in one mapping.",
        help: """
            Only the first one holds, and readers see both. Take one out.
            """
    )
    package static let unquotedNumber = Rule(
        "unquoted-number",
        .structure,
        "A version or id without quotes that other readers take for a number: `1.10` is 1.1 to them.",
        help: """
            Other YAML readers turn `1.10` into 1.1 and `010` into 8. Write it in quotes.
            """
    )
    package static let commentInText = Rule(
        "comment-in-text",
        .structure,
        .warning,
        "A text without quotes that ` #` cuts off: to YAML `Tell #ops` is `Tell` and a comment.",
        help: """
            Channels and numbers of tickets begin with `#`, and behind a blank so does a comment. Put the text in quotes. A \
            comment that is meant has a blank behind its `#`.
            """
    )
    package static let badTime = Rule(
        "bad-time",
        .structure,
        "A time or date that can't be read.",
        help: """
            Times are RFC 3339: `2026-03-14T22:00:00Z`; days are `2026-03-14`.
            """
    )
    package static let timeWithoutOffset = Rule(
        "time-without-offset",
        .structure,
        "A time that does not say its offset from UTC.",
        help: """
            Nine o'clock where? Write `Z` for UTC, or the offset: `2026-03-14T22:00:00+01:00`.
            """
    )
    package static let badDuration = Rule(
        "bad-duration",
        .structure,
        "A duration or offset that can't be read.",
        help: """
            Durations are `90s`, `5m`, `1h30m`, `2d`; offsets from the window's start are `T+20m` and `T-24h`.
            """
    )
    package static let duplicateID = Rule(
        "duplicate-id",
        .structure,
        "Two things have one id.",
        help: """
            An address leads to one thing. Ids of steps share one space in a plan, the rollback's too; where an id \
            comes from a title, give the second one an `id:` of its own.
            """
    )
    package static let unstableID = Rule(
        "unstable-id",
        .structure,
        "An id that is only a number: it shifts when something is inserted.",
        help: """
            A number changes as soon as something is put in before it, and with it every link. Name the thing by what \
            it does: `switch-traffic`.
            """
    )
    package static let badID = Rule(
        "bad-id",
        .structure,
        "An id with characters that an address can't have.",
        help: """
            An id is part of an address: small letters, digits, `.`, `_` and `-`, at most a hundred. The message \
            proposes one.
            """
    )
    package static let unknownReference = Rule(
        "unknown-reference",
        .structure,
        "Something names a pattern, checklist, role, step or release that is not there.",
        help: """
            The page would link to nothing, and a step would have no owner. Mend the name, or write what it names.
            """
    )
    package static let fileTooLarge = Rule(
        "file-too-large",
        .structure,
        "A file of more than 16 MiB.",
        help: """
            It is not read. A plan of this size is mostly a log that was pasted in: put it beside the plan as a file \
            and link to it.
            """
    )
    package static let tooDeep = Rule(
        "too-deep",
        .structure,
        "YAML nested deeper than 64 levels, Markdown deeper than 200, or a table of more than 1,000 columns.",
        help: """
            No plan needs this; it is mostly an error in the indentation. Of Markdown what lies deeper is shown on one level, of a \
            table the first 1,000 columns.
            """
    )
    package static let tooManyAliases = Rule(
        "too-many-aliases",
        .structure,
        "More than 100,000 values in a file, aliases put in.",
        help: """
            Aliases of aliases can make a small file fill a machine's memory. Write the values out.
            """
    )
}

extension Rule {
    /// The rules of this file, and of reading Markdown plans.
    package static let structureRules: [Rule] = [
        .parseError,
        .unknownKey,
        .missingField,
        .wrongType,
        .unknownValue,
        .duplicateKey,
        .unquotedNumber,
        .commentInText,
        .badTime,
        .timeWithoutOffset,
        .badDuration,
        .duplicateID,
        .unstableID,
        .badID,
        .unknownReference,
        .fileTooLarge,
        .tooDeep,
        .tooManyAliases,
        .unreadText,
    ]
}
