internal import Catalog
internal import Documents
internal import Markdown

extension PageContext {
    /// The commit that last changed the page's source; `nil` where it is not known.
    var lastRevision: RevisionView? {
        guard let commit = options.revisions.commits[source]?.first else { return nil }
        return RevisionView(
            hash: commit.shortHash,
            date: TimeView(text: Words.longDate(commit.date.date), iso: commit.date.iso),
            address: sourceAddress(source, at: commit.hash)
        )
    }

    /// The commits that changed a release's plan, newest first.
    func revisions(of release: Release) -> TableView? {
        let rows = (options.revisions.commits[release.source] ?? []).map { commit in
            let hash = "<code>\(commit.shortHash)</code>"
            let address = sourceAddress(release.source, at: commit.hash)
            return RowView([
                address.map { "<a href=\"\(HTMLText.escape($0))\">\(hash)</a>" } ?? hash,
                "<time datetime=\"\(commit.date.iso)\">\(HTMLText.escape(Words.time(commit.date)))</time>",
                HTMLText.escape(commit.subject),
            ])
        }
        return TableView("Commits that changed this plan, newest first", ["Commit", "Date", "Subject"], rows)
    }

    /// The source at a commit, in the web view of the book's repository; `nil` where the book names none.
    private func sourceAddress(_ source: String, at commit: String) -> String? {
        guard let repository = catalog.book.repository, var url = webAddress(repository.url?.value) else { return nil }
        while url.hasSuffix("/") { url.removeLast() }
        if url.hasSuffix(".git") { url.removeLast(4) }
        var folder = repository.path?.value ?? options.revisions.prefix
        if !folder.isEmpty, !folder.hasSuffix("/") { folder += "/" }
        return "\(url)/\(Self.view(atHost: url))/\(commit)/\(LinkWriter.encoded(folder + source))"
    }

    /// How the known hosts call the view of a file at a commit; others mostly as GitHub does.
    private static func view(atHost url: String) -> String {
        let host = url.split(separator: "/").dropFirst().first ?? ""
        if host.contains("gitlab") { return "-/blob" }
        if host.contains("bitbucket") { return "src" }
        if host.contains("codeberg") || host.contains("gitea") || host.contains("forgejo") { return "src/commit" }
        return "blob"
    }
}
