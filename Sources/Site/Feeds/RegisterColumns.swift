internal import Catalog
internal import Diagnostics
internal import Documents

/// A key of `releases.json`: its name, what it means, what it holds, and where that comes from.
struct RegisterColumn<Row>: Sendable {
    let name: String
    let summary: String
    let type: RegisterType
    let value: @Sendable (Row) -> JSON

    init(_ name: String, _ type: RegisterType, _ summary: String, _ value: @escaping @Sendable (Row) -> JSON) {
        self.name = name
        self.summary = summary
        self.type = type
        self.value = value
    }
}

/// What a key holds. What may be absent is null then.
enum RegisterType: Sendable {
    case text, optionalText, texts, number, time, window, runs
    case word([String])

    /// One of the words of a list.
    static func word<Value: Choice>(_ type: Value.Type) -> Self { .word(Value.allCases.map(\.rawValue)) }

    var schema: JSON {
        switch self {
        case .text: ["type": "string"]
        case .optionalText: ["type": ["string", "null"]]
        case .texts: ["type": "array", "items": ["type": "string"]]
        case .number: ["type": "integer"]
        case .time: ["type": ["string", "null"], "format": "date-time"]
        case .window:
            [
                "type": ["object", "null"], "required": ["start", "end"],
                "properties": ["start": Self.time.schema, "end": Self.time.schema],
            ]
        case .runs: ["type": "array", "items": ["$ref": "#/$defs/run"]]
        case .word(let words): ["enum": .array(words.map { .string($0) } + [.null])]
        }
    }
}

typealias ReleaseColumn = RegisterColumn<RegisteredRelease>
typealias RunColumn = RegisterColumn<RegisteredRun>

extension RegisterColumn<RegisteredRelease> {
    /// The keys of a release.
    static let all: [Self] = [
        Self("id", .text, "The release's id, permanent") { .string($0.release.id) },
        Self("url", .text, "Its page; a path from the site's root where the book has no base_url") {
            .string($0.register.url($0.register.routes.release($0.index)))
        },
        Self("title", .text, "Its title") { .string($0.release.title) },
        Self("services", .texts, "The ids of the services") { .array($0.release.services.map { .string($0) }) },
        Self("version", .optionalText, "The version") { JSON($0.release.version) },
        Self("status", .word(PlanStatus.self), "Where the plan stands") { word($0.release.outline.status) },
        Self("outcome", .word(RunOutcome.self), "How it went: of the last run, else as the status says") {
            JSON($0.release.outcome?.rawValue)
        },
        Self("environment", .text, "Where it went") { .string($0.release.environment) },
        Self("criticality", .word(Criticality.self), "From C1, the highest, to C4") {
            word($0.release.outline.criticality)
        },
        Self("change", .word(ChangeType.self), "How the change is authorised") { word($0.release.outline.change) },
        Self("kind", .word(ReleaseKind.self), "Why it was made") { word($0.release.outline.kind) },
        Self("pattern", .optionalText, "The id of the strategy's pattern") {
            JSON($0.release.pattern?.value.text)
        },
        Self("window", .window, "The planned window") { window($0.release.outline.window) },
        Self("started", .time, "When the first run began") { time($0.release.runs.first?.record.started) },
        Self("ended", .time, "When the last run ended; null while it runs") {
            time($0.release.runs.last?.record.ended)
        },
        Self("runs", .runs, "What was really done, by attempt") { release in
            .array(
                release.release.runs.map {
                    ReleaseRegister.object(RunColumn.all, RegisteredRun(release: release, run: $0))
                }
            )
        },
        Self("incidents", .texts, "The ids of the incidents that belong to it") { release in
            let incidents = release.register.catalog.relations.incidentsByRelease[release.index] ?? []
            return .array(incidents.map { .string(release.register.catalog.incidents[$0].id) })
        },
        Self("digest", .text, "Of the plan without reviews, status and waivers: equal where the plan is") {
            .string($0.release.digest)
        },
        Self("revision", .optionalText, "The plan's revision, as the last run's record names it") {
            JSON($0.release.revision)
        },
    ]

    private static func word(_ value: Located<some Choice>?) -> JSON { JSON(value?.value.rawValue) }

    private static func time(_ value: Located<Timestamp>?) -> JSON { JSON(value.flatMap { UTCTime($0.value)?.iso }) }

    private static func window(_ window: ReleaseWindow?) -> JSON {
        guard window?.start != nil || window?.end != nil else { return .null }
        return ["start": time(window?.start), "end": time(window?.end)]
    }
}

extension RegisterColumn<RegisteredRun> {
    /// The keys of a run.
    static let all: [Self] = [
        Self("attempt", .number, "Which attempt, from 1") { .int($0.run.attempt) },
        Self("url", .text, "Where its record is shown") {
            let register = $0.release.register
            return .string(register.url(register.routes.release($0.release.index), "run-\($0.run.attempt)"))
        },
        Self("outcome", .word(RunOutcome.self), "How it went") { JSON($0.run.record.outcome?.value.rawValue) },
        Self("started", .time, "When it began") { time($0.run.record.started) },
        Self("ended", .time, "When it ended; null while it runs") { time($0.run.record.ended) },
        Self("revision", .optionalText, "The revision of the plan that was followed") {
            JSON($0.run.record.revision?.value.text)
        },
    ]

    private static func time(_ value: Located<Timestamp>?) -> JSON { JSON(value.flatMap { UTCTime($0.value)?.iso }) }
}

extension Release {
    /// The revision of the plan that was followed last, as its record names it.
    var revision: String? { runs.last?.record.revision?.value.text }
}
