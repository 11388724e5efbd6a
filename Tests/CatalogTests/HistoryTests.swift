import Catalog
import Documents
import Testing

/// What counts as a deployment, and what the measures say of small books whose numbers are plain to see.
@Suite struct DeploymentHistoryTests {
    private static func plan(_ start: String, _ more: String = "", service: String = "service: s") -> String {
        "schema: 1\ntitle: T\n\(service)\nstatus: completed\nwindow: {start: \(start), end: 2026-12-31T00:00:00Z}\n\(more)\n"
            + """
            phases:
              - {kind: pre-deployment, title: A, steps: [{id: look, title: L, duration: 10m}]}
              - {kind: deployment, title: B, steps: [{id: deploy, title: D, duration: 20m, aliases: [ship]}]}
            """ + "\n"
    }

    private static func run(
        _ outcome: String,
        _ start: String,
        _ end: String?,
        _ more: String = "",
        attempt number: Int = 1
    ) -> String {
        "attempt: \(number)\nstarted: \(start)\n\(end.map { "ended: \($0)\n" } ?? "")outcome: \(outcome)\n\(more)\n"
    }

    private func measures(_ files: [String: String], days: Int? = nil) async throws -> DeploymentMeasures {
        let catalog = try await load(files.merging(["rollbook.yaml": bookFile]) { first, _ in first })
        return try #require(DeploymentMeasures(catalog.history, service: "s", days: days))
    }

    @Test func anAbortedRunCountsOnceSomethingHadReachedProduction() async throws {
        let catalog = try await load([
            "rollbook.yaml": bookFile,
            "releases/before/deployment-plan.yaml": Self.plan("2026-01-01T00:00:00Z"),
            "releases/before/runs/1.yaml": Self.run(
                "aborted",
                "2026-01-01T00:00:00Z",
                "2026-01-01T01:00:00Z",
                "steps: [{id: look, result: passed}, {id: deploy, result: skipped}]"
            ),
            "releases/after/deployment-plan.yaml": Self.plan("2026-01-02T00:00:00Z"),
            "releases/after/runs/1.yaml": Self.run(
                "aborted",
                "2026-01-02T00:00:00Z",
                "2026-01-02T01:00:00Z",
                "steps: [{id: ship, result: passed}]"
            ),
            "releases/never/deployment-plan.yaml": Self.plan("2026-01-03T00:00:00Z"),
            "releases/never/runs/1.yaml": Self.run("cancelled", "2026-01-03T00:00:00Z", nil),
        ])
        let history = catalog.history
        #expect(history.deployments.map { catalog.releases[$0.release].id } == ["after"])
        #expect(history.deployments.map(\.isFailed) == [true])
        #expect(Set(history.leftOut.map { catalog.releases[$0.release].id }) == ["before", "never"])
    }

    @Test(arguments: [(Int?.some(90), 1), (nil, 2)])
    func aReleaseWithoutARunThatWasLaterCountsAmongAll(_ days: Int?, _ count: Int) async throws {
        let all = try await measures(
            [
                "releases/a/deployment-plan.yaml": Self.plan("2026-01-01T00:00:00Z"),
                "releases/a/runs/1.yaml": Self.run("success", "2026-01-01T10:00:00Z", "2026-01-01T10:30:00Z"),
                "releases/b.yaml": "schema: 1\ntitle: T\nservice: s\nstatus: rolled-back\n"
                    + "window: {start: 2026-02-01T00:00:00Z, end: 2026-02-01T01:00:00Z}\n",
            ],
            days: days
        )
        #expect(all.deployments.count == count)
        #expect(all.failRate.part == count - 1)
    }

    @Test func onlyProductionCounts() async throws {
        let plan = Self.plan("2026-01-01T00:00:00Z", "environment: staging")
        let catalog = try await load([
            "rollbook.yaml": bookFile + "environments: [production, staging]\n",
            "releases/a/deployment-plan.yaml": plan,
        ])
        #expect(catalog.history.deployments.isEmpty && catalog.history.leftOut.isEmpty)
    }

    @Test func withoutARunTheStatusAndTheWindowCount() async throws {
        let back = Self.plan("2026-02-01T00:00:00Z").replacing("completed", with: "rolled-back")
        let all = try await measures([
            "releases/a.yaml": Self.plan("2026-01-01T00:00:00Z"), "releases/b.yaml": back,
            "releases/c.yaml": Self.plan("2026-03-01T00:00:00Z").replacing("completed", with: "scheduled"),
        ])
        #expect(all.failRate == Portion(1, of: 2))
        #expect(all.planned.count == 0 && all.actual.value == nil)
    }

