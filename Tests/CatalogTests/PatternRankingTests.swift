import Documents
import Testing

@testable import Catalog

/// The book's patterns, ranked by what a release needs.
@Suite struct PatternRankingTests {
    private static let book = [
        "rollbook.yaml": "title: T\n",
        "patterns/canary.md":
            "---\ntitle: Canary\nsummary: s\nsuits_risk: [high]\nrollback_time: 5m\nextra_capacity: 25%\ndowntime: none\nneeds: [traffic splitting by weight]\nneeds_compatible_schema: true\n---\n",
        "patterns/recreate.md":
            "---\ntitle: Recreate\nsummary: s\nsuits_risk: [low, high]\nrollback_time: 45m\nextra_capacity: 0%\ndowntime: window\nneeds_compatible_schema: false\n---\n",
        "patterns/rolling.md":
            "---\ntitle: Rolling\nsummary: s\nsuits_risk: [low]\nrollback_time: 10m\nextra_capacity: 25%\ndowntime: none\nneeds_compatible_schema: true\n---\n",
        "patterns/bare.md": "---\ntitle: Bare\nsummary: s\n---\n",
    ]

    private func ranked(_ change: (inout PlanningNeeds) -> Void, _ more: [String: String] = [:]) async throws
        -> [RankedPattern]
    {
        var needs = PlanningNeeds()
        change(&needs)
        return try await load(Self.book.merging(more) { $1 }).rankedPatterns(for: needs)
    }

    @Test func theRiskDecidesFirst() async throws {
        let high = try await ranked { $0.risk.level = Located(.high) }
        #expect(high.first?.id == "canary")
        #expect(high.last?.id == "rolling")
        #expect(high.first?.reasons == ["it suits a high risk", "a rollback takes 5m"])
        #expect(high.last?.concerns == ["it is not meant for a high risk"])
        #expect(try await ranked { $0.risk.level = Located(.low) }.last?.id == "canary")
    }

    @Test func withoutTrafficSplittingThereIsNoCanary() async throws {
        let list = try await ranked {
            $0.risk.level = Located(.high)
            $0.canSplitTraffic = false
        }
        #expect(list.first?.id == "recreate")
        #expect(list.first { $0.id == "canary" }?.concerns == ["it needs traffic splitting, which there is not"])
    }

    @Test func downtimeThatIsNotAllowedWeighsMore() async throws {
        let list = try await ranked {
            $0.risk.level = Located(.low)
            $0.risk.downtimeAllowed = Located(.none)
        }
        #expect(list.map(\.id) == ["rolling", "bare", "canary", "recreate"])
        #expect(list.last?.concerns.contains("it brings downtime (window), and none is allowed") == true)
    }

    @Test func aBreakingChangeWantsAPatternThatLivesWithIt() async throws {
        let list = try await ranked { $0.isBreaking = true }
        #expect(list.first?.id == "recreate")
        #expect(list.first?.reasons.contains("it can live with a breaking change of the schema") == true)
    }

    @Test func capacityThatIsNotThere() async throws {
        let list = try await ranked {
            $0.risk.level = Located(.low)
            $0.spareCapacity = Share(percent: 10)
        }
        #expect(list.first?.id == "recreate")
        #expect(list.first { $0.id == "rolling" }?.concerns == ["it needs 25% of capacity on top, and 10% are there"])
    }

    @Test func earlierReleasesSpeakForAndAgainst() async throws {
        func plan(_ id: String, _ pattern: String, _ status: String) -> [String: String] {
            ["releases/\(id).yaml": "id: \(id)\nstatus: \(status)\nstrategy: {pattern: \(pattern), rationale: r}\n"]
        }
        let more = [
            plan("a", "canary", "completed"), plan("b", "canary", "completed"), plan("c", "rolling", "rolled-back"),
            plan("d", "rolling", "completed"), plan("e", "bare", "draft"),
        ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
        let list = try await ranked({ _ in }, more)
        let canary = try #require(list.first { $0.id == "canary" })
        #expect(canary.history == "2 releases, none rolled back")
        #expect(canary.reasons.contains("2 of 2 releases by it stayed"))
        let rolling = try #require(list.first { $0.id == "rolling" })
        #expect(rolling.history == "2 releases, 1 rolled back or failed")
        #expect(rolling.concerns.contains("1 of 2 releases by it were taken back"))
        #expect(list.first { $0.id == "bare" }?.history == "no release yet")
        #expect(list.first?.id == "canary")
    }

    @Test func ofEqualsTheKnownThenTheFasterComesFirst() async throws {
        #expect(try await ranked { _ in }.map(\.id) == ["canary", "rolling", "recreate", "bare"])
    }
}
