internal import Markdown

extension PlanComparison {
    /// For reading on a terminal; taken out stands in `[-…-]`, put in in `{+…+}`, as git marks words.
    package var text: String {
        if isEmpty { return "No differences.\n" }
        return parts.map(\.text).joined(separator: "\n")
    }
}

extension PartChanges {
    fileprivate var text: String {
        part.title + "\n" + fields.map { $0.line(indent: "    ") }.joined() + items.map(\.text).joined()
    }
}

extension ItemChange {
    fileprivate var text: String {
        let sign =
            switch kind {
            case .added: "+"
            case .removed: "-"
            case .changed: "~"
            }
        let name = title == id || id.isEmpty ? title : "\(title) (\(id))"
        return "  \(sign) \(([name] + remarks).joined(separator: "; "))\n"
            + shownFields.map { $0.line(indent: "      ", isMarked: kind == .changed) }.joined()
    }

    /// `was cut-over`, `moved from Migration to App deployment, behind 'Drain'`
    package var remarks: [String] {
        var remarks: [String] = []
        if let formerID { remarks.append("was \(formerID)") }
        if let move { remarks.append(move.words) }
        return remarks
    }

    /// Of what is gone, only what it did.
    package var shownFields: [FieldChange] {
        kind == .removed ? fields.filter { ["command", "manual", "condition", "person"].contains($0.key) } : fields
    }
}

extension Move {
    package var words: String {
        let place = after.map { "behind '\($0)'" } ?? "to the beginning"
        guard let from, let to else { return "moved \(place)" }
        return from == to ? "moved to another phase of this name" : "moved from \(from) to \(to)"
    }
}

extension FieldChange {
    fileprivate func line(indent: String, isMarked: Bool = true) -> String {
        let words = isMarked ? words.folded.map(\.marked).joined() : new ?? old ?? ""
        let lines = words.withoutEndingNewlines.lines
        guard lines.count > 1 else { return "\(indent)\(label): \(words.withoutEndingNewlines)\n" }
        return "\(indent)\(label):\n" + lines.map { $0.isEmpty ? "\n" : "\(indent)  \($0)\n" }.joined()
    }
}

extension WordRun {
    fileprivate var marked: String {
        switch kind {
        case .same: text
        case .removed: "[-\(text)-]"
        case .added: "{+\(text)+}"
        }
    }
}

extension WordRun {
    /// Without the middle, where it is longer than anybody reads.
    fileprivate var shortened: WordRun {
        let limit = 2000
        guard text.utf8.count > limit else { return self }
        let left = text.count - limit / 2
        guard left > 0 else { return self }
        return WordRun(.same, "\(text.prefix(limit / 4)) (\(left) characters are the same) \(text.suffix(limit / 4))")
    }
}

extension [WordRun] {
    /// With long stretches that are the same shortened to their beginning and end.
    package var folded: [WordRun] {
        map { run in
            guard run.kind == .same else { return run }
            let lines = run.text.lines
            guard lines.count > 8 else { return run.shortened }
            let between = "(\(lines.count - 6) lines are the same)"
            return WordRun(.same, (lines.prefix(3) + [Substring(between)] + lines.suffix(3)).joined(separator: "\n"))
        }
    }
}
