internal import Catalog
internal import Documents
internal import Markdown

/// What was done.
extension PageContext {
    func run(_ run: Run, of release: Release) -> RunView {
        let record = run.record
        var facts: [FactView] = []
        func add(_ name: String, _ value: String?) {
            if let value { facts.append(FactView(name: name, value: HTMLText.escape(value))) }
        }
        add("Started", record.started.map { Words.time($0.value) })
        add("Ended", record.ended.map { Words.time($0.value) })
        if let start = record.started?.value, let end = record.ended?.value, end >= start {
            let planned = release.plan.plannedDuration
            let took = TimeSpan(seconds: end.seconds - start.seconds).words
            add("Took", planned.map { "\(took), planned \($0.words)" } ?? took)
        }
        add("Plan revision", record.revision?.value.text)
        add("Rollback decided", record.rollback?.decided.map { Words.time($0.value) })
        add("Users served again", record.rollback?.restored.map { Words.time($0.value) })
        facts += record.checklists.map(checklistFact)
        if let missing = unrecorded(run, of: release) {
            facts.append(FactView(name: "Not in the record", value: missing))
        }
        return RunView(
            number: "\(run.attempt)",
            outcome: Words.state(record.outcome?.value),
            facts: facts,
            phases: phaseTimes(run, of: release),
            steps: stepResults(run, of: release),
            decisions: decisions(run, of: release),
            incidents: record.incidents.map { named in
                let id = named.id?.value.text ?? ""
                let note = named.relation?.value.words
                guard let index = catalog.relations.incidentByID[id] else { return LinkView(id, nil, note: note) }
                return view(.incident(index), note: note)
            },
            notes: html(record.notes, from: run.source)
        )
    }

    /// How much of a checklist was ticked, and what was not; a reviewer asks for that first.
    private func checklistFact(_ ticked: RunChecklist) -> FactView {
        let id = ticked.id?.value.text ?? ""
        guard let index = catalog.relations.checklistByID[id] else {
            return FactView(name: "Checklist", value: HTMLText.escape(id))
        }
        let names = Set(ticked.items.compactMap { $0.id?.value })
        let items = catalog.checklists[index].body.document.taskItems
        let open = items.filter { !names.contains(String($0.anchor.dropFirst("item-".count))) }
        var value = linkHTML(view(.checklist(index))) + ", \(items.count - open.count) of \(items.count) ticked"
        if !open.isEmpty && open.count < items.count {
            let shown = open.prefix(5).map { linkHTML(LinkView($0.text, link(.checklist(index), $0.anchor))) }
            value += "; not " + shown.joined(separator: ", ") + (open.count > 5 ? " and \(open.count - 5) more" : "")
        }
        return FactView(name: "Checklist", value: value)
    }

    /// Steps of the phases that the record does not name, as links; `nil` where it names no step or all.
    private func unrecorded(_ run: Run, of release: Release) -> String? {
        let named = Set(run.record.steps.compactMap { $0.id?.value.text })
        guard !named.isEmpty, !release.document.isLoose else { return nil }
        let missing = release.plan.phases.flatMap(\.steps).filter { named.isDisjoint(with: $0.names) }
        guard !missing.isEmpty else { return nil }
        let shown = missing.prefix(5).map {
            linkHTML(LinkView($0.title?.value ?? $0.identifier, "#step-\($0.identifier)"))
        }
        let more = missing.count > 5 ? " and \(missing.count - 5) more" : ""
        return shown.joined(separator: ", ") + more
    }

