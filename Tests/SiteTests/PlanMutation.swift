import Catalog
import Diagnostics
import Documents
import Foundation

@testable import Site

/// A clean plan with one thing broken, and the finding that must come: which rule, at which line.
struct PlanMutation: Sendable {
    let kind: String
    let text: String
    let rule: String
    let line: Int
}

/// The lines of an example plan, to be broken.
struct MutablePlan {
    let lines: [String]
    let plan: DeploymentPlan

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        plan = readPlan(from: Array(text.utf8), file: "plan.yaml").value.plan
    }

    /// The first key of the document.
    var start: Int { lines.firstIndex { !$0.hasPrefix("#") && !$0.isEmpty } ?? 0 }

    static func indent(_ line: String) -> Int { line.prefix { $0 == " " }.count }

    /// The lines of a key and all that belongs to it.
    func block(at index: Int) -> Range<Int> {
        let own = Self.indent(lines[index])
        var end = index + 1
        while end < lines.count, lines[end].isEmpty || Self.indent(lines[end]) > own { end += 1 }
        while end > index + 1, lines[end - 1].isEmpty { end -= 1 }
        return index..<end
    }

    /// The lines of a list's item, given the line of its first key.
    func item(at index: Int) -> Range<Int> {
        let dash = Self.indent(lines[index])
        var end = index + 1
        while end < lines.count, lines[end].isEmpty || Self.indent(lines[end]) > dash { end += 1 }
        while end > index + 1, lines[end - 1].isEmpty { end -= 1 }
        return index..<end
    }

    func index(of key: String, in range: Range<Int>, indent: Int) -> Int? {
        range.first { lines[$0].hasPrefix(String(repeating: " ", count: indent) + key + ":") }
    }

    func topLevel(_ key: String) -> Int? { index(of: key, in: 0..<lines.count, indent: 0) }

    func without(_ range: Range<Int>) -> String {
        (lines[..<range.lowerBound] + lines[range.upperBound...]).joined(separator: "\n")
    }

    func replacing(_ index: Int, with line: String) -> String {
        var lines = lines
        lines[index] = line
        return lines.joined(separator: "\n")
    }

    func inserting(_ line: String, behind index: Int) -> String {
        var lines = lines
        lines.insert(line, at: index + 1)
        return lines.joined(separator: "\n")
    }
}

extension MutablePlan {
    /// Every kind of breach at every place where it applies.
    var mutations: [PlanMutation] {
        topLevelMutations + stepMutations + phaseMutations + rollbackMutations + reviewMutations + valueMutations
            + migrationMutations
    }

    private func mutation(_ kind: String, _ text: String, _ rule: String, line index: Int) -> PlanMutation {
        PlanMutation(kind: kind, text: text, rule: rule, line: index + 1)
    }

    private var topLevelMutations: [PlanMutation] {
        var found: [PlanMutation] = []
        for key in [
            "service", "version", "title", "summary", "criticality", "status", "window", "risk", "strategy",
            "phases", "rollback", "roles",
        ] {
            guard let index = topLevel(key) else { continue }
            found.append(mutation("drop \(key)", without(block(at: index)), "missing-field", line: start))
        }
        for key in ["criticality", "readiness", "strategy", "rollback", "monitoring", "checklists"] {
            guard let index = topLevel(key) else { continue }
            let misspelt = String(key.prefix(2)) + "q" + key.dropFirst(2)
            let text = replacing(index, with: misspelt + lines[index].dropFirst(key.count))
            found.append(mutation("misspell a key", text, "unknown-key", line: index))
        }
        if let index = topLevel("title") {
            found.append(
                mutation("a list for a text", replacing(index, with: "title: [a, b]"), "wrong-type", line: index)
            )
            found.append(
                mutation("a key twice", inserting(lines[index], behind: index), "duplicate-key", line: index + 1)
            )
            let blank = mutation(
                "TODO in the title",
                replacing(index, with: "title: TODO"),
                "placeholder-left",
                line: index
            )
            found.append(blank)
        }
        if let index = topLevel("version") {
            found.append(
                mutation("unquote the version", replacing(index, with: "version: 2.10"), "unquoted-number", line: index)
            )
        }
        if let index = topLevel("status") {
            found.append(
                mutation(
                    "a word not in the list",
                    replacing(index, with: "status: finished"),
                    "unknown-value",
                    line: index
                )
            )
        }
        return found
    }

