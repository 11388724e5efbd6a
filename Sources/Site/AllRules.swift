internal import Catalog
package import Diagnostics
internal import Documents

extension Rule {
    /// Every rule there is, by group and in the order of its room.
    package static let all: [Rule] = Group.allCases.flatMap { group in
        (documentRules + catalogRules + siteRules).filter { $0.group == group }
    }
}
