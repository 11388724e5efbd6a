internal import Catalog
internal import Diagnostics
internal import Documents

/// Looks that no two files stand at one address, upper and lower case taken as the same.
struct RouteTable {
    /// Without those in whose way another stands.
    private(set) var parts: [SitePart]
    private(set) var found: [Diagnostic] = []
    private let catalog: Catalog
    /// The parts, and files that are made of all others, by their paths in lower case.
    private var taken: [String: Int] = [:]
    /// Each folder that a file lies in, with such a file.
    private var folders: [String: Int] = [:]
    private let last: SitePart
    /// Pairs of sources that are known to stand in each other's way: with all their files, and told of one.
    private var told: Set<[String]> = []

    /// - Parameters:
    ///   - all: Redirects behind what they could stand over.
    ///   - last: A file that is made of all others.
    init(_ all: [SitePart], last: SitePart, _ catalog: Catalog) {
        self.catalog = catalog
        self.last = last
        parts = all
        taken.reserveCapacity(all.count + 1)
        taken[Self.key(last.file)] = -1
        let refused = Set(all.indices.filter { !add($0) })
        if !refused.isEmpty { parts = all.indices.filter { !refused.contains($0) }.map { all[$0] } }
    }

    /// Whether nothing stands in its way.
    private mutating func add(_ index: Int) -> Bool {
        let key = Self.key(parts[index].file)
        if let other = whatStands(inTheWayOf: key) {
            let first = other < 0 ? last : parts[other]
            if let redirect = parts[index].redirect {
                found.append(conflict(of: redirect, with: first))
            } else if told.insert([parts[index], first].map { $0.source ?? $0.address.path }).inserted {
                found.append(conflict(of: parts[index], with: first))
            }
            return false
        }
        taken[key] = index
        // Where a folder is known, so are those above it.
        var folder = Self.parent(of: key)
        while let name = folder, folders[name] == nil {
            folders[name] = index
            folder = Self.parent(of: name)
        }
        return true
    }

    /// A file can't stand where a folder must be.
    private func whatStands(inTheWayOf key: String) -> Int? {
        if let index = taken[key] ?? folders[key] { return index }
        var folder = Self.parent(of: key)
        // No file stands in the place of a known folder or of one above it.
        while let name = folder, folders[name] == nil {
            if let index = taken[name] { return index }
            folder = Self.parent(of: name)
        }
        return nil
    }

    /// A path in lower case; most are so as they stand.
    private static func key(_ path: String) -> String {
        path.utf8.contains { (0x41...0x5A).contains($0) || $0 >= 0x80 } ? path.lowercased() : path
    }

    private static func parent(of path: String) -> String? {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) }
    }

    private func conflict(of part: SitePart, with first: SitePart) -> Diagnostic {
        let message =
            "this would stand at `/\(part.address.path)`, where `\(first.source ?? first.address.path)` already is"
        let file = catalog.files.display(part.source ?? first.source ?? "")
        return Diagnostic(.ambiguousAddress, message, file: file, at: place(part), notes: notes(first))
    }

    /// The id that an address comes from, where one is written.
    private func place(_ part: SitePart) -> SourceSpan {
        guard let source = part.source, case .release(let index)? = catalog.documents[source] else { return .fileStart }
        return catalog.releases[index].outline.id?.span ?? .fileStart
    }

    private func conflict(of redirect: Redirect, with first: SitePart) -> Diagnostic {
        let alias = redirect.alias
        var message = "a redirect at the alias `\(alias.value)` would take the place of `/\(first.address.path)`"
        var fixes = [Diagnostic.Fix("take it out")]
        if first.redirect != nil {
            message = "the alias `\(alias.value)` is claimed already: an address can lead to one page alone"
            fixes = [Diagnostic.Fix("leave it to one of them")]
        } else if first.address == redirect.targetAddress {
            message = "the alias `\(alias.value)` is the page's own address: it would lead in a circle"
            fixes = [Diagnostic.Fix("take it out")]
        }
        return Diagnostic(
            .ambiguousAddress,
            message,
            file: catalog.files.display(redirect.source),
            at: alias.span,
            notes: first.address == redirect.targetAddress ? [] : notes(first),
            fixes: fixes
        )
    }

    private func notes(_ first: SitePart) -> [Diagnostic.Note] {
        guard let source = first.source else { return [] }
        let span = first.redirect?.alias.span ?? place(first)
        return [Diagnostic.Note("the first one is here", file: catalog.files.display(source), span: span)]
    }
}
