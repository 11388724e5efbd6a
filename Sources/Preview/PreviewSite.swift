internal import Diagnostics
package import Site
internal import Synchronization

/// The site as it is served: the last good one, and what was found since. Pages are made when they are asked for.
package final class PreviewSite: Sendable {
    private struct State: Sendable {
        var site: SiteFiles?
        /// Counts the sites that were good.
        var siteNumber = 0
        /// Counts all that a page may want to hear of.
        var newsNumber = 0
        var findings = ""
        var hasErrors = false
        var made: [String: [UInt8]] = [:]
    }

    private let state = Mutex(State())
    private let newsCame = Mutex<(@Sendable () -> Void)?>(nil)

    package init() {}

    /// Takes the outcome of a build. One with errors leaves the site that was good before it.
    ///
    /// - Parameter findings: What was found, as it is printed; empty where nothing was.
    package func take(_ site: Site, findings: String, hasErrors: Bool) {
        let earlier = state.withLock { state -> SiteFiles? in
            state.newsNumber += 1
            (state.findings, state.hasErrors) = (findings, hasErrors)
            guard !hasErrors || state.site == nil else { return nil }
            defer {
                state.site = SiteFiles(site)
                state.siteNumber += 1
                state.made = [:]
            }
            return state.site
        }
        // Freed behind the news: a large site takes its time.
        withExtendedLifetime(earlier) { newsCame.withLock { $0 }?() }
    }

    /// Takes a build that could not be made, with the reason.
    package func fail(_ reason: String) {
        state.withLock { state in
            state.newsNumber += 1
            (state.findings, state.hasErrors) = (reason, true)
        }
        newsCame.withLock { $0 }?()
    }

    func onNews(_ call: @escaping @Sendable () -> Void) { newsCame.withLock { $0 = call } }

    var newsNumber: Int { state.withLock { $0.newsNumber } }

    /// What the pages' script asks for: `{"news": 3, "site": 2, "errors": false, "findings": "..."}`.
    var news: [UInt8] {
        state.withLock { state in
            JSON.object([
                "news": .int(state.newsNumber), "site": .int(state.siteNumber), "errors": .bool(state.hasErrors),
                "findings": .string(state.findings),
            ]).encoded(compact: true)
        }
    }

    /// A file of the site; a page with the script that reloads it.
    func response(to path: String) -> Response {
        let (site, number) = state.withLock { ($0.site, $0.siteNumber) }
        guard let site else { return Response(.unavailable) }
        let wanted = String(path.drop { $0 == "/" })
        do {
            let file = wanted.isEmpty || wanted.hasSuffix("/") ? wanted + "index.html" : wanted
            if let bytes = try bytes(of: file, site, number) {
                return Response(type: MediaType.of(file), body: withScript(bytes, file, number))
            }
            if site.hasFile(wanted + "/index.html") {
                var response = Response(.movedPermanently)
                response.fields.append(("Location", "/" + SiteFiles.encoded(wanted) + "/"))
                return response
            }
            let page = try bytes(of: "404.html", site, number) ?? []
            return Response(
                status: .notFound,
                type: MediaType.of("404.html"),
                body: withScript(page, "404.html", number)
            )
        } catch {
            return Response(
                status: .serverError,
                type: "text/plain; charset=utf-8",
                body: Array("\(wanted) could not be made: \(error)\n".utf8)
            )
        }
    }

    private func bytes(of file: String, _ site: SiteFiles, _ number: Int) throws -> [UInt8]? {
        if let made = state.withLock({ $0.siteNumber == number ? $0.made[file] : nil }) { return made }
        guard let made = try site.contents(of: file) else { return nil }
        state.withLock { if $0.siteNumber == number { $0.made[file] = made } }
        return made
    }

    private func withScript(_ page: [UInt8], _ file: String, _ number: Int) -> [UInt8] {
        guard file.hasSuffix(".html") else { return page }
        let added = """
            <script src="/-/preview.js" data-site="\(number)" defer></script>

            """
        let end = Array("</head>".utf8)
        guard let place = page.indices.first(where: { page[$0...].starts(with: end) }) else { return page }
        return page[..<place] + Array(added.utf8) + page[place...]
    }
}
