import Foundation
import Markdown
import Testing

@Suite("Real runbooks")
struct CorporaTests {
    /// Files whose HTML differs from that of `cmark-gfm`, by reason. What is not here must be equal.
    static let intended: [String: Set<String>] = [
        "the box of a loose task stands in its paragraph, as on github.com; cmark-gfm puts it before": [
            "kubernetes-sig-release/.github/ISSUE_TEMPLATE/release-team-lead-progress.md"
        ],
        "an address in brackets that are no link is a link, without the bracket; cmark-gfm leaves it as text or links the bracket too":
            [
                "kubernetes-sig-release/release-team/deprecated/release-notes/README.md",
                "kubernetes-sig-release/releases/release-1.20/meeting-updates/2020-11-09.md",
                "kubernetes-sig-release/releases/release-1.20/meeting-updates/2020-11-11.md",
                "kubernetes-sig-release/releases/release-1.25/release-notes/release-notes-draft.md",
                "kubernetes-sig-release/releases/release-1.7/release-notes-draft.md",
                "kubernetes-sig-release/releases/release-1.9/release-notes-draft.md",
            ],
        "a code span behind an address stays a code span; cmark-gfm makes its backtick part of the address": [
            "cosmos-gaia/history-2024-06-04/docs/docs/migration/archive/cosmoshub-4/cosmoshub-4-v15-upgrade.md",
            "cosmos-gaia/history-2024-06-04/docs/docs/migration/latest.md",
            "kubernetes-sig-release/release-team/deprecated/ci-signal/upgrade-job-versions.md",
        ],
        "a character reference in a bare address (&#35;) is resolved; cmark-gfm resolves named ones only": [
            "kubernetes-sig-release/releases/release-1.16/release-notes-draft.md",
            "kubernetes-sig-release/releases/release-1.17/release-notes-draft.md",
            "kubernetes-sig-release/releases/release-1.18/release-notes-draft.md",
        ],
    ]

    @Test(
        "The corpora, as cmark-gfm has them",
        .enabled(if: SharedData.has("corpora") && Oracle.isThere, "the corpora or cmark-gfm are not there")
    )
    func asGitHub() throws {
        var options = MarkdownOptions.gfm
        options.footnotes = false
        let files = SharedData.corpora()
        var different: [String] = []
        let dump = ProcessInfo.processInfo.environment["ROLLBOOK_DUMP"]
        for (index, file) in files.enumerated() {
            let url = SharedData.root.appendingPathComponent("corpora").appendingPathComponent(file.path)
            let theirs = try Oracle.html(of: url, extensions: ["table", "tasklist", "strikethrough", "autolink"])
            let ours = MarkdownDocument(file.text, options: options).html(.conformance)
            guard normalized(ours) != normalized(theirs) else { continue }
            different.append(file.path)
            if let dump {
                try ours.write(toFile: "\(dump)/\(index).ours", atomically: true, encoding: .utf8)
                try theirs.write(toFile: "\(dump)/\(index).theirs", atomically: true, encoding: .utf8)
            }
        }
        let equal = files.count - different.count
        print("corpora: \(equal) of \(files.count) files equal cmark-gfm's HTML")
        for (reason, files) in Self.intended.sorted(by: { $0.key < $1.key }) { print("  \(files.count): \(reason)") }
        let known = Set(Self.intended.values.joined())
        for path in different where !known.contains(path) { Issue.record("\(path) differs") }
        for path in known where !different.contains(path) { Issue.record("\(path) does not differ any more") }
    }
}
