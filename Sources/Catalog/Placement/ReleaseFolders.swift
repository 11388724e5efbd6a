/// Which folders below `releases/` are releases and which only group.
struct ReleaseFolders: Sendable {
    private var plans: [String: String] = [:]

    init(_ paths: [String]) {
        var named: [String: [String]] = [:]
        var readMes: [String: String] = [:]
        for path in paths {
            let folder = Placement.parent(of: path)
            guard folder != "releases" else { continue }
            if Self.isPlan(path) { named[folder, default: []].append(path) }
            if Self.isReadMe(path), !folder.hasSuffix("/runs") { readMes[folder] = path }
        }
        for (folder, candidates) in named {
            plans[folder] = candidates.min { (Self.rank($0), $0) < (Self.rank($1), $1) }
        }
        // A folder of its own README is a release only where no release lies below it.
        let holders = Set(named.keys).union(readMes.keys)
        var above: Set<String> = []
        for holder in holders {
            var folder = Placement.parent(of: holder)
            while !folder.isEmpty {
                above.insert(folder)
                folder = Placement.parent(of: folder)
            }
        }
        for (folder, path) in readMes where plans[folder] == nil && !above.contains(folder) { plans[folder] = path }
    }

    /// The folders that are releases.
    var all: Set<String> { Set(plans.keys) }

    /// The nearest release folder that a file lies in.
    func release(above path: String) -> String? {
        var folder = Placement.parent(of: path)
        while !folder.isEmpty {
            if plans[folder] != nil { return folder }
            folder = Placement.parent(of: folder)
        }
        return nil
    }

    func plan(of folder: String) -> String? { plans[folder] }

    static func isPlan(_ path: String) -> Bool { rank(path) < names.count }

    private static let names = ["deployment-plan.yaml", "deployment-plan.yml", "deployment-plan.md"]

    private static func rank(_ path: String) -> Int {
        let name = Placement.lastName(of: path)
        return names.firstIndex { name == $0 } ?? names.count
    }

    private static func isReadMe(_ path: String) -> Bool {
        let name = Placement.lastName(of: path).lowercased()
        return name == "readme.md" || name == "index.md"
    }
}
