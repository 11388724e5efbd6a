/// The type of a file, by the end of its name (IANA's registry).
enum MediaType {
    static func of(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: ".") else { return "application/octet-stream" }
        return types[name[name.index(after: dot)...].lowercased()] ?? "application/octet-stream"
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "json": "application/json", "md": "text/markdown; charset=utf-8", "txt": "text/plain; charset=utf-8",
        "xml": "application/xml", "ics": "text/calendar; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
        "ico": "image/x-icon", "pdf": "application/pdf", "yaml": "application/yaml", "yml": "application/yaml",
        "csv": "text/csv; charset=utf-8", "sql": "text/plain; charset=utf-8", "sh": "text/plain; charset=utf-8",
        "log": "text/plain; charset=utf-8", "diff": "text/plain; charset=utf-8", "patch": "text/plain; charset=utf-8",
        "woff2": "font/woff2",
    ]
}
