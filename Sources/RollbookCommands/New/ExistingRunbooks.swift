internal import Catalog

/// What a folder of Markdown runbooks holds, told by where its files lie and what they are called.
struct ExistingRunbooks {
    enum Kind: String, CaseIterable {
        case releases, patterns, checklists, incidents, guides

        /// Names of folders that say what lies in them.
        var folderNames: Set<String> {
            switch self {
            case .releases: ["releases", "deployments", "rollouts", "release-plans", "deployment-plans"]
            case .patterns: ["patterns", "deployment-patterns", "release-patterns"]
            case .checklists: ["checklists"]
            case .incidents:
                ["incidents", "incident-reports", "incident-reviews", "postmortems", "post-mortems", "outages"]
            case .guides: ["guides"]
            }
        }
    }

    /// Globs for `sources:`, in the order in which the book asks them.
    private(set) var globs: [(kind: Kind, glob: String)] = []
    /// Files by what takes them.
    private(set) var taken: [Kind: Int] = [:]
    /// How many files each glob takes.
    private(set) var counts: [String: Int] = [:]
    /// Markdown files in folders of programs, which are left alone.
    private(set) var leftAlone = 0
    /// The names of those folders.
    private(set) var leftAloneFolders: Set<String> = []
    /// Markdown files in folders that a book reads without being told, by folder.
    private(set) var asTheyStand: [String: Int] = [:]

    private static let foreignFolders: Set<String> = [
        "node_modules", "vendor", "third_party", "build", "dist", "target", "site", "public",
    ]

    /// Paths from the content folder; `below` is the folder that is looked at, with a slash at its end, or empty.
    ///
    /// - Parameter isWritten: Whether a file was written for a book: it has front matter.
    init(paths: [String], below: String, isWritten: (_ path: String) -> Bool) {
        var documents: [[Substring]] = []
        // Of these a book asks for keys that other texts do not have.
        let foreign = Set(
            paths.filter { path in
                let kinds: [Kind] = [.patterns, .checklists, .incidents]
                return Self.isMarkdown(path) && kinds.contains { path.hasPrefix($0.rawValue + "/") } && !isWritten(path)
            }.compactMap { $0.split(separator: "/").first }
        )
        for path in paths where Self.isMarkdown(path) && path.hasPrefix(below) {
            let parts = path.split(separator: "/")
            if parts.contains(where: { $0.hasPrefix(".") }) { continue }
            if let foreign = parts.dropLast().first(where: { Self.foreignFolders.contains($0.lowercased()) }) {
                leftAlone += 1
                leftAloneFolders.insert(String(foreign))
            } else if parts.count > 1, Kind(rawValue: String(parts[0])) != nil, !foreign.contains(parts[0]) {
                asTheyStand[String(parts[0]), default: 0] += 1
            } else {
                documents.append(parts)
            }
        }
        addReleases(documents)
        addNamedFolders(documents)
        addGuides(documents, below.split(separator: "/"))
        count(documents)
    }

    var isEmpty: Bool { globs.isEmpty && asTheyStand.isEmpty }

    func globs(of kind: Kind) -> [String] { globs.filter { $0.kind == kind }.map(\.glob) }

    // MARK: Releases

    /// Folders of numbered or dated folders, each with a file that stands for it, and folders of dated or versioned files.
    private mutating func addReleases(_ documents: [[Substring]]) {
        var families: [String: [String]] = [:]
        var loose: [String: [String]] = [:]
        for parts in documents where !Self.isDocumentation(parts.dropLast()) {
            let name = String(parts[parts.count - 1])
            if Self.standsForFolder(name) {
                guard parts.count >= 3 else { continue }
                families["\(Self.joined(parts.dropLast(2)))/*/\(name)", default: []].append(
                    String(parts[parts.count - 2])
                )
            } else if parts.count >= 2 {
                loose[Self.joined(parts.dropLast()), default: []].append(name)
            }
        }
        let found = families.filter { _, names in names.count >= 2 && Self.half(of: names, Self.isNumbered) }.keys
        // `tasks/eth/*/README.md` and `tasks/sep/*/README.md` are `tasks/*/*/README.md`.
        var above: [String: [String]] = [:]
        for glob in found.sorted() {
            let parts = glob.split(separator: "/")
            guard parts.count >= 4 else {
                globs.append((.releases, glob))
                continue
            }
            above["\(Self.joined(parts.dropLast(3)))/*/*/\(parts[parts.count - 1])", default: []].append(glob)
        }
        for (glob, parts) in above.sorted(by: { $0.key < $1.key }) {
            globs += (parts.count > 1 ? [glob] : parts).map { (.releases, $0) }
        }
        for (folder, names) in loose.sorted(by: { $0.key < $1.key }) where names.count >= 3 {
            let last = folder.split(separator: "/").last.map { $0.lowercased() } ?? ""
            if Kind.incidents.folderNames.contains(last) { continue }
            if Kind.releases.folderNames.contains(last) || Self.half(of: names, Self.isDatedOrVersioned) {
                globs.append((.releases, "\(folder)/*.md"))
            }
        }
    }

