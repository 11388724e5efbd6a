package import Diagnostics
internal import Markdown

extension Step {
    /// The id, else the slug of the title; empty where there is neither.
    package var identifier: String { id?.value.text ?? slug(title?.value ?? "") }

    /// The id and the ids that it had before: a record of a run names the one of its time.
    package var names: [String] { [identifier] + aliases.map(\.value) }

    /// Where the id is written, or what it is made from.
    package var identifierSpan: SourceSpan { id?.span ?? title?.span ?? place.span }
}

extension Trigger {
    /// The id, else the metric.
    package var identifier: String {
        if let id { return id.value.text }
        return slug(metric?.value ?? parsed.metric ?? "")
    }
}

extension DeploymentPlan {
    /// All steps in the order in which they are done, those of the rollback last.
    package var allSteps: [Step] { phases.flatMap(\.steps) + (rollback?.steps ?? []) }

    /// The names of all steps, the phases' looked at where they stand: a copy of each costs more than its names.
    package var stepNames: Set<String> {
        var names: Set<String> = []
        for phase in phases.indices {
            for step in phases[phase].steps.indices { names.formUnion(phases[phase].steps[step].names) }
        }
        for step in rollback?.steps ?? [] { names.formUnion(step.names) }
        return names
    }

    /// All steps by each of their names; of two with one name the first.
    package var stepsByName: [String: Step] {
        Dictionary(allSteps.flatMap { step in step.names.map { ($0, step) } }) { first, _ in first }
    }

    /// The phases' ids in their order: the id, else the kind, with `-2` for the second of a kind.
    package var phaseIdentifiers: [String] {
        var counts: [String: Int] = [:]
        return phases.map { phase in
            if let id = phase.id { return id.value.text }
            let kind = phase.kind?.value.rawValue ?? "phase"
            counts[kind, default: 0] += 1
            let count = counts[kind, default: 1]
            return count == 1 ? kind : "\(kind)-\(count)"
        }
    }

    /// The roles' ids in their order, made from their names; none for a name that makes none, or has been.
    package var roleIdentifiers: [String?] {
        var seen: Set<String> = []
        return roles.map { role in
            guard let id = role.role.flatMap({ Identifier.proposal(for: $0.value) }) else { return nil }
            return seen.insert(id).inserted ? id : nil
        }
    }

    /// The text of a command with `%{name}` replaced by the plan's values; `%%{` stands for `%{`.
    /// A plan without `vars` has no variables: its commands stand as they are.
    package func resolved(_ command: String) -> String {
        guard !vars.isEmpty, command.hasPart("%{") else { return command }
        var result = ""
        var rest = command[...]
        while let start = rest.partRange("%{") {
            if rest[..<start.lowerBound].last == "%" {
                result += rest[..<start.lowerBound].dropLast() + "%{"
                rest = rest[start.upperBound...]
                continue
            }
            result += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            let name = rest.prefix { $0 != "}" && !$0.isNewline }
            if let value = vars.first(where: { $0.name.value == name })?.value.value,
                rest.dropFirst(name.count).first == "}"
            {
                result += value
                rest = rest.dropFirst(name.count + 1)
            } else {
                result += "%{"
            }
        }
        return result + rest
    }
}
