package import Diagnostics

extension DeploymentPlan {
    /// What other documents, lists and addresses hang on: all but what stands on the plan's own pages alone, and but
    /// what others show as it is.
    ///
    /// Of two plans with one structure the one can take the other's place in a book without anything being joined anew.
    package var structure: JSON {
        guard case .object(var members) = json.leavingOut(StoredWriter.leftOut) else { return .null }
        for key in ["title", "summary", "author", "tags", "change", "previous_version"] { members[key] = nil }
        return .object(members)
    }
}

extension JSON {
    /// Without some keys, wherever they stand, and without the titles of what has an id: its anchor comes from that.
    fileprivate func leavingOut(_ keys: Set<String>) -> JSON {
        switch self {
        case .object(let members):
            .object(
                members.filter { !keys.contains($0.key) && !($0.key == "title" && members["id"] != nil) }
                    .mapValues { $0.leavingOut(keys) }
            )
        case .array(let items): .array(items.map { $0.leavingOut(keys) })
        default: self
        }
    }
}
