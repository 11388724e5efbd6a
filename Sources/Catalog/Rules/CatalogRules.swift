package import Diagnostics

/// Rules that need the content folder as a whole.
extension Rule {
    package static let noBookFile = Rule(
        "no-book-file",
        .structure,
        .warning,
        "The content folder has no rollbook.yaml; defaults hold.",
        help: """
            The title is then the folder's name, and nothing is known of services, freezes and approvals. A \
            `rollbook.yaml` with a `title:` is enough to begin with.
            """
    )
    package static let unplacedFile = Rule(
        "unplaced-file",
        .structure,
        .warning,
        "A Markdown or YAML file that is in none of the folders that are read.",
        help: """
            Nothing reads it and no page shows it. Move it into a folder that is read, or name its place under \
            `sources:` in rollbook.yaml.
            """
    )
    package static let emptyBook = Rule(
        "empty-book",
        .structure,
        "The content folder holds nothing to publish.",
        help: """
            There is nothing to make pages of. A plan at `releases/<id>/deployment-plan.yaml` is a book, and so is a \
            folder of Markdown files.
            """
    )
    package static let outsideContent = Rule(
        "outside-content",
        .structure,
        "A symbolic link or path that leads out of the content folder.",
        help: """
            What lies outside could be anything on the machine that builds the site. Copy the file into the content \
            folder.
            """
    )
    package static let pathTooLong = Rule(
        "path-too-long",
        .structure,
        "A path of more than 240 bytes.",
        help: """
            Such a name can't be written on every disk. Shorten the folders' or the file's name.
            """
    )
    package static let unreadableFile = Rule(
        "unreadable-file",
        .structure,
        "A file that could not be read.",
        help: """
            It is there and can't be read: look at its permissions.
            """
    )
    package static let duplicateAttempt = Rule(
        "duplicate-attempt",
        .records,
        "Two run records of one attempt.",
        help: """
            Two records of one attempt can't both be what happened. Number them in the order in which they were made.
            """
    )
    package static let runWithoutPlan = Rule(
        "run-without-plan",
        .records,
        "A run record that belongs to no release.",
        help: """
            A record is joined to the plan in whose folder it lies: `releases/<id>/runs/1.yaml` beside \
            `releases/<id>/deployment-plan.yaml`.
            """
    )
    package static let runOfUnknownStep = Rule(
        "run-of-unknown-step",
        .records,
        "A run record names a step, trigger or phase that its plan does not have.",
        help: """
            The record can't be set against the plan. Mend the name; where a step was renamed since, keep its former \
            id under `aliases:`.
            """
    )
    package static let ambiguousAddress = Rule(
        "ambiguous-address",
        .site,
        "Two sources would stand at one address, upper and lower case taken as the same.",
        help: """
            One of the two would take the other's page, and on some disks names that differ by case are one. Rename \
            one of them. An alias of a page counts too: a redirect can't stand over a page, and leads to one page alone.
            """
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
        .similarService,
        .ambiguousAddress,
    ]
}
