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
            let type = path.split(separator: "/").last?.split(separator: ".").dropFirst().last?.lowercased() ?? ""
            if !Self.types.contains(type) {
                let what = type.isEmpty ? "files without a type" : "`.\(type)` files"
                let message = "\(what) are not published; links to it have no target"
                found.append(Diagnostic(.unpublishedFile, message, file: file, at: .fileStart))
            } else if let size = sizes[path], size > Self.sizeLimit {
                let message = "the file has \(size >> 20) MiB; at most \(Self.sizeLimit >> 20) MiB are published"
                found.append(Diagnostic(.fileTooLarge, message, file: file, at: .fileStart))
            } else if type == "svg", let bytes = try? catalog.files.read(path), let problem = Self.problem(inSVG: bytes)
            {
                let message = "this picture \(problem); it is not published"
                found.append(Diagnostic(.unsafeAttachment, message, file: file, at: .fileStart))
            } else {
                sources.insert(path)
            }
        }
    }

    /// What makes an SVG more than a picture, or `nil`.
    static func problem(inSVG bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        let elements = ["script", "foreignobject", "iframe", "embed", "object", "handler", "set", "animate"]
        for element in elements where text.contains("<\(element)") || text.contains(":\(element)") {
            return "holds the element `\(element)`"
        }
        if text.contains("<!entity") || text.contains("<?xml-stylesheet") { return "declares entities or style sheets" }
        if text.contains("javascript:") || text.contains("@import") { return "refers to script or style elsewhere" }
        if let attribute = eventAttribute(in: text) { return "holds the event attribute `\(attribute)`" }
        var rest = text[...]
        while let range = rest.firstRange(of: "href") {
            rest = rest[range.upperBound...].drop { $0.isWhitespace || $0 == "=" || $0 == "\"" || $0 == "'" }
            let isInside = rest.hasPrefix("#") || rest.hasPrefix("data:image/png") || rest.hasPrefix("data:image/jpeg")
            if !isInside { return "refers to something outside itself" }
        }
        rest = text[...]
        while let range = rest.firstRange(of: "url(") {
            rest = rest[range.upperBound...].drop { $0.isWhitespace || $0 == "\"" || $0 == "'" }
            if !rest.hasPrefix("#") { return "refers to something outside itself" }
        }
        return nil
    }
    /// A word that begins with `on` and stands before an equals sign, blanks between them or not.
    private static func eventAttribute(in text: String) -> Substring? {
        var rest = text[...]
        while let equals = rest.firstIndex(of: "=") {
            var before = rest[..<equals]
            while let last = before.last, last.isWhitespace { before.removeLast() }
            let name = before[
                (before.lastIndex { !$0.isLetter }.map { before.index(after: $0) } ?? before.startIndex)...
            ]
            if name.count > 2, name.hasPrefix("on") { return name }
            rest = rest[rest.index(after: equals)...]
        }
        return nil
    }
}
