internal import Catalog

/// An address that the site promises to keep: a page or file, and perhaps a place in it.
///
/// Path and place are written as in a link, all but ASCII as `%XX`, so that two are the same when their texts are.
struct Permalink: Sendable, Hashable {
    /// From the site's root, without `/` before it; of a page in a folder of its own the folder, with `/` at its end.
    let path: String
    let fragment: String?

    init(_ address: Address, fragment: String? = nil) {
        path = LinkWriter.encoded(Self.withoutIndex(address.path))
        self.fragment = fragment.map { LinkWriter.encoded($0) }
    }

    /// A place in the same page.
    func place(_ fragment: String) -> Permalink { Permalink(path: path, fragment: LinkWriter.encoded(fragment)) }

    /// Reads a line of the list; `nil` for what is no address from the site's root.
    init?(_ line: some StringProtocol) {
        guard line.hasPrefix("/"), !line.hasPrefix("//"),
            !line.unicodeScalars.contains(where: \.properties.isWhitespace)
        else { return nil }
        let parts = line.dropFirst().split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = parts.count > 1 ? Catalog.decoded(parts[1]) : ""
        self.init(Address(Catalog.decoded(parts[0])), fragment: fragment.isEmpty ? nil : fragment)
    }

    /// The same place in another page.
    func moved(to address: Address) -> Permalink {
        Permalink(path: LinkWriter.encoded(Self.withoutIndex(address.path)), fragment: fragment)
    }

    /// The page that it is in.
    var page: Permalink { Permalink(path: path, fragment: nil) }

    /// As the list has it: `/releases/payments-2.4.0/#step-switch-traffic`.
    var text: String { "/" + path + (fragment.map { "#" + $0 } ?? "") }

    private init(path: String, fragment: String?) {
        self.path = path
        self.fragment = fragment
    }

    private static func withoutIndex(_ path: String) -> String {
        path == "index.html" || path.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path
    }
}
