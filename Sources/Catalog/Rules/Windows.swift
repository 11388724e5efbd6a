package import Diagnostics
internal import Documents

extension Rule {
    package static let windowOverlaps = Rule(
        "window-overlaps",
        .phases,
        .warning,
        "Two releases of one service, both C1 or C2, have windows that overlap.",
        help: """
            When something breaks, nobody can tell which of the two it was, and rolling one back may break the other. Move one \
            of the windows, or put both changes into one release.
            """
    )
}

extension Catalog {
    /// `window-overlaps`: at the start of the window that begins later.
    func overlappingWindows() -> [Diagnostic] {
        var pairs: Set<[Int]> = []
        var found: [Diagnostic] = []
        for service in relations.releasesByService.keys.sorted() {
            // By start, so that only neighbours in time are compared.
            let windows = (relations.releasesByService[service] ?? []).compactMap { index -> (Int, Int, Int)? in
                let plan = releases[index].outline
                guard plan.isCritical, !plan.isCalledOff, let start = plan.window?.start?.value.seconds,
                    let end = plan.window?.end?.value.seconds, end > start
                else { return nil }
                return (start, end, index)
            }.sorted { $0 < $1 }
            // Each is compared with the one before it that ends last: a hundred at one time are a hundred findings.
            var open: (Int, Int, Int)?
            for window in windows {
                if let other = open, other.1 > window.0, pairs.insert([other.2, window.2].sorted()).inserted {
                    found.append(overlap(releases[window.2], releases[other.2], service))
                }
                if window.1 > open?.1 ?? Int.min { open = window }
            }
        }
        return found
    }

    private func overlap(_ later: Release, _ earlier: Release, _ service: String) -> Diagnostic {
        Diagnostic(
            .windowOverlaps,
            "this window overlaps that of \(earlier.id); both are releases of \(service)",
            file: files.display(later.source),
            at: later.outline.window?.start?.span ?? .fileStart,
            notes: [
                Diagnostic.Note(
                    "the other window",
                    file: files.display(earlier.source),
                    span: earlier.outline.window?.start?.span ?? .fileStart
                )
            ],
            fixes: [Diagnostic.Fix("move one of them, or make one release of both")]
        )
    }
}

extension DeploymentPlan {
    fileprivate var isCritical: Bool { criticality?.value == .c1 || criticality?.value == .c2 }
}