    @Test func recoveryRunsFromTheFirstDecisionElseFromTheIncident() async throws {
        let incident =
            "---\nid: INC-1\ntitle: I\ndate: 2026-01-02\nstarted: 2026-01-02T00:10:00Z\nresolved: 2026-01-02T01:10:00Z\n---\n"
        let files = [
            "incidents/INC-1.md": incident,
            "releases/a/deployment-plan.yaml": Self.plan("2026-01-01T00:00:00Z"),
            "releases/a/runs/1.yaml": Self.run(
                "rolled-back",
                "2026-01-01T00:00:00Z",
                "2026-01-01T01:00:00Z",
                """
                decisions:
                  - {at: 2026-01-01T00:20:00Z, by: A, decision: rollback, reason: r}
                  - {at: 2026-01-01T00:10:00Z, by: A, decision: rollback, reason: r}
                rollback: {restored: 2026-01-01T00:15:00Z}
                """
            ),
            "releases/b/deployment-plan.yaml": Self.plan("2026-01-02T00:00:00Z"),
            "releases/b/runs/1.yaml": Self.run(
                "success",
                "2026-01-02T00:00:00Z",
                "2026-01-02T00:30:00Z",
                "incidents: [{id: INC-1, relation: caused-by}]"
            ),
        ]
        let all = try await measures(files)
        #expect(all.failRate == Portion(2, of: 2))
        #expect(all.recovery == Median([TimeSpan(seconds: 300), TimeSpan(seconds: 3600)]))
    }

    @Test func aChangeIsDeliveredOnceByTheRunThatStayed() async throws {
        let changes =
            "readiness: {decision: go, changes: [{summary: a, committed_at: 2026-01-01T00:00:00Z}, {summary: late, committed_at: 2026-02-01T00:00:00Z}]}"
        let all = try await measures([
            "releases/a/deployment-plan.yaml": Self.plan("2026-01-02T00:00:00Z", changes),
            "releases/a/runs/1.yaml": Self.run("rolled-back", "2026-01-02T00:00:00Z", "2026-01-02T01:00:00Z"),
            "releases/a/runs/2.yaml": Self.run("success", "2026-01-03T00:00:00Z", "2026-01-03T01:00:00Z", attempt: 2),
            "releases/a/runs/3.yaml": Self.run("success", "2026-01-04T00:00:00Z", "2026-01-04T01:00:00Z", attempt: 3),
        ])
        #expect(all.deployments.count == 3)
        // The commit of February came after all runs, and was delivered by none.
        #expect(all.leadTime == Median([TimeSpan(seconds: 49 * 3600)]))
    }

    @Test func theWindowEndsWithTheBooksLastRun() async throws {
        let files = [
            "releases/a/deployment-plan.yaml": Self.plan("2026-01-01T00:00:00Z"),
            "releases/a/runs/1.yaml": Self.run("success", "2026-01-01T00:00:00Z", "2026-01-01T00:30:00Z"),
            "releases/b/deployment-plan.yaml": Self.plan("2026-04-01T00:00:00Z", service: "service: other"),
            "releases/b/runs/1.yaml": Self.run("success", "2026-04-01T00:00:00Z", "2026-04-01T00:45:00Z"),
        ]
        let recent = try await measures(files, days: 90)
        #expect(recent.deployments.isEmpty)
        #expect(recent.perWeek == nil && recent.pace == nil && recent.failRate.percent == nil)
        #expect(try await measures(files, days: 91).deployments.count == 1)
        let all = try await measures(files)
        #expect(all.deployments.count == 1)
        #expect(all.planned.value == TimeSpan(seconds: 1800) && all.actual.value == TimeSpan(seconds: 1800))
        // 90 days and three quarters of an hour, 12.9 weeks.
        let perWeek = try #require(all.perWeek)
        #expect(abs(perWeek - 1 / 12.86) < 0.001)
    }

