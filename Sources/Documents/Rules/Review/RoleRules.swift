package import Diagnostics

extension Rule {
    package static let missingRole = Rule(
        "missing-role",
        .roles,
        "A role that every plan of the book fills is not there.",
        help:
            "Which ones are asked for stands in rollbook.yaml as `required_roles`. Add the role with a person, and a backup."
    )
    package static let onePersonEverywhere = Rule(
        "one-person-everywhere",
        .roles,
        .warning,
        "One person has every role.",
        help: """
            Who types can't watch the panels as well, and nobody is left to say stop. Give at least the watching or the deciding \
            to somebody else.
            """
    )
}

/// `missing-role`: at the key `roles`.
func findMissingRoles(in plan: DeploymentPlan, of book: Book, _ reader: inout RecordReader) {
    // Where there are none at all that has been said.
    guard !plan.roles.isEmpty else { return }
    let there = plan.roles.compactMap { $0.role?.value }
    for role in book.requiredRoles where !there.contains(role.value) {
        reader.report(
            .missingRole,
            "the plan fills no role `\(role.value)`",
            at: plan.keys["roles"] ?? plan.place.span,
            fixes: [Diagnostic.Fix("add `- {role: \(role.value), person: ...}`")]
        )
    }
}

/// `one-person-everywhere`: at the second role's person.
func findOnePersonEverywhere(in plan: DeploymentPlan, _ reader: inout RecordReader) {
    let people = plan.roles.compactMap(\.person)
    guard people.count >= 2, let first = people.first, people.allSatisfy({ isSamePerson($0.value, first.value) }) else {
        return
    }
    // What `rollbook new` leaves to be filled in is nobody yet.
    guard !["TODO", "TBD"].contains(where: { first.value.hasPrefix($0) }) else { return }
    let message = "`\(first.value)` has all \(people.count) roles"
    let fix = Diagnostic.Fix("give at least the watching or the deciding to somebody else")
    reader.report(.onePersonEverywhere, message, at: people[1].span, fixes: [fix])
}

/// The rules of the group roles.
func findRoleFaults(in plan: DeploymentPlan, of book: Book?, _ reader: inout RecordReader) {
    findOnePersonEverywhere(in: plan, &reader)
    if let book { findMissingRoles(in: plan, of: book, &reader) }
}
