package import Diagnostics

extension Rule {
    package static let parseError = Rule(
        "parse-error",
        .structure,
        "The file is not valid YAML, not UTF-8, or not closed where it should be."
    )
    package static let unknownKey = Rule(
        "unknown-key",
        .structure,
        "A key that the format does not have; often a misspelt one."
    )
    package static let missingField = Rule("missing-field", .structure, "A required key is not there.")
    package static let wrongType = Rule("wrong-type", .structure, "A value of another kind than the key takes.")
    package static let unknownValue = Rule("unknown-value", .structure, "A word that is not in the key's list.")
    package static let duplicateKey = Rule("duplicate-key", .structure, "A key stands twice in one mapping.")
    package static let unquotedNumber = Rule(
        "unquoted-number",
        .structure,
        "A version or id without quotes that other readers take for a number: `1.10` is 1.1 to them."
    )
    package static let badTime = Rule("bad-time", .structure, "A time or date that can't be read.")
    package static let timeWithoutOffset = Rule(
        "time-without-offset",
        .structure,
        "A time that does not say its offset from UTC."
    )
    package static let badDuration = Rule("bad-duration", .structure, "A duration or offset that can't be read.")
    package static let duplicateID = Rule("duplicate-id", .structure, "Two things have one id.")
    package static let unstableID = Rule(
        "unstable-id",
        .structure,
        "An id that is only a number: it shifts when something is inserted."
    )
    package static let badID = Rule("bad-id", .structure, "An id with characters that an address can't have.")
    package static let unknownReference = Rule(
        "unknown-reference",
        .structure,
        "Something names a pattern, checklist, role, step or release that is not there."
    )
    package static let fileTooLarge = Rule("file-too-large", .structure, "A file of more than 16 MiB.")
    package static let tooDeep = Rule("too-deep", .structure, "YAML nested deeper than 64 levels.")
    package static let tooManyAliases = Rule(
        "too-many-aliases",
        .structure,
        "More than 100,000 values in a file, aliases put in."
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
