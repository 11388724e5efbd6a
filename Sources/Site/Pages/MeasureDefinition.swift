internal import Catalog
internal import Documents

/// A measure as pages and terminal show it: its name, how it is counted, and how its value reads.
///
/// The first five are DORA's software delivery metrics (dora.dev, as of 2024).
struct MeasureDefinition: Sendable {
    let id: String
    let name: String
    let definition: String
    /// The value in words, `nil` of nothing, and of how many it is.
    let value: @Sendable (DeploymentMeasures) -> (text: String?, count: String)

    static let all = [
        MeasureDefinition(
            id: "deployment-frequency",
            name: "Deployment frequency",
            definition: """
                Runs in production a week; a release that is over without a run counts as one. The word is the middle \
                week's: three days or more with a deployment are daily, one is weekly; else the middle month's.
                """
        ) { measures in
            let rate = measures.perWeek.map { "\(Words.decimal($0)) a week" }
            let pace = measures.pace.map { ", \($0.rawValue)" } ?? ""
            return (rate.map { $0 + pace }, "n = \(measures.deployments.count)")
        },
        MeasureDefinition(
            id: "change-lead-time",
            name: "Change lead time",
            definition: """
                Median from a change's commit to the end of the first run that brought it to production to stay; of \
                the changes whose commit time the plan gives.
                """
        ) { median($0.leadTime, "change") },
        MeasureDefinition(
            id: "change-fail-rate",
            name: "Change fail rate",
            definition: """
                Deployments that were rolled back, failed, caused an incident, or were aborted after a step of a \
                migration or deployment phase had passed.
                """
        ) { portion($0.failRate) },
        MeasureDefinition(
            id: "recovery-time",
            name: "Failed deployment recovery time",
            definition: """
                Median over failed deployments from the first decision to roll back, else the incident's start, until \
                users were served again, else the incident was resolved.
                """
        ) { median($0.recovery, "failed deployment") },
        MeasureDefinition(
            id: "rework-rate",
            name: "Deployment rework rate",
            definition: "Deployments of kind hotfix or rework: not planned, made because something had to be mended."
        ) { portion($0.reworkRate) },
        MeasureDefinition(
            id: "duration",
            name: "Planned and actual duration",
            definition: """
                Medians over the runs that went through: the sum of the planned steps, the soak not counted, and the \
                time from start to end.
                """
        ) { measures in
            guard let planned = measures.planned.value, let actual = measures.actual.value else {
                return (nil, "n = 0")
            }
            return ("\(planned.words) planned, \(actual.words) taken", "n = \(measures.planned.count)")
        },
        MeasureDefinition(
            id: "rollback-rate",
            name: "Rolled back",
            definition: "Deployments whose outcome is rolled back."
        ) { portion($0.rollbackRate) },
        MeasureDefinition(
            id: "rehearsed",
            name: "Rollback rehearsed",
            definition: "Of the releases deployed, those whose plan says when the rollback was tried."
        ) { portion($0.rehearsed) },
    ]

    private static func median(_ median: Median, _ one: String) -> (String?, String) {
        (median.value?.words, "n = \(Words.count(median.count, one))")
    }

    private static func portion(_ portion: Portion) -> (String?, String) {
        (portion.percent.map { "\(Words.decimal($0))\u{A0}%" }, "\(portion.part) of \(portion.whole)")
    }
}
