package import Diagnostics

/// One database migration.
package struct Migration: Record {
    package init() {}
    package var place = Place()
    package var id: Located<Identifier>?
    package var title: Located<String>?
    package var database: Located<String>?
    package var operation: Located<String>?
    package var breaking: Located<Bool>?
    package var pattern: Located<MigrationPattern>?
    package var stage: Located<MigrationStage>?
    @Indirect package var expands: Located<String>? = nil
    @Indirect package var script: Located<String>? = nil
    package var command: Located<String>?
    @Indirect package var shell: Located<String>? = nil
    package var expected: Located<MarkdownText>?
    package var verify: Verification?
    @Indirect package var lockTimeout: Located<TimeSpan>? = nil
    package var duration: Located<TimeSpan>?
    package var reversible: Located<Reversibility>?
    @Indirect package var destructive: Located<Bool>? = nil
    @Indirect package var pointOfNoReturn: Located<Bool>? = nil
    @Indirect package var forwardFix: Located<MarkdownText>? = nil
    @Indirect package var notes: Located<MarkdownText>? = nil
    package var rollback: MigrationRollback?

    package static let name = "migration"
    package static let fields = FieldTable<Migration>([
        .value("id", \.id, .required, "The migration's permanent id"),
        .value("title", \.title, .optional, "What it does, in a few words"),
        .value("database", \.database, .optional, "The database that it changes"),
        .value("operation", \.operation, .optional, "What kind of change it is: add-table, drop-column ..."),
        .value("breaking", \.breaking, .required, "Whether the running version could not live with the change"),
        .value("pattern", \.pattern, .optional, "How the change is kept safe"),
        .value("stage", \.stage, .optional, "The stage of Expand-Contract"),
        .value("expands", \._expands, .optional, "The expand that a migrate or contract follows: `release#migration`"),
        .value("script", \._script, .optional, "A file beside the plan, shown and published with it"),
        .value("command", \.command, .required, "The exact command that runs it"),
        .value("shell", \._shell, .optional, "The language of the command, for highlighting; by default bash"),
        .value("expected", \.expected, .required, "What the command prints when all is well"),
        .record("verify", \.verify, .required, "How one sees that it worked"),
        .value("lock_timeout", \._lockTimeout, .optional, "How long it may wait for a lock"),
        .value("duration", \.duration, .optional, "How long it takes"),
        .value("reversible", \.reversible, .optional, "Whether it can be taken back"),
        .value("destructive", \._destructive, .optional, "Whether it deletes something"),
        .value("point_of_no_return", \._pointOfNoReturn, .optional, "Whether there is no way back after it"),
        .value("forward_fix", \._forwardFix, .optional, "What is done instead where there is no way back"),
        .value("notes", \._notes, .optional, "What else the operator should know"),
        .record(
            "rollback",
            \.rollback,
            .ruled(
                .migrationWithoutRollback,
                message: "has no rollback",
                hint: "add `rollback:`, or say `reversible: never` with `forward_fix:`"
            ),
            "How it is taken back"
        ),
    ])

    package var nameInMessages: String { "migration '\(title?.value ?? id?.value.text ?? "?")'" }

    package static let excuses: [String: [Excuse]] = [
        "rollback": [.word("reversible", oneOf: [Reversibility.never.rawValue])]
    ]
}

/// How one migration is taken back.
package struct MigrationRollback: Record {
    package init() {}
    package var place = Place()
    package var command: Located<String>?
    package var expected: Located<MarkdownText>?
    package var verify: Verification?
    package var tested: Rehearsal?

    package static let name = "migration rollback"
    package static let fields = FieldTable<MigrationRollback>([
        .value("command", \.command, .required, "The exact command"),
        .value("expected", \.expected, .optional, "What the command prints when all is well"),
        .record("verify", \.verify, .optional, "How one sees that it worked"),
        .record("tested", \.tested, .optional, "When and where it was tried"),
    ])
}

/// A trial of a rollback: when, where, how long it took.
package struct Rehearsal: Record {
    package init() {}
    package var place = Place()
    package var at: Located<CalendarDate>?
    package var environment: Located<String>?
    package var duration: Located<TimeSpan>?
    package var evidence: Located<String>?

    package static let name = "rehearsal"
    package static let fields = FieldTable<Rehearsal>([
        .value("at", \.at, .required, "The day"),
        .value("environment", \.environment, .optional, "Where it was tried"),
        .value("duration", \.duration, .optional, "How long it took"),
        .value("evidence", \.evidence, .optional, "Where one can see that: a link"),
    ])
}

/// How one sees that something worked: in words, or as a command and what it prints.
package struct Verification: Record {
    package init() {}
    package var place = Place()
    package var text: Located<MarkdownText>?
    package var command: Located<String>?
    package var expect: Located<MarkdownText>?

    package static let name = "verification"
    package static let fields = FieldTable<Verification>([
        .value("command", \.command, .required, "The command that looks"),
        .value("expect", \.expect, .optional, "What it prints when all is well"),
    ])

    package static let shortForm: FieldShape? = .markdown

    package mutating func readShortForm(_ scalar: ScalarSource, _ reader: inout RecordReader) -> Bool {
        text = Located(MarkdownText(scalar.text.withoutEndingNewlines), at: scalar.span, style: scalar.style)
        return true
    }

    package func collectTexts(_ texts: inout [Located<MarkdownText>]) {
        if let text { texts.append(text) }
        if let expect { texts.append(expect) }
    }

    package var json: JSON {
        if let text { return .string(text.value.source) }
        var members: [String: JSON] = [:]
        if let command { members["command"] = command.value.json }
        if let expect { members["expect"] = expect.value.json }
        return .object(members)
    }

    package func write(to writer: inout JSONWriter) { writer.write(json) }
}
