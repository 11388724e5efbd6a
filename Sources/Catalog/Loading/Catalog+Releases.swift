internal import Diagnostics
internal import Documents

extension Catalog {
    mutating func readReleases(
        _ placement: Placement,
        _ source: SourceReader,
        jobs: Int,
        now: Int?,
        cache: DocumentCache?
    ) async throws -> [Diagnostic] {
        let catalog = self
        let plans = try await placement.releases.parallelMap(jobs: jobs) { place in
            let kept = cache?.plan(place.path) {
                source.read(place.path, PlanDocument()) { bytes, file in
                    if SHA256.digest(of: bytes) != cache?.digests[place.path] { cache?.disturb() }
                    return catalog.readPlanDocument(place.path, source, bytes, file)
                }.value.plan
            }
            if let kept { return kept }
            return source.remembered(place.path) { catalog.read(planAt: place.path, $0, cache) }
        }
        let runs = try await placement.runs.parallelMap(jobs: jobs) { run in
            if let kept = cache?.run(run.path) { return kept }
            // A run in the future is in the past one day.
            func isLasting(_ read: ReadRun) -> Bool {
                read.parsed.diagnostics.allSatisfy { $0.rule.id != Rule.runInFuture.id }
            }
            return source.remembered(run.path, isLasting: isLasting) { source in
                var digest: SHA256.Digest?
                let parsed = source.read(run.path, RunRecord()) { bytes, file in
                    if cache != nil { digest = SHA256.digest(of: bytes) }
                    return readRun(from: bytes, file: file, now: now)
                }
                let read = ReadRun(parsed: parsed, links: TextLink.all(in: parsed.value))
                if let digest, isLasting(read) { cache?.keep(read, run.path, digest) }
                return read
            }
        }
        var found = plans.flatMap(\.parsed.diagnostics) + runs.flatMap(\.parsed.diagnostics)
        var runsByFolder: [String: [Run]] = [:]
        for (place, read) in zip(placement.runs, runs) {
            let number = runsByFolder[place.releaseFolder, default: []].count + 1
            let record = read.parsed.value
            let attempt = record.attempt?.value ?? number
            let run = Run(record: record, links: read.links, source: place.path, attempt: attempt)
            runsByFolder[place.releaseFolder, default: []].append(run)
        }
        for folder in runsByFolder.keys {
            runsByFolder[folder]?.sort { ($0.attempt, $0.source) < ($1.attempt, $1.source) }
        }
        for (place, read) in zip(placement.releases, plans) {
            let document = read.parsed.value
            if !read.parsed.diagnostics.isEmpty { foundInPlans[place.path] = read.parsed.diagnostics }
            let own = place.folder.flatMap { runsByFolder[$0] } ?? []
            found += duplicateAttempts(own)
            let id = releaseID(place, document.outline, &found)
            let date = day(of: document, path: place.path, runs: own)
            releases.append(
                Release(
                    id: id,
                    source: place.path,
                    folder: place.folder,
                    document: document,
                    runs: own,
                    date: date,
                    digest: read.digest,
                    links: read.links,
                    beside: read.beside
                )
            )
        }
        releases.sort { left, right in
            if left.moment != right.moment { return left.moment > right.moment }
            return (right.id, right.source) < (left.id, left.source)
        }
        return found
    }

    /// Reads a plan anew.
    func read(planAt path: String, _ source: SourceReader, _ cache: DocumentCache? = nil) -> ReadPlan {
        var digest: SHA256.Digest?
        let parsed = source.read(path, PlanDocument()) { bytes, file in
            if cache != nil { digest = SHA256.digest(of: bytes) }
            return readPlanDocument(path, source, bytes, file)
        }
        let plan = parsed.value.plan
        let read = ReadPlan(
            parsed: parsed,
            digest: plan.reviewDigest,
            links: TextLink.all(in: plan),
            beside: source.askedFiles
        )
        if let digest { cache?.keep(read, path, digest) }
        return read
    }

    private func readPlanDocument(
        _ path: String,
        _ source: SourceReader,
        _ bytes: [UInt8],
        _ file: String
    ) -> Parsed<PlanDocument> {
        let beside = source.beside(path)
        guard !Placement.isYAML(path) else { return readPlan(from: bytes, file: file, beside: beside, book: book) }
        let template = template ?? .builtIn
        return readMarkdownRelease(from: bytes, file: file, template: template, beside: beside, book: book)
    }

    /// Two records of one number; or of two, that began in the same second.
    private func duplicateAttempts(_ runs: [Run]) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for (index, run) in runs.enumerated() {
            let first = runs[..<index].last {
                $0.attempt == run.attempt
                    || $0.record.started != nil && $0.record.started?.value == run.record.started?.value
            }
            guard let first else { continue }
            let isNumber = first.attempt == run.attempt
            func place(of run: Run) -> SourceSpan {
                (isNumber ? run.record.attempt?.span : run.record.started?.span) ?? .fileStart
            }
            let message =
                isNumber
                ? "attempt \(run.attempt) has two records"
                : "attempt \(run.attempt) began when attempt \(first.attempt) began: is it the same one?"
            let note = Diagnostic.Note(
                "the first one is here",
                file: files.display(first.source),
                span: place(of: first)
            )
            var finding = Diagnostic(
                .duplicateAttempt,
                message,
                file: files.display(run.source),
                at: place(of: run),
                notes: [note]
            )
            if !isNumber { finding.severity = .warning }
            found.append(finding)
        }
        return found
    }

    /// The id that the plan gives, else its place's name; a name that can't be one is mended, so that the page exists.
    private func releaseID(_ place: Placement.Place, _ plan: DeploymentPlan, _ found: inout [Diagnostic]) -> String {
        if let id = plan.id?.value.text { return id }
        return pageID(place, &found)
    }

    /// The id that a document's place gives it.
    func pageID(_ place: Placement.Place, capitals: Bool = false, _ found: inout [Diagnostic]) -> String {
        guard let problem = Identifier.problem(in: place.name, capitals: capitals) else { return place.name }
        let mended = Identifier.proposal(for: place.name) ?? "unnamed"
        // Another tool's names are its own business.
        if !place.isForeign {
            let message = "the name `\(place.name)` can't be an id: \(problem)"
            let fix = Diagnostic.Fix("rename it, for instance to `\(mended)`")
            found.append(Diagnostic(.badID, message, file: files.display(place.path), at: .fileStart, fixes: [fix]))
        }
        return mended
    }

    func day(of document: PlanDocument, path: String, runs: [Run]) -> CalendarDate? {
        if let day = document.outline.window?.start?.value.date ?? document.date { return day }
        let names = path.split(separator: "/").reversed()
        if let day = names.lazy.compactMap({ CalendarDate($0.prefix(10)) }).first { return day }
        return runs.first?.record.started?.value.date
    }
}
