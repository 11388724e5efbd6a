internal import Diagnostics
internal import Documents
internal import Markdown

/// What each file of the content folder is, told by where it lies.
struct Placement: Sendable {
    /// A document's file and the id or address that its place gives it.
    struct Place: Sendable {
        let path: String
        /// The id, or for guides the path below `/guides/`; as the names on the disk have it.
        let name: String
        /// Taken in by `sources:` or from a folder that is no book.
        var isForeign = false
        /// For a release: its own folder, where attachments and runs lie.
        var folder: String?
    }

    struct Run: Sendable {
        let path: String
        let releaseFolder: String
    }

    /// A file that is published as it is.
    struct Attachment: Sendable {
        let path: String
        let size: Int
        /// The folder of the release that it belongs to; `nil` where it is published only if a page refers to it.
        let releaseFolder: String?
    }

    var releases: [Place] = []
    var patterns: [Place] = []
    var checklists: [Place] = []
    var guides: [Place] = []
    var incidents: [Place] = []
    var runs: [Run] = []
    var attachments: [Attachment] = []
    /// Texts of index pages by the kind's folder: `releases`, `guides` ...
    var indexTexts: [String: String] = [:]
    var template: String?
    var diagnostics: [Diagnostic] = []
    /// The folder is no book: every Markdown file is a guide.
    var isPlainFolder = false

    static let folders = ["releases", "patterns", "checklists", "guides", "incidents", "templates"]
    static let bookFile = "rollbook.yaml"
    static let templateFile = "templates/deployment-plan.yaml"
    /// The longest path in bytes, so that no address is too long for a file system or a host.
    static let pathLimit = 240
}

extension Placement {
    init(_ listing: FileTree.Listing, book: Book, hasBook: Bool, display: (String) -> String) {
        let sorter = SourceGlobs(book)
        let entries = listing.files.filter { $0.path != Self.bookFile && !sorter.excludes($0.path) }
        isPlainFolder =
            !hasBook && sorter.isEmpty
            && !entries.contains { entry in Self.folders.contains { entry.path.hasPrefix($0 + "/") } }
        for path in listing.outside {
            let message = "the symbolic link `\(path)` leads out of the content folder, or nowhere; it is not followed"
            diagnostics.append(Diagnostic(.outsideContent, message, file: display(path), at: .fileStart))
        }
        let folders = ReleaseFolders(
            entries.map(\.path).filter { $0.hasPrefix("releases/") && sorter.kind(of: $0) == nil }
        )
        var ownFolders = folders.all
        for entry in entries where sorter.kind(of: entry.path)?.kind == .release {
            if let folder = Self.ownFolder(of: entry.path) { ownFolders.insert(folder) }
        }
        for entry in entries { place(entry, sorter, folders, ownFolders, display) }
    }

    private mutating func place(
        _ entry: FileTree.Entry,
        _ sorter: SourceGlobs,
        _ folders: ReleaseFolders,
        _ ownFolders: Set<String>,
        _ display: (String) -> String
    ) {
        let path = entry.path
        guard path.utf8.count <= Self.pathLimit else {
            let message = "the path has \(path.utf8.count) bytes; at most \(Self.pathLimit) are read"
            diagnostics.append(Diagnostic(.pathTooLong, message, file: display(path), at: .fileStart))
            return
        }
        if let (kind, glob) = sorter.kind(of: path) { return place(path, kind, below: glob.fixedPart) }
        if isPlainFolder, Self.isMarkdown(path) { return place(path, .guide, below: "") }
        // What is hidden is taken only where somebody asks for it.
        if path.hasPrefix(".") || path.hasPart("/.") { return }
        switch path.utf8.firstIndex(of: Self.slash).map({ path[..<$0] }) ?? path[...] {
        case "releases": placeRelease(entry, folders, display)
        case "patterns" where Self.isMarkdown(path): placeFlat(path, \.patterns, "patterns", display)
        case "checklists" where Self.isMarkdown(path): placeFlat(path, \.checklists, "checklists", display)
        case "incidents" where Self.isMarkdown(path): placeFlat(path, \.incidents, "incidents", display)
        case "guides" where Self.isMarkdown(path): place(path, .guide, below: "guides/", isForeign: false)
        case "templates" where path == Self.templateFile: template = path
        default: placeOther(entry, ownFolders, display)
        }
    }

    private mutating func place(_ path: String, _ kind: SourceGlobs.Kind, below fixed: String, isForeign: Bool = true) {
        let below = Self.nameOfDocument(path.hasPrefix(fixed) ? String(path.dropFirst(fixed.count)) : path)
        let id =
            below.isEmpty
            ? Self.nameOfDocument(String(Self.lastName(of: Self.parent(of: path)))) : below
        let joined = String(id.map { $0 == "/" ? "-" : $0 })
        switch kind {
        case .release:
            releases.append(Place(path: path, name: joined, isForeign: isForeign, folder: Self.ownFolder(of: path)))
        case .pattern: patterns.append(Place(path: path, name: joined, isForeign: isForeign))
        case .checklist: checklists.append(Place(path: path, name: joined, isForeign: isForeign))
        case .incident: incidents.append(Place(path: path, name: joined, isForeign: isForeign))
        case .guide:
            if below.isEmpty, indexTexts["guides"] == nil {
                indexTexts["guides"] = path
            } else {
                guides.append(Place(path: path, name: below.isEmpty ? "readme" : below, isForeign: isForeign))
            }
        }
    }