    private var stepMutations: [PlanMutation] {
        var found: [PlanMutation] = []
        for step in plan.allSteps {
            let first = Int(step.place.span.start.line) - 1
            let range = item(at: first)
            let inner = Self.indent(lines[first]) + 2
            for (key, rule) in [
                ("command", "step-without-command"), ("expected", "step-without-expectation"),
                ("verify", "step-without-verification"), ("duration", "step-without-duration"),
                ("owner", "step-without-owner"),
            ] {
                guard let index = index(of: key, in: range, indent: inner) else { continue }
                if key == "duration", plan.migration(of: step)?.duration != nil { continue }
                if step.migration != nil, key != "owner", key != "duration" { continue }
                found.append(mutation("drop a step's \(key)", without(block(at: index)), rule, line: first))
            }
            if let index = index(of: "owner", in: range, indent: inner) {
                let text = replacing(index, with: String(repeating: " ", count: inner) + "owner: nobody-known")
                found.append(mutation("an unknown owner", text, "unknown-reference", line: index))
            }
            if let index = index(of: "duration", in: range, indent: inner) {
                let text = replacing(index, with: String(repeating: " ", count: inner) + "duration: 5 minutes")
                found.append(mutation("a duration in words", text, "bad-duration", line: index))
            }
            if let index = index(of: "expected", in: range, indent: inner) {
                let text = replacing(index, with: String(repeating: " ", count: inner) + "expected: works")
                let whole = block(at: index).count == 1
                if whole { found.append(mutation("a vague expectation", text, "vague-expectation", line: index)) }
            }
            found += commandMutations(step, range, inner)
        }
        let named = plan.allSteps.filter { $0.id != nil }
        for (one, two) in zip(named, named.dropFirst()) {
            guard let id = one.id?.value.text, let span = two.id?.span else { continue }
            let index = Int(span.start.line) - 1
            let head = lines[index].prefix(Int(span.start.column) - 1)
            found.append(mutation("an id twice", replacing(index, with: head + id), "duplicate-id", line: index))
            found.append(
                mutation("an id that counts", replacing(index, with: head + "\"7\""), "unstable-id", line: index)
            )
        }
        return found
    }

    /// What is done to a command: its first line in a block, or the line itself.
    private func commandMutations(_ step: Step, _ range: Range<Int>, _ inner: Int) -> [PlanMutation] {
        guard let command = step.command, step.shell == nil || step.shell?.value == "bash",
            let key = index(of: "command", in: range, indent: inner), block(at: key).count > 1,
            lines[key].hasSuffix("|")
        else { return [] }
        var found: [PlanMutation] = []
        let index = key + 1
        let line = lines[index]
        let indent = String(repeating: " ", count: Self.indent(line))
        let bare = line.dropFirst(indent.count)
        if block(at: key).count == 2, !line.hasSuffix("\\") {
            found.append(
                mutation(
                    "a placeholder",
                    replacing(index, with: line + " --host <host name>"),
                    "placeholder-left",
                    line: index
                )
            )
            found.append(
                mutation(
                    "a secret",
                    replacing(index, with: line + " --password=hunter2moon"),
                    "secret-in-text",
                    line: index
                )
            )
            found.append(
                mutation(
                    "a second command",
                    inserting(indent + "systemctl restart shop", behind: index),
                    "several-commands",
                    line: index + 1
                )
            )
        }
        found.append(
            mutation("a prompt", replacing(index, with: indent + "$ " + bare), "prompt-in-command", line: index)
        )
        if let quote = line.firstIndex(where: { $0 == "\"" || $0 == "'" }) {
            let curled = line[..<quote] + "\u{201C}" + line[line.index(after: quote)...]
            found.append(
                mutation(
                    "curled quotes",
                    replacing(index, with: String(curled)),
                    "typographic-character-in-command",
                    line: index
                )
            )
        }
        if let dash = line.range(of: " --") {
            let long = line[..<dash.lowerBound] + " \u{2013}" + line[dash.upperBound...]
            let isQuoted =
                line[..<dash.lowerBound].count { $0 == "'" } % 2 == 1
                || line[..<dash.lowerBound].count { $0 == "\"" } % 2 == 1
            if !isQuoted {
                found.append(
                    mutation(
                        "a dash of typography",
                        replacing(index, with: String(long)),
                        "typographic-character-in-command",
                        line: index
                    )
                )
            }
        }
        if !plan.vars.isEmpty {
            found.append(
                mutation(
                    "an unknown variable",
                    replacing(index, with: line + " %{nosuch}"),
                    "unknown-variable",
                    line: index
                )
            )
        }
        if let verify = self.index(of: "verify", in: range, indent: inner), block(at: verify).count == 1,
            block(at: key).count == 2, !bare.contains(": "), !bare.contains(" #")
        {
            let text = replacing(
                verify,
                with: String(repeating: " ", count: inner) + "verify: '"
                    + command.value.trimmed.replacing("'", with: "''") + "'"
            )
            found.append(mutation("a verification by the command", text, "verification-repeats-command", line: verify))
        }
        return found
    }

