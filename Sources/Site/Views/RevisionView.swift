/// The commit that last changed a page's source.
package struct RevisionView: TabledObject {
    var hash: String
    var date: TimeView
    var address: String?

    static let members = MemberTable<RevisionView>(
        "revision",
        [
            .text("hash", "The beginning of the commit's hash") { $0.hash },
            .object("date", "When it was committed") { $0.date },
            .text("address", "The source at this commit, where the book names its repository") { $0.address },
        ]
    )
}