    private mutating func placeFlat(
        _ path: String,
        _ list: WritableKeyPath<Placement, [Place]>,
        _ folder: String,
        _ display: (String) -> String
    ) {
        let name = Self.nameOfDocument(String(path.dropFirst(folder.count + 1)))
        if name.isEmpty {
            indexTexts[folder] = path
        } else if name.contains("/") {
            reportUnplaced(path, "\(folder) lie directly in `\(folder)/`", display)
        } else {
            self[keyPath: list].append(Place(path: path, name: name))
        }
    }

    private mutating func placeRelease(
        _ entry: FileTree.Entry,
        _ folders: ReleaseFolders,
        _ display: (String) -> String
    ) {
        let path = entry.path
        if let folder = folders.release(above: path) {
            if folders.plan(of: folder) == path {
                releases.append(Place(path: path, name: String(Self.lastName(of: folder)), folder: folder))
            } else if path.hasPrefix(folder + "/runs/"), Self.isYAML(path) {
                runs.append(Run(path: path, releaseFolder: folder))
            } else if Self.parent(of: path) == folder, ReleaseFolders.isPlan(path) {
                let message = "this folder holds two plans; `\(folders.plan(of: folder) ?? "")` is taken"
                diagnostics.append(Diagnostic(.ambiguousAddress, message, file: display(path), at: .fileStart))
            } else {
                attachments.append(Attachment(path: path, size: entry.size, releaseFolder: folder))
            }
        } else if Self.isMarkdown(path) || Self.isYAML(path) {
            let parent = Self.parent(of: path)
            if Self.nameOfDocument(path) == parent {
                if parent == "releases" {
                    indexTexts["releases"] = path
                } else {
                    reportUnplaced(path, "this folder only groups releases and has no page", display)
                }
            } else if parent.hasSuffix("/runs") {
                let message = "a run record without a plan: `\(Self.parent(of: parent))` is no release"
                diagnostics.append(Diagnostic(.runWithoutPlan, message, file: display(path), at: .fileStart))
            } else {
                let name = Self.lastName(of: Self.nameOfDocument(path))
                releases.append(Place(path: path, name: String(name)))
            }
        } else {
            attachments.append(Attachment(path: path, size: entry.size, releaseFolder: nil))
        }
    }

    private mutating func placeOther(_ entry: FileTree.Entry, _ ownFolders: Set<String>, _ display: (String) -> String)
    {
        let path = entry.path
        var folder = Self.parent(of: path)
        while !folder.isEmpty, !ownFolders.contains(folder) { folder = Self.parent(of: folder) }
        let owner = folder.isEmpty ? nil : folder
        if owner == nil, Self.isMarkdown(path) || Self.isYAML(path) {
            reportUnplaced(
                path,
                "it lies in none of the folders that are read and no glob of `sources:` takes it",
                display
            )
        } else {
            attachments.append(Attachment(path: path, size: entry.size, releaseFolder: owner))
        }
    }

    private mutating func reportUnplaced(_ path: String, _ reason: String, _ display: (String) -> String) {
        let fix = Diagnostic.Fix("move it, or name it in `sources:` of rollbook.yaml")
        let message = "this file has no place in the book: \(reason)"
        diagnostics.append(Diagnostic(.unplacedFile, message, file: display(path), at: .fileStart, fixes: [fix]))
    }
}

// By bytes, since a large book has tens of thousands of paths: looking for characters takes many times as long.
extension Placement {
    private static let slash = UInt8(ascii: "/")

    static func isMarkdown(_ path: String) -> Bool { ["md", "markdown"].contains(ending(of: path)) }

    static func isYAML(_ path: String) -> Bool { ["yaml", "yml"].contains(ending(of: path)) }

    /// What stands behind the last dot of the name, in lower case; empty where there is none.
    private static func ending(of path: String) -> String {
        guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return path[dot...].dropFirst().lowercased()
    }

    static func parent(of path: String) -> String {
        path.utf8.lastIndex(of: slash).map { String(path[..<$0]) } ?? ""
    }

    /// The name of the file or folder itself.
    static func lastName(of path: String) -> Substring {
        path.utf8.lastIndex(of: slash).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    /// The path without what only says what the file is: `a/README.md` and `a.md` are both `a`.
    static func nameOfDocument(_ path: String) -> String {
        let name = lastName(of: path)
        let stem = name.utf8.lastIndex(of: UInt8(ascii: ".")).map { name[..<$0] } ?? name
        let standsForFolder = ["readme", "index", "deployment-plan"].contains(stem.lowercased())
        let folder = parent(of: path)
        if standsForFolder { return folder }
        return folder.isEmpty ? String(stem) : "\(folder)/\(stem)"
    }

    /// The folder that a release has to itself, where its file stands for the folder.
    static func ownFolder(of path: String) -> String? {
        let folder = parent(of: path)
        return !folder.isEmpty && nameOfDocument(path) == folder ? folder : nil
    }
}
