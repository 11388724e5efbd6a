package import Diagnostics
internal import Documents

extension Rule {
    package static let similarService = Rule(
        "similar-service",
        .structure,
        .note,
        "A service of one release whose name is nearly another's.",
        help: """
            A misspelt name is a service of its own: its page begins anew, and the release is missing in the history of \
            the other. Mend the name; where it is another service indeed, list it under `services:` in rollbook.yaml.
            """
    )
}

extension Catalog {
    /// `similar-service`: at the plan's service.
    func similarServices() -> [Diagnostic] {
        let listed = Set(book.services.map(\.name.value))
        var counts: [String: Int] = [:]
        for release in releases {
            for service in release.outline.allServices { counts[service.value.text, default: 0] += 1 }
        }
        let established = Set(counts.filter { $0.value > 1 }.keys).union(listed).filter { $0.utf8.count > 3 }.sorted()
        let single = counts.filter { $0.value == 1 && !listed.contains($0.key) && $0.key.utf8.count > 3 }
        // Each is compared with each: of thousands nobody can say that one is misspelt.
        guard !single.isEmpty, single.count * established.count <= 200_000 else { return [] }
        return releases.flatMap { release in
            release.outline.allServices.compactMap { service -> Diagnostic? in
                let name = service.value.text
                guard single[name] != nil, let other = established.first(where: { isSlip(name, for: $0) }) else {
                    return nil
                }
                return Diagnostic(
                    .similarService,
                    "`\(name)` is a service that no other release has, and nearly `\(other)`",
                    file: files.display(release.source),
                    at: service.span,
                    fixes: [Diagnostic.Fix("did you mean `\(other)`?", replace: service.span, with: other)]
                )
            }
        }
    }
}
