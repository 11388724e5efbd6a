internal import Diagnostics
internal import Documents

extension Catalog {
    /// `contract-without-expand` between releases: the expand that a contract names has gone out before it.
    func contractsWithoutExpand() -> [Diagnostic] {
        var found: [Diagnostic] = []
        for release in releases where !release.document.isLoose {
            for migration in release.outline.migrations where migration.stage?.value == .contract {
                guard let expands = migration.expands,
                    let finding = missingExpand(expands, of: migration, in: release)
                else { continue }
                found.append(release.outline.isDraft ? finding.softened : finding)
            }
        }
        return found
    }

    private func missingExpand(
        _ reference: Located<String>,
        of migration: Migration,
        in release: Release
    ) -> Diagnostic? {
        let parts = reference.value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init
        )
        // What names nothing has been reported as that.
        guard parts.count == 2, let (other, expand) = named(parts[0], parts[1], from: release) else { return nil }
        let name = migration.nameInMessages
        var problem: String?
        var fix = "name the expand that made this possible, or take the contract to a later release"
        if expand.stage?.value != .expand {
            problem = "\(name) follows `\(reference.value)`, which is no expand"
            fix = "say `stage: expand` there if it is one, or name the migration that is"
        } else if other.id == release.id {
            return nil
        } else if !other.isThrough {
            let state = other.outcome?.rawValue ?? other.status?.rawValue ?? "not completed"
            problem = "\(name) follows an expand of \(other.id), which is \(state): what it prepares is not there"
            fix = "complete \(other.id) first, or name a completed release that holds the expand"
        } else if other.moment > release.moment, release.moment != Int.min {
            problem = "\(name) follows an expand of \(other.id), which comes after this release"
        }
        guard let problem else { return nil }
        let note = Diagnostic.Note(
            "the migration that it names",
            file: files.display(other.source),
            span: expand.place.span
        )
        return Diagnostic(
            .contractWithoutExpand,
            problem,
            file: files.display(release.source),
            at: reference.span,
            notes: [note],
            fixes: [Diagnostic.Fix(fix)]
        )
    }

    private func named(_ id: String, _ migration: String, from release: Release) -> (Release, Migration)? {
        let other = id.isEmpty ? release : relations.releaseByID[id].map { releases[$0] }
        guard let other, let found = other.outline.migrations.first(where: { $0.id?.value.text == migration }) else {
            return nil
        }
        return (other, found)
    }
}

extension Release {
    /// It went out and stayed.
    fileprivate var isThrough: Bool {
        switch outcome {
        case .success, .successWithIssues, .partial: true
        default: false
        }
    }
}