    private var phaseMutations: [PlanMutation] {
        var found: [PlanMutation] = []
        for (one, two) in zip(plan.phases, plan.phases.dropFirst()) {
            guard let first = one.kind, let second = two.kind, first.value != second.value, first.value != .other,
                second.value != .other,
                // In waves another order can be meant.
                plan.phases.count(where: { $0.kind?.value == first.value || $0.kind?.value == second.value }) == 2
            else { continue }
            var lines = lines
            let (upper, lower) = (Int(first.span.start.line) - 1, Int(second.span.start.line) - 1)
            lines[upper] = lines[upper].replacing(first.value.rawValue, with: second.value.rawValue)
            lines[lower] = lines[lower].replacing(second.value.rawValue, with: first.value.rawValue)
            found.append(mutation("two phases swapped", lines.joined(separator: "\n"), "phase-order", line: lower))
        }
        for phase in plan.phases {
            let first = Int(phase.place.span.start.line) - 1
            let range = item(at: first)
            guard let steps = index(of: "steps", in: range, indent: Self.indent(lines[first]) + 2) else { continue }
            found.append(mutation("a phase without steps", without(block(at: steps)), "empty-phase", line: first))
            let kinds = plan.phases.filter { $0.kind?.value == phase.kind?.value }
            if kinds.count == 1, let kind = phase.kind?.value, kind != .postDeployment, kind != .other,
                let phases = topLevel("phases")
            {
                found.append(mutation("a phase left out", without(range), "missing-phase", line: phases))
            }
        }
        if let start = plan.window?.start, let end = plan.window?.end {
            let (upper, lower) = (Int(start.span.start.line) - 1, Int(end.span.start.line) - 1)
            guard upper != lower else { return found }
            var lines = lines
            lines[upper] = lines[upper].replacing(start.value.iso, with: end.value.iso)
            lines[lower] = lines[lower].replacing(end.value.iso, with: start.value.iso)
            found.append(
                mutation("a window turned round", lines.joined(separator: "\n"), "window-reversed", line: lower)
            )
            let bare = self.lines[upper].replacing("Z", with: "")
            found.append(
                mutation("a time without offset", replacing(upper, with: bare), "time-without-offset", line: upper)
            )
            found.append(
                mutation(
                    "no such day",
                    replacing(upper, with: "  start: 2026-02-30T20:00:00Z"),
                    "bad-time",
                    line: upper
                )
            )
        }
        return found
    }

    private var rollbackMutations: [PlanMutation] {
        guard let top = topLevel("rollback") else { return [] }
        var found: [PlanMutation] = []
        let range = block(at: top)
        let first = top + 1
        for (key, rule) in [
            ("triggers", "no-trigger"), ("steps", "no-rollback-steps"), ("rehearsed", "rollback-not-rehearsed"),
            ("decision", "no-decider"),
        ] {
            guard let index = index(of: key, in: range, indent: 2) else { continue }
            let place = index == first ? block(at: index).upperBound - block(at: index).count : first
            found.append(mutation("drop the rollback's \(key)", without(block(at: index)), rule, line: place))
        }
        if let decision = index(of: "decision", in: range, indent: 2),
            let primary = plan.rollback?.decision?.primary?.value, let backup = plan.rollback?.decision?.backup?.value,
            lines[decision].contains("backup: \(backup)")
        {
            found.append(
                mutation(
                    "one decider twice",
                    replacing(
                        decision,
                        with: lines[decision].replacing("backup: \(backup)", with: "backup: \(primary.uppercased())")
                    ),
                    "same-decider",
                    line: decision
                )
            )
            found.append(
                mutation(
                    "no backup decider",
                    replacing(decision, with: lines[decision].replacing(", backup: \(backup)", with: "")),
                    "no-decider",
                    line: decision
                )
            )
        }
        for trigger in plan.rollback?.triggers ?? [] {
            guard let when = trigger.when, let range = trigger.parsed.numberRange else { continue }
            let index = Int(when.span.start.line) - 1
            let head = String(lines[index].prefix { $0 != ":" }) + ": "
            guard lines[index].trimmed.hasPrefix("when:") || lines[index].trimmed.hasPrefix("- when:") else { continue }
            let number = String(when.value[range])
            for (kind, text) in [
                ("a trigger without its number", when.value.replacing(number, with: "the limit")),
                ("a trigger without its time", when.value.components(separatedBy: " for ")[0]),
                ("a trigger in words", "errors spike unexpectedly"),
            ] {
                found.append(
                    mutation(kind, replacing(index, with: head + "'\(text)'"), "unmeasurable-trigger", line: index)
                )
            }
            if number.hasSuffix("%") {
                found.append(
                    mutation(
                        "a share out of range",
                        replacing(index, with: head + "'\(when.value.replacing(number, with: "250%"))'"),
                        "share-out-of-range",
                        line: index
                    )
                )
            }
            if plan.monitoring?.soak != nil {
                let text = when.value.components(separatedBy: " for ")[0] + " for 40d"
                found.append(
                    mutation(
                        "a trigger longer than the soak",
                        replacing(index, with: head + "'\(text)'"),
                        "trigger-longer-than-soak",
                        line: index
                    )
                )
            }
            let first = Int(trigger.place.span.start.line) - 1
            let sources = item(at: first).filter {
                lines[$0].trimmed.hasPrefix("dashboard:") || lines[$0].trimmed.hasPrefix("query:")
            }
            if !sources.isEmpty, sources.allSatisfy({ block(at: $0).count == 1 }) {
                let kept = lines.enumerated().filter { !sources.contains($0.offset) }.map(\.element).joined(
                    separator: "\n"
                )
                found.append(mutation("a trigger without a source", kept, "trigger-without-source", line: first))
            }
        }
        return found
    }

