internal import Catalog
internal import Documents

/// A former address of a page, as its `aliases:` give it: a former id, or an address of the site that begins with `/`.
struct AliasAddress {
    /// Why an alias is no address of the site; the text follows on "the alias `x` can't be an address: ".
    struct Problem: Error, Equatable {
        let text: String
    }

    /// The longest path of a file that is written, in bytes.
    static let lengthLimit = 240

    let address: Address

    /// - Parameter kind: The part of the site that an id stands in: `releases`, `patterns` ...
    init(_ text: String, kind: String) throws(Problem) {
        if let problem = Self.problem(inCharactersOf: text) { throw Problem(text: problem) }
        guard text.hasPrefix("/") else {
            if let problem = Self.problem(inID: text, kind: kind) { throw Problem(text: problem) }
            address = try Self.page("\(kind)/\(text)")
            return
        }
        address = try Self.page(String(text.dropFirst()))
    }

    private static func problem(inCharactersOf text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if Catalog.isExternal(text) { return "it leads out of the site" }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": return "it holds a backslash"
            case "%": return "it holds a percent sign; write the character itself"
            case "?", "#": return "it holds `\(scalar)`, and a redirect is of a whole page"
            default:
                switch scalar.properties.generalCategory {
                case .control, .lineSeparator, .paragraphSeparator: return "it holds a control character"
                default: continue
                }
            }
        }
        return nil
    }

    /// A guide's id is a path; the others are of one name.
    private static func problem(inID text: String, kind: String) -> String? {
        if kind == "guides" { return nil }
        guard let problem = Identifier.problem(in: text, capitals: kind == "incidents") else { return nil }
        return "\(problem); an address begins with `/`"
    }

    private static func page(_ path: String) throws(Problem) -> Address {
        var names = path.split(separator: "/", omittingEmptySubsequences: false)
        if names.last == "" || names.last == "index.html" { names.removeLast() }
        if names.contains("") { throw Problem(text: "a name in it is empty") }
        if names.contains(".") || names.contains("..") { throw Problem(text: "`.` and `..` could leave the site") }
        // `.git`, `.htaccess`: not shown, and not ours.
        if let hidden = names.first(where: { $0.hasPrefix(".") && $0 != ".well-known" && $0 != "." && $0 != ".." }),
            !SitePath.isReserved(String(hidden))
        {
            throw Problem(text: "names that begin with a dot, as `\(hidden)`, are for other programs")
        }
        if names.last?.lowercased() == "search.js" {
            throw Problem(text: "what the search has of a page may stand there")
        }
        if let first = names.first, SitePath.isReserved(String(first)) {
            throw Problem(text: "Rollbook keeps that name for itself")
        }
        let joined = names.joined(separator: "/")
        // A host shows a page at the address of a folder, or of a file that is called one.
        let isFile = [".html", ".htm"].contains { joined.lowercased().hasSuffix($0) }
        let address = Address(joined.isEmpty || isFile ? joined : joined + "/")
        guard address.file.utf8.count <= lengthLimit else {
            throw Problem(text: "it has more than \(lengthLimit) bytes with the file's name")
        }
        return address
    }
}
