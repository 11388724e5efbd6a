internal import Catalog
internal import Documents
internal import Markdown

/// What the history says in numbers: the measures, per service and never blended.
extension PageContext {
    func metrics() -> MetricsView {
        let unnamed = catalog.history.deployments.count { $0.services.isEmpty }
        return MetricsView(
            page: frame("Measures", section: "metrics", description: "How deployments went, service by service"),
            body: indexBody("metrics"),
            services: catalog.services.compactMap(measures),
            leftOut: leftOut(),
            note: unnamed == 0
                ? nil : "\(Words.count(unnamed, "deployment")) of releases that name no service: in no measure."
        )
    }

    /// `nil` for a service that was never deployed.
    func measures(of service: Service) -> MeasuresView? {
        let history = catalog.history
        let days = catalog.measuredDays
        guard let whole = DeploymentMeasures(history, service: service.id, days: nil), !whole.deployments.isEmpty,
            let recent = DeploymentMeasures(history, service: service.id, days: days)
        else { return nil }
        return MeasuresView(
            id: service.id,
            title: service.title,
            address: link(routes.service(service.id)),
            recent: "Last \(days) days, to \(day(recent.end))",
            whole: "All, since \(day(whole.start + 1))",
            rows: rows(recent, whole),
            frequency: frequencyChart(whole, of: service),
            durations: durationChart(whole, of: service),
            byPattern: rollbacksByPattern(whole, of: service),
            byTrigger: rollbacksByTrigger(whole, of: service)
        )
    }

    private func day(_ moment: Int) -> String {
        Words.longDate(CalendarDate(daysSinceEpoch: CalendarDate.days(moment)))
    }

    private func rows(_ recent: DeploymentMeasures, _ whole: DeploymentMeasures) -> [MeasureRow] {
        MeasureDefinition.all.map { measure in
            let (now, ever) = (measure.value(recent), measure.value(whole))
            return MeasureRow(
                id: measure.id,
                name: measure.name,
                definition: measure.definition,
                recent: now.text ?? "n/a",
                recentCount: now.count,
                whole: ever.text ?? "n/a",
                wholeCount: ever.count
            )
        }
    }

    private func rollbacksByPattern(_ measures: DeploymentMeasures, of service: Service) -> TableView? {
        TableView(
            "Rollbacks by pattern, \(service.title)",
            ["Pattern", "Rolled back"],
            measures.rollbacksByPattern.map { pattern, portion in
                RowView([linkHTML(patternLink(pattern)), HTMLText.escape("\(Words.portion(portion) ?? "n/a")")])
            }
        )
    }

    private func rollbacksByTrigger(_ measures: DeploymentMeasures, of service: Service) -> TableView? {
        TableView(
            "Rollbacks by trigger, \(service.title)",
            ["Trigger", "Rollbacks"],
            measures.rollbacksByTrigger.map { trigger, count in
                RowView([trigger.map { "<code>\(HTMLText.escape($0))</code>" } ?? "none named", "\(count)"])
            }
        )
    }

    private func leftOut() -> TableView? {
        TableView(
            "Left out of all measures",
            ["Release", "Attempt", "Why"],
            catalog.history.leftOut.map { item in
                let why =
                    switch item.reason {
                    case .cancelled: "cancelled"
                    case .abortedBefore: "aborted before anything reached production"
                    }
                return RowView([
                    linkHTML(view(.release(item.release))), item.attempt.map { "run \($0)" } ?? "no run", why,
                ])
            }
        )
    }
}

// MARK: Charts