    private var reviewMutations: [PlanMutation] {
        var found: [PlanMutation] = []
        let isReleased = [.approved, .scheduled, .inProgress, .completed, .rolledBack].contains(
            plan.status?.value ?? .draft
        )
        if isReleased, let decision = plan.readiness?.decision {
            let index = Int(decision.span.start.line) - 1
            found.append(
                mutation(
                    "not decided",
                    replacing(index, with: lines[index].replacing("decision: go", with: "decision: pending")),
                    "decision-not-go",
                    line: index
                )
            )
        }
        if isReleased, let review = plan.reviews.first(where: { $0.decision?.value == .approved }),
            let span = review.decision?.span
        {
            let index = Int(span.start.line) - 1
            found.append(
                mutation(
                    "a review still open",
                    replacing(index, with: lines[index].replacing("decision: approved", with: "decision: pending")),
                    "pending-review",
                    line: index
                )
            )
        }
        if isReleased, ["C1", "C2", "C3"].contains(plan.criticality?.value.rawValue), let index = topLevel("reviews") {
            found.append(mutation("no reviews", without(block(at: index)), "too-few-approvals", line: start))
        }
        if let author = plan.author?.value, let index = topLevel("reviews"), lines[index] == "reviews:" {
            let text = inserting("  - {person: \(author), decision: approved, at: 2026-01-01}", behind: index)
            found.append(mutation("the author's own approval", text, "own-approval", line: index + 1))
        }
        for (index, line) in lines.enumerated() where line.hasPrefix("  - {role: lead,") {
            found.append(
                mutation(
                    "a required role left out",
                    without(index..<index + 1),
                    "missing-role",
                    line: topLevel("roles") ?? 0
                )
            )
        }
        return found
    }

    private var valueMutations: [PlanMutation] {
        var found: [PlanMutation] = []
        if let strategy = topLevel("strategy"), let index = index(of: "rationale", in: block(at: strategy), indent: 2) {
            found.append(mutation("no rationale", without(block(at: index)), "no-rationale", line: strategy + 1))
            let text = without(index + 1..<block(at: index).upperBound).split(
                separator: "\n",
                omittingEmptySubsequences: false
            ).map(String.init)
            var lines = text
            lines[index] = "  rationale: We have always done so."
            found.append(
                mutation("a rationale of nothing", lines.joined(separator: "\n"), "rationale-ignores-risk", line: index)
            )
        }
        if !plan.vars.isEmpty, let index = topLevel("vars"), lines[index] == "vars:" {
            found.append(
                mutation(
                    "a variable for nothing",
                    inserting("  unused_thing: x", behind: index),
                    "unused-variable",
                    line: index + 1
                )
            )
        }
        let end = lines.count - 1
        found.append(
            mutation(
                "a bracket left open",
                (lines + ["tags_more: [a"]).joined(separator: "\n"),
                "parse-error",
                line: end + 1
            )
        )
        return found
    }

    private var migrationMutations: [PlanMutation] {
        var found: [PlanMutation] = []
        for migration in plan.migrations {
            let first = Int(migration.place.span.start.line) - 1
            let range = item(at: first)
            let inner = Self.indent(lines[first]) + 2
            if let index = index(of: "rollback", in: range, indent: inner), migration.reversible?.value != .never {
                found.append(
                    mutation(
                        "a migration without rollback",
                        without(block(at: index)),
                        "migration-without-rollback",
                        line: first
                    )
                )
                if let tested = self.index(of: "tested", in: block(at: index), indent: inner + 2) {
                    found.append(
                        mutation(
                            "a rollback never tried",
                            without(block(at: tested)),
                            "rollback-untested",
                            line: index + 1
                        )
                    )
                }
            }
            if let index = index(of: "breaking", in: range, indent: inner), migration.breaking?.value == false,
                migration.stage?.value != .contract
            {
                let text = replacing(index, with: String(repeating: " ", count: inner) + "breaking: true")
                found.append(mutation("a breaking migration", text, "breaking-without-expand-contract", line: -2))
            }
        }
        return found
    }
}
