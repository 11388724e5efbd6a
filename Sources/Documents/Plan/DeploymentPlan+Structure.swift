package import Diagnostics

extension DeploymentPlan {
    /// What other documents, lists and addresses hang on: all but what stands on the plan's own pages alone, and but
    /// its title and summary, which others show as they are.
    ///
    /// Of two plans with one structure the one can take the other's place in a book without anything being joined anew.
    package var structure: JSON {
        guard case .object(var members) = json.leavingOut(StoredWriter.leftOut) else { return .null }
        members["title"] = nil
        members["summary"] = nil
        return .object(members)
    }
}

extension JSON {
    /// Without some keys, wherever they stand.
    fileprivate func leavingOut(_ keys: Set<String>) -> JSON {
        switch self {
        case .object(let members):
            .object(members.filter { !keys.contains($0.key) }.mapValues { $0.leavingOut(keys) })
        case .array(let items): .array(items.map { $0.leavingOut(keys) })
        default: self
        }
    }
}
