import Foundation

/// Data that lies beside the repository: `$ROLLBOOK_SHARED`, else `../shared`.
enum SharedData {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["ROLLBOOK_SHARED"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("shared")
    }()

    static func has(_ path: String) -> Bool {
        let isThere = FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
        if !isThere { print("skipped: \(root.path)/\(path) is not there (set ROLLBOOK_SHARED)") }
        return isThere
    }

    static func data(_ path: String) throws -> Data { try Data(contentsOf: root.appendingPathComponent(path)) }

    /// All Markdown files of the corpora, by path, in one order.
    static func corpora() -> [(path: String, text: String)] {
        let base = root.appendingPathComponent("corpora")
        guard let all = FileManager.default.enumerator(atPath: base.path) else { return [] }
        let paths = all.compactMap { $0 as? String }.filter { $0.hasSuffix(".md") && $0.contains("/") }.sorted()
        return paths.compactMap { path in
            guard let data = try? Data(contentsOf: base.appendingPathComponent(path)) else { return nil }
            return (path, String(decoding: data, as: UTF8.self))
        }
    }
}
