internal import Catalog
internal import Diagnostics
internal import Documents

/// Which files beside the documents are published: those of a listed type that lie in a release's folder or that
/// a page refers to.
struct PublishedFiles {
    /// The types that are published; a page can be made to run none of them.
    static let types: Set<String> = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "txt", "csv", "log", "json", "yaml", "yml", "toml",
        "sql",
        "sh", "ps1", "py", "rb", "go", "diff", "patch",
    ]
    static let sizeLimit = 16 << 20

    private(set) var sources: Set<String> = []
    private(set) var found: [Diagnostic] = []

    init(_ catalog: Catalog, referred: Set<String>) {
        let sizes = Dictionary(catalog.attachments.map { ($0.source, $0.size) }) { first, _ in first }
        let owned = catalog.attachments.filter { $0.release != nil }.map(\.source)
        for path in Set(owned).union(referred).sorted() {
            let file = catalog.files.display(path)
            // The end of the name as a host takes it: `a.txt.` has no type.
            let name = path.split(separator: "/").last ?? ""
            let type = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased() ?? ""
            if !Self.types.contains(type) {
                let what = type.isEmpty ? "files without a type" : "`.\(type)` files"
                let message = "\(what) are not published; links to it have no target"
                found.append(Diagnostic(.unpublishedFile, message, file: file, at: .fileStart))
            } else if let size = sizes[path], size > Self.sizeLimit {
                let message = "the file has \(size >> 20) MiB; at most \(Self.sizeLimit >> 20) MiB are published"
                found.append(Diagnostic(.fileTooLarge, message, file: file, at: .fileStart))
            } else if type == "svg", let bytes = try? catalog.files.read(path),
                let problem = PictureSafety.problem(inSVG: bytes)
            {
                let message = "this picture \(problem); it is not published"
                found.append(Diagnostic(.unsafeAttachment, message, file: file, at: .fileStart))
            } else {
                sources.insert(path)
            }
        }
    }
}
