package import Diagnostics

/// Rules that need the content folder as a whole.
extension Rule {
    package static let noBookFile = Rule(
        "no-book-file",
        .structure,
        .warning,
        "The content folder has no rollbook.yaml; defaults hold."
    )
    package static let unplacedFile = Rule(
        "unplaced-file",
        .structure,
        .warning,
        "A Markdown or YAML file that is in none of the folders that are read."
    )
    package static let emptyBook = Rule("empty-book", .structure, "The content folder holds nothing to publish.")
    package static let outsideContent = Rule(
        "outside-content",
        .structure,
        "A symbolic link or path that leads out of the content folder."
    )
    package static let pathTooLong = Rule("path-too-long", .structure, "A path of more than 240 bytes.")
    package static let unreadableFile = Rule("unreadable-file", .structure, "A file that could not be read.")
    package static let duplicateAttempt = Rule("duplicate-attempt", .records, "Two run records of one attempt.")
    package static let runWithoutPlan = Rule("run-without-plan", .records, "A run record that belongs to no release.")
    package static let runOfUnknownStep = Rule(
        "run-of-unknown-step",
        .records,
        "A run record names a step, trigger or phase that its plan does not have."
    )
    package static let ambiguousAddress = Rule(
        "ambiguous-address",
        .site,
        "Two sources would stand at one address, upper and lower case taken as the same."
    )
}

extension Rule {
    /// The rules that need the content folder as a whole.
    package static let catalogRules: [Rule] = [
        .noBookFile,
        .unplacedFile,
        .emptyBook,
        .outsideContent,
        .pathTooLong,
        .unreadableFile,
        .duplicateAttempt,
        .runWithoutPlan,
        .runOfUnknownStep,
        .completedWithoutRun,
        .patternDoesNotSuit,
        .windowOverlaps,
        .ambiguousAddress,
    ]
}