    /// Planned against actual, a row a phase, the rollback last.
    private func phaseTimes(_ run: Run, of release: Release) -> TableView? {
        let plan = release.plan
        let identifiers = plan.phaseIdentifiers
        let begin = run.begin(in: plan.window)
        var parts = plan.phases.enumerated().map { index, phase in
            let title = phase.title?.value ?? Words.capitalized(phase.kind?.value.words ?? "Phase")
            return (LinkView("\(index + 1) \(title)", "#phase-\(identifiers[index])"), phase.offset?.value, phase.steps)
        }
        parts.append((LinkView("Rollback", "#rollback-procedure"), nil, plan.rollback?.steps ?? []))
        let results = Dictionary(grouping: run.record.steps) { $0.id?.value.text ?? "" }
        let rows = parts.compactMap { link, offset, steps -> RowView? in
            let done = steps.flatMap(\.names).flatMap { results[$0] ?? [] }
            let starts = done.compactMap { $0.started?.value.seconds }
            let ends = done.compactMap { $0.ended?.value.seconds }
            guard let start = starts.min(), let end = ends.max(), end >= start else { return nil }
            let planned = plan.duration(of: steps)
            let took = TimeSpan(seconds: end - start)
            let after = begin.map { TimeSpan(seconds: start - $0) }
            // Of a phase that was left, or of which only some steps are told, the plan says something else.
            let isWhole = steps.allSatisfy { $0.names.contains { results[$0] != nil } }
            let late = isWhole ? planned.map { Words.difference(took.seconds - $0.seconds) } : nil
            let deviations = done.count { $0.deviation != nil }
            return RowView([
                linkHTML(link), text(offset?.text),
                text(after.map { "T\($0.seconds < 0 ? "-" : "+")\(TimeSpan(seconds: abs($0.seconds)).text)" }),
                text(planned?.words), text(took.words), text(late),
                text(deviations == 0 ? nil : Words.count(deviations, "deviation")),
            ])
        }
        return TableView(
            "Phases, planned against actual, run \(run.attempt)",
            ["Phase", "Planned at", "Began", "Planned", "Took", "Difference", "Deviations"],
            rows
        )
    }

    private func stepResults(_ run: Run, of release: Release) -> TableView? {
        let steps = release.plan.stepsByName
        var times: [String: Int] = [:]
        return TableView(
            "Steps as they went, run \(run.attempt)",
            ["Step", "Result", "Time", "Took", "By", "Observed", "Deviation"],
            run.record.steps.map { result in
                let id = result.id?.value.text ?? ""
                let step = steps[id]
                let name = LinkView(step?.title?.value ?? id, step.map { "#step-\($0.identifier)" })
                var took: String?
                if let start = result.started?.value, let end = result.ended?.value, end >= start {
                    took = TimeSpan(seconds: end.seconds - start.seconds).words
                    if let planned = step.flatMap({ release.plan.duration(of: $0) })?.words {
                        took = "\(took ?? "") of \(planned)"
                    }
                }
                // A step that was tried again has a row a try; the first has the anchor that others link to.
                times[id, default: 0] += 1
                let suffix = times[id].map { $0 > 1 ? "-\($0)" : "" } ?? ""
                return RowView(
                    id: "run-\(run.attempt)-step-\(id)\(suffix)",
                    name: "the step \(name.title) in run \(run.attempt)",
                    [
                        linkHTML(name), result.result.map { state($0.value) },
                        text(result.started.map { run.words($0.value) }), text(took), text(result.by?.value),
                        inline(result.observed, from: run.source), inline(result.deviation, from: run.source),
                    ]
                )
            }
        )
    }

    private func decisions(_ run: Run, of release: Release) -> TableView? {
        let triggers = release.plan.rollback?.triggers ?? []
        return TableView(
            "Decisions, run \(run.attempt)",
            ["At", "By", "Decision", "Trigger", "Observed", "Reason"],
            run.record.decisions.map { decision in
                let trigger = decision.trigger.map { id in
                    let known = triggers.contains { $0.identifier == id.value.text }
                    return linkHTML(LinkView(id.value.text, known ? "#trigger-\(id.value.text)" : nil))
                }
                return RowView([
                    text(decision.at.map { run.words($0.value) }), text(decision.by?.value),
                    decision.decision.map { state($0.value) }, trigger, text(decision.observed?.value),
                    inline(decision.reason, from: run.source),
                ])
            }
        )
    }
}

extension Run {
    /// A time of the run: by the clock while it can only be of that night, else with its day and zone.
    fileprivate func words(_ time: Timestamp) -> String {
        guard let start = record.started?.value, start.offset == time.offset,
            time.date == start.date || (0..<43_200).contains(time.seconds - start.seconds)
        else { return Words.time(time) }
        return time.clockWithSeconds
    }

    /// What `T` is for a run: the window's start, or for an attempt of another day its own.
    fileprivate func begin(in window: ReleaseWindow?) -> Int? {
        guard let started = record.started?.value.seconds else { return nil }
        guard let start = window?.start?.value.seconds, abs(started - start) < 43_200 else { return started }
        return start
    }
}