extension PageContext {
    /// The last twelve months that had any month of deployments before or in them.
    private func frequencyChart(_ measures: DeploymentMeasures, of service: Service) -> ChartView? {
        let last = CalendarDate(daysSinceEpoch: CalendarDate.days(measures.end))
        let lastMonth = last.months
        let first = CalendarDate(daysSinceEpoch: CalendarDate.days(measures.start + 1))
        let firstMonth = max(first.months, lastMonth - 11)
        var counts = [(all: Int, failed: Int)](repeating: (0, 0), count: lastMonth - firstMonth + 1)
        for deployment in measures.deployments {
            let date = CalendarDate(daysSinceEpoch: CalendarDate.days(deployment.moment))
            let month = date.months - firstMonth
            guard counts.indices.contains(month) else { continue }
            counts[month].all += 1
            if deployment.isFailed { counts[month].failed += 1 }
        }
        let names = counts.indices.map { index in
            let month = firstMonth + index
            return "\(Words.month(month % 12 + 1)) \(month / 12)"
        }
        let bars = zip(names, counts).enumerated().map { index, bar in
            let (name, count) = bar
            let month = (firstMonth + index) % 12
            return BarChart.Bar(
                name: index == 0 || month == 0 ? name : Words.month(month + 1),
                words: "\(name): \(Words.count(count.all, "deployment")), \(count.failed) failed",
                parts: [(Double(count.all - count.failed), "good"), (Double(count.failed), "bad")]
            )
        }
        let total = counts.reduce(0) { $0 + $1.all }
        let chart = BarChart(
            label:
                "\(service.title): \(Words.count(total, "deployment")) from \(names.first ?? "") to \(names.last ?? ""); the table below has the numbers",
            bars: bars
        ) { "\(Int($0))" }
        return ChartView(
            title: "Deployments by month",
            label: "Deployments by month, \(service.title)",
            key: "Dashed: failed",
            picture: chart.markup,
            table: TableView(
                "Deployments by month, \(service.title)",
                ["Month", "Deployments", "Failed"],
                zip(names, counts).map { RowView([$0, "\($1.all)", "\($1.failed)"]) }
            )
        )
    }

    /// The newest twelve that went through and say both.
    private func durationChart(_ measures: DeploymentMeasures, of service: Service) -> ChartView? {
        let timed = measures.timed.prefix(12).reversed()
        guard !timed.isEmpty else { return nil }
        // Where releases share a version, a flag of it or its settings, their ids tell them apart.
        let releases = Set(timed.map(\.release))
        let versions = Dictionary(grouping: releases.compactMap { catalog.releases[$0].version }) { $0 }
        let rows = timed.map { deployment -> (name: String, release: Int, planned: TimeSpan, actual: TimeSpan) in
            let release = catalog.releases[deployment.release]
            let name = release.version.flatMap { versions[$0]?.count == 1 ? $0 : nil } ?? release.id
            return (name, deployment.release, deployment.planned ?? .zero, deployment.actual ?? .zero)
        }
        // Minutes until there are too many of them to read.
        let longest = rows.map { max($0.planned, $0.actual).seconds }.max() ?? 0
        let (unit, seconds) = longest > 4 * 3600 ? ("h", 3600.0) : ("min", 60.0)
        let chart = BarChart(
            label:
                "\(service.title): planned and actual duration of \(Words.count(rows.count, "deployment")); the table below has the numbers",
            bars: rows.map { row in
                BarChart.Bar(
                    name: catalog.releases[row.release].version ?? row.name,
                    words: "\(row.name): took \(row.actual.words), planned \(row.planned.words)",
                    parts: [(Double(row.actual.seconds) / seconds, row.actual > row.planned ? "over" : "good")],
                    mark: Double(row.planned.seconds) / seconds
                )
            }
        ) { "\(Int($0))\u{A0}\(unit)" }
        return ChartView(
            title: "Planned and actual duration",
            label: "Planned and actual duration, \(service.title)",
            key: "Line: planned; amber: took longer",
            picture: chart.markup,
            table: TableView(
                "Planned and actual duration, \(service.title)",
                ["Release", "Planned", "Took", "Difference"],
                rows.map { row in
                    let difference = Words.difference(row.actual.seconds - row.planned.seconds)
                    return RowView([
                        linkHTML(LinkView(row.name, link(.release(row.release)))), row.planned.words, row.actual.words,
                        difference,
                    ])
                }
            )
        )
    }
}

extension Catalog {
    /// How many days the recent window of the measures has.
    var measuredDays: Int { max(1, book.measures?.days?.value ?? 90) }
}