    // MARK: The others

    /// A folder that is called `postmortems` holds incidents.
    private mutating func addNamedFolders(_ documents: [[Substring]]) {
        for kind in [Kind.patterns, .checklists, .incidents] {
            var found: Set<String> = []
            for parts in documents {
                guard let index = parts.dropLast().firstIndex(where: { kind.folderNames.contains($0.lowercased()) })
                else { continue }
                found.insert("\(Self.joined(parts[...index]))/**/*.md")
            }
            globs += found.sorted().map { (kind, $0) }
        }
    }

    /// All else: whole folders where no release lies in them, else folder by folder.
    private mutating func addGuides(_ documents: [[Substring]], _ below: [Substring]) {
        let matchers = globs.map { Glob($0.glob) }
        func isTaken(_ parts: [Substring]) -> Bool {
            let path = Self.joined(parts[...])
            return matchers.contains { $0.matches(path) }
        }
        let releases = documents.filter { parts in isTaken(parts) }
        let releaseFolders = Set(
            releases.filter { Self.standsForFolder(String($0[$0.count - 1])) }.map { Self.joined($0.dropLast()) }
        )
        let mixed = Set(releases.filter { $0.count > below.count + 1 }.map { $0[below.count] })
        var whole: Set<String> = []
        var single: Set<String> = []
        for parts in documents where !isTaken(parts) {
            guard parts.count > below.count + 1 else {
                single.insert(Self.joined(below[...]))
                continue
            }
            let top = parts[below.count]
            if !mixed.contains(top) {
                whole.insert(Self.joined(parts.prefix(below.count + 1)))
            } else if !(1..<parts.count).contains(where: { releaseFolders.contains(Self.joined(parts.prefix($0))) }) {
                // What lies in a release's own folder goes with it.
                single.insert(Self.joined(parts.dropLast()))
            }
        }
        if single.remove("") != nil { globs.append((.guides, "*.md")) }
        let isAlone = whole.count + single.count == 1
        globs += Self.together(whole, "**/*.md", isAlone: isAlone).map { (.guides, $0) }
        globs += Self.together(single, "*.md", isAlone: isAlone).map { (.guides, $0) }
    }

    /// Folders in one glob: with its braces each page's address begins with its folder, so that the README of one does not
    /// meet the README of another.
    private static func together(_ folders: Set<String>, _ ending: String, isAlone: Bool) -> [String] {
        let special = folders.filter { folder in folder.contains { "{},*?[".contains($0) } }
        let plain = folders.subtracting(special).sorted()
        if isAlone { return folders.map { "\($0)/\(ending)" } }
        // A glob is written out at most so many times.
        let groups = stride(from: 0, to: plain.count, by: 60).map { plain[$0..<min($0 + 60, plain.count)] }
        return groups.map { "{\($0.joined(separator: ","))}/\(ending)" } + special.sorted().map { "\($0)/\(ending)" }
    }

    private mutating func count(_ documents: [[Substring]]) {
        let matchers = globs.map { ($0.kind, $0.glob, Glob($0.glob)) }
        for parts in documents {
            let path = Self.joined(parts[...])
            guard let (kind, glob, _) = matchers.first(where: { $0.2.matches(path) }) else { continue }
            taken[kind, default: 0] += 1
            counts[glob, default: 0] += 1
        }
    }

    // MARK: Names

    private static func joined(_ parts: ArraySlice<Substring>) -> String { parts.joined(separator: "/") }

    private static func joined(_ parts: [Substring]) -> String { parts.joined(separator: "/") }

    private static func isMarkdown(_ path: String) -> Bool { path.hasSuffix(".md") }

    private static func standsForFolder(_ name: String) -> Bool {
        ["readme.md", "index.md", "deployment-plan.md"].contains(name.lowercased())
    }

    private static func isDocumentation(_ folders: ArraySlice<Substring>) -> Bool {
        folders.contains { ["docs", "doc", "documentation", "test", "tests", "guides"].contains($0.lowercased()) }
    }

    private static func half(of names: [String], _ holds: (String) -> Bool) -> Bool {
        names.filter(holds).count * 2 >= names.count
    }

    private static func isNumbered(_ name: String) -> Bool { name.contains(where: \.isNumber) }

    /// `2026-03-14-ledger.md`, `v1.2.md`, `payments-2.4.0.md`.
    private static func isDatedOrVersioned(_ name: String) -> Bool {
        let stem = Array(name.dropLast(3).utf8)
        func isDigit(_ index: Int) -> Bool { stem.indices.contains(index) && (48...57).contains(stem[index]) }
        return stem.indices.contains { index in
            stem[index] == UInt8(ascii: ".") && isDigit(index - 1) && isDigit(index + 1)
                || stem[index] == UInt8(ascii: "-") && (1...4).allSatisfy { isDigit(index - $0) } && isDigit(index + 1)
                    && isDigit(index + 2)
        }
    }
}
