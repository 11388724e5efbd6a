internal import Catalog

/// The page at a former address: it leads on, with a script to the same place in the page, else to the page.
package struct RedirectView: TabledObject {
    var page: PageFrame
    var title: String
    var address: String
    var file: String

    static let members = MemberTable<RedirectView>(
        "redirect",
        [
            .object("page", "What every page has") { $0.page },
            .text("title", "The title of the page that it leads to") { $0.title },
            .text("address", "Where that page is now") { $0.address },
            .text("file", "The same down to the file, which also leads there from a disk and without a script") {
                $0.file
            },
        ]
    )
}

extension PageContext {
    func redirectPage(_ redirect: Redirect) -> RedirectView {
        let title = routes.title(of: redirect.target)
        var frame = frame(title, section: nil)
        frame.canonical = base?.absolute(redirect.targetAddress)
        let file = LinkWriter(page: address, isOffline: true).link(to: redirect.targetAddress)
        return RedirectView(page: frame, title: title, address: link(redirect.targetAddress), file: file)
    }
}
