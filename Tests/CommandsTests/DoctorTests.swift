import Foundation
import Testing

/// `rollbook doctor` and `build --profile` by the built program.
@Suite struct DoctorTests {
    @Test func aBookIsDescribed() async throws {
        let shop = try await Workshop.withSite()
        let ended = try await shop.run("doctor")
        #expect(ended.code == 0)
        #expect(
            ended.output.contains("\ncontent   content: 0 releases, 0 patterns, 0 checklists, 1 guide, 0 incidents\n")
        )
        #expect(ended.output.contains("\nfindings  0 errors, 0 warnings\n"))
        #expect(ended.output.contains("\ncache     .rollbook: holds the last build into site, "))
        #expect(ended.output.contains("\noutput    site: a site of Rollbook\n"))
        let version = try await shop.run("--version").output
        #expect(try #require(version.wholeMatch(of: /rollbook \S+ \(libcmark (0\.\d+\.\d+)\)\n/)).1.hasPrefix("0.3"))
    }

    @Test func nothingIsThere() async throws {
        let shop = try Workshop()
        let ended = try await shop.run("doctor", environment: ["PATH": "/nonexistent"])
        #expect(ended.code == 0)
        #expect(ended.output.contains("not found: pages would show no revisions"))
        #expect(ended.output.contains("`rollbook init .` starts a book"))
        #expect(ended.output.contains("site: not there yet"))
        #expect(shop.tree().isEmpty)
    }

    @Test func aThemeThatCannotBeUsed() async throws {
        let shop = try await Workshop.withSite()
        #expect(try await shop.run("doctor").output.contains("\ntheme     default\n"))
        let ended = try await shop.run("doctor", "--theme", "nowhere", "--output", "other")
        #expect(ended.code == 0)
        #expect(ended.output.contains("\ntheme     nowhere: can't be used: there is no theme 'nowhere'"))
        #expect(ended.output.contains("\ncache     .rollbook: holds no build into other"))
    }

    @Test func stagesAreTold() async throws {
        let shop = try await Workshop.withSite()
        let ended = try await shop.run("build", "--clean", "--profile")
        #expect(ended.code == 0)
        let stages = ended.errors.split(separator: "\n").filter { $0.contains(" %  ") }
        #expect(stages.count == 8)
        #expect(stages.allSatisfy { $0.contains(" s ") })
        #expect(!(try await shop.run("build").errors.contains(" %  ")))
    }
}