    @Test(arguments: [
        ([1, 3, 5, 8, 10, 12], "daily"), ([1, 8, 15], "weekly"), ([1, 40, 70], "monthly"), ([1], "weekly"),
        ([1, 300], "yearly"),
        // Three of six months of the calendar, though two of three spans of 30 days counted back have none.
        ([0, 114, 178], "monthly"),
    ])
    func theMiddleWeekOrMonthSaysThePace(_ days: [Int], _ word: String) async throws {
        var files: [String: String] = [:]
        for (index, day) in days.enumerated() {
            let date = CalendarDate(daysSinceEpoch: 20_000 + day).iso
            files["releases/r\(index)/deployment-plan.yaml"] = Self.plan("\(date)T10:00:00Z")
            files["releases/r\(index)/runs/1.yaml"] = Self.run("success", "\(date)T10:00:00Z", "\(date)T10:30:00Z")
        }
        #expect(try await measures(files).pace?.rawValue == word)
    }

    @Test func runsWithoutAPlanAndTimesOutOfOrderBreakNoMeasure() async throws {
        let all = try await measures([
            "releases/a/deployment-plan.yaml": Self.plan("2026-01-01T00:00:00Z"),
            "releases/a/runs/1.yaml": Self.run("success", "2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z"),
            "releases/a/runs/2.yaml": Self.run("rolled-back", "2026-01-03T00:00:00Z", nil, attempt: 1),
            "releases/b/runs/1.yaml": Self.run("success", "2026-01-02T00:00:00Z", "2026-01-02T01:00:00Z"),
        ])
        #expect(all.deployments.allSatisfy { ($0.actual?.seconds ?? 0) >= 0 })
        #expect(all.leadTime.count == 0)
    }
}

/// Which releases share time.
@Suite struct ConcurrentReleaseTests {
    private func plan(_ start: String, _ end: String, _ status: String = "completed") -> String {
        "schema: 1\ntitle: T\nservice: s\nstatus: \(status)\nwindow: {start: \(start), end: \(end)}\n"
    }

    @Test func overlapsOfWindowsAndRuns() async throws {
        let catalog = try await load([
            "rollbook.yaml": bookFile,
            "releases/a.yaml": plan("2026-01-01T22:00:00Z", "2026-01-02T02:00:00Z"),
            "releases/b.yaml": plan("2026-01-02T01:00:00Z", "2026-01-02T03:00:00Z"),
            "releases/touching.yaml": plan("2026-01-02T02:00:00Z", "2026-01-02T02:30:00Z"),
            "releases/draft.yaml": plan("2026-01-01T22:00:00Z", "2026-01-02T02:00:00Z", "draft"),
            "releases/century.yaml": plan("1950-01-01T00:00:00Z", "2050-01-01T00:00:00Z"),
            "releases/late/deployment-plan.yaml": plan("2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z"),
            "releases/late/runs/1.yaml":
                "attempt: 1\nstarted: 2026-01-02T01:30:00Z\nended: 2026-01-02T01:40:00Z\noutcome: success\n",
        ])
        func beside(_ id: String) throws -> [String] {
            let index = try #require(catalog.relations.releaseByID[id])
            return catalog.releasesByTime.beside(index).map { catalog.releases[$0].id }
        }
        #expect(try beside("a") == ["century", "b", "late"])
        // A run on one night and a window on another hold no time between them.
        #expect(try beside("touching") == ["century", "b"])
        #expect(try beside("draft") == [])
        #expect(try beside("century").sorted() == ["a", "b", "late", "touching"])
    }

    @Test func ofSeveralRunsTheOneThatWasNearIsTold() async throws {
        let catalog = try await load([
            "rollbook.yaml": bookFile,
            "releases/a/deployment-plan.yaml": plan("2026-03-14T22:00:00Z", "2026-03-15T00:00:00Z"),
            "releases/a/runs/1.yaml":
                "attempt: 1\nstarted: 2026-03-14T22:01:00Z\nended: 2026-03-14T22:40:00Z\noutcome: rolled-back\n",
            "releases/a/runs/2.yaml":
                "attempt: 2\nstarted: 2026-03-21T22:00:00Z\nended: 2026-03-21T23:47:00Z\noutcome: success\n",
        ])
        let release = try #require(catalog.releases.first)
        func time(_ start: String, _ end: String) throws -> Interval {
            Interval(try Timestamp(start).seconds, try Timestamp(end).seconds)
        }
        let between = try time("2026-03-17T12:00:00Z", "2026-03-17T12:30:00Z")
        #expect(catalog.releasesByTime.during(between) == [])
        #expect(release.time(at: [between])?.end?.iso == "2026-03-15T00:00:00Z")
        let during = try time("2026-03-21T23:00:00Z", "2026-03-22T01:00:00Z")
        #expect(catalog.releasesByTime.during(during) == [0])
        #expect(release.time(at: [during])?.start.iso == "2026-03-21T22:00:00Z")
    }
}
