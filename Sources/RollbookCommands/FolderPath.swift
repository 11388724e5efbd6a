internal import Catalog

/// Where folders lie, also such as are not there yet.
enum FolderPath {
    /// The real path of a folder, as far as there is one; what is missing of it stands behind that as it is written.
    static func real(_ path: String) -> String {
        var names = (path.hasPrefix("/") ? path : "\(Terminal.workingDirectory)/\(path)").split(separator: "/")
        var missing: [Substring] = []
        var here = FileTree.realPath("/" + names.joined(separator: "/"))
        while here == nil, let last = names.popLast() {
            missing.insert(last, at: 0)
            here = FileTree.realPath("/" + names.joined(separator: "/"))
        }
        guard !missing.isEmpty else { return here ?? "/" }
        return ([here == "/" ? "" : here ?? ""] + missing.map(String.init)).joined(separator: "/")
    }

    /// The folder beside the content that the cache and the locks are kept in.
    static func tool(ofContent content: String) -> String {
        let path = FileTree.realPath(content) ?? content
        return (path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".") + "/.rollbook"
    }
}
