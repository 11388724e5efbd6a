internal import Catalog
internal import Diagnostics
internal import Documents

/// The releases of a book as feed and calendar.
struct ReleaseFeeds: Sendable {
    static let register = Address("releases.json")
    static let feed = Address("feed.xml")
    static let calendar = Address("releases.ics")
    static let sitemap = Address("sitemap.xml")
    /// How many entries a feed has.
    static let feedLimit = 50

    /// The releases of the feed, the newest first, by what happened last.
    let entries: [(release: Int, moment: UTCTime)]
    /// The releases of the calendar, in the catalog's order.
    let events: [(release: Int, start: UTCTime)]

    init(_ catalog: Catalog) {
        let dated = catalog.releases.indices.compactMap { index -> (release: Int, moment: UTCTime)? in
            let release = catalog.releases[index]
            guard !release.outline.isDraft, let moment = release.feedMoment else { return nil }
            return (index, moment)
        }
        // Of two at one moment the catalog's order says which is the newer.
        entries = Array(
            dated.sorted { ($1.moment, $0.release) < ($0.moment, $1.release) }.prefix(Self.feedLimit)
        )
        events = catalog.releases.indices.compactMap { index in
            let release = catalog.releases[index]
            guard release.status != .draft, let start = release.outline.window?.start?.value else { return nil }
            return UTCTime(start).map { (index, $0) }
        }
    }
}

extension Release {
    /// When something was last told of it: its last run's end, else its window's start, else the beginning of its day.
    var feedMoment: UTCTime? {
        if let end = runs.last?.record.ended?.value { return UTCTime(end) }
        if let start = outline.window?.start?.value { return UTCTime(start) }
        return date.flatMap { UTCTime(seconds: $0.daysSinceEpoch * 86_400) }
    }

    /// `payments 2.4.0: Split the ledger`, for lists in which nothing else says what it is.
    var fullTitle: String {
        let name = (services + [version].compactMap { $0 }).joined(separator: " ")
        return name.isEmpty ? title : "\(name): \(title)"
    }
}

extension PageContext {
    /// The permanent name of a release, wherever the site stands.
    private func name(_ release: Release) -> String { "urn:rollbook:\(LinkWriter.encoded(release.id))" }

    /// The feed's address of a page: absolute, or relative to the feed.
    private func feedLink(_ address: Address) -> String { base?.absolute(address) ?? link(address) }

    private func words(_ release: Release) -> String {
        let state = Words.state(release.outcome) ?? Words.state(release.status)
        let window = release.outline.window.flatMap { window in
            window.start.map { "Window \(Words.window($0.value, window.end?.value))" }
        }
        let facts = [state.map { Words.capitalized($0.word) }, window].compactMap { $0 }.map { "\($0)." }
        return (facts + [release.outline.summary.map { plain($0.value) }].compactMap { $0 }).joined(separator: " ")
    }

    func feed() -> [UInt8] {
        let all = feeds.entries.map { release, moment in
            let release = (index: release, value: catalog.releases[release])
            return AtomFeed.Entry(
                id: base?.absolute(routes.release(release.index)) ?? name(release.value),
                title: release.value.fullTitle,
                address: feedLink(routes.release(release.index)),
                updated: moment,
                summary: words(release.value),
                categories: release.value.services.map { .init(term: $0, label: serviceLink($0).title) }
            )
        }
        let feed = AtomFeed(
            id: base?.absolute(address) ?? "urn:rollbook:feed:\(LinkWriter.encoded(catalog.title))",
            title: catalog.title,
            address: feedLink(Routes.index("releases")),
            selfAddress: base?.absolute(address),
            author: catalog.title,
            generator: "Rollbook \(options.version)",
            entries: all
        )
        return feed.document ?? []
    }

    func calendar() -> [UInt8] {
        CalendarComponent(
            name: "VCALENDAR",
            properties: [
                CalendarProperty("VERSION", .word("2.0")),
                CalendarProperty("PRODID", .word("-//Rollbook//Rollbook//EN")),
                CalendarProperty("NAME", .text(catalog.title)), CalendarProperty("X-WR-CALNAME", .text(catalog.title)),
            ],
            components: feeds.events.map { event($0.release, start: $0.start) }
        ).stream
    }

    private func event(_ index: Int, start: UTCTime) -> CalendarComponent {
        let release = catalog.releases[index]
        var properties = [
            CalendarProperty("UID", .text(name(release))),
            // Of a calendar that is no message: when the event was last changed.
            CalendarProperty("DTSTAMP", .time(release.feedMoment ?? start)), CalendarProperty("DTSTART", .time(start)),
        ]
        if let end = release.outline.window?.end.flatMap({ UTCTime($0.value) }), end > start {
            properties.append(CalendarProperty("DTEND", .time(end)))
        }
        properties.append(CalendarProperty("SUMMARY", .text(release.fullTitle)))
        properties.append(CalendarProperty("STATUS", .word(release.eventStatus)))
        let words = words(release)
        if !words.isEmpty { properties.append(CalendarProperty("DESCRIPTION", .text(words))) }
        if !release.services.isEmpty { properties.append(CalendarProperty("CATEGORIES", .texts(release.services))) }
        if let base { properties.append(CalendarProperty("URL", .address(base.absolute(routes.release(index))))) }
        return CalendarComponent(name: "VEVENT", properties: properties)
    }

    func register() -> [UInt8] {
        ReleaseRegister(catalog, baseURL: base?.url).text()
    }
}

extension Release {
    /// What a calendar says of the window (RFC 5545, section 3.8.1.11).
    fileprivate var eventStatus: StaticString {
        switch outcome {
        case .cancelled, .aborted: "CANCELLED"
        case nil where status == .superseded: "CANCELLED"
        case nil where status == .inReview: "TENTATIVE"
        default: "CONFIRMED"
        }
    }
}
