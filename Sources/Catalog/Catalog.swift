package import Diagnostics
package import Documents

/// The content folder as a whole: what exists, and what refers to what.
package struct Catalog: Sendable {
    package internal(set) var book = Book()
    package internal(set) var title = ""
    package internal(set) var hasBookFile = false
    /// Newest first.
    package internal(set) var releases: [Release] = []
    package internal(set) var patterns: [Pattern] = []
    package internal(set) var checklists: [Checklist] = []
    package internal(set) var guides: [Guide] = []
    /// Newest first.
    package internal(set) var incidents: [Incident] = []
    /// In the book's order, those that only releases name behind them.
    package internal(set) var services: [Service] = []
    package internal(set) var indexTexts: [String: IndexText] = [:]
    package internal(set) var attachments: [Attachment] = []
    package internal(set) var template: OutputTemplate?
    /// All that was found, sorted; how much it weighs is for `Judgement` to say.
    package internal(set) var diagnostics: [Diagnostic] = []
    /// What was found in plans taken alone, by their sources.
    var foundInPlans: [String: [Diagnostic]] = [:]
    package internal(set) var relations = Relations()
    /// The attachments in a release's folder, by the release's index.
    package internal(set) var attachmentsByRelease: [Int: [Int]] = [:]
    package internal(set) var serviceByID: [String: Int] = [:]
    /// What ran, and how it went.
    package internal(set) var history = DeploymentHistory()
    package internal(set) var releasesByTime = ReleasesByTime()
    /// The folder that all was read from.
    package let files: FileTree
    /// What each source is.
    package internal(set) var documents: [String: DocumentReference] = [:]
    /// Every file of the folder, published or not.
    package internal(set) var allPaths: Set<String> = []

    init(files: FileTree) { self.files = files }

    /// Nothing in it could become a page.
    package var isEmpty: Bool {
        releases.isEmpty && patterns.isEmpty && checklists.isEmpty && guides.isEmpty && incidents.isEmpty
            && indexTexts.isEmpty
    }
}

/// What a source file is, by its index in the catalog.
package enum DocumentReference: Sendable, Hashable {
    case release(Int)
    case run(release: Int, attempt: Int)
    case pattern(Int)
    case checklist(Int)
    case guide(Int)
    case incident(Int)
    /// The index page of a kind: `releases`, `guides` ...
    case index(String)
    case attachment(Int)
}

/// What refers to what, from the side that is referred to. All numbers are indexes in the catalog's lists.
package struct Relations: Sendable {
    /// Releases by service, newest first.
    package internal(set) var releasesByService: [String: [Int]] = [:]
    /// Releases whose strategy is a pattern, newest first.
    package internal(set) var releasesByPattern: [String: [Int]] = [:]
    package internal(set) var releasesByChecklist: [String: [Int]] = [:]
    /// By the release's index.
    package internal(set) var incidentsByRelease: [Int: [Int]] = [:]
    /// By the incident's index, newest first.
    package internal(set) var releasesByIncident: [Int: [Int]] = [:]
    /// Documents whose text links to a document, in the order of their sources.
    package internal(set) var mentions: [DocumentReference: [DocumentReference]] = [:]
    /// The releases before and after one, of its first service.
    package internal(set) var earlier: [Int: Int] = [:]
    package internal(set) var later: [Int: Int] = [:]
    package internal(set) var releaseByID: [String: Int] = [:]
    /// By the ids that they had before, where those are no other's now.
    package internal(set) var releaseByFormerID: [String: Int] = [:]
    package internal(set) var patternByID: [String: Int] = [:]
    package internal(set) var checklistByID: [String: Int] = [:]
    package internal(set) var incidentByID: [String: Int] = [:]
}
